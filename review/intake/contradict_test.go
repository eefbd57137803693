package intake_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

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
