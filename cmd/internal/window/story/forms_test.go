package story

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/cmd/internal/judge"
	"shinsa/cmd/internal/window"
)

// filled are the forms that came back from LibreOffice: as a spreadsheet, as OpenDocument, and with two remarks merged into one cell.
type filled struct{ sheet, document, merged string }

// A member writes the checklist out as a spreadsheet, fills it in with LibreOffice while the window goes on, and takes it in field by field:
// what only one side wrote is settled by itself, of what both wrote one or both are kept. The same form again asks for the same choice and
// changes nothing; one in which nobody can say which item a remark belongs to is refused.
func TestStory_SheetFilledInElsewhere(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	made := prepared(t)
	var forms filled
	for _, w := range languages {
		t.Run(w.lang, func(t *testing.T) {
			v := &victim{bad: bads[w.lang], t: t, screen: window.Open(t, w.look.screen), home: t.TempDir(), made: made}
			v.player = &player{nil, w, filepath.Join(v.home, "Shinsa"), 240}
			v.prefer()
			desk := v.desk(v.t.TempDir())
			v.start(desk, v.title)
			v.enter(v.words.home)
			v.begin()
			written := v.writeSheet()
			if forms.sheet == "" {
				forms = fillIn(t, written, made)
			}
			v.takeSheet(forms)
			v.Close()
			v.tookBothSides(desk)
		})
	}
}

// writeSheet writes the form into the folder offered, twice: the second does not take the place of the first.
func (v *victim) writeSheet() string {
	v.forms("sheet-forms")
	var names []string
	for n := range 2 {
		v.Key("x", "Return")
		v.Wait("the form", func() bool {
			var err error
			names, err = filepath.Glob(filepath.Join(v.out, "*.xlsx"))
			return err == nil && len(names) == n+1
		})
		v.keep("sheet-written")
	}
	return names[0]
}

// fillIn works on the form in LibreOffice.
func fillIn(t *testing.T, form, dir string) filled {
	t.Helper()
	macros, err := filepath.Abs("../../judge/testdata/fill.bas")
	if err != nil {
		t.Fatal(err)
	}
	office, err := judge.NewOffice(t.TempDir(), macros)
	if err == nil {
		_, err = office.Fill(form, dir, judge.Typed{Cell: "I7", Text: "要確認"}, judge.Typed{Cell: "L7", Text: "表計算で書いた。\n二行目。"},
			judge.Typed{Cell: "I8", Text: "適合"}, judge.Typed{Cell: "J8", Text: "適切"}, judge.Typed{Cell: "M9", Text: "番号の根拠を示してください。"})
	}
	if err != nil {
		t.Fatal(err)
	}
	out := filled{filepath.Join(dir, "form.xlsx"), filepath.Join(dir, "form.ods"), filepath.Join(dir, "merged.xlsx")}
	f, err := excelize.OpenFile(out.sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err = f.MergeCell(f.GetSheetName(0), "L7", "L8"); err == nil {
		err = f.SaveAs(out.merged)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// takeSheet changes the first and the third item in the window, and takes the forms in.
func (v *victim) takeSheet(forms filled) {
	v.back()
	v.Key("3", "r")
	v.Type("window")
	v.Key("Escape", "j", "j", "4")
	v.forms("sheet-back")
	v.take("o", forms.merged, "sheet-merged")
	v.Key("Return")
	v.take("o", forms.sheet, "sheet-three-ways")
	v.Key("1", "3") // the form's verdict, both remarks
	v.keep("sheet-settled")
	v.Key("ctrl+Return")
	v.keep("sheet-taken")
	v.take("o", forms.document, "sheet-again")
	v.Key("2", "ctrl+Return")
	v.keep("sheet-nothing-new")
}

// tookBothSides fails unless the desk has what the form and the window wrote.
func (v *victim) tookBothSides(desk string) {
	items := strings.Split(strings.ReplaceAll(v.export(desk), "\r\n", "\n"), "\n■ ")
	for n, want := range map[int][]string{
		1: {"【判定】要確認\n", "【所見】window\n表計算で書いた。\n二行目。\n"}, 2: {"【判定】適合\n【開示】適切\n"}, 3: {"【判定】該当なし\n", "【照会】番号の根拠を示してください。\n"},
	} {
		for _, words := range want {
			if !strings.Contains(items[n], words) {
				v.t.Errorf("%q is not in\n%s", words, items[n])
			}
		}
	}
	if out, err := v.doctor(desk); err != nil {
		v.t.Errorf("the desk is\n%s", out)
	}
}
