package viewer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// topBar is the title with the page's number, and the ways to look at it.
type topBar struct {
	title   *widget.Line
	figures *widget.Button // the page's number
	number  *widget.Entry  // in its place, of the page to go to
	bar     *fyne.Container
	strip   *widget.Button
}

// findBar is the search in the document.
type findBar struct {
	field *widget.Entry
	count *widget.Line
	halt  *widget.Button // while a long document is read
	bar   *fyne.Container
	stop  func()
}

func (v *Viewer) compose() {
	v.leaf = newLeaf(v)
	v.frame = container.New(&sheet{viewer: v}, v.leaf)
	v.scroll = container.NewScroll(v.frame)
	v.scroll.OnScrolled = func(fyne.Position) { v.looked() }
	v.message = widget.NewText("", widget.Body, theme.ColorInkSoft)
	v.message.Full = true
	v.remedy = widget.Wrap(8)
	v.strip = newStrip(v)
	v.composeTop()
	v.composeFind()
	v.composeLock()
	v.words = widget.Column(14, v.message, v.lock.row, v.remedy)
	page := container.NewStack(widget.NewSurface(theme.ColorDesk, v.scroll), widget.Inset(24, 24, container.NewVBox(v.words)))
	v.content = widget.Between(widget.Column(0, widget.Inset(10, 4, v.top.bar), v.search.bar), nil,
		container.NewBorder(nil, nil, v.strip.content, nil, page))
	v.hits.at = -1
	v.search.bar.Hide()
	v.Say(v.text.T("viewer.empty"))
}

func (v *Viewer) composeTop() {
	t := v.text
	tool := func(key string, f func()) *widget.Button {
		b := widget.NewToggle(t.T(key), func() { v.used(); f() })
		b.Manner = widget.Quiet
		return b
	}
	v.top.title = widget.NewAbridged("", widget.Body, theme.ColorInk)
	v.top.figures = tool("viewer.number", v.EnterNumber)
	v.top.figures.SetText("")
	v.top.number = widget.NewEntry(t.T("viewer.number"), nil)
	v.top.number.OnSubmitted = v.numbered
	v.top.number.OnEscape = func() { v.leaveNumber(); v.Enter() }
	v.top.number.Hide()
	v.top.strip = tool("viewer.strip", v.SwitchStrip)
	v.top.bar = widget.Column(2,
		widget.Cells(8, []widget.Cell{{Share: 1}, {}}, v.top.title, container.NewStack(v.top.figures, v.top.number)),
		widget.Wrap(2,
			tool("viewer.previous", func() { v.Turn(-1) }), tool("viewer.next", func() { v.Turn(1) }),
			tool("viewer.larger", func() { v.Zoom(1.25) }), tool("viewer.smaller", func() { v.Zoom(0.8) }),
			tool("viewer.fit", v.Fit), tool("viewer.fit_page", v.FitPage),
			tool("viewer.rotate", v.Rotate), v.top.strip, tool("viewer.search", v.EnterFind)))
}

func (v *Viewer) composeFind() {
	t := v.text
	s := &v.search
	s.field = widget.NewEntry(t.T("viewer.find"), nil)
	s.field.OnSubmitted = v.Find
	s.field.OnEscape = func() {
		if v.Finding() {
			v.StopFind()
			return
		}
		v.leaveFind()
	}
	s.count = widget.Wide("", widget.Caption, theme.ColorInkSoft)
	arrow := func(i theme.Icon, key string, by int) *widget.Button {
		b := widget.NewToggle(t.T(key), func() { v.used(); v.FindNext(by) })
		b.Icon, b.Manner = i.Resource(theme.ColorInk), widget.Quiet
		return b
	}
	s.halt = widget.NewToggle(t.T("viewer.stop"), func() { v.used(); v.StopFind() })
	s.halt.Manner = widget.Quiet
	s.halt.Hide()
	s.bar = widget.Inset(10, 2, widget.Cells(4, []widget.Cell{{Share: 1}, {}, {}, {}, {}}, s.field, s.count, s.halt,
		arrow(theme.IconLeft, "viewer.hit_previous", -1), arrow(theme.IconRight, "viewer.hit_next", 1)))
}

func (v *Viewer) used() {
	if v.OnUsed != nil {
		v.OnUsed()
	}
}
