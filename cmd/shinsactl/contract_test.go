package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"shinsa/i18n"
)

// TestExit_StatusesAreAContract has one desk of each role and goes through every status a script can meet.
func TestExit_StatusesAreAContract(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	real := office.at("real")
	real.now = ""
	if r := real.run("init", "--role", "member", "--name", "審査 花子"); r.status != i18n.ExitDone {
		t.Fatalf("init: %d\n%s", r.status, r.err)
	}
	wrong := *office
	wrong.pass = "another"
	silent := *office
	silent.pass = ""
	nowhere := office.at("nowhere")
	text := office.file("a.txt", "text")
	bad := office.file("bad.yaml", "outcome: [")
	for _, c := range []struct {
		name string
		in   *shell
		args string
		want int
	}{
		{"done", office, "case list", i18n.ExitDone},
		{"help", office, "help", i18n.ExitDone},
		{"help of a command", office, "pack -h", i18n.ExitDone},
		{"a case that is not there", office, "case show C2026-0404", i18n.ExitRefused},
		{"an act of the other role", office, "open " + text, i18n.ExitRefused},
		{"a file that is not there", office, "merge nowhere.opinion", i18n.ExitRefused},
		{"a file that is not genuine", office, "verify " + text, i18n.ExitRefused},
		{"a YAML file that is none", office, "decide C2026-0001 --file " + bad, i18n.ExitRefused},
		{"a desk where one is", office, "init --role member --name x --rehearsal", i18n.ExitRefused},
		{"the keys of a rehearsal desk", office, "identity keys", i18n.ExitDone},
		{"the keys of any other desk", real, "identity keys", i18n.ExitRefused},
		{"no desk", nowhere, "case list", i18n.ExitRefused},
		{"no command", office, "", i18n.ExitUsage},
		{"an unknown command", office, "frobnicate", i18n.ExitUsage},
		{"half a command", office, "register", i18n.ExitUsage},
		{"an unknown flag", office, "case list --frobnicate", i18n.ExitUsage},
		{"too few arguments", office, "case show", i18n.ExitUsage},
		{"too many arguments", office, "case show a b", i18n.ExitUsage},
		{"a language there is not", office, "case list --lang fr", i18n.ExitUsage},
		{"a date that is none", office, "fee C2026-0001 --received 2026-02-30 --amount 1", i18n.ExitUsage},
		{"no amount", office, "fee C2026-0001 --received 2026-02-03", i18n.ExitUsage},
		{"no folder", office, "issue --all", i18n.ExitUsage},
		{"both all and one", office, "issue C2026-0001 --all -o x", i18n.ExitUsage},
		{"no role", nowhere, "init --name x", i18n.ExitUsage},
		{"no members", office, "pack C2026-0001 -o x", i18n.ExitUsage},
		{"no records", office, "records status", i18n.ExitUsage},
		{"wrong passphrase", &wrong, "case list", i18n.ExitLocked},
		{"no passphrase", &silent, "case list", i18n.ExitLocked},
		{"no file of the passphrase", office, "case list --passphrase-file nowhere", i18n.ExitRefused},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.in.run(strings.Fields(c.args)...)
			if r.status != c.want {
				t.Errorf("status %d, want %d\n%s%s", r.status, c.want, r.out, r.err)
			}
			if c.want != i18n.ExitDone && strings.TrimSpace(r.err) == "" {
				t.Error("nothing is said on standard error")
			}
			if strings.Contains(r.err+r.out, "fault.") {
				t.Errorf("a key instead of a sentence:\n%s%s", r.out, r.err)
			}
			asJSON := c.in.run(append(strings.Fields(c.args), "--json")...)
			if strings.TrimSpace(asJSON.out) != "" && !strings.Contains(c.args, "help") && !strings.Contains(c.args, "-h") {
				asJSON.document(t, nil)
			}
		})
	}
}

func TestExit_InterruptedChangesNothing(t *testing.T) {
	s := newShell(t)
	s.initDesk("secretariat", "見本事務局")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	stopped := *s
	stopped.ctx = ctx
	if r := stopped.run("case", "list"); r.status != i18n.ExitInterrupted || r.err == "" {
		t.Errorf("status %d\n%s", r.status, r.err)
	}
}

