package form

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/review/checklist"
	"shinsa/review/fault"
)

// What people do to a sheet once its protection is off: what is still clear is read, what is not is told with its place.
func TestSheetWithAnotherLayoutIsReadWhole(t *testing.T) {
	b := blank()
	b.Scribe = "事務局　佐藤"
	want := read(t, write(t, Sheet, b))
	for name, change := range map[string]func(*excelize.File){
		"a column before all":       func(f *excelize.File) { must(t, f.InsertCols(sheetName, "A", 1)) },
		"a column before the names": func(f *excelize.File) { must(t, f.InsertCols(sheetName, "B", 2)) },
		"a column among the fields": func(f *excelize.File) { must(t, f.InsertCols(sheetName, "K", 1)) },
		"a row above the headings":  func(f *excelize.File) { must(t, f.InsertRows(sheetName, 5, 2)) },
		"a row in the table":        func(f *excelize.File) { must(t, f.InsertRows(sheetName, 8, 1)) },
		"rows sorted": func(f *excelize.File) {
			for _, c := range "ABCDEFGHIJKLM" {
				first, err := f.GetCellValue(sheetName, string(c)+"7")
				must(t, err)
				last, err := f.GetCellValue(sheetName, string(c)+"9")
				must(t, err)
				must(t, f.SetCellStr(sheetName, string(c)+"7", last))
				must(t, f.SetCellStr(sheetName, string(c)+"9", first))
			}
		},
		"another name": func(f *excelize.File) { must(t, f.SetSheetName(sheetName, "記入済")) },
	} {
		got := read(t, edit(t, write(t, Sheet, b), change))
		if got.Head != want.Head {
			t.Errorf("%s: head %+v", name, got.Head)
		}
		for _, e := range want.Entries {
			i := slices.IndexFunc(got.Entries, func(g Entry) bool { return g.Item == e.Item })
			if i < 0 || got.Entries[i].Values != e.Values || got.Entries[i].Base != e.Base {
				t.Errorf("%s: item %s of %+v, want %+v", name, e.Item, got.Entries, e.Values)
			}
		}
	}
}

func TestSheetWithAnotherLayoutLosesNothingInSilence(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*excelize.File)
		code   string
		at     string
	}{
		{"a column with a heading of its own", func(f *excelize.File) {
			must(t, f.SetCellStr(sheetName, "N6", "備考"))
			must(t, f.SetCellStr(sheetName, "N8", "ここにも所見"))
		}, "offline_words_outside", "審査票!N8"},
		{"a heading twice", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "N6", "所　見")) }, "offline_column_twice", "審査票!N6"},
		{"cells made one", func(f *excelize.File) { must(t, f.MergeCell(sheetName, "L8", "L9")) }, "offline_cells_merged", "審査票!L8:L9"},
		{"fields made one", func(f *excelize.File) { must(t, f.MergeCell(sheetName, "L7", "M7")) }, "offline_cells_merged", "審査票!L7:M7"},
		{"words above the table", func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "F5", "至急")) }, "offline_words_outside", "審査票!F5"},
		{"a second scribe", func(f *excelize.File) {
			must(t, f.SetCellStr(sheetName, "B4", "佐藤"))
			must(t, f.SetCellStr(sheetName, "C4", "鈴木"))
		}, "offline_words_outside", "審査票!C4"},
		{"a remark that became a number", func(f *excelize.File) {
			plain, err := f.NewStyle(&excelize.Style{})
			must(t, err)
			must(t, f.SetCellStyle(sheetName, "L7", "L7", plain))
			must(t, f.SetCellValue(sheetName, "L7", 12))
		}, "offline_cell_number", "審査票!L7"},
		{"the sheet alone", func(f *excelize.File) { must(t, f.DeleteSheet(hiddenName)) }, "offline_sheet_copied", ""},
	} {
		_, err := Read(t.Context(), edit(t, write(t, Sheet, blank()), c.change))
		if l := findings(err); !slices.ContainsFunc(l, func(x fault.Finding) bool { return x.Code == c.code && x.At == c.at }) {
			t.Errorf("%s: %+v, want %s at %s", c.name, l, c.code, c.at)
		} else if n := l.Count(fault.Must); n != 1 {
			t.Errorf("%s is told %d times: %+v", c.name, n, l)
		}
	}
}

