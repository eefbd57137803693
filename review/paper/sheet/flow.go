package sheet

// Area is the part of a page that text flows through.
type Area struct{ Left, Top, Width, Bottom float64 }

// Flow fills pages from top to bottom and goes on over page breaks.
type Flow struct {
	Doc  *Doc
	Page *Page
	Y    float64 // where the next thing goes
	Area Area
}

// NewFlow begins on a new page.
func NewFlow(d *Doc, a Area) *Flow {
	f := &Flow{Doc: d, Area: a}
	f.Next()
	return f
}

// Next goes to the top of a new page.
func (f *Flow) Next() {
	f.Page = f.Doc.AddPage()
	f.Y = f.Area.Top
}

// Room returns the height left on the page.
func (f *Flow) Room() float64 { return f.Area.Bottom - f.Y }

// Need goes to a new page when less than h is left, unless the page is still empty.
func (f *Flow) Need(h float64) {
	if f.Room() < h-rounding && f.Y > f.Area.Top {
		f.Next()
	}
}

// rounding is what heights may be off by after adding up.
const rounding = 1e-6

// Space leaves h free, but nothing at the top of a page.
func (f *Flow) Space(h float64) {
	if f.Y > f.Area.Top {
		f.Y += h
	}
}

// Text sets text over the whole width.
func (f *Flow) Text(s Style, text string) { f.Inset(s, 0, text) }

// Inset sets text that begins indent to the right.
func (f *Flow) Inset(s Style, indent float64, text string) {
	f.Put(f.Doc.Block(s, f.Area.Width-indent, text), indent)
}

// Heading sets text with an entry in the outline and keeps it together with the next keep millimetres.
func (f *Flow) Heading(s Style, level int, text string, keep float64) {
	b := f.Doc.Block(s, f.Area.Width, text)
	f.Need(b.Height() + keep)
	f.Page.Bookmark(level, f.Y, text)
	f.Put(b, 0)
}

// Put sets a block that begins indent to the right. Over a page break at least two of its lines stay together on either side.
func (f *Flow) Put(b *Block, indent float64) {
	line := b.style.line()
	for from := 0; from < b.Lines(); {
		left := b.Lines() - from
		take := min(left, int((f.Room()+rounding)/line))
		if take < left {
			if left-take == 1 {
				take--
			}
			if take < 2 && f.Y > f.Area.Top {
				f.Next()
				continue
			}
			take = max(take, 1)
		}
		f.Y = b.DrawLines(f.Page, f.Area.Left+indent, f.Y, from, from+take)
		from += take
		if from < b.Lines() {
			f.Next()
		}
	}
}
