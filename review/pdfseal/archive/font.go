package archive

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

// Font is a font to embed: a TrueType file of glyphs 1, 2, …, in whose numbers texts are written, two bytes each.
type Font struct {
	Key             string   // what texts call it; lower-case letters and digits
	Name            string   // PostScript name of the font it was cut from
	File            []byte   // TrueType, cut down
	Text            []string // what each glyph stands for
	Widths          []int    // their advances, in thousandths of the size
	Box             [4]int   // around all glyphs of the whole font
	Ascent, Descent int
}

// small is up to what size a font file is left as it is: outlines shrink by a fifth, and compressing them would be most of the work that a
// one-page paper takes.
const small = 128 << 10

// Embed adds the objects of a font and returns what a resource dictionary names.
func Embed(f Font, add func(any) object.Ref) object.Ref {
	name := object.Name(tag(f) + "+" + f.Name)
	file := object.NewDict("Length1", len(f.File))
	stream := &object.Stream{Dict: file, Data: f.File}
	if len(f.File) > small {
		stream = object.Flate(file, f.File)
	}
	box, widths := make(object.Array, len(f.Box)), make(object.Array, len(f.Widths))
	for i, v := range f.Box {
		box[i] = v
	}
	for i, w := range f.Widths {
		widths[i] = w
	}
	descriptor := add(object.NewDict("Type", object.Name("FontDescriptor"), "FontName", name,
		"Flags", 4, "FontBBox", box, "ItalicAngle", 0, "Ascent", f.Ascent, "Descent", f.Descent, "CapHeight", f.Ascent, "StemV", 80,
		"FontFile2", add(stream)))
	cid := add(object.NewDict("Type", object.Name("Font"), "Subtype", object.Name("CIDFontType2"), "BaseFont", name,
		"CIDSystemInfo", object.NewDict("Registry", object.String("Adobe"), "Ordering", object.String("Identity"), "Supplement", 0),
		"FontDescriptor", descriptor, "DW", 1000, "W", object.Array{1, widths}, "CIDToGIDMap", object.Name("Identity")))
	return add(object.NewDict("Type", object.Name("Font"), "Subtype", object.Name("Type0"), "BaseFont", name, "Encoding", object.Name("Identity-H"),
		"DescendantFonts", object.Array{cid}, "ToUnicode", add(object.Flate(object.NewDict(), toUnicode(f.Text)))))
}

// tag is the six letters that mark a subset (ISO 32000-1, 9.6.4): the same subset has the same letters, another one others.
func tag(f Font) string {
	h := sha256.New()
	h.Write([]byte(f.Name))
	for _, s := range f.Text {
		h.Write([]byte{0})
		h.Write([]byte(s))
	}
	sum := h.Sum(nil)
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

// toUnicode writes the CMap (ISO 32000-1, 9.10.3) by which text is found and copied: each glyph and the text it stands for.
func toUnicode(text []string) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(text); from += 100 { // the format's limit
		part := text[from:min(from+100, len(text))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, s := range part {
			b.WriteByte('<')
			writeHex16(&b, uint16(from+i+1))
			b.WriteString("> <")
			for _, r := range s {
				if high, low := utf16.EncodeRune(r); high != 0xFFFD {
					writeHex16(&b, uint16(high))
					writeHex16(&b, uint16(low))
				} else {
					writeHex16(&b, uint16(r))
				}
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

func writeHex16(b *bytes.Buffer, v uint16) {
	const digits = "0123456789ABCDEF"
	b.Write([]byte{digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15]})
}

// embedFonts gives the pages their fonts. The drawing may bring none of its own: those of the drawing library are not archival.
func (p *pass) embedFonts() error {
	fonts := object.NewDict()
	for _, f := range p.Fonts {
		if fonts.Get(object.Name(f.Key)) != nil {
			return fault.New(fault.Invalid, "pdf_name_twice", "name", f.Key)
		}
		fonts.Set(object.Name(f.Key), Embed(f, p.add))
	}
	for _, page := range p.pages {
		d, err := p.file.Dict(page)
		if err != nil {
			return err
		}
		resources, err := p.inherited(d, "Resources")
		if err != nil {
			return err
		}
		own, err := p.file.Dict(resources.Get("Font"))
		if err != nil {
			return err
		}
		if own.Len() > 0 && own != fonts {
			return fault.New(fault.Invalid, "pdf_font_not_embedded")
		}
		if resources == nil {
			resources = object.NewDict()
			d.Set("Resources", resources)
		}
		resources.Set("Font", fonts)
	}
	return nil
}

// inherited returns a page's dictionary under k, its own or that of the nearest page node above.
func (p *pass) inherited(page *object.Dict, k object.Name) (*object.Dict, error) {
	for range 16 {
		if v := page.Get(k); v != nil {
			return p.file.Dict(v)
		}
		up, err := p.file.Dict(page.Get("Parent"))
		if err != nil || up == nil {
			return nil, err
		}
		page = up
	}
	return nil, nil
}

// compressPages compresses what is drawn on the pages, where it is not yet.
func (p *pass) compressPages() error {
	for _, page := range p.pages {
		d, err := p.file.Dict(page)
		if err != nil {
			return err
		}
		r, ok := d.Get("Contents").(object.Ref)
		if !ok {
			continue
		}
		v, err := p.object(r)
		if err != nil {
			return err
		}
		if s, ok := v.(*object.Stream); ok && s.Dict.Get("Filter") == nil {
			p.objects[r.Num] = object.Flate(s.Dict, s.Data)
		}
	}
	return nil
}
