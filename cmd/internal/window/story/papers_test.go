package story

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
	"github.com/xuri/excelize/v2"
	"golang.org/x/image/tiff"

	"shinsa/assets"
)

// The evidence of the story's case is at the edges of what anybody sends. The first item of the criteria names document 2, the one after it
// document 1.
const (
	scanPDF    = iota + 1 // a sheet of A0 at 300 dots to the inch, in a PDF
	longPDF               // 2,000 pages
	scanJPEG              // the same sheet by itself
	lockedPDF             // opens with a password
	endlessPDF            // its first page takes longer than anybody waits
	letterDOCX            // with a picture on the web, and one that is no picture
	tableCSV
	drawingTIFF
	ledgerXLSX
	memoTXT
	drawingPNG
	hugePNG // of more pixels than can be held
	papers
)

const (
	pagesOfLong = 2_000
	needle      = "needle-in-1999"       // stands on that page
	marker      = "plain-only-in-memory" // stands in text, table and letter
	password    = "yamabuki"
	scanWide    = 9_933 // pixels of A0 (841 by 1,189 mm) at 300 to the inch
	scanHigh    = 14_043
)

// submission lays an application into a folder, the form beside its documents. What they point at outside themselves is below web.
func submission(t *testing.T, dir, web string) (form, evidence string) {
	t.Helper()
	scan := a0(t)
	text := strings.Repeat("稼働率は月間99.95%以上とする。\n", 200)
	documents := [papers]struct {
		name string
		file []byte
	}{
		scanPDF: {"図面.pdf", sheet(t, scan)}, longPDF: {"設計書.pdf", long(t)}, scanJPEG: {"図面.jpg", scan}, lockedPDF: {"契約書.pdf", protected(t)},
		endlessPDF: {"構成図.pdf", endless(web)}, letterDOCX: {"回答書.docx", letter(t, web)},
		tableCSV:    {"実績.csv", []byte("項目,値\n稼働率,99.95%\n" + marker + ",1\n")},
		drawingTIFF: {"写真.tiff", encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, drawing(), nil) })},
		ledgerXLSX:  {"台帳.xlsx", table(t)}, memoTXT: {"覚書.txt", []byte("覚書\n" + marker + "\n" + text)},
		drawingPNG: {"画面.png", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawing()) })}, hugePNG: {"大判.png", tooLarge()},
	}
	f := sampleForm(t)
	defer f.Close()
	evidence = filepath.Join(dir, "evidence")
	if err := os.Mkdir(evidence, 0o700); err != nil {
		t.Fatal(err)
	}
	const firstRow = 5 // of the list of documents
	for i, d := range documents[1:] {
		put(t, evidence, d.name, d.file)
		row := []any{fmt.Sprintf("資料%d", i+1), strings.TrimSuffix(d.name, path.Ext(d.name)), d.name, nil, "公開"}
		if err := f.SetSheetRow("申請書C", fmt.Sprintf("A%d", firstRow+i), &row); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "form.xlsx", encoded(t, func(b *bytes.Buffer) error { return f.Write(b) }))
	return filepath.Join(dir, "form.xlsx"), evidence
}

// sampleForm is the form of a sample application.
func sampleForm(t *testing.T) *excelize.File {
	t.Helper()
	fsys, err := assets.Sample("case-1")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(fsys, "*.xlsx")
	if err != nil || len(names) != 1 {
		t.Fatalf("the sample has %d forms, %v", len(names), err)
	}
	b, err := fs.ReadFile(fsys, names[0])
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func put(t *testing.T, dir, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func encoded(t *testing.T, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// long has its number on every page, and lines of writing from its top to its end.
func long(t *testing.T) []byte {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetFont("Helvetica", "", 20)
	for i := range pagesOfLong {
		p.AddPage()
		p.Text(20, 20, fmt.Sprintf("page %d", i+1))
		for line := range 24 {
			p.Text(20, 40+10*float64(line), fmt.Sprintf("line %d of %d", line+1, i+1))
		}
		if i+1 == 1_999 {
			p.Text(20, 30, needle)
		}
	}
	return encoded(t, func(b *bytes.Buffer) error { return p.Output(b) })
}

// a0 is a drawing of boxes as a scanner makes it.
func a0(t *testing.T) []byte {
	img := image.NewGray(image.Rect(0, 0, scanWide, scanHigh))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for y := range scanHigh {
		for x := range scanWide {
			if y%900 < 24 || x%900 < 24 {
				img.Pix[y*img.Stride+x] = 0x20
			}
		}
	}
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: 60}) })
}