func TestAScribeInTheCellBesideIsNotLost(t *testing.T) {
	f := read(t, edit(t, write(t, Sheet, blank()), func(f *excelize.File) { must(t, f.SetCellStr(sheetName, "B4", "佐藤")) }))
	if f.Scribe != "佐藤" {
		t.Errorf("scribe %q", f.Scribe)
	}
}

// Sorting some columns of a sheet and not the others puts a verdict beside the number of another item.
func TestCheckRefusesARowOfTwoItems(t *testing.T) {
	e := edition(t)
	f := &Form{Kind: Sheet, Entries: []Entry{{Item: "1", At: "審査票!7"}, {Item: "2", At: "審査票!8"}}}
	for i := range f.Entries {
		it, ok := e.Item(f.Entries[i].Item)
		if !ok {
			t.Fatal("no such item")
		}
		f.Entries[i].Verdict, f.Entries[i].title = checklist.Unseen, " "+it.Title.JA
	}
	if l := Check(f, e); len(l) != 0 {
		t.Errorf("rows as they were: %+v", l)
	}
	f.Entries[0].title, f.Entries[1].title = f.Entries[1].title, f.Entries[0].title
	if l := Check(f, e); len(l) != 2 || !l.Has("offline_row_mixed") || l[0].At != "審査票!7" {
		t.Errorf("rows of two items: %+v", l)
	}
	f.Kind = Text
	if l := Check(f, e); len(l) != 0 {
		t.Errorf("a plain form has no rows: %+v", l)
	}
}

func TestTextAnsweredByMail(t *testing.T) {
	s := strings.ReplaceAll(strings.TrimPrefix(string(write(t, Text, blank())), "\ufeff"), "\r\n", "\n")
	want := read(t, []byte(s)).Entries
	quoted := func(mark, blank string) string {
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			if l != "" {
				lines[i] = mark + l
			} else {
				lines[i] = blank
			}
		}
		return strings.Join(lines, "\n")
	}
	for name, v := range map[string]string{
		"quoted": quoted("> ", ">"), "without blanks": quoted(">", ">"), "twice": quoted(">> ", ">>"), "twice with blanks": quoted("> > ", "> >"),
		"with its mark": "> \ufeff" + strings.TrimPrefix(quoted("> ", ">"), "> "),
		"wide marks":    quoted("＞ ", "＞"), "empty lines left alone": quoted("> ", ""), "tabs": strings.ReplaceAll(s, "【判定】不", "\t【判定】\t不"),
		"tabs at ends": strings.ReplaceAll(s, "\n", "\t\n"),
	} {
		got := read(t, []byte(v)).Entries
		for i := range got {
			if got[i].Values != want[i].Values {
				t.Errorf("%s: %+v, want %+v", name, got[i].Values, want[i].Values)
			}
		}
	}
	answered := strings.Replace(quoted("> ", ">"), "> 【判定】不適合", "【判定】要確認", 1)
	if f := read(t, []byte(answered)); f.Entries[1].Verdict != checklist.Query {
		t.Errorf("an answer beside the quotation: %+v", f.Entries[1])
	}
	if f := read(t, []byte(strings.Replace(s, "なぜですか", "なぜですか\n> 前の答え", 1))); f.Entries[1].Inquiry != "なぜですか\n> 前の答え" {
		t.Errorf("a quotation in a form that is none: %q", f.Entries[1].Inquiry)
	}
}

// Who takes a field's line out of a plain form says nothing of the field: what the desk has stays.
func TestAFieldLeftOutSaysNothing(t *testing.T) {
	s := strings.ReplaceAll(string(write(t, Text, blank())), "\r\n", "\n")
	at := strings.Index(s, "■ 1.10")
	cut := s[:at] + strings.NewReplacer("【判定】不適合\n", "", "【照会】なぜですか\n", "").Replace(s[at:])
	m := checklist.Mark{Item: "1.10", Revision: 3, Verdict: checklist.Nonconforming, Disclosed: checklist.Insufficient, Level: checklist.LevelNotMet, Remark: tricky, Inquiry: "なぜですか"}
	f := read(t, []byte(cut))
	f.Entries = f.Entries[1:2]
	if p := Compare(f, oneMark{m}); len(p.Lines) != 0 {
		t.Errorf("a form without two fields changes %+v", p.Lines)
	}
}
