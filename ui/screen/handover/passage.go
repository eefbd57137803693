package handover

import (
	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// drop says that what comes back from the secretariat can be dropped here; the window takes it.
func (s *Screen) drop() fyne.CanvasObject {
	t := s.host.Text()
	return widget.NewDropZone(t.T("handover.drop"), t.T("handover.choose"), s.chooseReceipt)
}

// passage lists everything that was handed in for the case with what came back, and what is still here.
func (s *Screen) passage() fyne.CanvasObject {
	t := s.host.Text()
	rows := widget.Column(10)
	for _, l := range present.PassageLines(t, s.passed.Handed) {
		rows.Add(widget.Cells(12, []widget.Cell{{Share: 1}, {Ems: 17}},
			widget.Column(0, widget.NewLine(l.Kind, widget.Body, theme.ColorInk), widget.NewLine(l.Went, widget.Caption, theme.ColorInkSoft)),
			widget.Column(0, widget.TopCells(5, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Tone(l.Sign.Tone)), widget.NewNote(l.Sign.Word)), widget.NewLine(l.Counts, widget.Caption, theme.ColorInkSoft))))
	}
	if len(s.passed.Handed) == 0 {
		rows.Add(widget.NewNote(t.T("handover.nothing_passed")))
	}
	held := widget.Column(4)
	for _, l := range present.Held(t, s.passed.Held) {
		held.Add(widget.Full("・" + l))
	}
	if s.passed.Held.Empty() {
		held.Add(widget.Full(t.T("handover.held_nothing")))
	}
	return step(t.T("handover.passed"), widget.NewNote(t.T("handover.passed_note")), rows, widget.NewHeading(t.T("handover.held"), widget.Body), held)
}

// ended says that the case is over on this computer.
func (s *Screen) ended() fyne.CanvasObject {
	t := s.host.Text()
	title, text := t.T("handover.purged_title"), t.T("handover.purged_text")
	if s.row.State == review.Recused {
		title, text = present.State(t, s.row.State).Word, t.T("declare.state_recused")
	}
	return widget.Column(10, bold(title), widget.Full(text), widget.Wrap(8, widget.NewButton(t.T("handover.to_home"), func() { s.host.Go(route.To(route.Home)) })))
}

// proof shows the entry of the journal that stands for the destruction.
func (s *Screen) proof() fyne.CanvasObject {
	t := s.host.Text()
	if s.passed.Purged == nil {
		return widget.Column(0)
	}
	return step(t.T("handover.proof"), widget.Full(present.Proof(t, *s.passed.Purged)), widget.NewNote(t.T("handover.proof_note")))
}
