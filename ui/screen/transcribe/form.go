package transcribe

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// form is where the place at hand is typed.
type form struct {
	s       *Screen
	key     string
	was     []string
	fields  []*widget.Entry
	busy    bool
	box     *fyne.Container
	content fyne.CanvasObject
}

func newForm(s *Screen) *form {
	f := &form{s: s, box: widget.Column(6)}
	f.content = widget.Inset(12, 8, f.box)
	return f
}

// show sets the fields of the place at hand. The same place again keeps what is being typed.
func (f *form) show() {
	s, t := f.s, f.s.host.Text()
	p, ok := s.place()
	if !ok {
		f.key, f.fields, f.was = "", nil, nil
		f.box.Objects = []fyne.CanvasObject{widget.NewNote(t.T("typed.nothing_differs"))}
		s.frame.Refresh()
		return
	}
	if f.key == p.Key && slices.Equal(f.values(), p.Values) && s.differ == nil {
		return
	}
	f.key, f.was, f.fields = p.Key, p.Values, nil
	f.box.Objects = []fyne.CanvasObject{widget.NewHeading(p.Name, widget.Body)}
	if p.Ask != "" {
		f.box.Add(widget.NewNote(p.Ask))
	}
	for i, label := range p.Labels {
		var field *widget.Entry
		if i == 0 && p.Long {
			field = widget.NewTextArea("", 2, nil)
		} else {
			field = widget.NewEntry("", nil)
			field.OnSubmitted = func(string) { f.on(i) }
		}
		field.SetText(p.Values[i])
		field.OnLeft = f.keep
		field.OnEscape = s.enter
		f.fields = append(f.fields, field)
		if label == p.Name {
			f.box.Add(field)
		} else {
			f.box.Add(labelled(label, field))
		}
	}
	if d, differs := s.differ[p.Key]; differs {
		f.box.Add(f.difference(d))
	}
	s.frame.Refresh()
}

// difference shows both entries, of which a person says which is right.
func (f *form) difference(d [2]string) fyne.CanvasObject {
	s, t := f.s, f.s.host.Text()
	key := f.key
	line := func(word, text string, second bool) fyne.CanvasObject {
		b := widget.NewButton(t.T("typed.right"), func() { s.settle(key, second) })
		b.Small = true
		return widget.Cells(10, []widget.Cell{{Ems: 6}, {Share: 1}, {}}, widget.NewNote(word), widget.NewNote(text), b)
	}
	return widget.Column(4, line(t.T("typed.first"), d[0], false), line(t.T("typed.second"), d[1], true))
}

// settle takes one entry for both at a place.
func (s *Screen) settle(key string, second bool) {
	t := s.host.Text()
	from := s.kept.First
	if second {
		from = *s.kept.Second
	}
	values := make([]string, 5)
	for _, p := range present.TypedPlaces(t, s.edition, from) {
		if p.Key == key {
			values = p.Values
		}
	}
	was := s.second
	s.second = !second
	s.who.Set(map[bool]string{false: firstPerson, true: secondPerson}[s.second])
	by := s.by.Text
	s.by.SetText(s.entry().By)
	s.form.key = "" // what stands in the fields is not what was settled
	s.form.fields = nil
	s.put(key, values)
	s.second = was
	s.who.Set(map[bool]string{false: firstPerson, true: secondPerson}[s.second])
	s.by.SetText(by)
	s.show()
}

func (f *form) values() []string {
	out := make([]string, len(f.fields))
	for i, e := range f.fields {
		out[i] = e.Text
	}
	return out
}

// keep sends what stands in the fields to the desk when it was changed.
func (f *form) keep() {
	v := f.values()
	if f.busy || f.key == "" || len(v) == 0 || slices.Equal(v, f.was) {
		return
	}
	f.busy = true // the keyboard goes elsewhere when nobody is named, and so would leave the field again
	defer func() { f.busy = false }()
	if !f.s.begun() {
		return
	}
	f.was = v
	f.s.put(f.key, v)
}

// enter gives the first field the keyboard.
func (f *form) enter() {
	if len(f.fields) > 0 {
		widget.Focus(f.fields[0])
	}
}

// on goes to the next field, or keeps the place and goes on to the next one.
func (f *form) on(i int) {
	if i+1 < len(f.fields) {
		widget.Focus(f.fields[i+1])
		return
	}
	f.s.choose(f.s.current + 1)
	f.enter()
}

// row is one place in the list.
type row struct {
	widget.Surface
	part        *widget.Line
	sign        *widget.Picture
	name, value *widget.Line
}

func newRow() fyne.CanvasObject {
	r := &row{
		sign: widget.NewPicture(theme.Hollow.Icon(), widget.Caption), name: widget.NewAbridged("", widget.Body, theme.ColorInk),
		value: widget.NewAbridged("", widget.Body, theme.ColorInk), part: widget.Wide("", widget.Caption, theme.ColorInkSoft),
	}
	cells := widget.Cells(8, []widget.Cell{{}, {Share: 0.45}, {Share: 0.55}, {Ems: 5}}, r.sign, r.name, r.value, r.part)
	r.Surface = widget.Ground(theme.ColorDesk, container.NewStack(widget.Inset(10, 3, cells)))
	r.ExtendBaseWidget(r)
	return r
}

func (s *Screen) fill(i int, o fyne.CanvasObject) {
	if i >= len(s.rows) {
		return
	}
	r, p := o.(*row), s.rows[i]
	tone := theme.Hollow
	if p.Filled() {
		tone = theme.Good
	}
	if _, differs := s.differ[p.Key]; differs {
		tone = theme.Caution
	}
	r.sign.Set(tone.Icon())
	r.name.Set(p.Name, theme.ColorInkSoft)
	r.value.SetText(p.Text())
	r.part.SetText(p.Part)
	ground := theme.ColorDesk
	if i == s.current {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.Refresh()
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	return []screen.Action{
		s.action("next", func() { s.choose(s.current + 1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)),
		s.action("previous", func() { s.choose(s.current - 1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)),
		s.action("other_person", func() { s.turn(!s.second) }, screen.Plain(fyne.KeyF2)),
		s.action("compare", func() { s.setCompare(!s.compare) }, screen.Plain(fyne.KeyF5)),
		s.action("scan", s.addScan, screen.Plain(fyne.KeyF3)),
		s.action("page_next", func() { s.viewer.Turn(1) }, screen.Plain(fyne.KeyPageDown)),
		s.action("page_previous", func() { s.viewer.Turn(-1) }, screen.Plain(fyne.KeyPageUp)),
		s.action("pane", func() { s.panes.Next(1) }, screen.Plain(fyne.KeyF6)),
		s.action("take", s.take, screen.Plain(fyne.KeyF9)),
	}
}

func (s *Screen) action(key string, run func(), keys ...screen.Key) screen.Action {
	word := s.host.Text().T("typed." + key)
	return screen.Action{Menu: screen.MenuCase, Word: word, Reading: key, Keys: keys, Hint: word, Run: run}
}

func labelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return widget.Column(2, widget.NewNote(label), field)
}
