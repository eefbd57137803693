package judge

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// offlineForm is a member's form in the rehearsal, and the member's desk.
type offlineForm struct {
	ctl              Ctl
	office           Office
	desk, id, file   string
	verdicts, levels []string
}

// entered are words that a spreadsheet program likes to make something else of.
var entered = []Typed{
	{"I7", "適合"},
	{"J7", "適切"},
	{"L7", "一行目\n二行目：ﾊﾝｶｸｶﾅ　ガ゙\n最後"},
	{"I8", "不適合"},
	{"L8", "=SUM(A1:A3) と書いてある"},
	{"M8", "=1+1"},
	{"I9", "要確認"},
	{"L9", "😀 𠮷野家 葛󠄀城 ～－〜"},
	{"L10", "2024/4/1"},
	{"L11", "99.9%"},
	{"L12", "0012"},
	{"L13", "1/2"},
	{"L14", "TRUE"},
	{"L15", "+81-3-1234-5678"},
	{"L16", `"引用"と'記号'&<>`},
	{"M17", strings.Repeat("根拠資料の該当箇所を示してください。", 500)}, // 9,000 characters
	{"L18", "_x0041_ と  二つの空白と　全角の空白、<b>&amp;"},
	{"C4", "佐藤　事務局員"},
}

// openForm declares no interest in the member's first case and exports its form.
func openForm(t *testing.T) offlineForm {
	t.Helper()
	bin, dir := asked(t)
	office, err := NewOffice(t.TempDir(), filepath.Join(top, "cmd/internal/judge/testdata/fill.bas"))
	if err != nil {
		t.Fatal(err)
	}
	x := travellingIn(t, bin, dir)
	f := offlineForm{
		ctl: x.ctl, office: office, desk: filepath.Join(dir, "desks", "member-1"), file: filepath.Join(t.TempDir(), "form.xlsx"),
		verdicts: []string{"適合", "要確認", "不適合", "該当なし", "未確認"}, levels: []string{"満たす", "満たさない"},
	}
	var cases []struct{ ID, State string }
	x.json(t, &cases, "--desk", f.desk, "case", "list")
	i := slices.IndexFunc(cases, func(c struct{ ID, State string }) bool { return c.State == "open" || c.State == "sealed" })
	if i < 0 {
		t.Fatal("the rehearsal's first member has no case to examine: it was used before")
	}
	f.id = cases[i].ID
	if cases[i].State == "sealed" {
		x.run(t, "--desk", f.desk, "declare", f.id, "--file", write(t, filepath.Join(t.TempDir(), "declaration.yaml"), noInterest()), "-o", t.TempDir())
	}
	x.run(t, "--desk", f.desk, "form", "export", f.id, "-o", f.file)
	return f
}

// whole fills the form in and returns why it is not what a person needs: cells that are not guarded, lists that are not offered.
func (f offlineForm) whole(file, dir string) error {
	looked := append([]Typed{{"A7", ""}, {"G7", ""}, {"K7", ""}, {levelCell, ""}, {"M7", ""}}, entered...)
	fields, err := f.office.Fill(file, dir, looked...)
	if err != nil {
		return err
	}
	for cell, want := range map[string]Field{
		"A7": {Locked: true}, "G7": {Locked: true}, "K7": {Locked: true}, "M7": {}, "L7": {}, "C4": {},
		"I7": {List: f.verdicts}, "J7": {List: []string{"適切", "不十分", "なし"}}, levelCell: {List: f.levels},
	} {
		if got := fields[cell]; got.Locked != want.Locked || !slices.Equal(got.List, want.List) {
			return errors.New(cell + " is not as a person needs it")
		}
	}
	return nil
}

// levelCell is where the sample edition first asks for a level.
const levelCell = "K56"

type shownForm struct {
	Head  struct{ Scribe string }
	Lines []struct{ Item, Field, Outcome, Form string }
}