// sheet is a scan on a page of its size.
func sheet(t *testing.T, scan []byte) []byte {
	p := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: 841, Ht: 1189}})
	p.AddPage()
	o := gofpdf.ImageOptions{ImageType: "JPG"}
	p.RegisterImageOptionsReader("scan", o, bytes.NewReader(scan))
	p.ImageOptions("scan", 0, 0, 841, 1189, false, o, 0, "")
	return encoded(t, func(b *bytes.Buffer) error { return p.Output(b) })
}

func protected(t *testing.T) []byte {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetProtection(gofpdf.CnProtectPrint, password, "")
	p.SetFont("Helvetica", "", 20)
	p.AddPage()
	p.Text(20, 20, "behind the password")
	return encoded(t, func(b *bytes.Buffer) error { return p.Output(b) })
}

// endless has two pages, of which the first is tiled with a billion squares. It asks readers to go to the web in every way there is.
func endless(web string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	stream := func(head, body string) { object("<<%s/Length %d>>stream\n%s\nendstream", head, len(body), body) }
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(%s/open)>>/AA<</WC<</S/Launch/F(%s/launch)>>>>>>", web, web)
	object("<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Pattern<</P 5 0 R>>>>/Contents 4 0 R>>")
	stream("", "/Pattern cs /P scn 0 0 200 200 re f")
	stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.001/YStep 0.001/Resources<<>>", "1 0 0 rg 0 0 3 3 re f")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</I 7 0 R>>>>/Contents 8 0 R"+
		"/AA<</O<</S/JavaScript/JS(app.launchURL\\('%s/script'\\))>>>>/Annots[<</Subtype/Link/Rect[0 0 200 200]/A<</S/URI/URI(%s/link)>>>>]>>", web, web)
	stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/F<</FS/URL/F("+web+"/image)>>", "")
	stream("", "9 0 0 9 0 0 cm /I Do")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// letter has a picture on the web, and a drawing that is a program for another system.
func letter(t *testing.T, web string) []byte {
	blip := func(id string) string {
		return `<w:p><w:r><w:drawing><a:blip r:embed="` + id + `"/></w:drawing></w:r></w:p>`
	}
	return encoded(t, func(b *bytes.Buffer) error {
		z := zip.NewWriter(b)
		for _, f := range [][2]string{
			{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="a" xmlns:r="r"><w:body>` +
				`<w:p><w:r><w:t>構成図は次のとおり。` + marker + `</w:t></w:r></w:p>` + blip("web") + blip("emf") + `</w:body></w:document>`},
			{"word/_rels/document.xml.rels", `<Relationships xmlns="r"><Relationship Id="web" Target="` + web + `/picture.png" TargetMode="External"/>` +
				`<Relationship Id="emf" Target="media/plan.emf"/></Relationships>`},
			{"word/media/plan.emf", "\x01\x00\x00\x00" + strings.Repeat("x", 36) + " EMF" + strings.Repeat("x", 20)},
		} {
			w, err := z.Create(f[0])
			if err != nil {
				return err
			}
			if _, err := w.Write([]byte(f[1])); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

func table(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"月", "稼働率"}, {"4月", 99.95}, {marker, 1}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	return encoded(t, func(b *bytes.Buffer) error { return f.Write(b) })
}

// drawing is a picture whose bytes are easily known again: its left half is one colour that nothing else has.
func drawing() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for x := range 400 {
		for y := range 300 {
			c := color.RGBA{0xff, 0xff, 0xff, 0xff}
			if x < 200 {
				c = drawn
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

var drawn = color.RGBA{0x5b, 0x2d, 0x71, 0xff}

// tooLarge is a PNG that says of itself that it has 400 million pixels of 16 bits a colour, and has none.
func tooLarge() []byte {
	head := []byte("IHDR\x00\x00N \x00\x00N \x10\x02\x00\x00\x00")
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	b = append(b, head...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
}
