package matter

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster"
)

// Image is a picture in a document, as its own file, or the place of one that is not shown.
type Image struct {
	File          []byte
	Width, Height float64 // as the document shows it, in points; 0 where it does not say
	Why           Why     // it is not shown; "" where there is a file
	Format        string  // of one that is not shown for its format: "EMF"
}

// MaxImage is the memory one picture of a document may take while it is decoded: 16 million pixels of eight bits a colour, and 178 million of a PNG or TIFF.
const MaxImage = 128 << 20

// imageMark stands in the words of a paragraph where a picture is.
const imageMark = "\ufffc"

// Why says why a picture is not shown. It is a code: who shows the document has the words.
type Why string

// The reasons.
const (
	Gone    Why = "gone"    // the package does not have it
	Outside Why = "outside" // it is outside the document, where nothing is fetched
	Large   Why = "large"
	Broken  Why = "broken"
	Foreign Why = "foreign" // its Format is not read
)

// absent is the place of a picture that is not shown: as large as a line of words, unless the document says how large it is.
func absent(why Why) *Image { return &Image{Width: 240, Height: leastHeight, Why: why} }

func foreign(format string) *Image {
	m := absent(Foreign)
	m.Format = format
	return m
}

// The least place of a picture that is not shown, in points: its reason has to be read.
const (
	leastWidth  = 120
	leastHeight = 18
)

// image reads a picture of the package, or says why there is none to show.
func (p *parcel) image(name string) *Image {
	f, ok := p.parts[strings.ToLower(name)]
	switch {
	case name == "" || !ok:
		return absent(Gone)
	case f.UncompressedSize64 > uint64(min(maxPart, p.left)):
		return absent(Large)
	}
	b, err := p.part(name)
	if err != nil {
		return absent(Broken)
	}
	if format := drawing(b); format != "" {
		return foreign(format)
	}
	size, err := raster.Size(b, MaxImage)
	switch {
	case errors.Is(err, &fault.Error{Code: "evidence_too_large"}):
		return absent(Large)
	case errors.Is(err, &fault.Error{Code: "evidence_picture_foreign"}):
		return foreign("TIFF")
	case err != nil && known(b):
		return absent(Broken)
	case err != nil:
		return foreign(shortened(strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))))
	}
	const inch, pixels = 72, 96
	return &Image{File: b, Width: float64(size.X) * inch / pixels, Height: float64(size.Y) * inch / pixels}
}

// shortened keeps what the file's name says of its format to what a format is called.
func shortened(format string) string {
	const longest = 8
	if len(format) > longest {
		return ""
	}
	return format
}

// drawing names the formats of lines and shapes, which are programs for a machine of Windows, a printer or a browser.
func drawing(b []byte) string {
	switch {
	case len(b) > 44 && bytes.HasPrefix(b, []byte{1, 0, 0, 0}) && string(b[40:44]) == " EMF":
		return "EMF"
	case bytes.HasPrefix(b, []byte{0xd7, 0xcd, 0xc6, 0x9a}), bytes.HasPrefix(b, []byte{1, 0, 9, 0}):
		return "WMF"
	case bytes.Contains(b[:min(len(b), 512)], []byte("<svg")):
		return "SVG"
	}
	return ""
}

// known reports whether a file begins like one that could be shown.
func known(b []byte) bool {
	for _, mark := range []string{"\x89PNG", "\xff\xd8", "GIF8", "II*\x00", "MM\x00*", "BM", "RIFF"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return true
		}
	}
	return false
}

// sized is an image as large as a drawing says, in English Metric Units, of which a point has 12,700.
func (m *Image) sized(cx, cy string) *Image {
	const point = 12_700
	w, h := float64(whole(cx))/point, float64(whole(cy))/point
	if w <= 0 || h <= 0 {
		return m
	}
	if m.Why != "" {
		w, h = max(w, leastWidth), max(h, leastHeight)
	}
	return &Image{File: m.File, Width: w, Height: h, Why: m.Why, Format: m.Format}
}

// pictures are the relations of a part, for the pictures in it.
type pictures struct {
	parcel  *parcel
	related map[string]string
}

func (p *parcel) pictures(part string) (*pictures, error) {
	related, err := p.related(part)
	return &pictures{p, related}, err
}

// of returns the picture that a node blip (DrawingML) or imagedata (VML) names, nil where it names none.
func (s *pictures) of(n *node) *Image {
	id := n.attr("embed")
	if n.name == "imagedata" {
		id = relation(n)
	}
	name, ok := s.related[id]
	switch {
	case id == "" && n.attr("link") == "":
		return nil
	case !ok: // a relation that leads out of the package is left out of them
		return absent(Outside)
	}
	m, ok := s.parcel.images[name] // one shown often is read once
	if !ok {
		m = s.parcel.image(name)
		s.parcel.images[name] = m
	}
	return m
}

// below returns the nodes of a name anywhere below, but not inside text, which has pictures of its own.
func (n *node) below(names ...string) []*node {
	var out []*node
	for _, k := range n.kids {
		for _, name := range names {
			if k.name == name {
				out = append(out, k)
			}
		}
		switch k.name {
		case "txbxContent", "Fallback":
		default:
			out = append(out, k.below(names...)...)
		}
	}
	return out
}
