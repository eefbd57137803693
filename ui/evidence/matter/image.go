package matter

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster"
)

// Image is a picture in a document, as its own file.
type Image struct {
	File          []byte
	Width, Height float64 // as the document shows it, in points; 0 where it does not say
}

// MaxImage is the memory one picture of a document may take while it is decoded: 16 million pixels of eight bits a colour.
const MaxImage = 128 << 20

// imageMark stands in the words of a paragraph where a picture is.
const imageMark = "\ufffc"

// Why a picture is not shown.
const (
	whyGone    = "見つかりません"
	whyOutside = "文書の外にあるため取り込みません"
	whyLarge   = "大きすぎるため表示しません"
	whyBroken  = "壊れているため表示できません"
	whyFormat  = "形式は表示できません"
)

// absent is Picture with the reason why there is none.
func absent(why string) string { return strings.TrimSuffix(Picture, "］") + "：" + why + "］" }

// image reads a picture of the package; where it cannot be shown, the words that stand for it.
func (p *parcel) image(name string) (*Image, string) {
	f, ok := p.parts[strings.ToLower(name)]
	switch {
	case name == "" || !ok:
		return nil, absent(whyGone)
	case f.UncompressedSize64 > uint64(min(maxPart, p.left)):
		return nil, absent(whyLarge)
	}
	b, err := p.part(name)
	if err != nil {
		return nil, absent(whyBroken)
	}
	if format := drawing(b); format != "" {
		return nil, absent(format + whyFormat)
	}
	size, err := raster.Size(b, MaxImage)
	switch {
	case errors.Is(err, &fault.Error{Code: "evidence_too_large"}):
		return nil, absent(whyLarge)
	case err != nil && known(b):
		return nil, absent(whyBroken)
	case err != nil:
		return nil, absent(strings.ToUpper(strings.TrimPrefix(path.Ext(name), ".")) + whyFormat)
	}
	const inch, pixels = 72, 96
	return &Image{File: b, Width: float64(size.X) * inch / pixels, Height: float64(size.Y) * inch / pixels}, ""
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
	if w, h := whole(cx), whole(cy); w > 0 && h > 0 {
		return &Image{File: m.File, Width: float64(w) / point, Height: float64(h) / point}
	}
	return m
}

// pictures are the relations of a part, for the pictures in it.
type pictures struct {
	parcel  *parcel
	related map[string]string
}

// found is a picture, or the words that stand for it.
type found struct {
	image *Image
	why   string
}

func (p *parcel) pictures(part string) (*pictures, error) {
	related, err := p.related(part)
	return &pictures{p, related}, err
}

// of returns the picture that a node blip (DrawingML) or imagedata (VML) names, or the words that stand for it.
func (s *pictures) of(n *node) (*Image, string) {
	id := n.attr("embed")
	if n.name == "imagedata" {
		id = relation(n)
	}
	name, ok := s.related[id]
	switch {
	case id == "" && n.attr("link") == "":
		return nil, Picture
	case !ok: // a relation that leads out of the package is left out of them
		return nil, absent(whyOutside)
	}
	f, ok := s.parcel.images[name] // one shown often is read once
	if !ok {
		f.image, f.why = s.parcel.image(name)
		s.parcel.images[name] = f
	}
	return f.image, f.why
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
