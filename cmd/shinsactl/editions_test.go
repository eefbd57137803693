package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"

	"shinsa/assets"
	"shinsa/i18n"
	"shinsa/review/intake/workbook"
)

// nextEdition writes a draft after the shipped edition: one item asks otherwise, one has another number.
func nextEdition(s *shell) string {
	s.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		s.Fatal(err)
	}
	text := string(b)
	for _, x := range [][2]string{
		{"id: iaas-paas-iot-sample-1", "id: iaas-paas-iot-sample-2"},
		{"in_force_from: '2018-12-01'\n  status: in_force", "status: draft"},
		{"ja: 総資産に対する自己資本の割合。", "ja: 直近の会計期の末日における、総資産に対する自己資本の割合。"},
		{"- id: '19.1'", "- id: '19.2'"},
	} {
		if !strings.Contains(text, x[0]) {
			s.Fatalf("the edition has no %q", x[0])
		}
		text = strings.Replace(text, x[0], x[1], 1)
	}
	return s.file("next.yaml", text)
}

// TestCriteria_FromDraftToMigratedCase takes an edition all the way into force and a case over to it, with commands alone (Art. 22).
func TestCriteria_FromDraftToMigratedCase(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	const old, next = "iaas-paas-iot-sample-1", "iaas-paas-iot-sample-2"
	form, evidence, _ := sample(t, "case-1")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-10")

	var imported struct {
		Status string
		Items  int
	}
	office.ok(&imported, "criteria", "import", nextEdition(office))
	if imported.Status != "draft" || imported.Items != 136 {
		t.Fatalf("imported %+v", imported)
	}
	var diff struct{ Counts map[string]int }
	office.ok(&diff, "criteria", "diff", old, next)
	if diff.Counts["modified"] != 1 || diff.Counts["moved"] != 1 || diff.Counts["unchanged"] != 134 {
		t.Errorf("diff %+v", diff.Counts)
	}
	out := t.TempDir()
	for _, name := range []string{"diff.xlsx", "diff.pdf"} {
		office.ok(nil, "criteria", "diff", old, next, "-o", filepath.Join(out, name))
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty := filepath.Join(out, "form.xlsx")
	office.ok(nil, "criteria", "form", next, "-o", empty)
	f, err := excelize.OpenFile(empty)
	if err != nil {
		t.Fatal(err)
	}
	if sheets := f.GetSheetList(); len(sheets) != 3 {
		t.Errorf("the form has the sheets %v", sheets)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	if r := office.run("intake", form, "--evidence", evidence, "--received", "2026-04-10", "--edition", next, "--reason", "先行", "--dry-run"); r.status != i18n.ExitRefused {
		t.Errorf("an application by a draft: %d", r.status)
	}
	if r := office.run("criteria", "advance", next, "in_force", "--on", "2026-04-01"); r.status != i18n.ExitRefused {
		t.Errorf("a draft in force at once: %d", r.status)
	}
	office.ok(nil, "criteria", "advance", next, "deliberated", "--on", "2026-01-20", "--text", "第12回委員会")
	office.ok(nil, "criteria", "advance", next, "announced", "--on", "2026-02-01", "--in-force", "2026-04-01", "--text", "公表")
	var advanced struct{ Status string }
	office.ok(&advanced, "criteria", "advance", next, "in_force", "--on", "2026-04-01")
	if advanced.Status != "in_force" {
		t.Errorf("advanced %+v", advanced)
	}

	mapping := filepath.Join(out, "map.yaml")
	var proposed struct{ Lines, Unconfirmed int }
	office.ok(&proposed, "criteria", "migrate", taken.Case, next, "--propose", "-o", mapping)
	if proposed.Unconfirmed == 0 {
		t.Errorf("proposed %+v", proposed)
	}
	if r := office.run("criteria", "migrate", taken.Case, next, "--map", mapping); r.status != i18n.ExitRefused {
		t.Errorf("migrated by what nobody confirmed: %d", r.status)
	}
	b, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	confirmed := office.file("confirmed.yaml", confirm(string(b)))
	var migrated struct {
		Edition   string
		Migration struct {
			Lines []struct {
				Kind     string
				From, To []string
			}
		}
	}
	office.ok(&migrated, "criteria", "migrate", taken.Case, next, "--map", confirmed)
	moved := ""
	for _, l := range migrated.Migration.Lines {
		if l.Kind == "moved" {
			moved = strings.Join(l.From, ",") + "→" + strings.Join(l.To, ",")
		}
	}
	if migrated.Edition != next || len(migrated.Migration.Lines) != 136 || moved != "19.1→19.2" {
		t.Errorf("migrated to %s, %d lines, moved %s", migrated.Edition, len(migrated.Migration.Lines), moved)
	}
}

// confirm sets every line of a mapping to confirmed, as a person does who has read it.
func confirm(mapping string) string {
	mapping = strings.ReplaceAll(mapping, "confirmed: false", "confirmed: true")
	var out []string
	for _, line := range strings.Split(mapping, "\n") {
		if strings.Contains(line, "confirmed: true") {
			continue
		}
		out = append(out, line)
		if i := strings.Index(line, "kind: "); i >= 0 {
			out = append(out, strings.Repeat(" ", i)+"confirmed: true")
		}
	}
	return strings.Join(out, "\n")
}

// TestIntake_EditionChosenAgainstTheDate: another edition than the day gives needs a reason, and the reason is kept (Art. 22).
func TestIntake_EditionChosenAgainstTheDate(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	form, evidence, _ := sample(t, "case-1")
	const old, next = "iaas-paas-iot-sample-1", "iaas-paas-iot-sample-2"
	office.ok(nil, "criteria", "import", nextEdition(office))
	office.ok(nil, "criteria", "advance", next, "deliberated", "--on", "2026-01-20", "--text", "第12回委員会")
	office.ok(nil, "criteria", "advance", next, "announced", "--on", "2026-02-01", "--in-force", "2026-04-01", "--text", "公表")
	office.ok(nil, "criteria", "advance", next, "in_force", "--on", "2026-04-01")
	var app struct {
		Criteria struct{ ID string }
	}
	office.ok(&app, "intake", form, "--evidence", evidence, "--received", "2026-04-10", "--dry-run")
	if app.Criteria.ID != next {
		t.Errorf("by the date: %s", app.Criteria.ID)
	}
	if r := office.run("intake", form, "--evidence", evidence, "--received", "2026-04-10", "--edition", old); r.status != i18n.ExitRefused || !strings.Contains(r.err, "第22条") {
		t.Errorf("without a reason: %d\n%s", r.status, r.err)
	}
	office.ok(&app, "intake", form, "--evidence", evidence, "--received", "2026-04-10", "--edition", old, "--reason", "改正前に提出された申請")
	if app.Criteria.ID != old {
		t.Errorf("chosen: %s", app.Criteria.ID)
	}
}

// TestIntake_CorrectedFormOfAnotherKind: an application that came as OpenDocument or as CSV files in a ZIP goes back as the filled-in form of its
// edition with comments at the cells; that form comes back as the next revision, which shows what changed and whether the form itself was altered.
func TestIntake_CorrectedFormOfAnotherKind(t *testing.T) {
	ods := "../../review/intake/testdata/written/libreoffice.ods"
	for name, form := range map[string]string{"OpenDocument": ods, "CSV": csvForm(t, ods)} {
		t.Run(name, func(t *testing.T) {
			office := newShell(t)
			office.initDesk("secretariat", "見本事務局")
			var taken struct{ Case string }
			office.ok(&taken, "intake", form, "--received", "2026-04-21")
			out := t.TempDir()
			office.ok(nil, "correct", taken.Case, "-o", out)
			marked, err := filepath.Glob(filepath.Join(out, "*.xlsx"))
			if err != nil || len(marked) != 1 {
				t.Fatalf("filled-in form: %v, %v", marked, err)
			}
			var app struct {
				Answers map[string]struct {
					At      string
					Comment string
				}
				Revised struct {
					Answers []changedAnswer
					Header  []struct{ Field string }
				}
				Findings []struct{ Code, Criterion string }
			}
			codes := func() (out []string) {
				for _, f := range app.Findings {
					out = append(out, f.Code)
				}
				return out
			}
			office.ok(&app, "intake", marked[0], "--received", "2026-04-25", "--revises", taken.Case, "--dry-run")
			if n := notes(t, marked[0], "申請書B"); n == 0 || slices.Contains(codes(), "form_altered") {
				t.Errorf("%d comments, findings %v", n, codes())
			}
			rewrite(t, marked[0], app.Answers["8.1"].At, "130名")
			rewrite(t, marked[0], "申請書B!D7", "書き換えた記述内容")
			office.ok(&app, "intake", marked[0], "--received", "2026-04-25", "--revises", taken.Case)
			changed := 0
			for _, a := range app.Revised.Answers {
				if a.ValueChanged {
					changed++
				}
			}
			if changed != 1 || !slices.ContainsFunc(app.Revised.Answers, func(a changedAnswer) bool { return a.Criterion == "8.1" && a.ValueChanged }) || len(app.Revised.Header) > 0 {
				t.Errorf("revised %+v", app.Revised)
			}
			if !slices.Contains(codes(), "form_altered") {
				t.Error("the altered form is not told")
			}
			office.ok(nil, "doctor")
		})
	}
}

// changedAnswer is an answer that a revision changed.
type changedAnswer struct {
	Criterion    string
	ValueChanged bool `json:"value_changed"`
}

// notes counts the comments of a sheet.
func notes(t *testing.T, book, sheet string) int {
	t.Helper()
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// rewrite writes into a cell of a workbook.
func rewrite(t *testing.T, book, at, text string) {
	t.Helper()
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	sheet, cell, _ := strings.Cut(at, "!")
	if err := errors.Join(f.SetCellStr(sheet, cell, text), f.Save(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// csvForm writes the sheets of a form as CSV files of Japanese Windows in a ZIP file.
func csvForm(t *testing.T, form string) string {
	t.Helper()
	b, err := os.ReadFile(form)
	if err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(t.Context(), b, workbook.Default)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, s := range book.Sheets {
		w, err := z.Create("Form" + string(rune('A'+i)) + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		lines := csv.NewWriter(japanese.ShiftJIS.NewEncoder().Writer(w))
		for row := 1; row <= s.Rows; row++ {
			fields := make([]string, s.Cols)
			for col := range fields {
				fields[col] = strings.NewReplacer("\U000e0100", "", "𠮷", "?").Replace(s.Text(workbook.Ref{Row: row, Col: col + 1})) // as Windows does
			}
			if err := lines.Write(fields); err != nil {
				t.Fatal(err)
			}
		}
		lines.Flush()
	}
	path := filepath.Join(t.TempDir(), "申請書.zip")
	if err := errors.Join(z.Close(), os.WriteFile(path, out.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestIntake_CorrectedFormComesBack: what the applicant is asked goes out as comments in the form; the form comes back with them, replaces the
// one before, and the command shows what changed (Art. 4).
func TestIntake_CorrectedFormComesBack(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	form, evidence, _ := sample(t, "case-2")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-01")
	out := t.TempDir()
	office.ok(nil, "correct", taken.Case, "-o", out)
	marked, err := filepath.Glob(filepath.Join(out, "*.xlsx"))
	if err != nil || len(marked) != 1 {
		t.Fatalf("marked form: %v, %v", marked, err)
	}
	f, err := excelize.OpenFile(marked[0])
	if err != nil {
		t.Fatal(err)
	}
	var app struct {
		Answers map[string]struct{ At string }
		Revised struct {
			Answers []struct{ Criterion, Was string }
		}
		Findings []struct{ Code, Criterion string }
	}
	office.ok(&app, "intake", form, "--evidence", evidence, "--received", "2026-04-01", "--dry-run")
	sheet, cell, _ := strings.Cut(app.Answers["24.2"].At, "!")
	if err := f.SetCellStr(sheet, cell, "委託先を年1回、書面で監査している。"); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	office.ok(&app, "intake", marked[0], "--received", "2026-04-08", "--revises", taken.Case) // its documents need not come again
	if len(app.Revised.Answers) != 1 || app.Revised.Answers[0].Criterion != "24.2" || app.Revised.Answers[0].Was != "" {
		t.Errorf("revised %+v", app.Revised)
	}
	for _, x := range app.Findings {
		if x.Code == "cell_comment" && x.Criterion == "24.2" {
			t.Error("the body's own comment is taken for the applicant's")
		}
	}
	r := office.run("intake", form, "--evidence", evidence, "--received", "2026-04-09", "--revises", taken.Case)
	if r.status != i18n.ExitDone || !strings.Contains(r.out, "24.2\t委託先を年1回、書面で監査している。\t→\t\n") {
		t.Errorf("status %d\n%s%s", r.status, r.out, r.err)
	}
	office.ok(nil, "doctor")
}
