package intake

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// edition is the one an application was read by; nil where the desk does not have it.
func (s *Screen) edition(a *intake.Application) *criteria.Edition {
	if s.file != nil {
		return s.file.Edition
	}
	all, err := s.desk.Editions(context.Background())
	if err != nil {
		s.host.Problem(err)
		return nil
	}
	for _, e := range all {
		if e.Digest() == a.Edition.Digest {
			return e
		}
	}
	return nil
}

// showCase shows a case that was taken in: fee and dossiers at the left, what was read at the right.
func (s *Screen) showCase() {
	left := []fyne.CanvasObject{s.feeSection(), s.packSection()}
	if g := s.gated(); g != nil {
		left = append(left, g)
	}
	if correction := s.correctionSection(); s.file.State == review.Received && present.Musts(s.file.Application.Findings) > 0 {
		left = append([]fyne.CanvasObject{correction}, left...) // it is what comes next
	} else {
		left = append(left, correction)
	}
	s.set(append(left, s.editionSection()), append(s.differences(), s.result(s.file.Application)...))
}

// feeSection records the fee, or shows it once recorded: there is no refund, and so nothing to undo (Art. 5).
func (s *Screen) feeSection() fyne.CanvasObject {
	t := s.host.Text()
	clause := widget.NewLink(t.Clause("5"), widget.Caption, func() { s.host.Clause("5") })
	if fee := s.file.Fee; fee != nil {
		words := t.T("intake.fee_done", "date", present.Date(t, fee.On), "amount", present.Yen(t, fee.Amount))
		return widget.Section(t.T("intake.fee"), widget.Cells(8, []widget.Cell{{}, {Share: 1}, {}}, widget.NewMark("", theme.Good), widget.Full(words), clause))
	}
	on := widget.NewEntry(t.T("intake.date_example"), nil)
	on.SetText(s.desk.Today().String())
	amount := widget.NewEntry(t.T("intake.amount_example"), nil)
	record := func() { s.recordFee(on.Text, amount.Text) }
	amount.OnSubmitted = func(string) { record() }
	return widget.Section(t.T("intake.fee"),
		widget.Full(t.T("intake.fee_note")), widget.Leading(clause),
		widget.TopCells(12, []widget.Cell{{Share: 1}, {Share: 1}}, widget.Labelled(t.T("intake.fee_on"), on), widget.Labelled(t.T("intake.fee_amount"), amount)),
		widget.Trailing(8, widget.NewButton(t.T("intake.fee_record"), record)))
}

func (s *Screen) recordFee(on, amount string) {
	t := s.host.Text()
	day := present.DateTyped(on)
	yen, err := strconv.ParseInt(strings.NewReplacer(",", "", "円", "", "¥", "", " ", "").Replace(amount), 10, 64)
	if day.IsZero() || err != nil || yen <= 0 {
		s.host.Tell(t.T("intake.fee_unreadable"))
		return
	}
	if err := s.desk.RecordFee(context.Background(), s.c, day, yen); err != nil {
		s.host.Problem(err)
		return
	}
	s.host.Done(t.T("intake.fee_done", "date", present.Date(t, day), "amount", present.Yen(t, yen)))
	s.Reload()
}

// packing is the form for the members' dossiers.
type packing struct {
	s      *Screen
	chosen map[ident.ReviewerID]bool
	gate   *widget.Choice
	note   *widget.Paragraph
	due    *widget.Entry
	folder *widget.PathField
	do     *widget.Button
	why    *widget.Paragraph
}

// The gates a dossier can have.
const (
	recorded = "recorded"
	strict   = "strict"
)