func TestExit_DamagedDesk(t *testing.T) {
	s := newShell(t)
	s.initDesk("secretariat", "見本事務局")
	form, evidence, _ := sample(t, "case-1")
	s.ok(nil, "intake", form, "--evidence", evidence, "--received", "2024-04-16")
	s.ok(nil, "doctor")
	path := filepath.Join(s.desk, "desk.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 4; i < len(b); i += 4096 {
		b[i] ^= 0xff
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"doctor"}, {"case", "list"}} {
		if r := s.run(command...); r.status != i18n.ExitDamaged || r.err == "" {
			t.Errorf("%v: status %d\n%s%s", command, r.status, r.out, r.err)
		}
	}
}

func TestNow_IsForRehearsalDesksOnly(t *testing.T) {
	s := newShell(t)
	s.now = ""
	if r := s.run("init", "--role", "secretariat", "--name", "事務局", "--now", clock); r.status != i18n.ExitRefused || r.out != "" {
		t.Errorf("a real desk was made at any time: %d\n%s", r.status, r.err)
	}
	s.ok(nil, "init", "--role", "secretariat", "--name", "事務局")
	r := s.run("case", "list", "--now", clock)
	if r.status != i18n.ExitRefused || !strings.Contains(r.err, "練習用") {
		t.Errorf("status %d\n%s", r.status, r.err)
	}
	if r = s.run("case", "list", "--now", "yesterday"); r.status != i18n.ExitRefused || !strings.Contains(r.err, "yesterday") {
		t.Errorf("status %d\n%s", r.status, r.err)
	}
}

func TestPassphrase_ComesFromFileEnvironmentOrInput(t *testing.T) {
	s := newShell(t)
	s.initDesk("member", "審査 花子")
	none := *s
	none.pass = ""
	for name, in := range map[string]func(*shell) ran{
		"file": func(x *shell) ran {
			return x.run("identity", "show", "--passphrase-file", s.file("pass", secret+"\r\n"))
		},
		"file first": func(x *shell) ran {
			x.pass = "wrong"
			return x.run("identity", "show", "--passphrase-file", s.file("pass2", secret))
		},
		"environment": func(x *shell) ran { x.pass = secret; return x.run("identity", "show") },
		"input":       func(x *shell) ran { x.stdin = secret + "\n"; return x.run("identity", "show") },
	} {
		x := none
		if r := in(&x); r.status != 0 {
			t.Errorf("%s: status %d\n%s", name, r.status, r.err)
		}
	}
}

func TestHelp_ListsEveryCommandInBothLanguages(t *testing.T) {
	s := newShell(t)
	for _, lang := range []string{"ja", "en"} {
		r := s.bare("help", "--lang", lang)
		if r.status != 0 {
			t.Fatalf("status %d\n%s", r.status, r.err)
		}
		for _, c := range commands {
			if !strings.Contains(r.out, "shinsactl "+c.name) {
				t.Errorf("%s: %s is not in the help", lang, c.name)
			}
			if words := i18n.New(lang); !words.Has("ctl.help."+c.name) || !strings.Contains(r.out, words.T("ctl.help."+c.name)) {
				t.Errorf("%s: %s is not explained", lang, c.name)
			}
		}
		for status := range 6 {
			if !strings.Contains(r.out, i18n.New(lang).Meaning(status)) {
				t.Errorf("%s: status %d is not explained", lang, status)
			}
		}
	}
	if r := s.bare("frobnicate"); r.out != "" || !strings.Contains(r.err, "frobnicate") {
		t.Errorf("an unknown command says %q on standard output", r.out)
	}
}

func TestCommands_AreNamedOnce(t *testing.T) {
	var names []string
	for _, c := range commands {
		if slices.Contains(names, c.name) || len(strings.Fields(c.name)) > 2 {
			t.Errorf("%s stands twice or is too long", c.name)
		}
		names = append(names, c.name)
	}
	for _, want := range []string{
		"init", "enrol request", "enrol approve", "enrol accept", "identity show", "criteria list", "criteria check", "criteria import", "intake",
		"fee", "case list", "case show", "pack", "open", "declare", "release", "mark", "opine", "submit", "purge", "merge", "convene", "decide",
		"issue", "register list", "register show", "records import", "records export", "records status", "verify", "bag check", "doctor", "demo",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("%s of the contract is not there", want)
		}
	}
}

