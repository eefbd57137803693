package archive

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

// fixFonts names every font as the subset it is and says which text its codes stand for.
func (p *pass) fixFonts() error {
	done := map[int]bool{}
	for _, page := range p.pages {
		d, err := p.file.Dict(page)
		if err != nil {
			return err
		}
		resources, err := p.inherited(d, "Resources")
		if err != nil {
			return err
		}
		fonts, err := p.file.Dict(resources.Get("Font"))
		if err != nil {
			return err
		}
		for _, k := range fonts.Keys() {
			r, ok := fonts.Get(k).(object.Ref)
			if !ok || done[r.Num] {
				continue
			}
			done[r.Num] = true
			if err := p.fixFont(r); err != nil {
				return fmt.Errorf("font %s: %w", k, err)
			}
		}
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

func (p *pass) fixFont(r object.Ref) error {
	font, err := p.file.Dict(r)
	if err != nil {
		return err
	}
	descendants, err := p.file.Array(font.Get("DescendantFonts"))
	if err != nil {
		return err
	}
	if font.Get("Subtype") != object.Name("Type0") || len(descendants) != 1 {
		return fault.New(fault.Invalid, "pdf_font_not_embedded")
	}
	cid, err := p.file.Dict(descendants[0])
	if err != nil {
		return err
	}
	descriptor, err := p.file.Dict(cid.Get("FontDescriptor"))
	if err != nil {
		return err
	}
	if descriptor.Get("FontFile2") == nil {
		return fault.New(fault.Invalid, "pdf_font_not_embedded")
	}
	codes, err := p.trimMap(cid)
	if err != nil {
		return err
	}
	base, _ := font.Get("BaseFont").(object.Name)
	family := strings.TrimPrefix(string(base), "utf8")
	name := family
	if ps, ok := p.Fonts[strings.ToLower(family)]; ok {
		name = ps
	}
	tagged := object.Name(Tag(name, codes) + "+" + name)
	font.Set("BaseFont", tagged)
	cid.Set("BaseFont", tagged)
	descriptor.Set("FontName", tagged)
	// Adobe-Identity is the collection of fonts whose codes are private to the file; the library says Adobe-UCS, which exists nowhere.
	cid.Set("CIDSystemInfo", object.NewDict("Registry", object.String("Adobe"), "Ordering", object.String("Identity"), "Supplement", 0))
	text := func(code uint16) string {
		if s, ok := p.Unicode[rune(code)]; ok {
			return s
		}
		return string(rune(code))
	}
	font.Set("ToUnicode", p.add(object.Flate(object.NewDict(), ToUnicode(codes, text))))
	return nil
}

// trimMap reads which codes a font uses from its CIDToGIDMap, and cuts the map after the last of them.
func (p *pass) trimMap(cid *object.Dict) ([]uint16, error) {
	v, err := p.file.Resolve(cid.Get("CIDToGIDMap"))
	if err != nil {
		return nil, err
	}
	stream, ok := v.(*object.Stream)
	if !ok {
		return nil, fault.New(fault.Invalid, "pdf_font_not_embedded")
	}
	glyphs, err := p.file.Decode(stream)
	if err != nil {
		return nil, err
	}
	var codes []uint16
	for i := 0; i+1 < len(glyphs); i += 2 {
		if glyphs[i]|glyphs[i+1] != 0 {
			codes = append(codes, uint16(i/2))
		}
	}
	if len(codes) > 0 {
		glyphs = glyphs[:2*int(codes[len(codes)-1])+2]
	}
	cid.Set("CIDToGIDMap", p.add(object.Flate(object.NewDict(), glyphs)))
	return codes, nil
}

// Tag is the six letters that mark a subset (ISO 32000-1, 9.6.4): the same subset has the same letters, another one others.
func Tag(name string, codes []uint16) string {
	h := sha256.New()
	h.Write([]byte(name))
	for _, c := range codes {
		h.Write([]byte{byte(c >> 8), byte(c)})
	}
	sum := h.Sum(nil)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// ToUnicode writes the CMap (ISO 32000-1, 9.10.3) by which text is found and copied: each code and the text it stands for.
func ToUnicode(codes []uint16, text func(uint16) string) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(codes) > 0 {
		n := min(len(codes), 100) // the format's limit
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, c := range codes[:n] {
			fmt.Fprintf(&b, "<%04X> <", c)
			for _, u := range utf16.Encode([]rune(text(c))) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
