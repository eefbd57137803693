package story

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/cmd/internal/window"
	"shinsa/review/criteria"
)

// desk words of the office: parts of window titles and what is typed.
type officeWords struct {
	intake, correct, paper, criteria, adopt, contrast, migrate string

	clerk, second, kind, operator, own, reason, proposal, minutes, notice string
}

var offices = map[string]officeWords{
	"ja": {
		"受付", "補正依頼", "郵送された申請", "審査基準", "取込み", "新旧対照", "版の移行",
		"事務 一子", "事務 二郎", "新規", "見本クラウド株式会社", "委託先の管理体制図を添えてください。", "改正前に受け付けた申請のため", "生成AIの利用を加える。", "了承した。", "改正をお知らせします。",
	},
	"en": {
		"Intake", "Request for correction", "Application on paper", "Criteria", "Importing", "Old and new", "Another edition",
		"Ichiko Jimu", "Jiro Jimu", "new", "Mihon Cloud K.K.", "Please add the chart of your contractors.", "Received before the amendment", "Adds the use of generative AI.", "Agreed.", "The criteria are amended.",
	},
}

// clerk is a person of the secretariat at the program, on a desk that has nothing yet.
type clerk struct {
	*player
	officeWords
	t   *testing.T
	dir string
}

const (
	shippedEdition = "iaas-paas-iot-sample-1"
	nextEdition    = "iaas-2026"
)

// The secretariat takes an application in, asks for corrections and takes the corrected form in; types a paper application twice; imports
// the body's table as an amendment, compares, proposes and brings it into force; takes the case over to it; and takes a renewal in.
func TestStory_OfficeByKeyboard(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	for _, w := range languages {
		t.Run(w.lang, func(t *testing.T) {
			c := newClerk(t, w)
			c.takeIn("case-2", "C")
			c.correct()
			c.paper()
			c.amend()
			c.override()
			c.migrate()
			c.renew()
			c.register()
			c.Close()
			c.inForce()
			c.registered()
		})
	}
}

