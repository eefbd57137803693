package fill

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// sendPane is the left part: making a form, and choosing the one that came back.
type sendPane struct {
	s       *Screen
	column  *fyne.Container
	page    *widget.Page
	first   *widget.Button
	content fyne.CanvasObject
}

func newSendPane(s *Screen) *sendPane {
	p := &sendPane{s: s, column: widget.Column(18)}
	p.page = widget.NewPage(widget.Inset(18, 14, p.column))
	p.content = widget.NewSurface(theme.ColorDesk, p.page)
	return p
}

func (p *sendPane) enter() {
	if p.first != nil {
		widget.Focus(p.first)
	}
}

func (p *sendPane) fill() {
	t := p.s.host.Text()
	p.column.RemoveAll()
	p.column.Add(widget.NewHeading(t.T("fill.title"), widget.Title))
	if p.s.member() {
		p.column.Add(p.own())
		p.column.Add(p.back())
	} else {
		p.column.Add(p.forMembers())
	}
	p.page.Reflow()
}

// kinds are the two buttons that make a form.
func (p *sendPane) kinds(member ident.ReviewerID, open bool, why string) fyne.CanvasObject {
	t := p.s.host.Text()
	sheet := widget.NewButton(t.T("fill.do_sheet"), func() { p.s.export(form.Sheet, member) })
	text := widget.NewButton(t.T("fill.do_text"), func() { p.s.export(form.Text, member) })
	sheet.Allow(open, why)
	text.Allow(open, why)
	if p.first == nil {
		p.first = sheet
	}
	return widget.Wrap(8, sheet, text)
}

func (p *sendPane) own() fyne.CanvasObject {
	t := p.s.host.Text()
	p.first = nil
	why := ""
	if p.s.file.Readonly {
		why = t.T("fill.readonly")
	}
	parts := []fyne.CanvasObject{widget.NewHeading(t.T("fill.out"), widget.Heading)}
	if why != "" {
		parts = append(parts, widget.Wrap(0, widget.NewChip(why, theme.Caution)))
	}
	return widget.Column(8, append(parts, widget.Full(t.T("fill.out_note")), p.kinds("", why == "", why), p.secret())...)
}

// secret says what kind of thing a form is.
func (p *sendPane) secret() fyne.CanvasObject {
	t := p.s.host.Text()
	return widget.Column(4, widget.Full(t.T("fill.secret")), widget.Wrap(0, widget.NewLink(t.Clause("20-1"), widget.Caption, func() { p.s.host.Clause("20-1") })))
}

func (p *sendPane) back() fyne.CanvasObject {
	t := p.s.host.Text()
	choose := widget.NewPrimary(t.T("fill.do_choose"), p.s.choose)
	choose.Allow(!p.s.file.Readonly, t.T("fill.readonly"))
	parts := []fyne.CanvasObject{widget.NewHeading(t.T("fill.back"), widget.Heading), widget.Full(t.T("fill.back_note")), widget.Wrap(8, choose)}
	for _, name := range p.s.file.Scribes {
		parts = append(parts, widget.Full(t.T("fill.scribed", "name", name)))
	}
	return widget.Column(8, parts...)
}

// forMembers offers a form for each member whose dictation the secretariat may write down: those who declared and have not answered.
func (p *sendPane) forMembers() fyne.CanvasObject {
	t := p.s.host.Text()
	p.first = nil
	rows := []fyne.CanvasObject{widget.NewHeading(t.T("fill.scribe"), widget.Heading), widget.Full(t.T("fill.scribe_note")), p.secret()}
	for _, m := range p.s.file.Members {
		why := ""
		if m.Outcome != "declared" {
			why = t.T("fill.not_for_" + outcome(m))
		}
		name := widget.NewLine(m.Name, widget.Body, theme.ColorInk)
		name.Bold = true
		parts := []fyne.CanvasObject{name, p.kinds(m.Reviewer, why == "", why)}
		if why != "" {
			parts = append(parts, widget.NewNote(why))
		}
		rows = append(rows, widget.NewCard(widget.Column(6, parts...)))
	}
	if len(p.s.file.Members) == 0 {
		rows = append(rows, widget.NewNote(t.T("fill.no_members")))
	}
	return widget.Column(10, rows...)
}

// outcome names what a member has done, for why no form can be made.
func outcome(m review.Assignment) string {
	if m.Outcome == "" {
		return "waiting"
	}
	return m.Outcome
}

// export makes a form in the folder a person chooses.
func (s *Screen) export(kind form.Kind, member ident.ReviewerID) {
	t := s.host.Text()
	s.host.ChooseFolder(func(out review.Outbox) {
		task.Run(s.host.Tasks(), t.T("fill.making"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
			if member != "" {
				return s.desk.ExportFormFor(ctx, s.at.Case, member, kind, out)
			}
			return s.desk.ExportForm(ctx, s.at.Case, kind, out)
		}, func(h review.Handed, err error) {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Done(t.T("fill.made", "path", h.Path, "size", present.Bytes(h.Size)))
		})
	})
}
