package convene

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// grid is the matrix: items by members.
type grid struct {
	s       *Screen
	head    *fyne.Container
	list    *widget.List
	filters []*widget.Button
	cells   []widget.Cell
}

func newGrid(s *Screen) *grid {
	g := &grid{s: s, cells: []widget.Cell{{Fixed: 52}, {Share: 1, From: 30}, {Fixed: 58, From: 44}}}
	for range s.matrix.Columns {
		g.cells = append(g.cells, widget.Cell{Fixed: 114})
	}
	g.cells = append(g.cells, widget.Cell{Fixed: 148, From: 44})
	g.list = widget.NewList(func() int { return len(s.rows) }, g.newRow, g.fill)
	g.list.OnOpen = func(row int) { s.at = row; s.move(0) }
	g.list.OnMove, g.list.Current = s.move, func() int { return s.at }
	g.head = widget.Column(0, widget.Inset(16, 8, g.filterBar()), widget.NewRule(), widget.Inset(12, 4, g.names()), widget.NewRule())
	return g
}

// filterBar offers which rows are shown.
func (g *grid) filterBar() fyne.CanvasObject {
	t := g.s.host.Text()
	bar := widget.Wrap(8)
	for _, f := range present.MatrixFilters {
		n := len(present.MatrixRows(t, g.s.file.Edition, g.s.matrix, f, nil))
		b := widget.NewToggle(t.T("convene.filter_"+string(f), "n", n), func() { g.s.setFilter(f) })
		b.SetChosen(f == g.s.filter)
		g.filters = append(g.filters, b)
		bar.Add(b)
	}
	return bar
}

func (s *Screen) setFilter(f present.MatrixFilter) {
	s.filter, s.at = f, 0
	for i, b := range s.grid.filters {
		b.SetChosen(present.MatrixFilters[i] == f)
	}
	s.showRows()
}

// names is the row of the members above the matrix.
func (g *grid) names() fyne.CanvasObject {
	t := g.s.host.Text()
	soft := func(s string) fyne.CanvasObject { return widget.NewNote(s) }
	row := []fyne.CanvasObject{soft(t.T("convene.item")), soft(t.T("convene.what")), soft("")}
	for _, h := range present.MatrixHeads(t, g.s.matrix) {
		name := widget.NewLine(h.Name, widget.Body, theme.ColorInk)
		name.SetBold(true)
		row = append(row, widget.Column(0, name, widget.NewMark(h.Note.Word, theme.Tone(h.Note.Tone))))
	}
	row = append(row, soft(t.T("convene.settled")))
	return widget.Cells(8, g.cells, row...)
}

// row is one line of the matrix; the list reuses it.
type row struct {
	widget.Surface
	item, title, duty, how *widget.Line
	marks                  []*widget.Chip
	hatches                []*widget.Hatch
}

func (g *grid) newRow() fyne.CanvasObject {
	r := &row{
		item: widget.NewAbridged("", widget.Body, theme.ColorInk), title: widget.NewAbridged("", widget.Body, theme.ColorInk),
		duty: widget.NewLine("", widget.Caption, theme.ColorInkSoft), how: widget.NewLine("", widget.Caption, theme.ColorInk),
	}
	objects := []fyne.CanvasObject{r.item, r.title, r.duty}
	word := g.s.host.Text().T("convene.recused")
	for range g.s.matrix.Columns {
		mark, hatch := widget.NewMark("", theme.Hollow), widget.NewHatch(word)
		r.marks, r.hatches = append(r.marks, mark), append(r.hatches, hatch)
		objects = append(objects, container.NewStack(mark, hatch))
	}
	objects = append(objects, r.how)
	r.Surface = widget.Ground(theme.ColorPaper, widget.Inset(12, 5, widget.Cells(8, g.cells, objects...)))
	r.ExtendBaseWidget(r)
	return r
}

func (g *grid) fill(i int, o fyne.CanvasObject) {
	r, x := o.(*row), g.s.rows[i]
	ground := theme.ColorPaper
	if i == g.s.at {
		ground = theme.ColorAccentSoft
	}
	r.SetColour(ground)
	r.item.SetText(string(x.Item))
	r.item.SetBold(!x.Agreed)
	r.title.SetText(x.Title)
	r.duty.SetText(x.Duty)
	r.how.SetText(x.How)
	for j, c := range x.Cells {
		word := c.Sign.Word
		if c.Words {
			word += g.s.host.Text().T("convene.words_mark")
		}
		r.marks[j].Set(word, theme.Tone(c.Sign.Tone))
		show(r.marks[j], !c.Recused)
		show(r.hatches[j], c.Recused)
	}
	r.Refresh()
}

func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

func (g *grid) refresh() {
	g.list.Refresh()
	if len(g.s.rows) > 0 {
		g.list.ScrollTo(g.s.at)
	}
}

// words are the members' remarks on the row at hand, side by side.
type words struct {
	s      *Screen
	body   *fyne.Container
	page   *widget.Page
	object fyne.CanvasObject
}

func newWords(s *Screen) *words {
	w := &words{s: s, body: widget.Column(8)}
	w.page = widget.NewPage(widget.Inset(16, 10, w.body))
	w.object = container.NewBorder(widget.NewRule(), nil, nil, nil, container.New(&band{height: 190}, widget.NewSurface(theme.ColorDesk, w.page)))
	return w
}

func (w *words) show() {
	t := w.s.host.Text()
	w.body.Objects = nil
	if w.s.at < len(w.s.rows) {
		x := w.s.rows[w.s.at]
		w.body.Add(widget.NewHeading(string(x.Item)+"　"+x.Title, widget.Body))
		var columns []fyne.CanvasObject
		var shares []widget.Cell
		for _, r := range present.RemarksOn(t, w.s.matrix, x.Item) {
			columns = append(columns, w.remark(r))
			shares = append(shares, widget.Cell{Share: 1})
		}
		w.body.Add(widget.TopCells(20, shares, columns...))
	} else {
		w.body.Add(widget.NewNote(t.T("convene.no_rows")))
	}
	w.page.Reflow()
	w.page.Top()
}

func (w *words) remark(r present.Remark) fyne.CanvasObject {
	t := w.s.host.Text()
	name := widget.Wide(r.Name, widget.Body, theme.ColorInk)
	name.SetBold(true)
	parts := []fyne.CanvasObject{widget.Cells(8, []widget.Cell{{}, {Share: 1}}, name, widget.NewMark(r.Sign.Word, theme.Tone(r.Sign.Tone)))}
	if found := present.FoundLine(t, r); found != "" {
		parts = append(parts, widget.NewNote(found))
	}
	if r.Text == "" && r.Inquiry == "" {
		parts = append(parts, widget.NewNote(t.T("convene.no_remark")))
	}
	for _, text := range []string{r.Text, r.Inquiry} {
		if text != "" {
			p := widget.NewParagraph(text)
			p.Full = true
			parts = append(parts, p)
		}
	}
	return widget.Column(4, parts...)
}

// band gives its content a height.
type band struct{ height float32 }

func (l *band) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Resize(s)
	}
}

func (l *band) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, l.height) }
