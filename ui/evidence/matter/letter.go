package matter

import (
	"strconv"
	"strings"
)

// letter reads a DOCX (ISO/IEC 29500-1, WordprocessingML): paragraphs with their headings, lists and notes, and tables.
func letter(p *parcel) ([]Block, error) {
	doc, err := p.tree("word/document.xml")
	if err != nil {
		return nil, err
	}
	w := &writer{notes: map[string]string{}}
	if w.pictures, err = p.pictures("word/document.xml"); err != nil {
		return nil, err
	}
	if w.styles, err = readStyles(p); err != nil {
		return nil, err
	}
	if w.lists, err = readLists(p); err != nil {
		return nil, err
	}
	for _, part := range []string{"footnote", "endnote"} {
		notes, err := p.optional("word/" + part + "s.xml")
		if err != nil {
			return nil, err
		}
		for _, n := range notes.all(part) {
			if n.attr("type") == "" { // the others are rules between notes and text
				w.notes[part+n.attr("id")], _ = w.cell(n)
			}
		}
	}
	w.body(doc.kid("body"))
	for i, id := range w.cited {
		w.out = append(w.out, Block{Kind: Note, Mark: noteMark(i), Text: w.notes[id]})
	}
	return bounded(w.out)
}

// writer collects the blocks of a document.
type writer struct {
	styles   map[string]style
	lists    *lists
	notes    map[string]string // by part and id
	cited    []string          // in the order of the text
	pictures *pictures
	images   []*Image // those marked in the words at hand
	turn     bool     // the next block begins on a new page
	out      []Block
}

func noteMark(i int) string { return "※" + strconv.Itoa(i+1) }

func (w *writer) add(b Block) {
	b.NewSet, w.turn = w.turn, false
	w.out = append(w.out, b)
}

// body reads paragraphs and tables, through the wrappings that do not show.
func (w *writer) body(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "p":
			w.paragraph(k)
		case "tbl":
			w.add(Block{Table: w.table(k)})
		case "sdt":
			w.body(k.kid("sdtContent"))
		case "ins", "moveTo", "customXml", "smartTag":
			w.body(k)
		case "AlternateContent":
			w.body(k.kid("Choice"))
		}
	}
}

func (w *writer) paragraph(p *node) {
	props := p.kid("pPr")
	st := w.styles[props.kid("pStyle").attr("val")]
	if l := props.kid("outlineLvl"); l.there() {
		st.level = outline(l)
	}
	b := Block{Text: strings.Trim(w.words(p), "\n")}
	if st.level > 0 {
		b.Kind, b.Level = Heading, st.level
	}
	num := props.kid("numPr")
	if !num.there() {
		num = st.num
	}
	if num != nil && num.there() && b.Text != "" {
		mark, deep := w.lists.next(num)
		b.Mark = mark
		if b.Kind == Body {
			b.Level = deep
		}
	}
	if props.kid("pageBreakBefore").there() || strings.HasPrefix(b.Text, pageBreak) {
		w.turn = w.turn || len(w.out) > 0
	}
	w.pieces(b)
}

// pieces adds a paragraph: a page break inside it ends it for our purpose, and so does a picture.
func (w *writer) pieces(b Block) {
	parts := strings.Split(b.Text, pageBreak)
	for i, text := range parts {
		if i > 0 {
			w.turn = len(w.out) > 0
		}
		if text == "" && len(parts) > 1 {
			continue
		}
		for k, text := range strings.Split(text, imageMark) {
			if k > 0 {
				w.add(Block{Image: w.images[0]})
				w.images = w.images[1:]
			}
			if text = strings.Trim(text, "\n"); text != "" || k == 0 && !strings.Contains(b.Text, imageMark) {
				b.Text = text
				w.add(b)
				b.Mark = ""
			}
		}
	}
}

// pageBreak stands in a paragraph's words where a page ends.
const pageBreak = "\x0c"

// words returns the text of a paragraph: what was deleted under tracking and how a word is read aloud are left out.
func (w *writer) words(n *node) string {
	var b strings.Builder
	w.write(&b, n)
	return b.String()
}

