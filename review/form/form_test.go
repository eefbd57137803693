package form

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

func head() Head {
	return Head{
		Case: "C2026-0001", Round: 1, Reviewer: "m-2f61a0c4", Name: "山田　太郎", Edition: "t-1",
		EditionDigest: ident.Sum([]byte("edition")), Dossier: ident.Sum([]byte("dossier")),
	}
}

// tricky is a remark whose lines look like what the form is made of.
const tricky = "一行目\n【判定】と書いてある。\n■ 1.2 [3] という行\n■ 終わり\n\\逆斜線\n＃井桁\n｜縦線\n【参考】は見出しではない\n\n最後"

func blank() Blank {
	return Blank{
		Head: head(), Operator: "見本電気株式会社", Service: "見本クラウド", Title: "試験用の基準",
		Rows: []Row{
			{Entry: Entry{Item: "1.1", Values: Values{Verdict: checklist.Unseen}}, Group: "一", Title: "題", Ask: "問\n二行目", Duty: criteria.Mandatory, Answer: "=1+1\n答"},
			{
				Entry: Entry{Item: "1.10", Base: 3, Values: Values{checklist.Nonconforming, checklist.Insufficient, checklist.LevelNotMet, tricky, "なぜですか"}},
				Group: "一", Title: "水準のある項目", Duty: criteria.Mandatory, Level: "99以上", Answer: "98", Evidence: "資料2 p.3", Earlier: &Earlier{"97", true, checklist.Query, "低い", "なぜ97か"},
			},
			{Entry: Entry{Item: "2.1", Base: 1, Values: Values{Verdict: checklist.NotApplicable, Remark: "【所見】"}}, Group: "二", Title: "選択", Duty: criteria.Optional},
		},
	}
}

func write(t *testing.T, k Kind, b Blank) []byte {
	t.Helper()
	out, err := Write(k, b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t *testing.T, b []byte) *Form {
	t.Helper()
	f, err := Read(t.Context(), b)
	if err != nil {
		t.Fatalf("%v %+v", err, findings(err))
	}
	return f
}

func findings(err error) fault.List {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.Findings
	}
	return nil
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	for _, k := range []Kind{Sheet, Text} {
		want := blank()
		want.Scribe = "事務局　佐藤"
		f := read(t, write(t, k, want))
		if d := cmp.Diff(want.Head, f.Head); d != "" || f.Kind != k {
			t.Errorf("%s: head: %s", k, d)
		}
		if len(f.Entries) != len(want.Rows) {
			t.Fatalf("%s: %d entries", k, len(f.Entries))
		}
		for i, e := range f.Entries {
			if e.At == "" {
				t.Errorf("%s: entry %d has no place", k, i)
			}
			e.At, e.title, e.silent = "", "", 0
			if d := cmp.Diff(want.Rows[i].Entry, e, cmpopts.EquateComparable(Entry{})); d != "" {
				t.Errorf("%s: item %s: %s", k, want.Rows[i].Item, d)
			}
		}
	}
}

// What the format of a spreadsheet would make something else of comes back as it was written.
func TestSheetCarriesEveryCharacter(t *testing.T) {
	for _, s := range []string{
		"_x0041_ と書く", "_x0041_x0042_", "_x005F_x0041_", "_xD83D_", "_x_", "引用\f次の頁", "縦\vタブ", "a\tb", "二  重の　　空白", "<b>&amp;", "😀𠮷葛\U000e0100城",
		"=1+1", "'001", "+81", "２０２６/４/１",
	} {
		b := blank()
		b.Scribe, b.Rows[0].Remark = "代筆_x0042_者", s
		if f := read(t, write(t, Sheet, b)); f.Entries[0].Remark != s || f.Scribe != "代筆_x0042_者" {
			t.Errorf("%q came back as %q", s, f.Entries[0].Remark)
		}
	}
}