func TestFlags_StandAnywhere(t *testing.T) {
	s := newShell(t)
	s.initDesk("secretariat", "事務局")
	for _, args := range [][]string{
		{"--desk", s.desk, "--now", clock, "case", "list", "--json"},
		{"--json", "--desk=" + s.desk, "--now=" + clock, "case", "list"},
		{"case", "list", "--json", "--desk", s.desk, "--now", clock},
		{"--lang", "en", "case", "--json", "list", "--desk", s.desk, "--now", clock},
	} {
		r := s.bare(args...)
		if r.status != 0 {
			t.Errorf("%v: status %d\n%s", args, r.status, r.err)
			continue
		}
		r.document(t, nil)
	}
}

func TestLanguage_IsChosenByFlagOrEnvironment(t *testing.T) {
	s := newShell(t)
	for _, c := range []struct {
		env  map[string]string
		args []string
		want string
	}{
		{nil, nil, "ja"},
		{map[string]string{"LANG": "en_US.UTF-8"}, nil, "en"},
		{map[string]string{"LANG": "C"}, nil, "ja"},
		{map[string]string{"LANG": "en_US.UTF-8", "SHINSA_LANG": "ja"}, nil, "ja"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, []string{"--lang", "en"}, "en"},
		{nil, []string{"--lang=en"}, "en"},
	} {
		s.env = c.env
		if r := s.bare(append([]string{"help"}, c.args...)...); !strings.HasPrefix(r.out, i18n.New(c.want).T("ctl.help")) {
			t.Errorf("%v %v: %.40q, want %s", c.env, c.args, r.out, c.want)
		}
	}
}

// TestIntake_ReadsTheSamplesAsExpected compares what the command prints with what a careful person recorded.
func TestIntake_ReadsTheSamplesAsExpected(t *testing.T) {
	s := newShell(t)
	s.initDesk("secretariat", "見本事務局")
	previous := ""
	for i, name := range []string{"case-1", "case-2", "case-3"} {
		form, evidence, text := sample(t, name)
		var want struct {
			Received string                    `yaml:"received_on"`
			Answers  map[string]map[string]any `yaml:"answers"`
			Evidence []map[string]any          `yaml:"evidence"`
			Findings []map[string]any          `yaml:"findings"`
		}
		if err := yaml.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		args := []string{"intake", form, "--evidence", evidence, "--received", want.Received}
		if name == "case-3" {
			args = append(args, "--previous", previous)
		}
		var got struct {
			Case     string                    `json:"case"`
			Answers  map[string]map[string]any `json:"answers"`
			Header   map[string]any            `json:"header"`
			Evidence []map[string]any          `json:"evidence"`
			Findings []map[string]any          `json:"findings"`
		}
		s.ok(&got, append(args, "--dry-run")...)
		if got.Case != "" {
			t.Errorf("%s: reading alone made the case %s", name, got.Case)
		}
		s.ok(&got, args...)
		if i == 0 {
			previous = got.Case
		}
		if got.Case == "" || len(got.Answers) != len(want.Answers) || len(got.Evidence) != len(want.Evidence) || len(got.Header) < 25 {
			t.Errorf("%s: case %q, %d answers, %d documents, %d fields", name, got.Case, len(got.Answers), len(got.Evidence), len(got.Header))
		}
		for item, a := range want.Answers {
			if got.Answers[item]["kind"] != a["kind"] {
				t.Errorf("%s: item %s is %v, want %v", name, item, got.Answers[item]["kind"], a["kind"])
			}
		}
		for _, f := range got.Findings {
			if f["code"] == "" || f["severity"] == "" {
				t.Errorf("%s: finding without code or severity: %v", name, f)
			}
		}
	}
}

func TestInit_MakesADeskThatOpens(t *testing.T) {
	for _, role := range []string{"secretariat", "member"} {
		s := newShell(t)
		var made struct {
			Desk, Recovery string
			Self           struct {
				Role, Name string
				Rehearsal  bool
			}
		}
		s.ok(&made, "init", "--role", role, "--name", "見本 名", "--rehearsal")
		if made.Desk != s.desk || made.Recovery == "" || made.Self.Role != role || !made.Self.Rehearsal {
			t.Errorf("made %+v", made)
		}
		var shown struct {
			Self struct{ Name string }
		}
		s.ok(&shown, "identity", "show")
		if shown.Self.Name != "見本 名" {
			t.Errorf("shown %+v", shown)
		}
		if r := s.run("identity", "show"); strings.Contains(r.out+r.err, made.Recovery) {
			t.Error("the recovery key is shown a second time")
		}
	}
}
