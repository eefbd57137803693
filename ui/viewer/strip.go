package viewer

import (
	"context"
	"errors"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// strip is the column of thumbnails. They are drawn small, one after the other, those asked for last first, and stay while the document does.
type strip struct {
	v       *Viewer
	content *fyne.Container
	list    *widget.List
	doc     evidence.Document
	small   map[int]image.Image
	want    []int // the one asked for last comes last
	busy    bool
	seen    map[int]bool
	rows    map[fyne.CanvasObject]*thumb
}

const (
	thumbWidth, thumbHeight = 76, 104
	keptThumbs              = 400 // of some 50 KB each
)

func newStrip(v *Viewer) *strip {
	s := &strip{v: v, small: map[int]image.Image{}, rows: map[fyne.CanvasObject]*thumb{}}
	s.list = widget.NewList(func() int {
		if s.doc == nil {
			return 0
		}
		return s.doc.Pages()
	}, s.row, s.fill)
	s.list.OnOpen = func(row int) { v.used(); v.GoTo(row + 1) }
	s.list.OnMove, s.list.Current = func(by int) { v.Turn(by) }, func() int { return v.page - 1 }
	s.list.OnEnter = v.Enter
	s.content = container.New(&thumbs{}, s.list)
	s.content.Hide()
	return s
}

// thumbs gives the strip its width.
type thumbs struct{}

func (thumbs) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(thumbWidth+32, 0) }

func (thumbs) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Resize(s)
	}
}

// SwitchStrip shows or hides the thumbnails.
func (v *Viewer) SwitchStrip() { v.ShowStrip(!v.strip.content.Visible()) }

// ShowStrip shows the thumbnails, or hides them.
func (v *Viewer) ShowStrip(on bool) {
	if v.strip.content.Visible() == on {
		return
	}
	if on {
		v.strip.content.Show()
	} else {
		v.strip.content.Hide()
	}
	v.top.strip.SetChosen(on)
	v.content.Refresh()
	v.strip.at(v.page)
	v.fresh.Touch()
}

// show takes another document, nil for none.
func (s *strip) show(d evidence.Document) {
	s.doc, s.small, s.want = d, map[int]image.Image{}, nil
	s.seen = nil
	s.refresh()
}

func (s *strip) refresh() {
	if s.content.Visible() {
		s.list.Refresh()
	}
}

// at brings the page at hand into sight.
func (s *strip) at(page int) {
	if s.content.Visible() && page > 0 && s.doc != nil {
		s.list.ScrollTo(page - 1)
		s.list.Refresh()
	}
}

// thumb is one row of the strip.
type thumb struct {
	ground *canvas.Rectangle
	img    *canvas.Image
	word   *widget.Line
}

func (s *strip) row() fyne.CanvasObject {
	t := &thumb{ground: canvas.NewRectangle(nil), word: widget.NewLine("", widget.Caption, theme.ColorInk)}
	t.img = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
	t.img.SetMinSize(fyne.NewSize(thumbWidth, thumbHeight))
	o := container.NewStack(t.ground, widget.Inset(6, 4, widget.Column(2, widget.Tall(thumbHeight, t.img), t.word)))
	s.rows[o] = t
	return o
}

func (s *strip) fill(row int, o fyne.CanvasObject) {
	page := row + 1
	r := s.rows[o]
	if r == nil {
		return
	}
	at := page == s.v.page
	r.ground.FillColor = color.Transparent
	if at {
		r.ground.FillColor = fynetheme.Color(theme.ColorAccentSoft)
	}
	r.ground.Refresh()
	text := present.Count(page)
	if s.seen[page] {
		text += " ✓"
	}
	for _, a := range s.v.outlines {
		if a.Page == page {
			text += " ◎"
			break
		}
	}
	r.word.SetBold(at)
	r.word.SetText(text)
	r.img.Image = s.small[page]
	r.img.Refresh()
	if r.img.Image == nil {
		s.ask(page)
	}
}

// ask draws a thumbnail when its turn comes.
func (s *strip) ask(page int) {
	for i, p := range s.want {
		if p == page {
			s.want = append(s.want[:i], s.want[i+1:]...)
			break
		}
	}
	s.want = append(s.want, page)
	s.next()
}

func (s *strip) next() {
	if s.busy || len(s.want) == 0 || s.doc == nil {
		return
	}
	page := s.want[len(s.want)-1]
	s.want = s.want[:len(s.want)-1]
	if len(s.want) > 20 {
		s.want = s.want[len(s.want)-20:] // what was scrolled past
	}
	s.busy = true
	doc, pixels := s.doc, int(thumbWidth*s.v.scale())
	task.Quiet(s.v.tasks, func(ctx context.Context) (evidence.Sheet, error) { return doc.Page(ctx, page, pixels) }, func(sh evidence.Sheet, err error) {
		s.busy = false
		if doc != s.doc {
			s.next()
			return
		}
		if errors.Is(err, context.Canceled) {
			return
		}
		if len(s.small) >= keptThumbs {
			s.small = map[int]image.Image{}
		}
		if err != nil {
			s.small[page] = image.NewGray(image.Rect(0, 0, 1, 1)) // a page that cannot be drawn is not tried again and again
		} else {
			s.small[page] = sh.Image
		}
		s.list.RefreshItem(page - 1)
		s.next()
	})
}