// newClerk opens the window on a fresh desk of a secretariat.
func newClerk(t *testing.T, w words) *clerk {
	t.Helper()
	home := t.TempDir()
	c := &clerk{officeWords: offices[w.lang], t: t, dir: home}
	c.ctl("init", "--role", "secretariat", "--name", "見本認定機構 事務局", "--rehearsal")
	for _, name := range []string{"case-1", "case-2", "case-3"} {
		sample, err := assets.Sample(name)
		if err == nil {
			err = os.CopyFS(filepath.Join(home, name), sample)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c.table()
	s := window.Open(t, w.look.screen)
	env := []string{"FYNE_SCALE=" + w.look.scale, "HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "LANG=ja_JP.UTF-8"}
	p := s.Start(t, w.title, env, os.Getenv("SHINSA_WINDOW"), "--desk", c.desk(), "--lang", w.lang, "--window", "1366x768")
	c.player = &player{p, w, filepath.Join(home, "Shinsa"), 80}
	c.WaitTitle(c.locked)
	c.Type(passphrase)
	c.Key("Return")
	c.WaitTitle(c.words.home)
	if w.look.dark {
		c.Key("ctrl+d")
	}
	return c
}

func (c *clerk) desk() string { return filepath.Join(c.dir, "desk") }

// ctl runs a command on the desk while no window has it.
func (c *clerk) ctl(args ...string) string {
	c.t.Helper()
	cmd := exec.Command(os.Getenv("SHINSA_CTL"), append(args, "--desk", c.desk())...)
	cmd.Env = append(os.Environ(), "SHINSA_PASSPHRASE="+passphrase)
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// table writes the criteria as the body publishes them, in five columns, with one item reworded, one left out and one new.
func (c *clerk) table() {
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		c.t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		c.t.Fatal(err)
	}
	rows := [][]any{{"No", "審査対象項目", "記述内容", "必須/選択", "情報開示内容"}}
	group := ""
	for _, it := range e.Items() {
		if it.Group != group {
			group = it.Group
			g, _ := e.Group(group)
			rows = append(rows, []any{"", g.Title.JA})
		}
		duty, ask := "必須", it.Ask.JA
		if it.Duty == criteria.Optional {
			duty = "選択"
		}
		switch it.ID {
		case "3.1":
			ask += "登記された日によること。"
		case "17.1":
			continue
		}
		rows = append(rows, []any{string(it.ID), it.Title.JA, ask, duty, ""})
	}
	rows = append(rows, []any{"200.1", "生成AIの利用", "利用者のデータを学習に用いるか否か。", "必須", ""})
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := f.SaveAs(filepath.Join(c.dir, "table.xlsx")); err != nil {
		c.t.Fatal(err)
	}
}

// form is the workbook of a sample application.
func (c *clerk) form(name string) string {
	found, err := filepath.Glob(filepath.Join(c.dir, name, "*.xlsx"))
	if err != nil || len(found) != 1 {
		c.t.Fatalf("the form of %s: %v, %v", name, found, err)
	}
	return found[0]
}

// until presses a key until a condition holds: what is read in the background is not there at once.
func (c *clerk) until(what, key string, cond func() bool) {
	c.t.Helper()
	c.Wait(what, func() bool {
		if cond() {
			return true
		}
		c.Key(key)
		time.Sleep(300 * time.Millisecond)
		return cond()
	})
}

// titled reports whether the window's title has all parts.
func (c *clerk) titled(parts ...string) bool {
	title := c.Title()
	for _, p := range parts {
		if !strings.Contains(title, p) {
			return false
		}
	}
	return true
}

// written waits for a file among the finished ones and returns its path.
func (c *clerk) written(pattern string) string {
	c.t.Helper()
	path := ""
	c.Wait("the file "+pattern, func() bool {
		found, err := filepath.Glob(filepath.Join(c.out, pattern))
		if err == nil && len(found) == 1 {
			path = found[0]
		}
		return path != ""
	})
	return path
}

// newForm opens the intake for a new application.
func (c *clerk) newForm() {
	c.act("intake")
	c.Wait("the intake", func() bool { return c.titled(c.intake) && !c.titled(" C2") })
}

// takeIn reads an application, looks at it and takes it in as a case.
func (c *clerk) takeIn(sample, _ string) {
	c.newForm()
	c.Paste(c.form(sample))
	c.Key("Tab", "Tab")
	c.Paste(filepath.Join(c.dir, sample, "evidence"))
	c.Key("F5")
	c.keep("intake-read")
	c.taken("intake-case")
}

// taken takes in what was read, and stands at the case.
func (c *clerk) taken(name string) {
	c.t.Helper()
	c.until("the case", "F9", func() bool { return c.titled(c.intake, " C2") })
	c.keep(name)
}

// correct asks for corrections in the pre-check's words and own ones, and takes in the form that comes back.
func (c *clerk) correct() {
	c.Key("F6")
	c.WaitTitle(c.officeWords.correct)
	time.Sleep(time.Second)
	c.keep("correct")
	c.Key("F2")
	c.Paste(c.own)
	c.keep("correct-own")
	c.Key("F9")
	c.written("correction_*.pdf")
	marked := c.written("correction_*.xlsx")
	c.keep("correct-written")
	c.answer(marked)

	c.Key("F8")
	c.WaitTitle(c.intake)
	c.Key("F7")
	c.Wait("the form for a correction", func() bool { return c.titled(c.intake) && !c.titled(" C2") })
	c.Paste(marked)
	c.Key("F5")
	c.keep("revision-read")
	c.taken("revision-case")
}

// answer fills in what the marked form asks for, as an applicant would: the first blank cell with a comment.
func (c *clerk) answer(file string) {
	f, err := excelize.OpenFile(file)
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	filled := 0
	for _, sheet := range f.GetSheetList() {
		comments, err := f.GetComments(sheet)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, x := range comments {
			if v, err := f.GetCellValue(sheet, x.Cell); err == nil && v == "" && strings.HasPrefix(x.Cell, "F") {
				if err := f.SetCellStr(sheet, x.Cell, "年1回、書面で監査している。"); err != nil {
					c.t.Fatal(err)
				}
				filled++
			}
		}
	}
	if filled == 0 {
		c.t.Fatal("no blank cell of the marked form has a comment")
	}
	if err := f.Save(); err != nil {
		c.t.Fatal(err)
	}
}

// paper types an application beside its scan, and a part of it a second time.
func (c *clerk) paper() {
	c.newForm()
	c.Key("F4")
	c.WaitTitle(c.officeWords.paper)
	c.Paste(c.clerk)
	c.Key("Return")
	for _, text := range []string{c.kind, "2026-04-01", c.operator} {
		c.Paste(text)
		c.Key("Return")
		time.Sleep(300 * time.Millisecond)
	}
	c.Key("F3")
	c.Paste(c.scan())
	c.Key("Return")
	c.WaitPage()
	c.keep("paper")
	c.Key("F2")
	c.Paste(c.second)
	c.Key("Return")
	for _, text := range []string{c.kind, "2026-04-02"} {
		c.Paste(text)
		c.Key("Return")
		time.Sleep(300 * time.Millisecond)
	}
	c.Key("F5")
	c.keep("paper-differs")
}

// scan is a document of the sample as if it came from a scanner.
func (c *clerk) scan() string {
	found := ""
	err := filepath.WalkDir(filepath.Join(c.dir, "case-1", "evidence"), func(path string, _ fs.DirEntry, err error) error {
		if err == nil && found == "" && strings.HasSuffix(path, ".pdf") {
			found = path
		}
		return err
	})
	if err != nil || found == "" {
		c.t.Fatalf("no document to scan: %v", err)
	}
	return found
}

// amend imports the body's table as an amendment of the edition in force, compares the two, and takes it all the way into force.
func (c *clerk) amend() {
	c.act("criteria")
	c.WaitTitle(c.criteria)
	c.keep("criteria")
	c.Key("F3")
	c.WaitTitle(c.adopt)
	c.Paste(filepath.Join(c.dir, "table.xlsx"))
	c.Key("Return")
	c.keep("adopt")
	c.Key("Tab", "Tab")
	c.Type(nextEdition)
	c.Key("Tab")
	c.Paste("令和8年改正")
	c.until("the draft", "F9", func() bool { return c.titled(c.criteria) && !c.titled(c.adopt) })
	c.keep("draft")

	c.act("compare " + shippedEdition)
	c.WaitTitle(c.contrast)
	c.keep("contrast")
	for key, end := range map[string]string{"p": "pdf", "x": "xlsx"} {
		c.Key(key)
		c.keep("contrast-folder-" + end)
		c.Key("Return")
		c.written("contrast_*." + end)
	}
	c.Key("alt+Left")
	c.WaitTitle(c.criteria)

	today := time.Now()
	day := func(back int) string { return today.AddDate(0, 0, -back).Format(time.DateOnly) }
	c.step("propose", day(60), "", c.proposal)
	c.step("deliberate", day(50), "", c.minutes)
	c.keep("freeze")
	c.Key("Tab", "Return") // the keyboard stands on the way back
	time.Sleep(time.Second)
	c.step("announce", day(45), day(10), c.notice)
	c.step("force", day(10), "", "")
	c.keep("in-force")
}

// step takes the edition one step on its way: F9 leads to its form and, from there, takes it.
func (c *clerk) step(name, on, from, text string) {
	c.Key("F9")
	c.Key("ctrl+a")
	c.Type(on)
	if from != "" {
		c.Key("Tab", "ctrl+a")
		c.Type(from)
	}
	if text != "" {
		c.Key("Tab", "ctrl+a")
		c.Paste(text)
	}
	c.keep("step-" + name)
	c.Key("F9")
	time.Sleep(time.Second)
}

// override takes an application in by the edition before, against a reason.
func (c *clerk) override() {
	c.newForm()
	c.Paste(c.form("case-1"))
	c.Key("Tab", "Tab")
	c.Paste(filepath.Join(c.dir, "case-1", "evidence"))
	c.Key("F2")
	c.Type(shippedEdition)
	c.Key("Return")
	c.Paste(c.reason)
	c.Key("F5")
	c.keep("override")
	c.taken("override-case")
}

// migrate takes the case over to the edition in force, every match that is not equal confirmed by itself.
func (c *clerk) migrate() {
	c.act("migrate " + nextEdition)
	c.WaitTitle(c.officeWords.migrate)
	c.keep("migrate")
	for range 2 { // one is reworded, one is gone; the new one waits for nobody
		c.Key("c")
		time.Sleep(500 * time.Millisecond)
	}
	c.keep("migrate-confirmed")
	c.Key("F4")
	c.keep("migrate-folder")
	c.Key("Return")
	mapping := c.written("*mapping*.yaml")
	c.Key("F3")
	c.Paste(mapping)
	c.keep("migrate-file")
	c.Key("Return")
	time.Sleep(time.Second)
	c.Key("F9")
	c.keep("migrate-ask")
	c.Key("Tab", "Return") // the keyboard stands on the way back
	c.Wait("the case in the other edition", func() bool { return c.titled(c.intake, " C2") })
	c.keep("migrated")
}

// renew takes a renewal in beside the answers of the application before.
func (c *clerk) renew() {
	c.newForm()
	c.Paste(c.form("case-3"))
	c.Key("Tab", "Tab")
	c.Paste(filepath.Join(c.dir, "case-3", "evidence"))
	c.Key("F3")
	c.Type("0002")
	c.Key("Return")
	c.Key("F5")
	c.keep("renewal-read")
	c.taken("renewal-case")
}

// inForce fails unless the desk says what the windows showed.
func (c *clerk) inForce() {
	if out := c.ctl("criteria", "list"); !strings.Contains(out, nextEdition) {
		c.t.Errorf("the editions are\n%s", out)
	}
	year := time.Now().Format("2006")
	for id, want := range map[string]string{"-0001": shippedEdition, "-0002": nextEdition, "-0003": nextEdition} {
		if out := c.ctl("case", "show", "C"+year+id, "--json"); !strings.Contains(out, `"edition": "`+want+`"`) {
			c.t.Errorf("the case %s is not by %s:\n%s", id, want, out)
		}
	}
}
