package story

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/window"
	pages "shinsa/ui/evidence"
)

// reader is a member who reads evidence at the edges of what anybody sends.
type reader struct {
	player
	t     *testing.T
	desks string
	paper image.Rectangle // where the page of the long document lies in the window

	last   string // the picture taken last
	before int64  // the memory of the window before there was a document
}

// caseOfEdges is the number that the case gets, after those of the rehearsal.
const caseOfEdges = "C2026-0004"

// withEvidence prepares desks on which the first member has declared on the case with the documents of papers.
func withEvidence(t *testing.T, web string) (desks string) {
	t.Helper()
	ctl, dir := os.Getenv("SHINSA_CTL"), t.TempDir()
	desks = filepath.Join(dir, "desks")
	if out, err := exec.Command(ctl, "rehearse", "-o", desks).CombinedOutput(); err != nil {
		t.Fatalf("prepare the desks: %v\n%s", err, out)
	}
	form, documents := submission(t, dir, web)
	office, member := filepath.Join(desks, "desks", "secretariat"), filepath.Join(desks, "desks", "member-1")
	command(t, ctl, office, "intake", form, "--evidence", documents)
	command(t, ctl, office, "fee", caseOfEdges, "--received", "2026-11-01", "--amount", "110000")
	for _, line := range strings.Split(command(t, ctl, office, "members"), "\n") {
		if words := strings.Split(line, "\t"); len(words) > 1 && words[1] == "審査 花子" {
			command(t, ctl, office, "pack", caseOfEdges, "--to", words[0], "-o", dir)
		}
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.dossier"))
	if err != nil || len(found) != 1 {
		t.Fatalf("dossiers: %v, %v", found, err)
	}
	command(t, ctl, member, "open", found[0])
	command(t, ctl, member, "declare", caseOfEdges, "--file", noInterests(t), "-o", dir)
	return desks
}

// read starts the program on the desks of a home and goes to the first item of the case; under is a command that runs it.
func read(t *testing.T, home string, w words, step int, under ...string) *reader {
	t.Helper()
	s := window.Open(t, w.look.screen)
	env := []string{
		"FYNE_SCALE=" + w.look.scale, "HOME=" + home, "TMPDIR=" + filepath.Join(home, "tmp"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "LANG=ja_JP.UTF-8",
	}
	if err := os.MkdirAll(filepath.Join(home, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	desks := filepath.Join(home, "desks")
	command := append(under, os.Getenv("SHINSA_WINDOW"), "--rehearsal", "--desk", desks, "--lang", w.lang, "--window", "1366x768")
	return &reader{player: player{s.Start(t, w.title, env, command...), w, filepath.Join(desks, "out"), step}, t: t, desks: desks}
}

// enter opens the desk and the case.
func (r *reader) enter() {
	r.WaitTitle(r.locked)
	r.Type(passphrase)
	r.Key("Return")
	r.WaitTitle(r.home)
	if r.look.dark {
		r.Key("ctrl+d")
	}
	r.Shot("waited-for-cases")
	r.before, _ = r.Process().Memory()
	r.Key("l", "Down", "Down", "space") // the other cases wait for a declaration
	r.WaitTitle(caseOfEdges)
	r.WaitPage()
}

// keep takes a picture.
func (r *reader) keep(name string) string {
	r.step++
	r.last = r.Shot(fmt.Sprintf("%s-%02d-evidence-%s", r.lang, r.step, name))
	return r.last
}

// workers returns the processes that read pages.
func (r *reader) workers() []window.Process {
	return slices.DeleteFunc(r.Children(), func(c window.Process) bool { return len(c.Command) < 2 || c.Command[1] != boot.PageWorker })
}

// says waits until the page on screen has words.
func (r *reader) says(words string) {
	r.t.Helper()
	r.Wait("a page that says "+words, func() bool {
		r.Key("ctrl+a", "ctrl+c")
		return strings.Contains(r.Clipboard(), words)
	})
	r.Key("Escape")
}

// takes waits until what is selected, once it is copied, is what is wanted.
func (r *reader) takes(what string, wanted func(string) bool) string {
	r.t.Helper()
	got := ""
	r.Wait("a selection of "+what, func() bool {
		r.Key("ctrl+c")
		got = r.Clipboard()
		return wanted(got)
	})
	return got
}

// at returns a place of the page on screen, given in millimetres from its top left; the page is A4, as wide as there is room.
func (r *reader) at(x, y int) image.Point {
	mm := func(v int) int { return v * r.paper.Dx() / 210 }
	return r.paper.Min.Add(image.Pt(mm(x), mm(y)))
}

// Evidence at the edges of what anybody sends is read, searched, selected from and pointed at; where it cannot be shown the reason is said, and the
// desk goes on. None of it is written anywhere, nothing outside is asked for, and what read it ends with the desk.
func TestStory_EvidenceAtItsEdges(t *testing.T) {
	if os.Getenv("SHINSA_WINDOW") == "" {
		t.Skip("runs in make window, which builds the program and installs a display server")
	}
	web := listen(t)
	desks := withEvidence(t, web.address)
	t.Run("read", func(t *testing.T) {
		r := read(t, homeOf(t, desks), languages[0], 0)
		r.enter()
		r.turnPages()
		r.findFar()
		r.dragText()
		r.boundMemory()
		r.comeBack()
		r.lookAtAll()
		r.lockAndForget()
		r.Close()
		r.pointedAt()
	})
	t.Run("sealed", func(t *testing.T) {
		home, log := homeOf(t, desks), filepath.Join(t.TempDir(), "calls")
		r := read(t, home, languages[1], 0, "strace", "-D", "-f", "-q", "--seccomp-bpf", "-e", "trace=%network,%file,memfd_create", "-e", "signal=none", "-o", log)
		r.enter()
		r.skim()
		r.Close()
		web.unvisited(t)
		calls := traced(t, log)
		opensNoSocket(t, calls)
		r.wroteNothingPlain(home, calls)
	})
}

// homeOf returns a computer of its own with a copy of desks.
func homeOf(t *testing.T, desks string) string {
	t.Helper()
	home := t.TempDir()
	if err := os.CopyFS(filepath.Join(home, "desks"), os.DirFS(desks)); err != nil {
		t.Fatal(err)
	}
	return home
}

// turnPages goes through 2,000 pages.
func (r *reader) turnPages() {
	r.Key("e")
	r.says("page 1 line")
	r.keep("long")
	r.Key("End")
	r.says("page 2000 line")
	r.Key("Home")
	r.says("page 1 line")
	r.Key("ctrl+g")
	r.Type("1234")
	r.keep("number")
	r.Key("Return")
	r.says("page 1234 line")
}

// findFar finds words on the last page but one, after it was stopped.
func (r *reader) findFar() {
	r.Key("Home", "ctrl+f")
	r.Type(needle)
	r.Key("Return", "Escape")
	r.keep("find-stopped")
	r.Key("ctrl+f", "Return", "F6") // Esc in the field would stop it again
	r.takes("what was looked for", func(s string) bool {
		r.Key("e")
		return s == needle
	})
	r.keep("found")
	r.Key("ctrl+f", "ctrl+a", "BackSpace", "Escape") // an empty field goes
}

// dragText selects text with the pointer, then more than is in sight, then points at a place without text.
func (r *reader) dragText() {
	r.Key("ctrl+g")
	r.Type("1000")
	r.Key("Return")
	r.says("page 1000 line")
	r.Shot("waited-for-page")
	r.paper = r.Paper()
	if r.paper.Dx() < 200 {
		r.t.Fatalf("the page is at %v", r.paper)
	}
	r.Drag(r.at(21, 38), r.at(60, 39), r.at(60, 58))
	r.takes("three lines", func(s string) bool {
		return strings.HasPrefix(s, "line 1 of 1000") && strings.Contains(s, "line 2 of") && !strings.Contains(s, "line 4")
	})
	r.keep("dragged")
	r.Hold(r.at(21, 38), r.at(80, 60), image.Pt(r.at(80, 0).X, 767))
	r.Wait("the page to be scrolled to its end", func() bool {
		r.Key("ctrl+c")
		return strings.Contains(r.Clipboard(), "line 24 of 1000")
	})
	r.Release()
	r.keep("dragged-beyond")
	if all := r.Clipboard(); !strings.HasPrefix(all, "line 1 of 1000") || strings.Count(all, "line") != 24 {
		r.t.Errorf("dragging beyond the edge selected %q", all)
	}
	r.Key("Escape", "Page_Up")
	r.says("page 1000 line")
	r.Drag(r.at(120, 12), r.at(180, 24))
	r.keep("place")
	r.Key("p")
	r.keep("pointed")
}

// boundMemory holds what 2,000 pages took to the limits of package ui/evidence.
func (r *reader) boundMemory() {
	now, most := int64(0), int64(0)
	for _, w := range r.workers() {
		rss, peak := w.Memory()
		now, most = now+rss, max(most, peak)
	}
	if most == 0 {
		r.t.Fatal("no worker")
	}
	_, own := r.Process().Memory()
	r.t.Logf("the worker takes %d MB, %d at most; the window %d more than before", now>>20, most>>20, (own-r.before)>>20)
	if most > 3*pages.MemoryLimit {
		r.t.Errorf("the worker took %d MB", most>>20)
	}
	if own-r.before > 4*pages.CacheBytes {
		r.t.Errorf("the window took %d MB more", (own-r.before)>>20)
	}
}

// comeBack finds the page as it was left: after another item, and after the program was closed.
func (r *reader) comeBack() {
	r.Key("R", "plus", "plus", "Down", "Down", "Down") // the page has the keyboard since the pointer was on it; E would lead back to the item
	left := r.keep("turned")
	r.Key("Escape", "j")
	r.keep("other-item")
	r.Key("k")
	r.same("back at the item", left)
	r.Close()
	next := read(r.t, filepath.Dir(r.desks), r.words, r.step)
	*r = reader{player: next.player, t: r.t, desks: r.desks, paper: r.paper}
	r.WaitTitle(r.locked)
	r.Type(passphrase)
	r.Key("Return")
	r.WaitTitle(caseOfEdges) // where the person stood
	r.same("the next day", left)
	r.Key("e", "0", "R", "R", "R")
}

// same waits until the evidence looks as in a picture.
func (r *reader) same(what, picture string) {
	r.t.Helper()
	r.Wait(what+": the page as it was left", func() bool { return r.Like(picture, r.part(image.Rect(950, 300, 1340, 700))) })
}

// part returns a part of the window, given in its units, in dots of the display.
func (r *reader) part(p image.Rectangle) image.Rectangle {
	scale, err := strconv.ParseFloat(r.look.scale, 64)
	if err != nil {
		r.t.Fatal(err)
	}
	at := func(v image.Point) image.Point { return image.Pt(int(float64(v.X)*scale), int(float64(v.Y)*scale)) }
	return image.Rectangle{at(p.Min), at(p.Max)}
}

// next goes on to the next document: its name stands above where the one before stood.
func (r *reader) next() {
	r.t.Helper()
	name := r.part(image.Rect(925, 200, 1200, 235))
	before := r.last
	if before == "" {
		before = r.Shot("waited-for-document")
	}
	r.Key("period")
	r.Wait("the next document", func() bool { return !r.Like(before, name) })
}

// lookAtAll looks at every other document.
func (r *reader) lookAtAll() {
	r.next()
	r.WaitPage()
	r.keep("scan-jpeg")
	r.next()
	r.unlock()
	r.endless()
	for _, d := range []struct{ name, says string }{
		{"letter", marker}, {"table", marker}, {"photograph", ""}, {"ledger", marker}, {"memo", marker}, {"drawing", ""},
	} {
		r.next()
		if d.says != "" {
			r.says(d.says)
		}
		r.keep(d.name)
	}
	r.next()
	r.keep("too-large")
	r.Key("period", "E") // two documents beside each other
	r.keep("two")
	r.Key("period")
	r.keep("two-others")
	r.Key("E")
}

// unlock opens the document at hand with its password, the second time round.
func (r *reader) unlock() {
	r.keep("locked")
	r.Key("e")
	r.Type("Yamabuki")
	r.Key("Return")
	r.keep("locked-wrong")
	r.Type(password)
	r.Key("Return")
	r.says("behind the password")
	r.keep("unlocked")
}

// endless opens a page without an end: its worker ends, and the page after it can be seen.
func (r *reader) endless() {
	r.next()
	busy := r.workers()
	r.Wait("a worker to be ended", func() bool {
		return slices.ContainsFunc(busy, func(w window.Process) bool { _, most := w.Memory(); return most == 0 })
	})
	r.keep("endless")
	r.Key("1") // the desk goes on
	r.Key("Right")
	r.WaitPage()
	r.keep("after-endless")
}

// lockAndForget closes the desk: nothing that read evidence stays.
func (r *reader) lockAndForget() {
	r.Key("ctrl+l")
	r.WaitTitle(r.locked)
	r.Wait("the workers to end", func() bool { return len(r.workers()) == 0 })
}

// pointedAt fails unless the desk holds the place and the verdict.
func (r *reader) pointedAt() {
	r.t.Helper()
	out := command(r.t, os.Getenv("SHINSA_CTL"), filepath.Join(r.desks, "desks", "member-1"), "history", "mark", caseOfEdges, "--item", "1.1")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"page":1000`) || !strings.Contains(last, `"rect":`) || !strings.Contains(last, "conforming") {
		r.t.Errorf("the item is %s", last)
	}
}
