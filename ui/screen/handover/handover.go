// Package handover is 提出: the signed report and the opinion file as they were written and checked, the receipt of the secretariat, and
// the destruction of the case's content once it was received (Art. 20). It also shows everything else the member handed in for the case,
// what is still on this computer, and the proof of what was destroyed.
package handover

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the hand-over needs of the desk.
type Desk interface {
	Case(context.Context, ident.CaseID) (review.Row, error)
	Passed(context.Context, ident.CaseID) (review.Passed, error)
	Setting(context.Context, string) string
	Purge(context.Context, ident.CaseID) error
	HandAgain(context.Context, ident.CaseID, review.Outbox) ([]review.Handed, error)
	SetSetting(context.Context, string, string) error
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Teller
}

// Screen is 提出.
type Screen struct {
	desk    Desk
	host    Host
	at      route.Route
	row     review.Row
	handed  []review.Handed
	passed  review.Passed
	column  *fyne.Container
	page    *widget.Page
	content *fyne.Container
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Actor  = (*Screen)(nil)
)

// New returns the hand-over of a case; nothing is read before Reload.
func New(desk Desk, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, host: host, at: at, column: widget.Column(18)}
	s.page = widget.NewPage(widget.Inset(28, 20, s.column))
	s.content = container.NewStack(s.page)
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	type loaded struct {
		row    review.Row
		passed review.Passed
		handed string
	}
	task.Soon(s.host.Tasks(), s.host.Text().T("handover.reading"), func(ctx context.Context, _ *task.Progress) (loaded, error) {
		row, err := s.desk.Case(ctx, s.at.Case)
		if err != nil {
			return loaded{}, err
		}
		passed, err := s.desk.Passed(ctx, s.at.Case)
		return loaded{row, passed, s.desk.Setting(ctx, present.HandedSetting(s.at.Case))}, err
	}, func(l loaded, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.row, s.passed, s.handed = l.row, l.passed, present.HandedKept(l.handed)
		s.show()
	})
}

func (s *Screen) show() {
	t := s.host.Text()
	s.content.RemoveAll()
	s.column.RemoveAll()
	switch s.row.State {
	case review.Submitted, review.Receipted:
		s.add(s.head(), s.drop(), s.files(), s.receipt(), s.destroy(), s.passage())
	case review.Purged, review.Recused:
		s.add(s.ended(), s.proof(), s.passage())
	case review.Open:
		s.add(widget.NewHeading(t.T("handover.empty_title"), widget.Title), widget.Full(t.T("handover.empty_text")),
			widget.Wrap(8, widget.NewPrimary(t.T("handover.to_opine"), s.opine)), s.passage())
	default:
		s.add(widget.NewHeading(t.T("handover.empty_title"), widget.Title), s.drop(), s.passage())
	}
	s.content.Add(s.page)
	s.page.Reflow()
	s.content.Refresh()
}

func (s *Screen) add(parts ...fyne.CanvasObject) {
	for _, o := range parts {
		s.column.Add(o)
	}
}

func (s *Screen) opine() { s.host.Go(route.Of(route.Opine, s.at.Case)) }

func (s *Screen) head() fyne.CanvasObject {
	t := s.host.Text()
	sign := present.State(t, s.row.State)
	line := widget.NewText(present.CaseLine(t, s.row), widget.Body, theme.ColorInkSoft)
	line.Full = true
	return widget.Column(6, widget.Cells(12, []widget.Cell{{}, {}, {Share: 1}}, bold(t.T("handover.title")), widget.NewChip(sign.Word, theme.Tone(sign.Tone)), widget.Column(0)), line, widget.Full(t.T("handover.what_to_do")))
}

func bold(s string) *widget.Line {
	l := widget.Wide(s, widget.Title, theme.ColorInk)
	l.Bold = true
	return l
}

// step is one of the numbered parts of the page.
func step(title string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return widget.NewCard(widget.Column(10, append([]fyne.CanvasObject{widget.NewHeading(title, widget.Heading)}, parts...)...))
}

