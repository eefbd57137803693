package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/review/criteria"
)

// handed is one file a command handed out.
type handed struct{ Path, Kind, Verdict string }

// TestLoop_FromFormToCertificate does the whole work with commands alone, under the strict gate, and without ever reading anything but
// the documents the commands print.
func TestLoop_FromFormToCertificate(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	member := office.at("member")
	member.initDesk("member", "審査 花子")
	second := office.at("second")
	second.initDesk("member", "監査 次郎")
	out := t.TempDir()
	var ids []string
	for _, m := range []*shell{member, second} {
		ids = append(ids, enrolled(office, m, out))
	}

	form, evidence, _ := sample(t, "case-1")
	var taken struct{ Case string }
	office.ok(&taken, "intake", form, "--evidence", evidence, "--received", "2026-04-10")
	id := taken.Case
	if r := office.run("pack", id, "--to", ids[0], "-o", out); r.status != 1 || !strings.Contains(r.err, "第5条") {
		t.Errorf("packed before the fee: %d\n%s", r.status, r.err)
	}
	office.ok(nil, "fee", id, "--received", "2026-04-10", "--amount", "110000")
	var dossiers []handed
	office.ok(&dossiers, "pack", id, "--to", strings.Join(ids, ","), "--strict", "--due", "2026-05-01", "-o", out)

	var answers []string
	for i, m := range []*shell{member, second} {
		answers = append(answers, examined(office, m, id, dossiers[i].Path, out)...)
	}
	var merged struct {
		Opinions int
		Receipts []handed
	}
	office.ok(&merged, append([]string{"merge", "-o", out}, answers...)...)
	if merged.Opinions != 2 {
		t.Fatalf("merged %+v", merged)
	}
	var again struct{ Known int }
	office.ok(&again, append([]string{"merge"}, answers...)...)
	if again.Known != len(answers) {
		t.Errorf("merged again %+v", again)
	}
	afterwards(office, concluded(office, id, ids, out), out)

	for _, r := range merged.Receipts {
		if strings.Contains(r.Path, ids[0]) && strings.Contains(r.Path, "opinion") {
			member.ok(nil, "purge", id, "--receipt", r.Path)
		}
	}
	if r := member.run("opine", id, "--file", member.file("late.yaml", "overall: defer\n")); r.status != 1 || !strings.Contains(r.err, "消去") {
		t.Errorf("after the purge: %d\n%s", r.status, r.err)
	}
	for _, s := range []*shell{office, member, second} {
		s.ok(nil, "doctor")
	}
}

// enrolled carries request and card between the desks and returns the member's id.
func enrolled(office, m *shell, out string) string {
	m.Helper()
	var h []handed
	m.ok(&h, "enrol", "request", "-o", out)
	office.ok(&h, "enrol", "approve", h[0].Path, "-o", out)
	var self struct{ ID string }
	m.ok(&self, "enrol", "accept", h[0].Path)
	return self.ID
}

// withoutInterest is a declaration of no interest.
func withoutInterest() string {
	var b strings.Builder
	b.WriteString("pledge: {agreed: true}\ninterests:\n")
	for _, kind := range []string{"post", "kin_post", "organization", "joint_work", "competitor", "shares", "other"} {
		fmt.Fprintf(&b, "  - {kind: %s, held: false}\n", kind)
	}
	b.WriteString("money:\n")
	for _, year := range []int{2023, 2024, 2025, 2026} {
		fmt.Fprintf(&b, "  - {year: %d, band: none}\n", year)
	}
	return b.String()
}

// examined has a member do everything on a case and returns the file for the secretariat.
func examined(office, m *shell, id, dossier, out string) []string {
	m.Helper()
	m.ok(nil, "open", dossier)
	var h []handed
	m.ok(&h, "declare", id, "--file", m.file("declaration.yaml", withoutInterest()), "-o", out)
	var merged struct{ Released []handed }
	office.ok(&merged, "merge", h[0].Path, "-o", out)
	if len(merged.Released) != 1 {
		m.Fatalf("released %+v", merged)
	}
	m.ok(nil, "release", merged.Released[0].Path)

	var marks strings.Builder
	marks.WriteString("item,verdict,disclosed,level,remark,evidence,page\n")
	for _, it := range items(m) {
		fmt.Fprintf(&marks, "%s,conforming,adequate,%s,確認済み,資料1,1\n", it.id, it.level)
	}
	var marked struct{ Judged, Total int }
	m.ok(&marked, "mark", id, "--file", m.file("marks.csv", marks.String()))
	if marked.Judged != marked.Total || marked.Total != 136 {
		m.Fatalf("judged %+v", marked)
	}
	if r := m.run("submit", id, "-o", out); r.status != 1 || !strings.Contains(r.err, "総合意見") {
		m.Errorf("submitted without an opinion: %d\n%s", r.status, r.err)
	}
	m.ok(nil, "opine", id, "--file", m.file("opinion.yaml", "overall: recommend\nsummary: 認定相当と判断する。\n"))
	m.ok(&h, "submit", id, "-o", out)
	var v struct{ Verdict, Kind string }
	m.ok(&v, "verify", h[1].Path)
	if v.Verdict != "genuine" || v.Kind != "opinion" {
		m.Errorf("the opinion is %+v", v)
	}
	return []string{h[1].Path}
}

