package matter_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shinsa/ui/evidence/matter"
)

// dot is a picture of w by h pixels.
func dot(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shownAs writes blocks as lines, a picture as its size in points.
func shownAs(bs []matter.Block) string {
	var out []string
	size := func(m *matter.Image) string {
		return strings.ReplaceAll(fmt.Sprintf("<%.0fx%.0f %s %s>", m.Width, m.Height, m.Why, m.Format), "  >", ">")
	}
	for _, b := range bs {
		switch {
		case b.Image != nil:
			out = append(out, size(b.Image))
		case b.Table != nil:
			for _, r := range b.Table.Rows {
				for _, c := range r {
					s := "| " + c.Text
					for _, m := range c.Images {
						s += size(m)
					}
					out = append(out, s)
				}
			}
		default:
			out = append(out, strings.TrimSpace(b.Mark+" "+b.Text))
		}
	}
	return strings.Join(out, "\n")
}

const related = `<Relationships xmlns="r">%s</Relationships>`

func relate(id, target string) string {
	return `<Relationship Id="` + id + `" Target="` + target + `"/>`
}

// blip is a picture of DrawingML in a paragraph, shown 36 by 18 points large.
func blip(id string) string {
	return `<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:extent cx="457200" cy="228600"/><a:blip xmlns:a="a" xmlns:r="r" r:embed="` + id + `"/></wp:inline></w:drawing></w:r>`
}

func TestPicturesOfALetterStandInPlace(t *testing.T) {
	emf := "\x01\x00\x00\x00" + strings.Repeat("x", 36) + " EMF" + strings.Repeat("x", 20)
	rels := fmt.Sprintf(related, relate("a", "media/a.png")+relate("e", "media/e.emf")+relate("t", "media/t.png")+relate("h", "media/h.png")+
		relate("g", "media/gone.png")+relate("p", "media/p.pcx")+`<Relationship Id="x" Target="https://example.com/x.png" TargetMode="External"/>`)
	huge := "GIF89a\x60\xea\x60\xea\x00\x00\x00" // 60,000 by 60,000
	run := func(words string) string { return `<w:r><w:t>` + words + `</w:t></w:r>` }
	par := func(inside ...string) string { return `<w:p>` + strings.Join(inside, "") + `</w:p>` }
	for name, c := range map[string]struct{ body, want string }{
		"between words":   {par(run("前"), blip("a"), run("後")), "前\n<36x18>\n後"},
		"alone":           {par(blip("a")), "<36x18>"},
		"two":             {par(blip("a"), blip("a")) + par(run("次")), "<36x18>\n<36x18>\n次"},
		"before a page":   {par(blip("a"), `<w:r><w:br w:type="page"/></w:r>`, run("後")), "<36x18>\n後"},
		"in a cell":       {`<w:tbl><w:tr><w:tc>` + par(run("甲"), blip("a")) + `</w:tc><w:tc>` + par(run("乙")) + `</w:tc></w:tr></w:tbl>`, "| 甲<36x18>\n| 乙"},
		"in a text box":   {par(`<w:r><w:drawing><w:txbxContent>` + par(run("箱"), blip("a")) + `</w:txbxContent></w:drawing></w:r>`), "箱\n<36x18>"},
		"VML":             {par(`<w:r><w:pict><v:shape xmlns:v="v"><v:imagedata xmlns:r="r" r:id="a"/></v:shape></w:pict></w:r>`), "<15x8>"},
		"EMF":             {par(blip("e")), "<120x18 foreign EMF>"},
		"another format":  {par(blip("p")), "<120x18 foreign PCX>"},
		"cut in its head": {par(blip("t")), "<120x18 broken >"},
		"huge":            {par(blip("h")), "<120x18 large >"},
		"gone":            {par(blip("g")), "<120x18 gone >"},
		"on the web":      {par(blip("x")), "<120x18 outside >"},
		"a mark in words": {par(run("甲\ufffc乙")), "甲乙"},
	} {
		got, err := matter.Package(t.Context(), packed(t, "word/document.xml", document(c.body), "word/_rels/document.xml.rels", rels,
			"word/media/a.png", dot(t, 20, 10), "word/media/e.emf", emf, "word/media/t.png", dot(t, 20, 10)[:20], "word/media/h.png", huge, "word/media/p.pcx", "\x0a\x05\x01"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.want, shownAs(got)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestPicturesOfSlidesAndSheets(t *testing.T) {
	slide := `<p:sld xmlns:p="p" xmlns:a="a" xmlns:r="r"><p:cSld><p:spTree><p:pic><p:blipFill><a:blip r:embed="a"/></p:blipFill>
		<p:spPr><a:xfrm><a:ext cx="914400" cy="457200"/></a:xfrm></p:spPr></p:pic></p:spTree></p:cSld></p:sld>`
	got, err := matter.Package(t.Context(), packed(t,
		"ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="1" r:id="s"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", fmt.Sprintf(related, relate("s", "slides/slide1.xml")),
		"ppt/slides/slide1.xml", slide, "ppt/slides/_rels/slide1.xml.rels", fmt.Sprintf(related, relate("a", "../media/a.png")), "ppt/media/a.png", dot(t, 20, 10)))
	if err != nil || shownAs(got) != "1\n<72x36>" {
		t.Errorf("slide: %q, %v", shownAs(got), err)
	}
	got, err = matter.Package(t.Context(), sheetWithPicture(t))
	if err != nil || shownAs(got) != "一覧\n| 甲\nAB4　［図］\n<15x8>\n別" {
		t.Errorf("sheet: %q, %v", shownAs(got), err)
	}
}

// sheetWithPicture is a workbook of two sheets, of which the first has a cell and a picture beside it.
func sheetWithPicture(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	second, err := f.NewSheet("別")
	if err := errors.Join(err, f.SetSheetName("Sheet1", "一覧"), f.SetCellValue("一覧", "A1", "甲"),
		f.AddPictureFromBytes("一覧", "AB4", &excelize.Picture{Extension: ".png", File: []byte(dot(t, 20, 10))})); err != nil || second != 1 {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
