package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page scrolls one flowing object up and down. Unlike the toolkit's scroll it knows the height of its content before it lays it out,
// so that text that was broken anew is never cut.
type Page struct {
	widget.BaseWidget
	scroll  *container.Scroll
	content fyne.CanvasObject
	// OnEnd is called the first time the end of the content has been on screen.
	OnEnd func()
	ended bool
}

// NewPage returns a page of content.
func NewPage(content fyne.CanvasObject) *Page {
	p := &Page{content: content}
	p.scroll = container.NewVScroll(container.New(&flowRoot{page: p}, content))
	p.scroll.OnScrolled = func(fyne.Position) {
		if t := tipsOf(p); t != nil {
			t.clear()
		}
		p.checkEnd()
	}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return &pageRenderer{page: p}
}

func (p *Page) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.scroll} }

// MinSize implements fyne.CanvasObject: a page is content with little.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(p.content.MinSize().Width, 48) }

// Reflow lays the content out again after it changed.
func (p *Page) Reflow() {
	if p.Size().Width <= 0 {
		return
	}
	p.adopt(p.content)
	p.scroll.Content.Refresh()
	p.scroll.Refresh()
	p.checkEnd()
}

// Top scrolls to the beginning.
func (p *Page) Top() { p.scroll.ScrollToTop() }

// Offset returns how far down the page stands.
func (p *Page) Offset() float32 { return p.scroll.Offset.Y }

// ScrollTo stands the page at an offset, as far as it goes.
func (p *Page) ScrollTo(y float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	p.checkEnd()
}

// By scrolls by a number of page heights: 1 is the next page, -1 the one before.
func (p *Page) By(pages float32) { p.ScrollTo(max(p.Offset()+pages*(p.Size().Height-32), 0)) }

// End scrolls to the end.
func (p *Page) End() {
	p.scroll.ScrollToBottom()
	p.checkEnd()
}

func (p *Page) checkEnd() {
	if p.ended || p.OnEnd == nil || p.Size().Height < 48 {
		return
	}
	if p.scroll.Offset.Y+p.scroll.Size().Height+2 >= p.scroll.Content.MinSize().Height {
		p.ended = true
		p.OnEnd()
	}
}

// flowRoot gives the content the width of the page and the height that follows from it.
type flowRoot struct{ page *Page }

func (l *flowRoot) width() float32 { return l.page.Size().Width }

func (l *flowRoot) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	w := l.width()
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(fyne.NewSize(w, HeightFor(o, w)))
	}
}

func (l *flowRoot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, HeightFor(o, l.width()))
	}
	return fyne.NewSize(0, h)
}

type pageRenderer struct{ page *Page }

func (r *pageRenderer) Layout(s fyne.Size) {
	r.page.adopt(r.page.content)
	r.page.scroll.Resize(s)
	r.page.scroll.Content.Refresh()
	r.page.checkEnd()
}
func (r *pageRenderer) MinSize() fyne.Size           { return r.page.MinSize() }
func (r *pageRenderer) Refresh()                     { r.page.Reflow() }
func (r *pageRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.page.scroll} }
func (r *pageRenderer) Destroy()                     {}
