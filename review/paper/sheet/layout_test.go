package sheet

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"shinsa/assets"
)

var testArea = Area{Left: 20, Top: 20, Width: 170, Bottom: 277}

func testDoc(tb testing.TB) *Doc {
	tb.Helper()
	var fonts [][]byte
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		b, err := assets.Font(name)
		if err != nil {
			tb.Fatal(err)
		}
		fonts = append(fonts, b)
	}
	f, err := NewFaces(fonts, [4][]int{{0, 1}, {0, 1}, {0, 1}, {0, 1}})
	if err != nil {
		tb.Fatal(err)
	}
	return New(f, Meta{Title: "t", On: time.Unix(0, 0)})
}

var testStyle = Style{Size: 10}

// texts are the runs of a page from top to bottom.
func (p *Page) texts() []mark {
	var out []mark
	for _, m := range p.marks {
		if m.kind == markText {
			out = append(out, m)
		}
	}
	return out
}

func TestPut_LeavesNoLineAlone(t *testing.T) {
	d := testDoc(t)
	line := testStyle.line()
	for _, free := range []float64{0.5, 1.2, 2.1, 4.5} { // lines left on the first page, for a block of five
		f := NewFlow(d, testArea)
		first := f.Page
		f.Y = testArea.Bottom - free*line
		before := len(first.texts())
		b := d.Block(testStyle, 60, strings.Repeat("一二三四五六七八九十", 8))
		if b.Lines() != 5 {
			t.Fatalf("%d lines", b.Lines())
		}
		f.Put(b, 0)
		here := len(first.texts()) - before
		if want := map[float64]int{0.5: 0, 1.2: 0, 2.1: 2, 4.5: 3}[free]; here != want {
			t.Errorf("%v lines free: %d lines stay, want %d", free, here, want)
		}
		if f.Y > testArea.Bottom {
			t.Errorf("the block ends below the page at %v", f.Y)
		}
	}
}

func TestHeading_StaysWithWhatFollows(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	f.Y = testArea.Bottom - testStyle.line() - 5
	f.Heading(testStyle, 0, "見出し", 14)
	if f.Page.number != 1 {
		t.Error("a heading stands alone at the foot of a page")
	}
}

func testTable(d *Doc, rows ...string) *Table {
	t := &Table{Widths: []float64{20, 60}}
	cell := func(i int, s string) Cell { return Cell{Blocks: []*Block{d.Block(testStyle, t.Inner(i, i+1), s)}} }
	t.Head = []Row{{Cells: []Cell{cell(0, "番号"), cell(1, "内容")}}}
	for _, s := range rows {
		t.Rows = append(t.Rows, Row{Cells: []Cell{cell(0, "1"), cell(1, s)}})
	}
	return t
}

func TestTable_HeadOnEveryPageAndNothingBelowTheFoot(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	rows := make([]string, 90)
	for i := range rows {
		rows[i] = strings.Repeat("行の内容。", 1+i%9)
	}
	rows[40] = strings.Repeat("頁より高い行。", 900)
	f.Table(testTable(d, rows...))
	if d.Pages() < 5 {
		t.Fatalf("%d pages", d.Pages())
	}
	for n, p := range d.pages {
		runs := p.texts()
		if len(runs) < 2 || runs[0].text != "番号" || runs[1].text != "内容" {
			t.Errorf("page %d does not begin with the head", n+1)
		}
		for _, m := range runs {
			if m.y > testArea.Bottom {
				t.Errorf("page %d: %q stands below the foot at %v", n+1, m.text, m.y)
			}
		}
	}
}

// Every run of a cell ends within its column: nothing reaches under a rule.
func TestTable_TextStaysBetweenItsRules(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	f.Table(testTable(d, "短い", "「括弧」、（丸括弧）。"+strings.Repeat("長い内容で折り返すもの。", 12), "https://www.example.jp/very/long/address/without/any/space/at/all?q=1&r=2", strings.Repeat("ABCDEFGHIJ", 20), "😀"+strings.Repeat("😀", 30)))
	for _, p := range d.pages {
		for _, m := range p.texts() {
			const half = 0.5 * 10 * mm // a bracket's white half may pass
			left, right := 20.0, 40.0
			if m.x >= 40-half {
				left, right = 40, 100
			}
			if m.x < left-half || m.x+m.w > right+half {
				t.Errorf("%q runs from %v to %v, its column from %v to %v", m.text, m.x, m.x+m.w, left, right)
			}
		}
	}
}

func TestTable_RepeatsTheLabelOfASplitRow(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	tb := testTable(d, strings.Repeat("頁より高い行。", 900))
	tb.Rows[0].Cells[0].Repeat = true
	f.Table(tb)
	for n, p := range d.pages {
		if runs := p.texts(); len(runs) < 3 || runs[2].text != "1" {
			t.Errorf("page %d does not repeat the label", n+1)
		}
	}
}

func TestBlock_BalancesCentredLines(t *testing.T) {
	d := testDoc(t)
	b := d.Block(testStyle.With(Centre), 60, strings.Repeat("一二三四五六七八九十", 2))
	if b.Lines() != 2 || b.lines[0].End < 9 || b.lines[0].End > 11 {
		t.Errorf("lines %+v, want two of about ten characters", b.lines)
	}
}

func TestTable_KeepsARowWithTheNext(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	tb := testTable(d, "前", "見出し", "中身")
	tb.Rows[1].Keep = true
	f.Y = testArea.Bottom - 3.4*(testStyle.line()+2) // room for the head, the first row and the second
	f.Table(tb)
	second := d.pages[1].texts()
	if len(second) < 4 || second[3].text != "見出し" {
		t.Errorf("the kept row did not go to the next page with its successor: %d runs there", len(second))
	}
}

// The PDF writer's own line breaking drops characters and its font cutter is slow: nothing here calls them.
func TestSource_LeavesTheWritersTrapsAlone(t *testing.T) {
	trap := regexp.MustCompile(`\.(MultiCell|SplitText|SplitLines|Write|WriteAligned|UTF8CutFont|AliasNbPages|GetStringWidth)\(`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") || !strings.Contains(string(b), "jung-kurt/gofpdf") {
			continue
		}
		if m := trap.FindString(string(b)); m != "" {
			t.Errorf("%s calls %s)", name, m)
		}
	}
}

func TestDraw_EveryCodeIsInItsCut(t *testing.T) {
	d := testDoc(t)
	f := NewFlow(d, testArea)
	f.Text(testStyle, "審査𠮷葛\U000E0101か\u3099😀\uE123ﬁ")
	for _, m := range f.Page.texts() {
		for _, code := range m.text {
			if d.shaper.used[m.font][uint16(code)].Glyph == 0 {
				t.Errorf("code %04X of font %d would be drawn as nothing", code, m.font)
			}
		}
	}
}

func TestPrivateCodes_RunOutAsGeta(t *testing.T) {
	d := testDoc(t)
	var text []rune
	for r := rune(0x4E00); len(text) < 2*(privateLast-privateFirst+10); r++ {
		if _, g := d.faces.find(Mincho, r); g != 0 {
			text = append(text, r, 0xFE0E) // a plain letter with a mark takes a private code
		}
		if r > 0x9FFF {
			r = 0x3400
		}
	}
	clusters := d.shaper.shape(Mincho, text)
	for i, c := range clusters {
		if text[i] != 0xFE0E && c.code == 0 {
			t.Fatalf("rune %d is lost", i)
		}
	}
	if len(d.shaper.missing) == 0 {
		t.Error("nothing was reported although the codes ran out")
	}
}