func TestTextAsEditorsSaveIt(t *testing.T) {
	b := write(t, Text, blank())
	want := read(t, b).Entries
	sjis, err := japanese.ShiftJIS.NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	jis, err := japanese.ISO2022JP.NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	euc, err := japanese.EUCJP.NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	big, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string][]byte{
		"ISO-2022-JP":      jis,
		"EUC-JP":           euc,
		"UTF-16, big end":  big,
		"blanks at ends":   bytes.ReplaceAll(b, []byte("\r\n"), []byte(" 　\t\r\n")),
		"wide brackets":    bytes.ReplaceAll(b, []byte("■ 1.10 [3]"), []byte("■　1.10　［3］")),
		"without mark":     bytes.TrimPrefix(b, []byte("\ufeff")),
		"unix lines":       bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")),
		"old Mac lines":    bytes.ReplaceAll(b, []byte("\r\n"), []byte("\r")),
		"Shift_JIS":        sjis,
		"UTF-16":           utf16,
		"spaces at ends":   bytes.ReplaceAll(b, []byte("なぜですか\r\n"), []byte("なぜですか 　\r\n")),
		"indented heads":   bytes.ReplaceAll(b, []byte("■ 1.10"), []byte("　■　1.10")),
		"numbers as words": bytes.ReplaceAll(b, []byte("【判定】不適合"), []byte("【判定】 ３")),
	} {
		if d := cmp.Diff(want, read(t, v).Entries, cmpopts.EquateComparable(Entry{})); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestTextFindingsNameTheLine(t *testing.T) {
	good := strings.ReplaceAll(string(write(t, Text, blank())), "\r\n", "\n")
	for _, c := range []struct{ name, old, new, code, at string }{
		{"a word nobody knows", "【判定】不適合", "【判定】たぶん", "offline_word_unreadable", "たぶん"},
		{"a field twice", "【照会】なぜですか", "【照会】なぜですか\n【判定】適合", "offline_field_twice", "【判定】適合"},
		{"words under a verdict", "【判定】不適合", "【判定】不適合\nここに所見を書いた", "offline_words_outside", "ここに所見"},
		{"words among what is shown", "｜情報開示内容　98", "｜情報開示内容　98\n根拠が足りない", "offline_words_outside", "根拠が足りない"},
		{"an item twice", "■ 2.1 [1]", "■ 1.1 [1]", "offline_item_twice", "■ 1.1 [1]"},
		{"words after the end", "\n■ 終わり\n", "\n■ 終わり\n追伸", "offline_words_outside", "追伸"},
		{"another version", "shinsa-form 1", "shinsa-form 2", "offline_version_unknown", "shinsa-form 2"},
		{"a broken digest", "【申請パッケージ】", "【申請パッケージ】x", "offline_head_unreadable", "【申請パッケージ】x"},
	} {
		i := strings.LastIndex(good, c.old)
		if i < 0 {
			t.Fatalf("%s: %q is not in the form", c.name, c.old)
		}
		bad := good[:i] + c.new + good[i+len(c.old):]
		f, err := Read(t.Context(), []byte(bad))
		l := findings(err)
		if !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "offline_form_unreadable"}) || len(l) == 0 {
			t.Errorf("%s: %v, form %v", c.name, err, f)
			continue
		}
		want := "L" + strconv.Itoa(strings.Count(bad[:i+strings.Index(bad[i:], c.at)], "\n")+1)
		if !slices.ContainsFunc(l, func(x fault.Finding) bool { return x.Code == c.code && x.At == want && x.Severity == fault.Must }) {
			t.Errorf("%s: findings %+v, want %s at %s", c.name, l, c.code, want)
		}
	}
}

