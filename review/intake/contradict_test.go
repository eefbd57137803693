package intake_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// write puts a text where the form has an item or a field of FormA.
func write(t *testing.T, p intake.Package, where, text string) intake.Package {
	t.Helper()
	app := read(t, p)
	at := app.Answers[ident.ItemID(where)].At
	if e, ok := app.Header.Field(where); ok {
		at = e.At
	} else if where == "service_class" {
		at = app.Header.ServiceClass.At
	}
	sheet, cell, found := strings.Cut(at, "!")
	if !found {
		t.Fatalf("no place for %s", where)
	}
	return set(t, p, sheet, cell, text)
}

// TestContradictions: what FormA says against itself and answers against each other; every rule with a case just inside it.
func TestContradictions(t *testing.T) {
	for _, c := range []struct{ where, text, code string }{
		{"postal_code", "000-01", "postal_code_unreadable"},
		{"postal_code", "〒000-0001", ""},
		{"contact_phone", "03-0000", "phone_unreadable"},
		{"contact_phone", "090-0000-0001", ""},
		{"operator_kana", "見本クラウド", "kana_unreadable"},
		{"operator_kana", "ﾐﾎﾝｸﾗｳﾄﾞ", ""},
		{"pledge_signer", "代表取締役社長　別人 三郎", "signer_differs"},
		{"pledge_signer", "代表取締役社長見本太郎", ""},
		{"current_certification_number", "IoT-IP 9001-2406", "kind_contradicts"},
		{"current_certification_number", "なし", ""},
		{"application_date", "2024年3月10日", "application_date_old"},
		{"application_date", "2024年3月20日", ""},
		{"pledge_date", "2024年2月14日", "pledge_old"},
		{"pledge_date", "2024年2月16日", ""},
		{"27.2", "2006年7月2日", "dates_contradict"},
		{"27.2", "2006年7月3日", ""},
		{"31.3", "99.8％", "below_own_target"},
		{"31.3", "99.9％", ""},
		{"service_class", "IaaS", "service_class_differs"},
		{"12.1", "101％", "share_over_whole"},
		{"12.1", "100％", ""},
		{"8.1", "-3人", "number_negative"},
		{"25.1", "有（なし）", "detail_contradicts"},
		{"25.1", "有（無停止運用規程）", ""},
		{"9.1", "4,812,300千円（2022年3月期）", "term_old"},
		{"9.1", "4,812,300千円（2023年3月期）", ""},
	} {
		app := read(t, write(t, bare(t), c.where, c.text))
		var got []string
		for _, f := range app.Findings {
			for _, code := range contradictionCodes {
				if f.Code == code {
					got = append(got, code)
					if f.Severity == fault.Must || f.Clause == "" {
						t.Errorf("%s %q: %+v", c.where, c.text, f)
					}
				}
			}
		}
		if strings.Join(got, " ") != c.code {
			t.Errorf("%s %q: %v, want %q", c.where, c.text, got, c.code)
		}
	}
}

var contradictionCodes = []string{
	"postal_code_unreadable", "phone_unreadable", "kana_unreadable", "signer_differs", "kind_contradicts", "application_date_old", "pledge_old",
	"dates_contradict", "below_own_target", "service_class_differs", "share_over_whole", "number_negative", "detail_contradicts", "term_old",
}

// TestArt13_ChangesToBeNotified: what changed since the certified application and has to be notified is asked about.
func TestArt13_ChangesToBeNotified(t *testing.T) {
	p := bare(t)
	p.Previous = read(t, bare(t))
	if _, found := find(read(t, p), "change_notice_to_check", ""); found {
		t.Error("nothing changed, and yet a question")
	}
	p = edit(t, p, func(f *excelize.File) {
		ok(t, f.SetCellStr(formA, "C8", "改名クラウド株式会社"))
		ok(t, f.SetCellStr(formA, "C10", "5999901000003"))
		ok(t, f.SetCellStr(formA, "C17", "03-0000-0009"))
	})
	app := read(t, p)
	for field, clause := range map[string]string{"operator_name": "13", "corporate_number": "9-2"} {
		if f, found := find(app, "change_notice_to_check", field); !found || f.Clause != clause {
			t.Errorf("%s: %+v", field, f)
		}
	}
	if _, found := find(app, "change_notice_to_check", "contact_phone"); found {
		t.Error("a telephone number need not be notified")
	}
}

