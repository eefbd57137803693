package intake_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// find returns the finding with a code, at a field where one is given.
func find(app *intake.Application, code, field string) (fault.Finding, bool) {
	for _, f := range app.Findings {
		if f.Code == code && (field == "" || f.Field == field) {
			return f, true
		}
	}
	return fault.Finding{}, false
}

func set(t *testing.T, p intake.Package, sheet, cell, text string) intake.Package {
	t.Helper()
	return edit(t, p, func(f *excelize.File) { ok(t, f.SetCellStr(sheet, cell, text)) })
}

// bare is the first sample's form without its evidence, for rules about the form.
func bare(t *testing.T) intake.Package {
	t.Helper()
	p := sample(t, "case-1", "2024-04-16")
	p.Files = nil
	return p
}

func TestArt4_FormAIsComplete(t *testing.T) {
	for _, c := range []struct{ cell, field string }{
		{"C6", "kind"},
		{"G6", "application_date"},
		{"C8", "operator_name"},
		{"C10", "corporate_number"},
		{"C12", "representative_name"},
		{"C14", "address"},
		{"C16", "contact_name"},
		{"C17", "contact_phone"},
		{"C18", "contact_email"},
		{"C20", "service_name"},
		{"C22", "service_class"},
		{"C43", "pledge"},
		{"E44", "revoked_past_year"},
	} {
		for _, text := range []string{"", "－", "　"} {
			f, found := find(read(t, set(t, bare(t), formA, c.cell, text)), "header_missing", c.field)
			if !found && !(c.field == "revoked_past_year" && text == "－") { // a dash is no in a yes/no field, and said to be unsure
				t.Errorf("%s = %q: no finding", c.field, text)
			} else if found && (f.Severity != fault.Must || f.Clause == "") {
				t.Errorf("%s: %+v", c.field, f)
			}
		}
	}
	if f, found := find(read(t, bare(t)), "header_missing", ""); found {
		t.Errorf("a complete form: %+v", f)
	}
}

func TestArt4_CorporateNumber(t *testing.T) {
	for number, code := range map[string]string{
		"7999901000001": "", "７９９９９０１００００００１": "corporate_number_invalid", "7-9999-0100-0001": "", "7999901000002": "corporate_number_invalid",
		"799990100000": "corporate_number_invalid", "5999901000003": "corporate_number_mismatch",
	} {
		app := read(t, set(t, bare(t), formA, "C10", number))
		for _, c := range []string{"corporate_number_invalid", "corporate_number_mismatch"} {
			if _, found := find(app, c, "corporate_number"); found != (c == code) && (code == "" || c == code) {
				t.Errorf("%q: %s %t", number, c, found)
			}
		}
	}
}

func TestArt4_ProofOfExistence(t *testing.T) {
	p := bare(t)
	if _, found := find(read(t, p), "proof_of_existence_missing", ""); found {
		t.Error("the registry certificate is not recognised")
	}
	if _, found := find(read(t, edit(t, p, func(f *excelize.File) { ok(t, f.RemoveRow(formC, 5)) })), "proof_of_existence_missing", ""); !found {
		t.Error("no finding without proof of existence")
	}
	p.Facts.Designated = []string{"利用約款", "直近の決算書"}
	f, found := find(read(t, p), "designated_document_missing", "")
	if !found || f.Clause != "4-1(3)" || f.Args["title"] != "直近の決算書" {
		t.Errorf("designated document: %+v", f)
	}
}

func TestArt5_Fee(t *testing.T) {
	p := bare(t)
	if f, found := find(read(t, p), "fee_not_received", ""); !found || f.Clause != "5" {
		t.Errorf("fee outstanding: %+v", f)
	}
	p.Facts.FeeReceived = true
	if _, found := find(read(t, p), "fee_not_received", ""); found {
		t.Error("a finding although the fee is received")
	}
}

// TestArt8_RefusalWithinOneYear: the application day is the first day counted back.
func TestArt8_RefusalWithinOneYear(t *testing.T) {
	for _, c := range []struct {
		revoked string
		barred  bool
	}{
		{"2023-04-14", false}, {"2023-04-15", false}, {"2023-04-16", true}, {"2024-04-15", true}, {"", false},
	} {
		p := bare(t)
		if c.revoked != "" {
			p.Facts.Revoked = civil.MustParse(c.revoked)
		}
		f, found := find(read(t, p), "application_barred_by_revocation", "")
		if found != c.barred || found && (f.Severity != fault.Must || f.Clause != "8") {
			t.Errorf("revoked %s, applied 2024-04-15: %+v", c.revoked, f)
		}
	}
	for text, code := range map[string]string{"無": "", "なし": "", "有": "revocation_declared", "あり（2023年12月）": "revocation_declared"} {
		if _, found := find(read(t, set(t, bare(t), formA, "E44", text)), "revocation_declared", ""); found != (code != "") {
			t.Errorf("declared %q: %t", text, found)
		}
	}
}