func TestACutOffFormIsRefused(t *testing.T) {
	b := write(t, Text, blank())
	for _, n := range []int{len(b) - 20, len(b) / 2, len(b) / 3} {
		_, err := Read(t.Context(), b[:n])
		if l := findings(err); !l.Has("offline_form_cut_off") && !l.Has("offline_not_a_form") {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	for name, v := range map[string][]byte{"nothing": nil, "a letter": []byte("拝啓"), "a program": {0, 1, 2, 0xff, 0xfe, 0x81}} {
		if _, err := Read(t.Context(), v); !findings(err).Has("offline_not_a_form") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAWorkbookThatCannotBeReadSaysWhy(t *testing.T) {
	sheet := write(t, Sheet, blank())
	for _, c := range []struct {
		name string
		b    []byte
		code string
	}{
		{"cut off", sheet[:len(sheet)/2], "offline_form_damaged"},
		{"cut off early", sheet[:len(sheet)/4], "offline_form_damaged"},
		{"saved as a book of 1997", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook"), "offline_form_other_format"},
		{"with a password", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), utf16of("EncryptedPackage")...), "offline_form_encrypted"},
		{"printed", []byte("%PDF-1.7"), "offline_form_other_format"},
		{"too large", bytes.Repeat([]byte("a"), MaxBytes+1), "offline_not_a_form"},
	} {
		if _, err := Read(t.Context(), c.b); !findings(err).Has(c.code) {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Read(stopped, sheet); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func utf16of(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

func TestABlockLeftOutSaysNothing(t *testing.T) {
	s := strings.ReplaceAll(string(write(t, Text, blank())), "\r\n", "\n")
	from, to := strings.Index(s, "■ 1.1 ["), strings.Index(s, "■ 1.10 [")
	f := read(t, []byte(s[:from]+s[to:]))
	if len(f.Entries) != 2 || f.Entries[0].Item != "1.10" {
		t.Errorf("entries %+v", f.Entries)
	}
}

// edit opens a sheet as a person would and changes it.
func edit(t *testing.T, b []byte, change func(*excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	change(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSheetGuardsWhatIsNotToBeFilledIn(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, Sheet, blank())))
	must(t, err)
	if visible, err := f.GetSheetVisible(hiddenName); err != nil || visible {
		t.Errorf("the hidden sheet is visible: %v", err)
	}
	locked := func(cell string) bool {
		id, err := f.GetCellStyle(sheetName, cell)
		must(t, err)
		s, err := f.GetStyle(id)
		must(t, err)
		return s.Protection == nil || s.Protection.Locked
	}
	for cell, want := range map[string]bool{"A7": true, "G7": true, "I7": false, "J7": false, "K7": true, "L7": false, "M7": false, "K8": false, "C4": false} {
		if got := locked(cell); got != want {
			t.Errorf("%s: locked %v, want %v", cell, got, want)
		}
	}
	if p, err := f.GetSheetProtection(sheetName); err != nil || !p.SelectUnlockedCells {
		t.Errorf("protection %+v, %v", p, err)
	}
	lists, err := f.GetDataValidations(sheetName)
	must(t, err)
	if len(lists) != 3 || lists[0].Sqref != "I7:I9" || !strings.Contains(lists[0].Formula1, "適合,要確認,不適合,該当なし,未確認") {
		t.Errorf("drop-downs %+v", lists)
	}
	if formula, err := f.GetCellFormula(sheetName, "G7"); err != nil || formula != "" {
		t.Errorf("what an applicant wrote became the formula %q (%v)", formula, err)
	}
}

func TestSheetFilledInByHand(t *testing.T) {
	b := edit(t, write(t, Sheet, blank()), func(f *excelize.File) {
		must(t, f.SetCellStr(sheetName, "I7", "○"))
		must(t, f.SetCellStr(sheetName, "L7", " 良い \n"))
		must(t, f.SetCellStr(sheetName, scribeCell, "佐藤"))
		must(t, f.SetCellStr(sheetName, "A30000", " "))
	})
	f := read(t, b)
	if e := f.Entries[0]; e.Verdict != checklist.Conforming || e.Remark != "良い" || f.Scribe != "佐藤" {
		t.Errorf("entry %+v, scribe %q", e, f.Scribe)
	}
	for _, c := range []struct {
		name   string
		change func(*excelize.File)
		code   string
	}{
		{"a word nobody knows", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "I8", "たぶん")) }, "offline_word_unreadable"},
		{"a row taken out", func(f *excelize.File) { must(t, f.RemoveRow(sheetName, 8)) }, "offline_row_missing"},
		{"a row twice", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "A8", "1.1")) }, "offline_item_twice"},
		{"an item written over", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "A8", "9.9")) }, "offline_item_unknown"},
		{"words below the table", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "L12", "追伸")) }, "offline_words_outside"},
		{"words beside the table", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "O7", "欄外")) }, "offline_words_outside"},
		{"a comment", func(f *excelize.File) {
			must(t, f.AddComment(sheetName, excelize.Comment{Cell: "L7", Paragraph: []excelize.RichTextRun{{Text: "ここに所見"}}}))
		}, "offline_words_outside"},
		{"a sheet of its own", func(f *excelize.File) {
			_, err := f.NewSheet("メモ")
			must(t, err)
			must(t, f.SetCellStr("メモ", "B2", "所見はこちら"))
		}, "offline_words_outside"},
		{"a formula", func(f *excelize.File) {
			must(t, f.SetCellFormula(sheetName, "L7", "1+1"))
			must(t, f.SetCellValue(sheetName, "L8", "x"))
		}, "offline_cell_computed"},
		{"a date", func(f *excelize.File) {
			must(t, f.SetCellValue(sheetName, "L7", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)))
		}, "offline_cell_number"},
		{"words struck out", func(f *excelize.File) {
			must(t, f.SetCellRichText(sheetName, "L7", []excelize.RichTextRun{{Text: "良い"}, {Text: "悪い", Font: &excelize.Font{Strike: true}}}))
		}, "offline_words_struck"},
		{"a heading written over", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "L6", "コメント")) }, "offline_column_missing"},
	} {
		if _, err := Read(t.Context(), edit(t, write(t, Sheet, blank()), c.change)); !findings(err).Has(c.code) {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	plain := excelize.NewFile()
	out, err := plain.WriteToBuffer()
	must(t, err)
	if _, err := Read(t.Context(), out.Bytes()); !findings(err).Has("offline_not_a_form") {
		t.Errorf("another workbook: %v", err)
	}
}

func FuzzReadText(f *testing.F) {
	b, err := Write(Text, blank())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("【様式】shinsa-form 1\n■ 1 [1]\n【所見】\\\n■ 終わり"))
	f.Fuzz(func(t *testing.T, b []byte) {
		form, err := readText(b)
		if (err == nil) != (form != nil && len(findings(err)) == 0) {
			t.Errorf("form %v with error %v", form, err)
		}
		if err != nil {
			return
		}
		again := Blank{Head: form.Head}
		for _, e := range form.Entries {
			again.Rows = append(again.Rows, Row{Entry: e, Level: "x"})
		}
		back, err := readText(writeText(again))
		if err != nil {
			t.Fatalf("written again it is not readable: %+v", findings(err))
		}
		for i, e := range back.Entries {
			if e.At, e.silent = form.Entries[i].At, form.Entries[i].silent; e != form.Entries[i] {
				t.Errorf("read %+v, written and read %+v", form.Entries[i], e)
			}
		}
	})
}

func TestOnlyWhatChangedIsRepeated(t *testing.T) {
	b := blank()
	b.Rows[0].Earlier = &Earlier{Answer: "前と同じ答え", Verdict: checklist.Conforming, Remark: "前の所見"}
	s := string(write(t, Text, b))
	for text, want := range map[string]bool{
		"前と同じ答え": false, "｜前回の開示　変更なし": true, "｜前回の判定　適合\r\n｜　　前の所見": true, "【変更あり】変更前は\r\n｜　　97": true, "｜根拠資料　資料2 p.3": true,
		"｜　　低い\r\n｜　　照会：なぜ97か": true,
	} {
		if got := strings.Contains(s, text); got != want {
			t.Errorf("%q is shown: %v, want %v", text, got, want)
		}
	}
}
