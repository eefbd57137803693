package markup

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

// Comments live in two parts, their texts and the VML boxes that show them. The workbook library finds the one by the number of the other
// ("comments3.xml" beside "vmlDrawing3.vml") and counts on boxes named as Excel names them ("_x0000_s1025"). Other programs do neither: on
// their sheets it would refuse a comment or write it where nobody looks. A copy with these names made regular is what it gets.
var (
	shapeID  = regexp.MustCompile(`(<v:shape\s[^>]*?\bid=")([^"]*)(")`)
	excelID  = regexp.MustCompile(`^_x0000_s[0-9]+$`)
	vmlRoot  = regexp.MustCompile(`(?s)^(.*?<xml\b[^>]*>)`)
	legacy   = regexp.MustCompile(`<legacyDrawing\b[^>]*\bid="([^"]+)"`)
	noteType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>`
)

// The first numbers given to boxes and parts: above those that programs give, so that none is given twice.
const (
	firstShape = 900_000
	firstPart  = 700
)

const sheetFolder = "xl/worksheets/"

// regular is a form on its way to a copy with regular names.
type regular struct {
	parts map[string]*zip.File
	limit int64
	names map[string]string // part → its new name
	shape int
}

// prepared returns the form with the parts of its comments named as the library needs them; every other part is copied as it is.
func prepared(form []byte, limit int64) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(form), int64(len(form)))
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	r := &regular{parts: map[string]*zip.File{}, limit: limit, names: map[string]string{}, shape: firstShape}
	for _, f := range z.File {
		r.parts[f.Name] = f
	}
	for i, f := range z.File {
		if path.Dir(f.Name)+"/" == sheetFolder {
			if err := r.name(f, firstPart+i); err != nil {
				return nil, err
			}
		}
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		if err := r.copy(w, f); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}

// relationships of a part, as the packaging conventions write them.
type relationships struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// name gives the two parts of a sheet's comments the same number.
func (r *regular) name(f *zip.File, number int) error {
	rels := r.parts[relsOf(f.Name)]
	if rels == nil {
		return nil
	}
	src, err := r.read(rels)
	if err != nil {
		return err
	}
	var list relationships
	if err := xml.Unmarshal(src, &list); err != nil {
		return fmt.Errorf("read relationships: %w", err)
	}
	page, err := r.read(f)
	if err != nil {
		return err
	}
	box := legacy.FindSubmatch(page)
	for _, rel := range list.List {
		part := absolute(rel.Target)
		switch {
		case strings.HasSuffix(rel.Type, "/comments"):
			r.names[part] = fmt.Sprintf("xl/comments%d.xml", number)
		case box != nil && rel.ID == string(box[1]):
			r.names[part] = fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", number)
			r.names[relsOf(part)] = relsOf(r.names[part])
		}
	}
	return nil
}

func relsOf(part string) string { return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels") }

// absolute resolves the target of a sheet's relationship.
func absolute(target string) string {
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return path.Join(sheetFolder, target)
}

func (r *regular) copy(w *zip.Writer, f *zip.File) error {
	name := f.Name
	if given, ok := r.names[name]; ok {
		name = given
	}
	isRels := path.Dir(f.Name) == sheetFolder+"_rels"
	isBox := path.Ext(strings.ToLower(f.Name)) == ".vml"
	if name == f.Name && !isRels && !isBox && f.Name != "[Content_Types].xml" {
		if err := w.Copy(f); err != nil {
			return fmt.Errorf("copy part: %w", err)
		}
		return nil
	}
	src, err := r.read(f)
	if err != nil {
		return err
	}
	switch {
	case isBox:
		src = r.boxes(src)
	case isRels:
		src = r.replaced(src, "Target", func(s string) string { return absolute(s) })
	case f.Name == "[Content_Types].xml":
		src = r.replaced(src, "PartName", func(s string) string { return strings.TrimPrefix(s, "/") })
	}
	part, err := w.Create(name)
	if err == nil {
		_, err = part.Write(src)
	}
	if err != nil {
		return fmt.Errorf("write part: %w", err)
	}
	return nil
}

// replaced puts the new names of parts into an attribute; part says which part a value means.
func (r *regular) replaced(src []byte, attr string, part func(string) string) []byte {
	values := regexp.MustCompile(`\b` + attr + `="([^"]*)"`)
	return values.ReplaceAllFunc(src, func(m []byte) []byte {
		name, ok := r.names[part(string(values.FindSubmatch(m)[1]))]
		switch {
		case !ok:
			return m
		case attr == "Target":
			name = "../" + strings.TrimPrefix(name, "xl/")
		default:
			name = "/" + name
		}
		return fmt.Appendf(nil, `%s="%s"`, attr, name)
	})
}

func (r *regular) read(f *zip.File) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open part: %w", err)
	}
	defer rc.Close() //nolint:errcheck // read only
	src, err := io.ReadAll(io.LimitReader(rc, r.limit))
	if err != nil {
		return nil, fmt.Errorf("read part: %w", err)
	}
	return src, nil
}

// boxes gives every box a number, and the drawing the shape type that boxes of comments have.
func (r *regular) boxes(vml []byte) []byte {
	out := shapeID.ReplaceAllFunc(vml, func(tag []byte) []byte {
		m := shapeID.FindSubmatch(tag)
		if excelID.Match(m[2]) {
			return tag
		}
		r.shape++
		return fmt.Appendf(nil, "%s_x0000_s%d%s", m[1], r.shape, m[3])
	})
	if !bytes.Contains(out, []byte("<v:shapetype")) {
		out = vmlRoot.ReplaceAll(out, []byte("${1}"+noteType))
	}
	return out
}