// TestArt12_3_OnlyWhatChangedNeedsNewEvidence: a document that unchanged answers rest on is not asked for again; a changed answer that rests
// on the file of the time before is a question.
func TestArt12_3_OnlyWhatChangedNeedsNewEvidence(t *testing.T) {
	previous := read(t, sample(t, "case-1", "2024-04-16"))
	p := files(sample(t, "case-1", "2024-04-16"), "03_SLA", func(intake.File) []intake.File { return nil })
	p.Previous = previous
	app := read(t, p)
	f, found := find(app, "evidence_from_previous", "")
	if !found || f.Evidence != "資料3" {
		t.Errorf("a document that nothing new rests on: %+v", f)
	}
	for _, e := range app.Evidence {
		if e.No == "資料3" && (!e.Present || !e.FromPrevious || e.Digest == "") {
			t.Errorf("it is not there: %+v", e)
		}
	}
	if _, found := find(app, "evidence_missing_file", ""); found {
		t.Error("it is asked for again")
	}
	changed := write(t, p, "31.2", "99.8％") // rests on the SLA
	app = read(t, changed)
	if f, found := find(app, "evidence_missing_file", ""); !found || f.Evidence != "資料3" {
		t.Errorf("a changed answer without its document: %+v", f)
	}
	full := sample(t, "case-1", "2024-04-16")
	full.Previous = previous
	app = read(t, write(t, full, "31.2", "99.8％"))
	if f, found := find(app, "changed_with_old_evidence", ""); !found || f.Criterion != "31.2" || f.Evidence != "資料3" {
		t.Errorf("a changed answer on the same document: %+v", f)
	}
	if app.Changes.Of("31.2") != intake.Changed || app.Changes.Of("2.1") != intake.Unchanged {
		t.Errorf("standing %s %s", app.Changes.Of("31.2"), app.Changes.Of("2.1"))
	}
	place := app.Answers["31.2"].At
	_, cell, _ := strings.Cut(place, "!")
	app = read(t, set(t, write(t, full, "31.2", "99.8％"), formB, "G"+cell[1:], ""))
	if f, found := find(app, "changed_without_evidence", ""); !found || f.Criterion != "31.2" || f.Severity != fault.Should {
		t.Errorf("a changed answer without evidence: %+v", f)
	}
}

// TestArt12_3_AcrossEditions: what became of an answer is told by the mapping, not by its number.
func TestArt12_3_AcrossEditions(t *testing.T) {
	answers := func(texts map[ident.ItemID]string) *intake.Application {
		app := &intake.Application{Answers: intake.Answers{}}
		for id, text := range texts {
			app.Answers[id] = intake.Disclosure{Kind: criteria.StateAnswered, Value: intake.TextValue(text)}
		}
		return app
	}
	line := func(kind criteria.ChangeKind, from, to ident.ItemID) criteria.MappingLine {
		l := criteria.MappingLine{Change: criteria.Change{Kind: kind, To: []ident.ItemID{to}}}
		if from != "" {
			l.From = []ident.ItemID{from}
		}
		return l
	}
	m := &criteria.Mapping{Lines: []criteria.MappingLine{
		line(criteria.Unchanged, "1.1", "1.1"), line(criteria.Moved, "1.2", "2.1"), line(criteria.Moved, "1.3", "1.2"),
		line(criteria.Modified, "1.4", "1.4"), line(criteria.New, "", "3.1"),
	}}
	c := intake.CompareBy(
		answers(map[ident.ItemID]string{"1.1": "a", "1.2": "b", "1.3": "c", "1.4": "d"}),
		answers(map[ident.ItemID]string{"1.1": "a", "2.1": "b", "1.2": "C", "1.4": "d", "3.1": "e"}), m)
	for id, want := range map[ident.ItemID]intake.Renewed{
		"1.1": intake.Unchanged, "2.1": intake.Unchanged, "1.2": intake.Changed, "1.4": intake.Changed, "3.1": intake.Added,
	} {
		if got := c.Of(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	for _, x := range c.Answers {
		if x.Item == "1.2" && (len(x.From) != 1 || x.From[0] != "1.3" || x.Was != "c") || x.Item == "1.4" && !x.Asked {
			t.Errorf("%+v", x)
		}
	}
}
