package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// written reads one of the forms that other programs wrote.
func written(t *testing.T, name string) (*intake.Application, error) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata/written", name))
	if err != nil {
		t.Fatal(err)
	}
	return intake.Read(t.Context(), intake.Package{Form: b, FormName: name, Received: civil.MustParse("2026-04-21"), Edition: edition(t)})
}

// writtenAnswers is what the form says, whoever wrote it.
var writtenAnswers = map[ident.ItemID]string{
	"1.1": "2026-03-31", "2.1": "見本クラウド株式会社", "8.1": "120", "9.1": "1234567", "12.1": "42.5", "15.1": "有", "21.1": "有", "24.2": "年1回、書面と現地で確認する。",
	"27.5": "画面の色＆ロゴ <のみ>", "31.2": "99.95", "33.1": "MQTT\nHTTPS", "47.2": "平日9:00～18:00",
}

var writtenHeader = map[string]string{
	"kind": "new", "application_date": "2026-04-20", "operator_name": "見本クラウド株式会社", "operator_kana": "ミホンクラウドカブシキガイシャ", "corporate_number": "7999901000001",
	"representative_name": "髙橋 𠮷郎", "address": "東京都葛\U000e0100飾区見本1-2-3", "contact_email": "a@mihon.example", "service_class": "IaaS,PaaS", "pledge": "true", "revoked_past_year": "false",
}

// TestWritten: the same form is read the same whoever wrote it.
func TestWritten(t *testing.T) {
	for _, name := range []string{
		"openpyxl.xlsx", "xlsxwriter.xlsx", "xlsxwriter-inline.xlsx", "xlsxwriter-1904.xlsx", "libreoffice.xlsx", "libreoffice.ods", "strict.xlsx", "macro.xlsm", "template.xltx",
		"furigana.xlsx", "sheets-like.xlsx",
	} {
		t.Run(name, func(t *testing.T) {
			app, err := written(t, name)
			if err != nil {
				t.Fatal(err)
			}
			for id, want := range writtenAnswers {
				if d := app.Answers[id]; d.Kind != criteria.StateAnswered || d.Value.String() != want {
					t.Errorf("%s: %s %q, want %q", id, d.Kind, d.Value.String(), want)
				}
			}
			for field, want := range writtenHeader {
				if got := headerText(app, field); got != want {
					t.Errorf("%s: %q, want %q", field, got, want)
				}
			}
			if len(app.Evidence) != 2 || app.Evidence[1].File != "02_SLA.pdf" || app.Evidence[1].Confidential == nil || !*app.Evidence[1].Confidential {
				t.Errorf("evidence: %+v", app.Evidence)
			}
			for _, f := range app.Findings {
				if _, ours := writtenAnswers[ident.ItemID(f.Criterion)]; ours && f.Severity == fault.Must && f.Code != "evidence_missing_file" {
					t.Errorf("false finding %s %s %v", f.Code, f.Criterion, f.Args)
				}
			}
			if app.Findings.Has("form_macros") != strings.HasSuffix(name, ".xlsm") || app.Findings.Has("drawn_elsewhere") {
				t.Errorf("findings %v", app.Findings.Codes())
			}
		})
	}
}

// TestWritten_BinaryIsRefused: a binary workbook is refused with what to do.
func TestWritten_BinaryIsRefused(t *testing.T) {
	app, err := written(t, "binary.xlsb")
	if fault.KindOf(err) != fault.Invalid || !app.Findings.Has("form_binary") {
		t.Errorf("%v %v", err, app.Findings.Codes())
	}
}

// TestWritten_ShapesAreTold: what is drawn over an answer is told with the readings there are, and makes no value; no answer of that kind is a blank.
func TestWritten_ShapesAreTold(t *testing.T) {
	for _, name := range []string{"shapes.xlsx", "shapes.ods"} {
		app, err := written(t, name)
		if err != nil {
			t.Fatal(err)
		}
		for id, readings := range map[ident.ItemID]string{"15.1": "有 / 無", "21.1": "有 / 無", "24.2": "年1回、書面と現地で確認する。 / （取消し）"} {
			_, list := at(app, id)
			n := 0
			for _, f := range list {
				if f.Code == "drawn_mark" {
					n++
					if f.Args["readings"] != readings || f.Severity != fault.Should {
						t.Errorf("%s %s: %+v", name, id, f)
					}
				}
				if f.Severity == fault.Must {
					t.Errorf("%s %s: false finding %s", name, id, f.Code)
				}
			}
			if n != 1 {
				t.Errorf("%s %s: %d findings on what is drawn", name, id, n)
			}
		}
		if d := app.Answers["15.1"]; d.Value.Yes != nil || d.Kind != criteria.StateAnswered {
			t.Errorf("%s: a circle was read as %v", name, d.Value.String())
		}
		if !app.Findings.Has("drawn_elsewhere") {
			t.Errorf("%s: the star is not told", name)
		}
	}
}