// files lists what was written, each read back and checked.
func (s *Screen) files() fyne.CanvasObject {
	t := s.host.Text()
	columns := []widget.Cell{{Ems: 8}, {Share: 1}, {Ems: 5.5, From: 50}, {Ems: 13, From: 60}, {Ems: 5}, {Ems: 5}}
	rows := widget.Column(10)
	for _, h := range present.HandedRows(t, s.handed) {
		open := fyne.CanvasObject(widget.NewLine("", widget.Body, theme.ColorInk))
		if h.Paper {
			open = widget.NewToggle(t.T("handover.open"), func() { s.host.OpenFile(h.Path) })
		}
		rows.Add(widget.Cells(12, columns, widget.NewLine(h.Kind, widget.Body, theme.ColorInk), widget.NewLine(h.Name, widget.Body, theme.ColorInk),
			widget.NewLine(h.Size, widget.Caption, theme.ColorInkSoft), widget.NewLine("SHA-256 "+h.Digest, widget.Caption, theme.ColorInkSoft),
			widget.NewChip(h.Sign.Word, theme.Tone(h.Sign.Tone)), open))
		rows.Add(widget.NewNote(h.Path))
	}
	if len(s.handed) == 0 {
		rows.Add(widget.NewNote(t.T("handover.files_elsewhere")))
	}
	return step(t.T("handover.files"), widget.NewNote(t.T("handover.files_note")), rows,
		widget.Wrap(8, s.folder(), widget.NewButton(t.T("handover.do_again"), s.again)), widget.NewNote(t.T("handover.mistake")))
}

func (s *Screen) receipt() fyne.CanvasObject {
	t := s.host.Text()
	if s.row.State == review.Receipted {
		return step(t.T("handover.receipt"), widget.Wrap(8, widget.NewChip(t.T("handover.received"), theme.Good)))
	}
	return step(t.T("handover.receipt"), widget.Full(t.T("handover.receipt_note")), widget.Wrap(8, widget.NewButton(t.T("handover.do_receipt"), s.chooseReceipt)))
}

func (s *Screen) chooseReceipt() {
	s.host.ChooseFile([]string{".receipt", ".release"}, func(path string) { s.host.Receive([]string{path}) })
}

func (s *Screen) destroy() fyne.CanvasObject {
	t := s.host.Text()
	b := widget.NewGrave(t.T("handover.do_purge"), s.purge)
	b.Allow(s.row.State == review.Receipted, t.T("handover.purge_needs_receipt"))
	parts := []fyne.CanvasObject{widget.Full(t.T("handover.purge_note")), widget.Wrap(12, b, widget.NewLink(t.Clause("20-1"), widget.Body, func() { s.host.Clause("20-1") }))}
	if s.row.State != review.Receipted {
		parts = append(parts, widget.NewNote(t.T("handover.purge_needs_receipt")))
	}
	return step(t.T("handover.purge"), parts...)
}

// purge asks for the word, then destroys the content of the case.
func (s *Screen) purge() {
	t := s.host.Text()
	if s.row.State != review.Receipted {
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("handover.purge_title"), Do: t.T("handover.do_purge"), Not: t.T("handover.back"), Grave: true,
		Body: []string{t.T("handover.purge_what", "service", s.row.Service), t.T("handover.purge_kept"), t.T("handover.purge_final")},
		Type: t.T("handover.purge_word"), TypeLabel: t.T("handover.purge_type", "word", t.T("handover.purge_word")),
		Act: func(string) string { s.destroyNow(); return "" },
	})
}

func (s *Screen) destroyNow() {
	task.Run(s.host.Tasks(), s.host.Text().T("handover.purging"), func(ctx context.Context, _ *task.Progress) (struct{}, error) {
		return struct{}{}, s.desk.Purge(ctx, s.at.Case)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.Reload()
	})
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	act := func(key, why string, run func(), keys ...screen.Key) screen.Action {
		return screen.Action{Menu: screen.MenuCase, Word: t.T("handover.do_" + key), Reading: t.T("handover.do_" + key + "_reading"), Keys: keys, Why: why, Run: run}
	}
	noReceipt, noPurge := "", ""
	if s.row.State != review.Submitted {
		noReceipt = t.T("handover.no_receipt_now")
	}
	if s.row.State != review.Receipted {
		noPurge = t.T("handover.purge_needs_receipt")
	}
	receipt := act("receipt", noReceipt, s.chooseReceipt, screen.Plain("R"))
	receipt.Hint = t.T("handover.hint_receipt")
	noAgain := ""
	if !s.sealed() {
		noAgain = t.T("handover.again_why")
	}
	return []screen.Action{
		receipt, act("again", noAgain, s.again, screen.Plain("X")), act("purge", noPurge, s.purge), act("opine", "", s.opine, screen.Plain("O")),
	}
}
