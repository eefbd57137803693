package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// formDesk is a secretariat and a member whose case is open, by commands alone.
func formDesk(t *testing.T) (office, m *shell, id, member, out string) {
	t.Helper()
	office, out = newShell(t), t.TempDir()
	office.initDesk("secretariat", "見本事務局")
	m = office.at("member")
	m.initDesk("member", "審査 花子")
	member = enrolled(office, m, out)
	form, evidence, _ := sample(t, "case-1")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-10")
	office.ok(nil, "fee", taken.Case, "--received", "2026-04-10", "--amount", "110000")
	begin(office, m, taken.Case, member, out)
	return office, m, taken.Case, member, out
}

// begin packs a round for the member, who declares; the declaration is taken in.
func begin(office, m *shell, id, member, out string, flags ...string) {
	m.Helper()
	var dossiers, h []handed
	office.ok(&dossiers, append([]string{"pack", id, "--to", member, "-o", out}, flags...)...)
	m.ok(nil, "open", dossiers[0].Path)
	var b strings.Builder
	b.WriteString("pledge: {agreed: true}\ninterests:\n")
	for _, kind := range []string{"post", "kin_post", "organization", "joint_work", "competitor", "shares", "other"} {
		fmt.Fprintf(&b, "  - {kind: %s, held: false}\n", kind)
	}
	b.WriteString("money:\n")
	for _, year := range []int{2023, 2024, 2025, 2026} {
		fmt.Fprintf(&b, "  - {year: %d, band: none}\n", year)
	}
	m.ok(&h, "declare", id, "--file", m.file("declaration.yaml", b.String()), "-o", out)
	office.ok(nil, "merge", h[0].Path)
}

// filledIn replaces words in every block of a plain form, as a person would who agrees with everything, and asks one question.
func filledIn(t *testing.T, path, question string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.NewReplacer("【判定】未確認", "【判定】適合", "【開示】\r\n", "【開示】適切\r\n", "【水準】\r\n", "【水準】満たす\r\n").Replace(string(b))
	first := strings.Index(s, "\r\n■ ")
	s = s[:first] + strings.Replace(s[first:], "【照会】", "【照会】"+question, 1)
	if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
}