func renewal(t *testing.T, received string) intake.Package {
	t.Helper()
	p := sample(t, "case-3", received)
	p.Files = nil
	p.Facts.Certification, p.Facts.ValidUntil = "IoT-IP 9001-2406", civil.MustParse("2026-06-09")
	return p
}

// TestArt12_RenewalWindow: 60 to 30 days before the last day, both days inside.
func TestArt12_RenewalWindow(t *testing.T) {
	for _, c := range []struct {
		received, code string
		days           int
	}{
		{"2026-04-09", "renewal_early", 61},
		{"2026-04-10", "", 60},
		{"2026-05-10", "", 30},
		{"2026-05-11", "renewal_received_late", 29},
		{"2026-06-10", "renewal_received_late", -1},
	} {
		app := read(t, renewal(t, c.received))
		if app.Window == nil || app.Window.Within != (c.code == "") || app.Window.Days != c.days {
			t.Errorf("received %s: %+v", c.received, app.Window)
		}
		for _, code := range []string{"renewal_early", "renewal_late", "renewal_expired", "renewal_received_late"} {
			if f, found := find(app, code, ""); found != (code == c.code) || found && f.Clause != "12-1" {
				t.Errorf("received %s: %s %t", c.received, code, found)
			}
		}
	}
}

// TestArt12_DatedOutsideTheWindow: a form dated after the window is late whenever it came in.
func TestArt12_DatedOutsideTheWindow(t *testing.T) {
	for _, c := range []struct{ dated, code string }{{"2026年5月11日", "renewal_late"}, {"2026年6月10日", "renewal_expired"}} {
		app := read(t, set(t, renewal(t, map[string]string{"renewal_late": "2026-05-11", "renewal_expired": "2026-06-10"}[c.code]), formA, "G6", c.dated))
		if f, found := find(app, c.code, ""); !found || f.Severity != fault.Must {
			t.Errorf("dated %s: %+v", c.dated, f)
		}
	}
}

func TestArt12_RegisterDisagrees(t *testing.T) {
	p := renewal(t, "2026-04-24")
	p.Facts.Certification, p.Facts.ValidUntil = "IoT-IP 9002-2406", civil.MustParse("2026-06-10")
	app := read(t, p)
	for _, code := range []string{"certification_number_differs", "expiry_differs"} {
		if _, found := find(app, code, ""); !found {
			t.Errorf("no %s", code)
		}
	}
}

func TestArt10_MarkDeclaration(t *testing.T) {
	for text, code := range map[string]string{
		"はい": "", "該当なし": "", "いいえ": "mark_misuse_declared", "": "mark_declaration_missing", "－": "mark_declaration_missing", "？？": "unclear_answer",
	} {
		app := read(t, set(t, renewal(t, "2026-04-24"), formA, "G30", text))
		for _, c := range []string{"mark_misuse_declared", "mark_declaration_missing", "unclear_answer"} {
			want := c == code || code == "unclear_answer" && c == "mark_declaration_missing"
			if f, found := find(app, c, "mark_self_declaration"); found != want || found && f.Clause != "10-7" {
				t.Errorf("%q: %s %t", text, c, found)
			}
		}
	}
}

func TestArt11_Withholding(t *testing.T) {
	p := edit(t, renewal(t, "2026-04-24"), func(f *excelize.File) {
		ok(t, f.SetCellStr(formA, "A37", "17.1、18.1"))
		ok(t, f.SetCellStr(formA, "A38", "99.9"))
		ok(t, f.SetCellStr(formA, "C38", "秘密のため"))
		ok(t, f.SetCellStr(formA, "A39", "16.1"))
	})
	app := read(t, p)
	if len(app.Header.Withhold) != 3 || strings.Join(app.Header.Withhold[0].Items, " ") != "17.1 18.1" {
		t.Fatalf("requests %+v", app.Header.Withhold)
	}
	for _, code := range []string{"withhold_requested", "withhold_item_unknown", "withhold_without_reason"} {
		if f, found := find(app, code, ""); !found || f.Clause != "11-2" {
			t.Errorf("no %s", code)
		}
	}
}