func (s *Screen) packSection() fyne.CanvasObject {
	t := s.host.Text()
	if s.file.State != review.Received {
		return s.sentSection()
	}
	if len(s.cards) == 0 {
		return widget.Section(t.T("intake.pack"), widget.Full(t.T("intake.no_members")))
	}
	p := &packing{s: s, chosen: map[ident.ReviewerID]bool{}, note: widget.NewNote(""), why: widget.NewNote("")}
	p.gate = widget.NewChoice([]widget.Option{
		{Value: recorded, Word: t.T("intake.gate_recorded")}, {Value: strict, Word: t.T("intake.gate_strict")},
	}, func(string) { p.check() }).Fixed()
	p.gate.Set(recorded)
	p.due = widget.NewEntry(t.T("intake.date_example"), func(string) { p.check() })
	p.due.SetText(s.desk.Today().AddDays(s.desk.Profile().DueDays).String())
	p.folder = widget.NewPathField(s.host.Folder(), t.T("intake.choose"), func(f func(string)) { s.host.BrowseFolder(f) })
	p.folder.Put(s.host.Folder())
	p.do = widget.NewPrimary(t.T("intake.pack_do"), p.run)
	s.act("intake.pack_do", screen.Plain(fyne.KeyF9), p.run)
	p.check()
	return widget.Section(t.T("intake.pack"), widget.Labelled(t.T("intake.pack_to"), p.members()), widget.Labelled(t.T("intake.gate"), widget.Column(6, p.gate, p.note)),
		widget.Labelled(t.T("intake.due"), p.due), widget.Labelled(t.T("intake.folder"), p.folder), p.why, widget.Trailing(8, p.do))
}

func (p *packing) members() fyne.CanvasObject {
	today := p.s.desk.Today()
	list := widget.Column(2)
	for _, c := range p.s.cards {
		box := widget.NewCheck(c.Name, func(on bool) {
			p.chosen[c.ID] = on
			p.check()
		})
		if !c.Revoked.IsZero() || today.After(c.NotAfter) {
			box.Disable()
		}
		list.Add(box)
	}
	return list
}

func (p *packing) to() []ident.ReviewerID {
	var out []ident.ReviewerID
	for _, c := range p.s.cards {
		if p.chosen[c.ID] {
			out = append(out, c.ID)
		}
	}
	return out
}

// check says what still stands against packing; the fee comes first (Art. 5).
func (p *packing) check() {
	t := p.s.host.Text()
	p.note.Set(t.T("intake.gate_" + p.gate.Chosen() + "_note"))
	why := ""
	switch {
	case p.s.file.Fee == nil && p.s.desk.Profile().FeeFirst:
		why = t.T("intake.fee_first", "clause", t.Clause("5"))
	case len(p.to()) == 0:
		why = t.T("intake.need_members")
	case present.DateTyped(p.due.Text).IsZero():
		why = t.T("intake.need_due")
	}
	p.why.Set(why)
	p.do.Allow(why == "", why)
	p.s.leftPage.Reflow()
}

func (p *packing) run() {
	if p.do.Disabled() {
		p.s.host.Tell(p.do.Why)
		return
	}
	s, t := p.s, p.s.host.Text()
	send, folder := review.Sending{To: p.to(), Strict: p.gate.Chosen() == strict, Due: present.DateTyped(p.due.Text)}, p.folder.Path()
	task.Run(s.host.Tasks(), t.T("intake.packing"), func(ctx context.Context, far *task.Progress) ([]review.Handed, error) {
		out, err := s.host.Outbox(folder)
		if err != nil {
			return nil, err
		}
		return s.desk.Pack(review.WithMeter(ctx, far.Of), s.c, send, out)
	}, func(hs []review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.handed = hs
		s.host.Done(t.N("intake.packed", len(hs), "folder", folder))
		s.Reload()
	})
}

// sentSection lists whom the case was sent to, and the files just made.
func (s *Screen) sentSection() fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{}
	for _, m := range present.PartLines(t, s.file.Members) {
		rows = append(rows, widget.Cells(12, []widget.Cell{{Share: 1}, {Fixed: 130}, {Fixed: 130}},
			widget.NewLine(m.Name, widget.Body, theme.ColorInk), widget.NewMark(m.Sign.Word, theme.Tone(m.Sign.Tone)),
			widget.NewLine(m.Answered, widget.Caption, theme.ColorInkSoft)))
	}
	out := []fyne.CanvasObject{widget.NewNote(t.T("intake.sent_note", "due", present.Date(t, s.file.Due))), widget.Column(6, rows...)}
	if len(s.handed) > 0 {
		out = append(out, widget.NewHeading(t.T("intake.files_made"), widget.Body))
		for _, h := range present.HandedLines(t, s.handed) {
			out = append(out, widget.Cells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(h.Sign.Word, theme.Tone(h.Sign.Tone)), widget.NewNote(h.Path)))
		}
	}
	return widget.Section(t.T("intake.pack"), out...)
}
