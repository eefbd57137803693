package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/screen"
)

// actions are what can be done with the pages of evidence, by key and from the palette.
func (p *evidencePane) actions() []screen.Action {
	s := p.s
	do := func(key string, run func(), keys ...screen.Key) screen.Action {
		return s.action(screen.MenuView, key, run, keys...)
	}
	return []screen.Action{
		do("page_next", func() { p.viewer.Turn(1) }, screen.Plain(fyne.KeyRight)),
		do("page_previous", func() { p.viewer.Turn(-1) }, screen.Plain(fyne.KeyLeft)),
		do("page_number", func() { p.viewer.EnterNumber() }, screen.Ctrl(fyne.KeyG)),
		do("document_next", func() { p.nextDocument(1) }, screen.Char('.')),
		do("document_previous", func() { p.nextDocument(-1) }, screen.Char(',')),
		do("find", func() { p.viewer.EnterFind() }, screen.Ctrl(fyne.KeyF)),
		do("hit_next", func() { p.viewer.FindNext(1) }, screen.Plain(fyne.KeyF3)),
		do("hit_previous", func() { p.viewer.FindNext(-1) }, screen.Shift(fyne.KeyF3)),
		do("select_text", func() { p.viewer.SelectByKey() }, screen.Plain(fyne.KeyF7)),
		do("larger", func() { p.viewer.Zoom(1.25) }, screen.Char('+')),
		do("smaller", func() { p.viewer.Zoom(0.8) }, screen.Char('-')),
		do("fit", func() { p.viewer.Fit() }, screen.Char('0')),
		do("fit_page", func() { p.viewer.FitPage() }, screen.Char('9')),
		do("rotate", func() { p.viewer.Rotate() }, screen.Shift(fyne.KeyR)),
		do("strip", func() { p.viewer.SwitchStrip() }, screen.Shift(fyne.KeyT)),
		do("beside", p.switchBeside, screen.Shift(fyne.KeyE)),
		do("other_side", p.other, screen.Shift(fyne.KeyF6)),
		do("mend", p.mend),
	}
}

// nextDocument opens the document after the one at hand, or before it.
func (p *evidencePane) nextDocument(by int) {
	if p.s.file == nil || p.s.file.Application == nil {
		return
	}
	var nos []string
	at := -1
	for _, e := range p.s.file.Application.Evidence {
		if e.Present {
			if e.No == p.no {
				at = len(nos)
			}
			nos = append(nos, e.No)
		}
	}
	if len(nos) == 0 {
		return
	}
	no := nos[((max(at, 0)+by)%len(nos)+len(nos))%len(nos)]
	if at < 0 {
		no = nos[0]
	}
	p.open(no, p.memory.page(no))
}