// TestArt1_Levels: what a level misses is a finding that must be resolved; what cannot be told is one to ask about.
func TestArt1_Levels(t *testing.T) {
	for _, c := range []struct{ cell, text, item, code string }{
		{"F66", "99.4％", "31.2", "level_not_met"},
		{"F66", "99.5％", "31.2", ""},
		{"F66", "高い稼働率", "31.2", "level_unclear"},
		{"F67", "99.8％", "31.3", "level_not_met"},
		{"F67", "99.8％（2023年8月の災害による停止のため）", "31.3", "level_unclear"},
		{"F70", "1時間間隔で監視", "31.6", "level_unclear"},
		{"F103", "対象：サーバ\n間隔：15分\n通知時間：30分", "38.1", "level_not_met"},
		{"F103", "24時間監視", "38.1", "level_unclear"},
		{"F105", "無", "38.3", "level_not_met"},
		{"F133", "有（9分）", "42.1", "level_not_met"},
		{"F133", "有（1時間）", "42.1", ""},
		{"F119", "無", "40.2", ""},
		{"F86", "無（閉域網のため。代わりに専用線で分離）", "34.2", "level_unclear"},
		{"F86", "無", "34.2", "level_not_met"},
	} {
		_, findings := at(read(t, set(t, bare(t), formB, c.cell, c.text)), ident.ItemID(c.item))
		if c.code == "" && (findings.Has("level_not_met") || findings.Has("level_unclear")) || c.code != "" && !findings.Has(c.code) {
			t.Errorf("%s %q: %v, want %q", c.item, c.text, findings.Codes(), c.code)
		}
	}
}

// TestArt13_Compare: differences of wording are told from differences of value; widths and line breaks are none.
func TestArt13_Compare(t *testing.T) {
	before := read(t, bare(t))
	after := read(t, edit(t, bare(t), func(f *excelize.File) {
		ok(t, f.SetCellStr(formB, "F20", "３１２人"))
		ok(t, f.SetCellStr(formB, "F24", "3億円"))
		ok(t, f.SetCellStr(formB, "F27", ""))
		ok(t, f.SetCellStr(formB, "F61", "13社"))
		ok(t, f.SetCellStr(formA, "C16", "見本　次郎"))
		ok(t, f.SetCellStr(formA, "C17", "03-0000-0009"))
	}))
	c := intake.Compare(before, after)
	var got []string
	for _, x := range c.Answers {
		got = append(got, string(x.Item)+map[bool]string{true: "!"}[x.Value])
	}
	if strings.Join(got, " ") != "11.1 14.1! 29.2!" {
		t.Errorf("changed answers %v", got)
	}
	if len(c.Header) != 1 || c.Header[0].Field != "contact_phone" {
		t.Errorf("changed header %+v", c.Header)
	}
	if again := intake.Compare(before, before); len(again.Answers)+len(again.Header) != 0 {
		t.Errorf("the same application differs from itself: %+v", again)
	}
}

// TestSense: answers against the calendar and against each other.
func TestSense(t *testing.T) {
	for _, c := range []struct{ cell, text, item, code string }{
		{"F7", "2023年4月16日", "1.1", ""},
		{"F7", "2023年4月15日", "1.1", "date_stale"},
		{"F7", "2024年4月17日", "1.1", "date_in_future"},
		{"F72", "ISMS（JIS Q 27001）　有効期限 2024年4月14日", "31.8", "certificate_expired"},
		{"F72", "ISMS（JIS Q 27001）　有効期限：R6.4.15", "31.8", ""},
		{"F72", "ISMS（有効期間：2021年4月1日～2024年3月31日）", "31.8", "certificate_expired"},
		{"F72", "ISMS（有効期間：2021年4月1日～2027年3月31日）", "31.8", ""},
		{"F30", "見本太郎 60%\n見本花子 50%", "16.1", "shares_over_whole"},
		{"F30", "見本太郎 60%\n見本花子 40%", "16.1", ""},
		{"F41", "無", "24.2", "answers_contradict"},
		{"F41", "有（運用）", "24.2", ""},
	} {
		_, findings := at(read(t, set(t, bare(t), formB, c.cell, c.text)), ident.ItemID(c.item))
		for _, code := range []string{"date_stale", "date_in_future", "certificate_expired", "shares_over_whole", "answers_contradict"} {
			if findings.Has(code) != (code == c.code) {
				t.Errorf("%s %q: %v, want %q", c.item, c.text, findings.Codes(), c.code)
			}
		}
	}
}
