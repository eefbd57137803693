package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/viewer"
)

// pair is the two viewers of the evidence part. The one at work is the one a person used last; the second is on screen only when two documents
// are looked at side by side.
type pair struct {
	*viewer.Viewer
	p    *evidencePane
	all  [2]*viewer.Viewer
	at   int
	both bool
}

func newPair(p *evidencePane) *pair {
	q := &pair{p: p}
	for i := range q.all {
		v := viewer.New(p.s.host.Text(), p.s.host.Tasks())
		v.OnPage = func(page int) { p.cameUp(i, page) }
		v.OnSight = func() { p.looked(i) }
		v.OnPick = func(viewer.Place, bool) { p.showPicked() }
		v.OnPoint = p.s.pointHere
		v.OnUsed = func() { q.use(i) }
		v.OnFail = func(err error) { p.offerMend(v, err) }
		q.all[i] = v
	}
	q.Viewer = q.all[0]
	return q
}

// use makes a viewer the one at work.
func (q *pair) use(i int) {
	if q.at == i || i == 1 && !q.both {
		return
	}
	q.at, q.Viewer = i, q.all[i]
	q.p.no = q.p.nos[i]
	q.p.marks()
	q.p.showPicked()
}

// Close releases both documents and keeps where they stood.
func (q *pair) Close() {
	q.p.stop()
	q.p.memory.flush()
	for _, v := range q.all {
		v.Close()
	}
}

// switchBeside shows two documents side by side, or one again. The second begins with the page of the first, so that two places of the same document
// can be compared too.
func (p *evidencePane) switchBeside() {
	q := p.viewer
	q.both = !q.both
	p.beside.SetChosen(q.both)
	if !q.both {
		q.use(0)
		q.all[1].Close()
		q.all[1].Content().Hide()
		p.nos[1] = ""
		p.marks()
		p.sides.Refresh()
		return
	}
	q.all[1].Content().Show()
	p.sides.Refresh()
	no, page := p.nos[0], q.all[0].Page()
	q.use(1)
	if no != "" {
		p.open(no, page)
	}
}

// other gives the keyboard to the other of two viewers.
func (p *evidencePane) other() {
	if p.viewer.both {
		p.viewer.use(1 - p.viewer.at)
		p.viewer.Enter()
	}
}

// sides sets two viewers side by side where there is room for both, else one above the other.
type sides struct{}

const roomForTwoPages = 640

func (sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, 120)
}

func (sides) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	if !objects[1].Visible() {
		objects[0].Move(fyne.NewPos(0, 0))
		objects[0].Resize(s)
		return
	}
	at, each := fyne.NewPos(0, s.Height/2), fyne.NewSize(s.Width, s.Height/2)
	if s.Width >= roomForTwoPages {
		at, each = fyne.NewPos(s.Width/2, 0), fyne.NewSize(s.Width/2, s.Height)
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(each)
	objects[1].Move(at)
	objects[1].Resize(each)
}