func TestOfflineForm_ComesBackFromLibreOfficeAsItWasFilledIn(t *testing.T) {
	f, dir := openForm(t), t.TempDir()
	heard(t, "LibreOffice", f.file, f.whole(f.file, dir))
	word := map[string]string{"適合": "conforming", "不適合": "nonconforming", "要確認": "query", "適切": "adequate"}
	var want []string
	for _, e := range entered {
		if w, ok := word[e.Text]; ok {
			e.Text = w
		}
		if e.Cell != "C4" {
			want = append(want, e.Text)
		}
	}
	for _, name := range []string{"form.xlsx", "form.ods"} {
		file := filepath.Join(dir, name)
		out, err := f.ctl.Run("--desk", f.desk, "form", "import", f.id, file, "--preview", "--json")
		if err != nil {
			t.Errorf("judge: shinsactl %s REFUSED: %v", name, err)
			continue
		}
		var p shownForm
		if err := json.Unmarshal([]byte(out), &p); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range p.Lines {
			if l.Outcome != "take" {
				t.Errorf("%s: %+v", name, l)
			}
			got = append(got, l.Form)
		}
		if !slices.Equal(got, want) || p.Head.Scribe != "佐藤　事務局員" {
			t.Errorf("judge: LibreOffice %s REFUSED: it says %q of %q, want %q", name, got, p.Head.Scribe, want)
			continue
		}
		t.Logf("judge: LibreOffice %s ok", name)
	}
	var taken struct{ Changed int }
	for i, name := range []string{"form.xlsx", "form.ods"} { // the second says the same: nothing is left to take
		out, err := f.ctl.Run("--desk", f.desk, "form", "import", f.id, filepath.Join(dir, name), "--json")
		if err != nil || json.Unmarshal([]byte(out), &taken) != nil || taken.Changed != []int{12, 0}[i] {
			t.Errorf("%s: %d marks changed, %v", name, taken.Changed, err)
		}
	}
}

// An altered form is refused by whom its alteration would mislead: the program in which it is filled in, or the desk.
func TestOfflineForm_AlteredCopiesAreRefused(t *testing.T) {
	f := openForm(t)
	raw, dir := read(t, f.file), t.TempDir()
	seen := map[string]error{} // it takes its time over each
	inOffice := func(file string) error {
		if _, ok := seen[file]; !ok {
			seen[file] = f.whole(file, t.TempDir())
		}
		return seen[file]
	}
	onDesk := func(file string) error {
		_, err := f.ctl.Run("--desk", f.desk, "form", "import", f.id, file, "--preview")
		return err
	}
	sheet := "xl/worksheets/sheet1.xml"
	for _, c := range []struct {
		name  string
		by    string
		judge func(string) error
		b     []byte
	}{
		{"form-without-protection.xlsx", "LibreOffice", inOffice, repacked(t, raw, sheet, `<sheetProtection[^>]*></sheetProtection>`, "")},
		{"form-without-lists.xlsx", "LibreOffice", inOffice, repacked(t, raw, sheet, `<dataValidations.*</dataValidations>`, "")},
		{"form-cut-short.xlsx", "shinsactl", onDesk, raw[:len(raw)/2]},
		{"form-of-another-case.xlsx", "shinsactl", onDesk, repacked(t, raw, "xl/sharedStrings.xml", `>C2026-[0-9]+<`, ">C2026-9999<")},
		{"form-of-another-item.xlsx", "shinsactl", onDesk, repacked(t, raw, "xl/sharedStrings.xml", `>31\.2<`, ">31.99<")},
	} {
		refuses(t, c.by, f.file, write(t, filepath.Join(dir, c.name), c.b), c.judge)
	}
}

// repacked is a workbook in which one part was changed.
func repacked(t *testing.T, raw []byte, part, old, changed string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out, done := zip.NewWriter(&b), false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			was := text
			text = regexp.MustCompile(`(?s)`+old).ReplaceAll(text, []byte(changed))
			done = !bytes.Equal(was, text)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || !done {
		t.Fatalf("%s was not changed: %v", part, err)
	}
	return b.Bytes()
}