// same reports whether two files have the same bytes.
func same(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

type compared struct {
	Items int
	Lines []struct{ Item, Field, Outcome string }
}

func TestForm_FromExportToASecondRound(t *testing.T) {
	office, m, id, member, out := formDesk(t)
	txt, xlsx := filepath.Join(out, "票.txt"), filepath.Join(out, "票.xlsx")
	var h []handed
	for _, path := range []string{txt, xlsx} {
		m.ok(&h, "form", "export", id, "-o", path)
		if _, err := os.Stat(path); err != nil || h[0].Path != path {
			t.Errorf("handed %+v: %v", h, err)
		}
	}
	var p compared
	m.ok(&p, "form", "import", id, xlsx, "--preview")
	if p.Items != 136 || len(p.Lines) != 0 {
		t.Errorf("an untouched form: %d items, %d lines", p.Items, len(p.Lines))
	}

	filledIn(t, txt, "算定の方法を示してください。")
	m.ok(nil, "mark", id, "--file", m.file("one.csv", "item,verdict,remark\n1.1,query,机で書いた\n"))
	m.ok(&p, "form", "import", id, txt, "--preview")
	outcomes := map[string]int{}
	for _, l := range p.Lines {
		outcomes[l.Outcome]++
	}
	if outcomes["conflict"] != 1 || outcomes["keep"] != 1 || outcomes["take"] < 270 {
		t.Errorf("preview %v", outcomes)
	}
	for _, args := range [][]string{{}, {"--take", "both"}} { // a verdict is never both
		if r := m.run(append([]string{"form", "import", id, txt}, args...)...); r.status != 1 || !strings.Contains(r.err, "項目1.1の「判定」") {
			t.Errorf("an open conflict %v: %d\n%s", args, r.status, r.err)
		}
	}
	if r := m.run("form", "export", id, "-o", txt); r.status != 1 || !strings.Contains(r.err, "上書きはしません") {
		t.Errorf("a form that was filled in is written over: %d\n%s", r.status, r.err)
	}
	var saved struct{ Changed int }
	m.ok(&saved, "form", "import", id, txt, "--take", "form")
	if saved.Changed != 136 {
		t.Errorf("%d marks changed", saved.Changed)
	}
	for _, args := range []string{"form export " + id + " -o x.pdf", "form export " + id, "form import " + id + " " + txt + " --take neither", "form import " + id} {
		if r := m.run(strings.Fields(args)...); r.status != 2 {
			t.Errorf("%s: status %d", args, r.status)
		}
	}

	m.ok(nil, "opine", id, "--file", m.file("opinion.yaml", "overall: conditional\nconditions: [回答を得ること]\n"))
	m.ok(&h, "submit", id, "-o", out)
	var again []handed
	m.ok(&again, "submit", id, "--again", "-o", t.TempDir())
	if len(again) != 2 || !same(t, h[1].Path, again[1].Path) || !same(t, h[0].Path, again[0].Path) {
		t.Errorf("handed out again: %+v", again)
	}
	office.ok(nil, "merge", again[1].Path)
	office.ok(&h, "inquire", id, "-o", out)
	if len(h) != 1 || h[0].Verdict != "genuine" {
		t.Fatalf("the letter %+v", h)
	}

	form, evidence, _ := sample(t, "case-1")
	var revised struct{ Case string }
	office.ok(&revised, "intake", form, "--evidence", evidence, "--received", "2026-04-10", "--revises", id)
	if revised.Case != id {
		t.Fatalf("the revision became the case %s", revised.Case)
	}
	begin(office, m, id, member, out, "--round")
	var row struct{ Round, Judged, Total int }
	m.ok(&row, "case", "show", id)
	if row.Round != 2 || row.Judged != 0 || row.Total != 136 {
		t.Errorf("the second round begins as %+v", row)
	}
	m.ok(&h, "form", "export", id, "-o", txt+".txt")
	b, err := os.ReadFile(txt + ".txt")
	if err != nil || strings.Count(string(b), "前回の判定　適合") != 136 || strings.Contains(string(b), "【変更あり】") {
		t.Errorf("the second form does not show the round before: %v", err)
	}
	if r := m.run("form", "import", id, txt); r.status != 1 || !strings.Contains(r.err, "第1回") {
		t.Errorf("the form of the first round: %d\n%s", r.status, r.err)
	}
	for _, s := range []*shell{office, m} {
		s.ok(nil, "doctor")
	}
}

// What the secretariat knows of a member stands on the member's cover, and the member can declare it but not deny it.
func TestPack_WithWhatTheSecretariatKnows(t *testing.T) {
	office, m, id, member, out := formDesk(t)
	pins := office.file("pins.yaml", "- {member: "+member+", kind: other, party: 見本クラウド株式会社, reason: 共同で講演した。}\n")
	var dossiers []handed
	office.ok(&dossiers, "pack", id, "--to", member, "--round", "--pins", pins, "-o", out)
	var opened struct {
		Matches []struct {
			ID     string
			Pinned bool
		}
	}
	m.ok(&opened, "open", dossiers[0].Path)
	if len(opened.Matches) != 1 || !opened.Matches[0].Pinned {
		t.Fatalf("on the cover: %+v", opened)
	}
	answers := "pledge: {agreed: true}\nwithdraw: false\nmatches: [{id: " + opened.Matches[0].ID + ", state: dismissed, reason: 覚えがない}]\n"
	if r := m.run("declare", id, "--file", m.file("deny.yaml", answers), "-o", out); r.status != 1 || !strings.Contains(r.err, "事務局") {
		t.Errorf("a pin was denied: %d\n%s", r.status, r.err)
	}
	bad := office.file("bad.yaml", "- {member: m-00000000, kind: other, party: 甲, reason: 乙}\n")
	if r := office.run("pack", id, "--to", member, "--pins", bad, "-o", out); r.status != 1 || !strings.Contains(r.err, "m-00000000") {
		t.Errorf("a pin for nobody: %d\n%s", r.status, r.err)
	}
}

func TestForm_WrittenByTheSecretariat(t *testing.T) {
	office, m, id, member, out := formDesk(t)
	path := filepath.Join(out, "代筆.txt")
	if r := office.run("form", "export", id, "-o", path); r.status != 1 {
		t.Errorf("a secretariat's own form: %d", r.status)
	}
	office.ok(nil, "form", "export", id, "--for", member, "-o", path)
	filledIn(t, path, "")
	if r := m.run("form", "import", id, path); r.status != 0 || !strings.Contains(r.out, "見本事務局が代筆した審査票です") {
		t.Errorf("taken in: %d\n%s%s", r.status, r.out, r.err)
	}
	var l struct {
		Findings []struct {
			Code string
			Args map[string]string
		}
	}
	m.ok(&l, "opine", id, "--file", m.file("opinion.yaml", "overall: recommend\n"))
	for _, f := range l.Findings {
		if f.Code == "opinion_by_scribe" && f.Args["name"] == "見本事務局" {
			return
		}
	}
	t.Errorf("the member is not told who wrote it: %+v", l.Findings)
}
