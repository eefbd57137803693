// Package story plays the first whole loop in the real window with the keyboard alone: a member declares, examines, gives an opinion and
// hands it over; the secretariat takes it in, holds the committee, decides and issues. Pictures of every step are kept.
package story

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/cmd/internal/window"
)

// passphrase is that of every rehearsal desk; the unlock screen shows it.
const passphrase = "mihon-no-tsukue-2026"

// words are what a story reads and types in one language.
type words struct {
	lang                                                                                        string
	title, locked, home, declare, walk, opinion, handover, committee, decision, issue, registry string // parts of window titles

	summary, chair, sealWord string
	look                     look
}

// look is how a story sees the window.
type look struct {
	screen string // its size in dots
	scale  string // dots to a unit of the window
	dark   bool
}

var languages = []words{
	{
		"ja", "審査", "デスクを開く", "案件一覧", "申告", "－ 審査 C", "意見書", "提出", "委員会", "決定", "交付", "台帳",
		"開示は具体的であり、水準も満たしている。認定相当と判断する。", "審査 花子", "署名",
		look{"1366x768", "1", false},
	},
	{
		"en", "Shinsa", "Open the desk", "Cases", "Declare", "Review C", "Opinion", "Hand over", "Committee", "Decision", "Issue", "Register",
		"The disclosures are specific and the levels are met.", "Hanako Shinsa", "sign",
		look{"2049x1152", "1.5", true},
	},
}

// amendment is an amendment of the operating rules that waits on the committee's agenda.
const amendment = "審査料に関する改正"

// player is a person at the program.
type player struct {
	*window.Program
	words
	out  string // folder of finished files
	step int
}

