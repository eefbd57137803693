// Package walk is 審査: the member goes through the items of a case with the evidence beside them.
//
// Three parts: the outline of all items, the item at hand, the evidence. Nothing is judged by default. Every change is given to the desk
// at once, text a moment after the last key, and counts as kept only when the desk says it is on disk.
package walk

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/phrase"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
)

// Desk is what the walk needs of the desk.
type Desk interface {
	File(context.Context, ident.CaseID) (*review.File, error)
	Mark(context.Context, ident.CaseID, checklist.Mark) (review.Saved, error)
	MarkAll(context.Context, ident.CaseID, []checklist.Mark) (review.Saved, error)
	Judge(context.Context, ident.CaseID, []ident.ItemID, checklist.Verdict) ([]checklist.Mark, review.Saved, error)
	Undo(context.Context, ident.CaseID, ident.ItemID) (checklist.Mark, review.Saved, error)
	History(context.Context, ident.CaseID, ident.ItemID) ([]review.MarkState, error)
	Note(context.Context, ident.CaseID, ident.ItemID, string) (review.Saved, error)
	Versions(context.Context, review.Written) ([]review.Version, error)
	Phrases(context.Context, ident.CaseID, ident.ItemID) ([]phrase.Phrase, error)
	KeepPhrase(context.Context, phrase.Phrase) (review.Saved, error)
	DropPhrase(context.Context, string) (review.Saved, error)
	Evidence(context.Context, ident.CaseID, string) (*review.EvidenceFile, error)
	SawPage(context.Context, ident.CaseID, string, int, int) error
	Mend(context.Context, ident.CaseID) (int, error)
	Setting(context.Context, string) string
	SetSetting(context.Context, string, string) error
}

// Pages opens documents as pages. *evidence.Engine is one.
type Pages interface {
	Open(context.Context, io.ReaderAt, int64) (evidence.Document, error)
}

// Screen is 審査.
type Screen struct {
	desk  Desk
	pages Pages
	host  screen.Host
	at    route.Route

	file  *review.File
	model *present.Outline
	keep  *keeper
	trail trail
	on    bool // after a verdict the next item comes by itself

	outline  *outlinePane
	item     *itemPane
	judge    *judgePane
	evidence *evidencePane
	middle   *fyne.Container
	arrange  *arrangement
	stand    *task.Delay // keeps where the person stands
	glance   *task.Delay // until what is on screen counts as seen
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Actor   = (*Screen)(nil)
	_ screen.Entrant = (*Screen)(nil)
	_ screen.Mover   = (*Screen)(nil)
	_ screen.Leaver  = (*Screen)(nil)
	_ screen.Closer  = (*Screen)(nil)
)

// New returns the walk of a case; nothing is read before Reload.
func New(desk Desk, pages Pages, host screen.Host, at route.Route) *Screen {
	s := &Screen{desk: desk, pages: pages, host: host, at: at}
	s.keep = newKeeper(s)
	s.outline = newOutlinePane(s)
	s.item = newItemPane(s)
	s.judge = newJudgePane(s)
	s.evidence = newEvidencePane(s)
	s.middle = newMiddle(s.item.content, s.judge.content)
	s.arrange = newArrangement(s)
	s.stand = host.Tasks().NewDelay(settle, s.rememberPlace)
	s.glance = host.Tasks().NewDelay(glance, s.saw)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.arrange.box }

// Enter implements screen.Entrant.
func (s *Screen) Enter() {
	if s.arrange.kind == three {
		s.arrange.activate(outlinePart)
		return
	}
	s.arrange.activate(itemPart)
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.glance.Stop()
	s.judge.flush()
	s.keep.queue.Flush()
	s.rememberPlace()
}

// Close implements screen.Closer.
func (s *Screen) Close() { s.evidence.viewer.Close() }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	type loaded struct {
		file     *review.File
		arranged arranged
		place    place
		on       bool
	}
	task.Soon(s.host.Tasks(), s.host.Text().T("walk.reading"), func(ctx context.Context, _ *task.Progress) (loaded, error) {
		f, err := s.desk.File(ctx, s.at.Case)
		s.evidence.memory.read(ctx)
		return loaded{f, readArranged(ctx, s.desk), readPlace(ctx, s.desk, s.at.Case), s.desk.Setting(ctx, settingAdvance) == "on"}, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.on = l.on
		s.arrange.restore(l.arranged)
		s.show(l.file, l.place)
	})
}

func (s *Screen) show(f *review.File, p place) {
	if f.Marks == nil {
		f.Marks = map[ident.ItemID]checklist.Mark{}
	}
	if f.Notes == nil {
		f.Notes = map[ident.ItemID]string{}
	}
	again := s.file != nil // read anew: the person stands where they stood
	s.file, s.model = f, present.NewOutline(s.host.Text(), f)
	s.keep.learn(f)
	s.evidence.list(f)
	at := s.at
	if !again && at.Item == "" {
		at.Item, at.Evidence, at.Page = p.Item, p.Evidence, p.Page
	}
	if !again {
		s.outline.restore(p)
	}
	item := at.Item
	if f.Edition.Position(item) < 0 {
		item = s.firstOpen()
	}
	s.evidence.begin = pageOf{No: at.Evidence, Page: at.Page}
	s.goTo(item)
	s.evidence.begin = pageOf{}
	if !again && item == p.Item {
		s.outline.refold(p)
		s.outline.again()
		s.item.page.ScrollTo(p.Scroll)
	}
}

func (s *Screen) firstOpen() ident.ItemID {
	items := s.file.Edition.Items()
	if len(items) == 0 {
		return ""
	}
	if !present.MarkOf(s.file, items[0].ID).Judged() {
		return items[0].ID
	}
	if id, ok := s.model.NextUnjudged(present.View{}, items[0].ID); ok {
		return id
	}
	return items[0].ID
}

// Move implements screen.Mover.
func (s *Screen) Move(r route.Route) bool {
	if r.Screen != route.Walk || r.Case != s.at.Case || s.file == nil {
		return false
	}
	if r.Item != "" && r.Item != s.at.Item {
		s.goTo(r.Item)
	}
	if r.Evidence != "" {
		s.evidence.open(r.Evidence, r.Page)
	}
	return true
}

// goTo brings an item on screen.
func (s *Screen) goTo(id ident.ItemID) {
	s.pass(id)
	s.arrange.reveal(itemPart)
	s.look()
}

// pass shows an item in its part, which may be under another one.
func (s *Screen) pass(id ident.ItemID) {
	if s.file == nil || s.file.Edition.Position(id) < 0 {
		return
	}
	s.judge.flush()
	if s.at.Item != id {
		s.outline.unfold(id)
	}
	s.at.Item = id
	w, _ := present.ItemOf(s.host.Text(), s.file, id)
	s.item.show(w)
	s.judge.show(w)
	s.outline.refresh()
	s.look()
	s.evidence.follow(w)
	s.moved()
}

func (s *Screen) moved() {
	s.host.Moved(s.at)
	s.stand.Touch()
}

// put takes a mark as what is on screen; saving it is the caller's.
func (s *Screen) put(m checklist.Mark) {
	s.file.Marks[m.Item] = m
	s.model.Update(m.Item)
}

// change edits the mark of the item at hand and sends it to the desk.
func (s *Screen) change(f func(*checklist.Mark)) {
	if s.fixed() {
		return
	}
	was := s.holds(s.at.Item)
	m := was.mark
	m.Seen = true
	f(&m)
	s.trail.did(change{was, state{m, was.note}})
	s.put(m)
	s.keep.mark(m)
	s.outline.refresh()
	s.judge.showRollup()
}