type item struct{ id, level string }

// items are those of the edition that the desk came with, read from the file it can be checked by.
func items(s *shell) []item {
	s.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		s.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		s.Fatal(err)
	}
	var out []item
	for _, it := range e.Items() {
		level := ""
		if it.Level != nil {
			level = "met"
		}
		out = append(out, item{string(it.ID), level})
	}
	return out
}

// concluded holds the meeting, decides, issues, and exports. It returns the number of the certification.
func concluded(office *shell, id string, ids []string, out string) string {
	office.Helper()
	var matrix struct{ Lines []any }
	office.ok(&matrix, "convene", id)
	if len(matrix.Lines) != 136 {
		office.Errorf("%d lines in the matrix", len(matrix.Lines))
	}
	minutes := fmt.Sprintf("on: '2026-04-10'\nplace: 見本会館\nchair: 審査 花子\noverall: recommend\nsummary: 認定相当と認める。\nattendees:\n"+
		"  - {reviewer: %s, name: 審査 花子, attendance: present, votes: true}\n  - {reviewer: %s, name: 監査 次郎, attendance: present, votes: true}\n", ids[0], ids[1])
	office.ok(nil, "convene", id, "--file", office.file("minutes.yaml", minutes), "-o", out)
	refusal := office.file("refusal.yaml", "outcome: refuse\nby: 代表理事\non: '2026-04-10'\n")
	if r := office.run("decide", id, "--file", refusal); r.status != 1 || !strings.Contains(r.err, "理由") {
		office.Errorf("refused without reasons: %d\n%s", r.status, r.err)
	}
	office.ok(nil, "decide", id, "--file", office.file("grant.yaml", "outcome: grant\nby: 代表理事\non: '2026-04-10'\n"))
	var issued []handed
	office.ok(&issued, "issue", "--all", "-o", out)
	if len(issued) != 2 || issued[0].Kind != "certificate" {
		office.Fatalf("issued %+v", issued)
	}
	no := certificates(office, issued[0].Path)
	var h []handed
	office.ok(&h, "records", "export", "-o", out)
	db := "sqlite:" + filepath.Join(out, "central.db")
	var report []struct{ New, Same, Changed, Conflicts int }
	office.ok(&report, "records", "import", h[0].Path, "--db", db)
	if report[0].New == 0 {
		office.Errorf("imported %+v", report)
	}
	office.ok(&report, "records", "import", h[0].Path, "--db", db)
	if report[0].New != 0 || report[0].Changed != 0 || report[0].Conflicts != 0 {
		office.Errorf("imported again %+v", report)
	}
	var status struct{ Cases, Opinions, Certifications int }
	office.ok(&status, "records", "status", "--db", db)
	if status.Cases != 1 || status.Opinions != 2 || status.Certifications != 1 {
		office.Errorf("records hold %+v", status)
	}
	office.ok(nil, "bag", "check", h[0].Path)
	return no
}

// certificates looks the certification up and judges its paper, whole and with one changed byte. It returns the number.
func certificates(office *shell, path string) string {
	office.Helper()
	var list []struct{ No, To string }
	office.ok(&list, "register", "list")
	if len(list) != 1 {
		office.Fatalf("register %+v", list)
	}
	office.ok(nil, "register", "show", list[0].No)
	if r := office.run("register", "show", "IPT9999-2604"); r.status != 1 {
		office.Errorf("a number that is not there: %d", r.status)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		office.Fatal(err)
	}
	b[len(b)/2] ^= 1
	changed := office.file("changed.pdf", string(b))
	r := office.run("verify", path, changed, "--json")
	if r.status != 1 {
		office.Errorf("a changed certificate is good: %d\n%s", r.status, r.err)
	}
	var both []struct {
		Verdict string
		Reasons []any
	}
	r.document(office, &both)
	if len(both) != 2 || both[0].Verdict != "genuine" || both[1].Verdict != "altered" || len(both[1].Reasons) == 0 {
		office.Errorf("verified %+v", both)
	}
	return list[0].No
}
