// Package walk is 審査: the member goes through the items of a case with the evidence beside them.
//
// Three parts: the outline of all items, the item at hand, the evidence. Nothing is judged by default. Every change is given to the desk
// at once, text a moment after the last key, and counts as kept only when the desk says it is on disk.
package walk

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Desk is what the walk needs of the desk.
type Desk interface {
	File(context.Context, ident.CaseID) (*review.File, error)
	Mark(context.Context, ident.CaseID, checklist.Mark) (review.Saved, error)
	Undo(context.Context, ident.CaseID, ident.ItemID) (checklist.Mark, review.Saved, error)
	Note(context.Context, ident.CaseID, ident.ItemID, string) (review.Saved, error)
	Evidence(context.Context, ident.CaseID, string) (*review.EvidenceFile, error)
	SawPage(context.Context, ident.CaseID, string, int) error
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

	outline  *outlinePane
	item     *itemPane
	judge    *judgePane
	evidence *evidencePane
	panes    *widget.Panes
	middle   *fyne.Container
	content  *fyne.Container
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
	s.middle = widget.Between(nil, s.judge.content, s.item.content)
	s.panes = widget.NewPanes(
		widget.Pane{Content: s.outline.content, Share: 0.24, Least: 250, Enter: s.outline.enter},
		widget.Pane{Content: s.middle, Share: 0.43, Least: 430, Enter: s.judge.enter},
		widget.Pane{Content: s.evidence.content, Share: 0.33, Least: 300, Enter: s.evidence.enter},
	)
	s.panes.OnMoved = s.rememberPanes
	s.content = container.NewStack(s.panes)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.panes.Activate(0) }

// Leave implements screen.Leaver.
func (s *Screen) Leave() {
	s.judge.flush()
	s.keep.queue.Flush()
}

// Close implements screen.Closer.
func (s *Screen) Close() { s.evidence.viewer.Close() }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	type loaded struct {
		file  *review.File
		panes string
	}
	task.Run(s.host.Tasks(), s.host.Text().T("walk.reading"), func(ctx context.Context, _ *task.Progress) (loaded, error) {
		f, err := s.desk.File(ctx, s.at.Case)
		s.evidence.memory.read(ctx)
		return loaded{f, s.desk.Setting(ctx, panesSetting)}, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.panes.Restore(parseShares(l.panes))
		s.show(l.file)
	})
}

func (s *Screen) show(f *review.File) {
	if f.Marks == nil {
		f.Marks = map[ident.ItemID]checklist.Mark{}
	}
	if f.Notes == nil {
		f.Notes = map[ident.ItemID]string{}
	}
	s.file, s.model = f, present.NewOutline(s.host.Text(), f)
	s.keep.learn(f)
	s.evidence.list(f)
	item := s.at.Item
	if f.Edition.Position(item) < 0 {
		item = s.firstOpen()
	}
	s.goTo(item)
	if s.at.Evidence != "" {
		s.evidence.open(s.at.Evidence, s.at.Page)
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
	if id, ok := s.model.NextOpen(items[0].ID); ok {
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

// goTo shows an item and notes that it was seen.
func (s *Screen) goTo(id ident.ItemID) {
	if s.file == nil || s.file.Edition.Position(id) < 0 {
		return
	}
	s.judge.flush()
	s.at.Item = id
	w, _ := present.ItemOf(s.host.Text(), s.file, id)
	s.item.show(w)
	s.judge.show(w)
	if !w.Mark.Seen && !s.file.Readonly {
		s.change(func(m *checklist.Mark) { m.Seen = true })
	}
	s.outline.refresh()
	s.evidence.follow(w)
	s.moved()
}

func (s *Screen) moved() { s.host.Moved(s.at) }

// change edits the mark of the item at hand and sends it to the desk.
func (s *Screen) change(f func(*checklist.Mark)) {
	if s.file == nil || s.file.Readonly {
		return
	}
	m := present.MarkOf(s.file, s.at.Item)
	f(&m)
	s.file.Marks[m.Item] = m
	s.keep.mark(m)
	s.outline.refresh()
}

// step goes to the next or previous item among those listed.
func (s *Screen) step(by int) {
	if s.file == nil {
		return
	}
	if id, ok := present.Next(s.outline.rows, s.at.Item, by); ok && id != s.at.Item {
		s.goTo(id)
	}
}

// nextOpen goes to the next item without a verdict; when there is none it offers to go on to the opinion.
func (s *Screen) nextOpen() {
	if s.file == nil {
		return
	}
	if id, ok := s.model.NextOpen(s.at.Item); ok {
		s.goTo(id)
		return
	}
	// The opinion has verdict keys of its own: nobody should land there by pressing N once too often.
	t := s.host.Text()
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("walk.all_judged"), Body: []string{t.T("walk.all_judged_text", "n", len(s.file.Edition.Items()))},
		Do: t.T("walk.do_opine"), Not: t.T("walk.stay"),
		Act: func(string) string { s.host.Go(route.Of(route.Opine, s.at.Case)); return "" },
	})
}
