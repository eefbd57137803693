package matter

import "strings"

// show reads a PPTX (PresentationML): every slide is a page with its title, its words in the order of the file, and its tables.
func show(p *parcel) ([]Block, error) {
	root, err := p.tree("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	parts, err := p.related("ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	var out []Block
	for i, id := range root.kid("sldIdLst").all("sldId") {
		part := parts[relation(id)]
		slide, err := p.tree(part)
		if err != nil {
			return nil, err
		}
		pictures, err := p.pictures(part)
		if err != nil {
			return nil, err
		}
		out = append(out, slideBlocks(slide, numeral("", i+1), pictures)...)
	}
	return bounded(out)
}

// relation returns the attribute r:id, which stands beside a plain id.
func relation(n *node) string {
	for _, a := range n.attrs {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func slideBlocks(slide *node, number string, pictures *pictures) []Block {
	s := &slideReader{title: number, pictures: pictures}
	mark := ""
	if slide.attr("show") == "0" {
		mark = Hidden
	}
	s.read(slide.at("cSld", "spTree"))
	head := Block{Kind: Title, Text: s.title + mark, NewSet: number != "1"}
	return append([]Block{head}, s.out...)
}

type slideReader struct {
	title    string
	pictures *pictures
	out      []Block
}

func (s *slideReader) read(n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "sp":
			s.shape(k)
		case "grpSp":
			s.read(k)
		case "AlternateContent":
			s.read(k.kid("Choice"))
		case "pic":
			s.picture(k)
		case "graphicFrame":
			if t := k.deep("tbl"); t.there() {
				s.out = append(s.out, Block{Table: slideTable(t)})
			} else {
				s.out = append(s.out, Block{Text: Picture})
			}
		}
	}
}

func (s *slideReader) picture(n *node) {
	m := s.pictures.of(n.at("blipFill", "blip"))
	if m == nil {
		s.out = append(s.out, Block{Text: Picture})
		return
	}
	size := n.at("spPr", "xfrm", "ext")
	s.out = append(s.out, Block{Image: m.sized(size.attr("cx"), size.attr("cy"))})
}

func (s *slideReader) shape(n *node) {
	kind := n.at("nvSpPr", "nvPr", "ph").attr("type")
	body := n.kid("txBody")
	if kind == "title" || kind == "ctrTitle" {
		if words := strings.ReplaceAll(lines(body), "\n", " "); words != "" {
			s.title += "　" + words
		}
		return
	}
	if kind == "sldNum" || kind == "dt" || kind == "ftr" {
		return
	}
	for _, p := range body.all("p") {
		if words := run(p); strings.TrimSpace(words) != "" {
			s.out = append(s.out, Block{Text: words, Level: min(max(whole(p.kid("pPr").attr("lvl")), 0), 8)})
		}
	}
}

func slideTable(t *node) *Table {
	out := &Table{}
	for _, c := range t.kid("tblGrid").all("gridCol") {
		out.Widths = append(out.Widths, float64(whole(c.attr("w"))))
	}
	for _, r := range t.all("tr") {
		var cells []Cell
		for _, c := range r.all("tc") {
			if c.attr("hMerge") == "1" {
				continue
			}
			cell := Cell{Span: min(max(whole(c.attr("gridSpan")), 1), 60), Below: c.attr("vMerge") == "1"}
			if !cell.Below {
				cell.Text = lines(c.kid("txBody"))
			}
			cells = append(cells, cell)
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// lines returns the paragraphs of a text body.
func lines(body *node) string {
	var out []string
	for _, p := range body.all("p") {
		out = append(out, run(p))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// run returns the words of a paragraph.
func run(p *node) string {
	var b strings.Builder
	for _, k := range p.kids {
		switch k.name {
		case "r", "fld":
			b.WriteString(k.kid("t").text)
		case "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}
