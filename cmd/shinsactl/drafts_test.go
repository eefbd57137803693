package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/i18n"
)

// TestCriteria_DraftIsMadeChangedAndDropped: what the editor of the window does, with commands; the changes of a file are made together and
// can be taken back by the file that comes back.
func TestCriteria_DraftIsMadeChangedAndDropped(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	type state struct {
		SHA256 string
		Items  int
		Status string
		Back   []map[string]any
	}
	var was, now, again state
	office.ok(&was, "criteria", "draft", "amended", "--title", "改正案", "--from", "iaas-paas-iot-sample-1")
	if was.Items != 136 || was.Status != "draft" {
		t.Fatalf("drafted %+v", was)
	}
	changes := office.file("changes.yaml", "- kind: withdraw\n  was: '19.1'\n- kind: head\n  title: {ja: 改正案（第2稿）}\n")
	r := office.run("criteria", "alter", "amended", "--file", changes, "--json")
	if r.status != 0 {
		t.Fatalf("%d\n%s", r.status, r.err)
	}
	r.document(t, &now)
	if now.Items != 135 || len(now.Back) != 2 || now.Back[0]["kind"] != "head" {
		t.Errorf("changed %+v", now)
	}
	half := office.file("half.yaml", "- kind: withdraw\n  was: '30.1'\n- kind: withdraw\n  was: '19.1'\n")
	if r := office.run("criteria", "alter", "amended", "--file", half); r.status != i18n.ExitRefused {
		t.Errorf("a change of what is gone: %d", r.status)
	}
	back, err := json.Marshal(now.Back)
	if err != nil {
		t.Fatal(err)
	}
	office.ok(&again, "criteria", "alter", "amended", "--file", office.file("back.json", string(back)))
	if again.SHA256 != was.SHA256 {
		t.Errorf("taken back, the draft is %s and was %s", again.SHA256, was.SHA256)
	}
	if r := office.run("criteria", "alter", "iaas-paas-iot-sample-1", "--file", changes); r.status != i18n.ExitRefused || !strings.Contains(r.err, "第22条") {
		t.Errorf("a change of what is in force: %d\n%s", r.status, r.err)
	}
	for _, args := range [][]string{
		{"criteria", "draft", "x", "--title", "x"},
		{"criteria", "draft", "x", "--from", "y"},
		{"criteria", "alter", "amended"},
		{"criteria", "draft", "x", "--title", "x", "--from", "y", "--first", "z"},
		{"statute", "advance", "x", "draft", "--on", "2026-01-01"},
	} {
		if r := office.run(args...); r.status != i18n.ExitUsage {
			t.Errorf("%v: %d", args, r.status)
		}
	}
	office.ok(nil, "criteria", "drop", "amended")
	if r := office.run("criteria", "drop", "amended"); r.status != i18n.ExitRefused {
		t.Errorf("dropped twice: %d", r.status)
	}
}

// TestArt22_AmendmentsOnTheAgenda: proposals of both kinds wait on the agenda, are deliberated, announced and in force, in the order of Art. 22.
func TestArt22_AmendmentsOnTheAgenda(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	office.ok(nil, "criteria", "draft", "amended", "--title", "改正案", "--from", "iaas-paas-iot-sample-1")
	office.ok(nil, "criteria", "advance", "amended", "draft", "--on", "2026-01-10", "--text", "稼働率の見直し")
	office.ok(nil, "statute", "propose", "rules-2026", "--title", "令和8年改正", "--text", "審査料の改定", "--on", "2026-01-10")
	var waiting []struct{ Edition, Rules, Text string }
	office.ok(&waiting, "agenda")
	if len(waiting) != 2 || waiting[0].Edition != "amended" || waiting[1].Rules != "rules-2026" || waiting[1].Text != "審査料の改定" {
		t.Fatalf("agenda %+v", waiting)
	}
	if r := office.run("statute", "advance", "rules-2026", "announced", "--on", "2026-02-01", "--in-force", "2026-04-01"); r.status != i18n.ExitRefused || !strings.Contains(r.err, "第22条") {
		t.Errorf("announced before it was deliberated: %d\n%s", r.status, r.err)
	}
	office.ok(nil, "criteria", "advance", "amended", "deliberated", "--on", "2026-01-20")
	office.ok(nil, "statute", "advance", "rules-2026", "deliberated", "--on", "2026-01-20", "--text", "第12回委員会")
	office.ok(nil, "statute", "advance", "rules-2026", "announced", "--on", "2026-02-01", "--in-force", "2026-04-01", "--text", "公表した文")
	office.ok(&waiting, "agenda")
	if len(waiting) != 0 {
		t.Errorf("agenda %+v", waiting)
	}
	var editions []struct {
		ID, Status string
		From       string `json:"in_force_from"`
		Known      bool
		Steps      []struct{ To, On, Text string }
	}
	office.ok(&editions, "statute", "editions")
	if len(editions) != 4 || editions[0].From != "2018-12-01" || editions[1].From != "2020-04-01" || editions[2].From != "2022-04-01" {
		t.Fatalf("editions %+v", editions)
	}
	if last := editions[3]; last.Known || last.Status != "announced" || last.From != "2026-04-01" || len(last.Steps) != 3 || last.Steps[2].Text != "公表した文" {
		t.Errorf("the amendment %+v", last)
	}
	if r := office.run("statute", "editions"); !strings.Contains(r.out, "令和8年改正") || strings.Count(r.out, "\n") != 4 {
		t.Errorf("in words:\n%s", r.out)
	}
}

// TestArt3_EveryFormatBringsTheSameContentBack: what is exported and imported again has the digest of content it had.
func TestArt3_EveryFormatBringsTheSameContentBack(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	want := ""
	for _, format := range []string{"yaml", "xlsx", "csv", "json"} {
		path := filepath.Join(t.TempDir(), "edition."+format)
		office.ok(nil, "criteria", "export", "iaas-paas-iot-sample-1", "-o", path)
		if format == "yaml" { // it names itself, and the shipped edition cannot be replaced
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(string(b), "id: iaas-paas-iot-sample-1", "id: again", 1)
			text = strings.Replace(text, "status: in_force", "status: draft", 1)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var got struct {
			Content  string
			Findings []struct{ Code string }
		}
		office.ok(&got, "criteria", "import", path, "--id", "again")
		if want == "" {
			want = got.Content
		}
		if got.Content != want || len(got.Content) != 64 || len(got.Findings) > 0 {
			t.Errorf("%s: %+v, want %s", format, got, want)
		}
	}
}