func TestStory_WholeLoopByKeyboard(t *testing.T) {
	program, ctl := os.Getenv("SHINSA_WINDOW"), os.Getenv("SHINSA_CTL")
	if program == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	for _, w := range languages {
		t.Run(w.lang, func(t *testing.T) {
			home := t.TempDir()
			s := window.Open(t, w.look.screen)
			env := []string{"FYNE_SCALE=" + w.look.scale, "HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "LANG=ja_JP.UTF-8"}
			desks := filepath.Join(home, "desks")
			if out, err := exec.Command(ctl, "rehearse", "-o", desks).CombinedOutput(); err != nil {
				t.Fatalf("prepare the desks: %v\n%s", err, out)
			}
			office := filepath.Join(desks, "desks", "secretariat")
			command(t, ctl, office, "statute", "propose", "rules-next", "--title", amendment, "--text", w.summary)
			p := &player{s.Start(t, w.title, env, program, "--rehearsal", "--desk", desks, "--lang", w.lang, "--window", "1366x768"), w, filepath.Join(desks, "out"), 0}
			p.unlock(0)
			if w.look.dark {
				p.Key("ctrl+d")
			}
			p.declare()
			p.point()
			p.examine()
			p.opine()
			p.Key("ctrl+l")
			p.unlock(3)
			p.takeIn()
			p.convene()
			p.decide()
			p.issue()
			p.ends()
			p.kept(t, p.out)
			p.Close()
			p.minuted(t, ctl, office)
			pointed(t, ctl, filepath.Join(desks, "desks", "member-1"))
		})
	}
}

// keep takes a picture under the number of the step, and returns its file.
func (p *player) keep(name string) string {
	p.step++
	return p.Shot(fmt.Sprintf("%s-%02d-%s", p.lang, p.step, name))
}

// unlock opens the desk that stands at place i of the list.
func (p *player) unlock(i int) {
	p.WaitTitle(p.locked)
	if i > 0 {
		// The list stands before the field, which has the keyboard.
		for range 4 - i {
			p.Key("shift+Tab")
		}
		p.Key("space")
		for range 4 - i {
			p.Key("Tab")
		}
	}
	p.keep("unlock")
	p.Type(passphrase)
	p.Key("Return")
	p.WaitTitle(p.home)
}

// onward confirms what is offered, one dialog after the other, until the window is elsewhere: how long signing takes is not known, and
// its result stands in a dialog of its own.
func (p *player) onward(title string) {
	p.Wait("the way to "+title, func() bool {
		p.Key("Return")
		return strings.Contains(p.Title(), title)
	})
}

// act runs a command of the palette, found by its English reading.
func (p *player) act(reading string) {
	p.Key("ctrl+k")
	p.Type(reading)
	p.Key("Return")
}

// declare answers every kind of interest with none, reads the pledge to its end, and signs.
func (p *player) declare() {
	p.keep("home")
	p.Key("l", "space")
	p.WaitTitle(p.words.declare)
	p.keep("declare-blank")
	p.Key("Tab") // past the member's own profile
	for range 7 {
		p.Key("Tab", "Tab", "space")
	}
	p.Key("Tab", "Tab", "space")
	for range 2 {
		p.Key("Tab", "Tab", "Tab", "Tab", "space")
	}
	p.keep("declare-answered")
	for range 8 {
		p.Key("p") // at the end of the pledge the keyboard comes to stand on the promise
	}
	p.Key("space")
	p.keep("declare-pledged")
	p.Key("ctrl+Return")
	p.keep("declare-sign")
	p.Key("Return")
	p.keep("declare-folder")
	p.onward(p.walk)
}

// point opens a document, finds words in it and makes them the ground of the first item, then a frame that is laid on the page.
func (p *player) point() {
	p.Key("period")
	p.WaitPage()
	p.keep("evidence")
	p.Key("ctrl+f")
	p.Type("IoT")
	p.Key("Return")
	p.keep("evidence-found")
	p.Key("Escape", "p")
	p.keep("evidence-pointed")
	p.Key("space", "Down", "Down", "p")
	p.keep("evidence-framed")
}

// examine finds every item conforming.
func (p *player) examine() {
	p.keep("walk-first")
	for range 136 {
		p.Key("1", "d", "n")
	}
	p.keep("walk-judged") // with nothing left open, the walk asks whether to go on
	p.Key("Return")
	p.WaitTitle(p.opinion)
}

// opine concludes, writes a summary, and seals: the word is typed, the passphrase given, the folder taken as offered.
func (p *player) opine() {
	p.keep("opine-blank")
	p.Key("1", "r")
	p.Paste(p.summary)
	// Leaving makes the draft durable; coming back shows what stands against it as it is now.
	p.Key("ctrl+3")
	p.WaitTitle(p.walk)
	p.Key("ctrl+4")
	p.WaitTitle(p.opinion)
	p.keep("opine")
	p.Key("ctrl+Return")
	p.Type(p.sealWord)
	p.Key("Tab")
	p.Type(passphrase)
	p.keep("opine-seal")
	p.Key("Return", "Return") // a grave act takes two: the first moves to the button
	p.keep("opine-folder")
	p.Key("Return")
	p.WaitTitle(p.handover)
	p.keep("handover")
}

// takeIn takes in what the member left in the folder of finished files.
func (p *player) takeIn() {
	p.Key("ctrl+o")
	p.Paste(p.out)
	p.keep("take-in")
	p.Key("Return")
	p.Wait("the receipts", func() bool {
		found, err := filepath.Glob(filepath.Join(p.out, "*.receipt"))
		return err == nil && len(found) == 2
	})
	p.keep("taken-in") // the report is a paper and no parcel: it is named as not taken in
	p.Key("Return")
}

// convene settles the contested items, concludes and records.
func (p *player) convene() {
	p.Key("l", "Down", "space") // the first row waits for its fee
	p.WaitTitle(p.committee)
	p.keep("convene")
	p.Key("1", "g", "c")
	p.Paste(p.chair)
	p.act("recommend")
	p.act("write summary")
	p.Paste(p.summary)
	p.act("deliberated")
	p.keep("convene-settled")
	p.act("record")
	p.keep("convene-record")
	p.Key("Return")
	p.keep("convene-recorded")
}

// decide grants.
func (p *player) decide() {
	p.act("decide")
	p.WaitTitle(p.decision)
	p.Key("1")
	p.keep("decide")
	p.Key("F9")
	p.keep("decide-ask")
	p.Key("Return")
	p.keep("decided")
}

// issue looks at the certificate and the notice, then signs and issues.
func (p *player) issue() {
	p.act("print")
	p.WaitTitle(p.words.issue)
	p.WaitPage()
	p.keep("certificate-preview")
	p.Key("j")
	p.WaitPage()
	p.keep("notice-preview")
	p.Key("F9")
	p.Type(passphrase)
	p.keep("issue-ask")
	p.Key("Return", "Return")
	p.Wait("the papers", func() bool {
		found, err := filepath.Glob(filepath.Join(p.out, "notice_*.pdf"))
		return err == nil && len(found) == 1
	})
	p.keep("issued") // it waits until nothing changes any more: the papers are recorded after they were written
	p.act("register")
	p.WaitTitle(p.registry)
	p.keep("register")
}

// ends enters that the certification lapsed, and that its certificate came back.
func (p *player) ends() {
	p.Key("F4")
	p.Key("space")
	p.keep("lapse")
	p.Key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return") // past the other events, the day and the way back
	p.keep("lapsed")
	p.Key("F2")
	p.keep("returned-ask")
	p.Key("Return")
	p.keep("returned")
}

// minuted fails unless the amendment was deliberated with the session, and stands in its minutes; and unless the certification has ended.
func (p *player) minuted(t *testing.T, ctl, office string) {
	t.Helper()
	if out := command(t, ctl, office, "statute", "editions", "--json"); !strings.Contains(out, `"deliberated"`) || !strings.Contains(out, "minutes_C2026-0001") {
		t.Errorf("the amendment was not deliberated:\n%s", out)
	}
	found, err := filepath.Glob(filepath.Join(p.out, "minutes_*.pdf"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the minutes: %v, %v", found, err)
	}
	text, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", found[0], "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	if !strings.Contains(strings.Join(strings.Fields(string(text)), ""), amendment) {
		t.Errorf("the minutes do not name the amendment:\n%s", text)
	}
	no := strings.Fields(command(t, ctl, office, "register", "list"))[0]
	if out := command(t, ctl, office, "register", "show", no); !strings.Contains(out, "lapsed\t9-2") || !strings.Contains(out, "returned\t10-8") {
		t.Errorf("the certification is\n%s", out)
	}
}

// pointed fails unless the member's desk holds the words and the places that were pointed at.
func pointed(t *testing.T, ctl, desk string) {
	t.Helper()
	cmd := exec.Command(ctl, "--desk", desk, "history", "mark", "C2026-0001", "--item", "1.1")
	cmd.Env = append(os.Environ(), "SHINSA_PASSPHRASE="+passphrase)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("history: %v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"quote":"IoT"`) || strings.Count(last, `"rect":`) != 2 {
		t.Errorf("the item points at %s", last)
	}
}

// kept fails unless the loop left its papers.
func (p *player) kept(t *testing.T, out string) {
	t.Helper()
	var names []string
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	all := strings.Join(names, "\n")
	for _, want := range []string{"certificate_", "notice_", "committee_", ".opinion"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s among\n%s", want, all)
		}
	}
}