func (w *writer) write(b *strings.Builder, n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "t":
			b.WriteString(plain.Replace(k.text))
		case "tab", "ptab":
			b.WriteString("　")
		case "br":
			if k.attr("type") == "page" {
				b.WriteString(pageBreak)
			} else {
				b.WriteByte('\n')
			}
		case "cr":
			b.WriteByte('\n')
		case "noBreakHyphen":
			b.WriteByte('-')
		case "footnoteReference", "endnoteReference":
			if w.cite(strings.TrimSuffix(k.name, "Reference") + k.attr("id")) {
				b.WriteString(noteMark(len(w.cited) - 1))
			}
		case "drawing", "pict", "object":
			w.drawn(b, k)
		case "del", "moveFrom", "rt", "instrText", "pPr", "rPr", "delText":
		case "AlternateContent":
			w.write(b, k.kid("Choice"))
		case "r":
			if k.at("rPr", "vanish").there() {
				continue
			}
			w.write(b, k)
		default:
			w.write(b, k)
		}
	}
}

// plain takes out of a text what has a meaning of its own here.
var plain = strings.NewReplacer("\n", " ", pageBreak, "", imageMark, "")

func (w *writer) cite(id string) bool {
	if _, ok := w.notes[id]; !ok {
		return false
	}
	w.cited = append(w.cited, id)
	return true
}

// drawn writes what a drawing says where it has words, marks its pictures, and says that there is one where it has neither.
func (w *writer) drawn(b *strings.Builder, n *node) {
	said := false
	if box := n.deep("txbxContent"); box.there() {
		text, images := w.cell(box)
		b.WriteString("\n" + text + "\n")
		w.mark(b, images...)
		said = true
	}
	for _, k := range n.below("blip", "imagedata") {
		said = true
		m := w.pictures.of(k)
		if m == nil {
			b.WriteString(Picture)
			continue
		}
		if extent := n.deep("extent"); extent.there() && len(n.below("blip")) == 1 {
			m = m.sized(extent.attr("cx"), extent.attr("cy"))
		}
		w.mark(b, m)
	}
	if !said {
		b.WriteString(Picture)
	}
}

func (w *writer) mark(b *strings.Builder, images ...*Image) {
	for _, m := range images {
		b.WriteString(imageMark)
		w.images = append(w.images, m)
	}
}

// table reads a table; one inside a cell becomes the cell's lines.
func (w *writer) table(t *node) *Table {
	out := &Table{}
	for _, c := range t.kid("tblGrid").all("gridCol") {
		out.Widths = append(out.Widths, float64(whole(c.attr("w"))))
	}
	for _, r := range w.rows(t) {
		var cells []Cell
		if n := whole(r.at("trPr", "gridBefore").attr("val")); n > 0 {
			cells = append(cells, Cell{Span: min(n, 60)})
		}
		for _, c := range r.kids {
			if c.name == "sdt" {
				c = c.at("sdtContent", "tc")
			}
			if c.name != "tc" {
				continue
			}
			props := c.kid("tcPr")
			merged := props.kid("vMerge")
			cell := Cell{Span: min(max(whole(props.kid("gridSpan").attr("val")), 1), 60)}
			cell.Below = merged.there() && merged.attr("val") != "restart"
			if !cell.Below {
				cell.Text, cell.Images = w.cell(c)
			}
			cells = append(cells, cell)
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// rows returns the rows of a table, inserted ones included and deleted ones not.
func (w *writer) rows(t *node) []*node {
	var out []*node
	for _, k := range t.kids {
		switch k.name {
		case "tr":
			if !k.at("trPr", "del").there() {
				out = append(out, k)
			}
		case "sdt":
			out = append(out, w.rows(k.kid("sdtContent"))...)
		}
	}
	return out
}

// cell returns the paragraphs and tables of a cell or note as lines, and its pictures.
func (w *writer) cell(n *node) (string, []*Image) {
	inner := &writer{styles: w.styles, lists: w.lists, notes: w.notes, cited: w.cited, pictures: w.pictures}
	inner.body(n)
	w.cited = inner.cited
	var lines []string
	var images []*Image
	for _, b := range inner.out {
		switch {
		case b.Image != nil:
			images = append(images, b.Image)
		case b.Table == nil:
			lines = append(lines, strings.TrimSpace(b.Mark+" "+b.Text))
		default:
			for _, r := range b.Table.Rows {
				var cells []string
				for _, c := range r {
					cells = append(cells, c.Text)
					images = append(images, c.Images...)
				}
				lines = append(lines, strings.Join(cells, "　"))
			}
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), images
}

// whole reads a number; 0 where there is none.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
