package sheet_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/review/paper/sheet"
	"shinsa/review/pdfseal/archive"
)

var on = time.Date(2026, 4, 1, 0, 0, 0, 0, time.FixedZone("JST", 9*3600))

var loadFaces = sync.OnceValues(func() (*sheet.Faces, error) {
	var fonts [][]byte
	for _, name := range []string{assets.MinchoRegular, assets.GothicRegular, assets.GothicBold, assets.MinchoLatin, assets.NotoRegular, assets.NotoBold} {
		b, err := assets.Font(name)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, b)
	}
	return sheet.NewFaces(fonts, [4][]int{{0, 4}, {1, 4}, {2, 5}, {3, 0, 4}})
})

func faces(tb testing.TB) *sheet.Faces {
	tb.Helper()
	f, err := loadFaces()
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func newDoc(tb testing.TB) *sheet.Doc {
	tb.Helper()
	return sheet.New(faces(tb), sheet.Meta{Title: "試験", On: on})
}

// archived is the file as it leaves the house.
func archived(tb testing.TB, f *sheet.File) []byte {
	tb.Helper()
	b, err := archive.Finish(f.Bytes, archive.Options{Title: "試験", Lang: "ja", Created: on, Fonts: f.Fonts})
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// extract is the text of a finished file as pdftotext reads it.
func extract(tb testing.TB, file *sheet.File) string {
	tb.Helper()
	pdf := archived(tb, file)
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		tb.Fatal("pdftotext is needed: install poppler-utils")
	}
	path := filepath.Join(tb.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		tb.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		tb.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// unspaced drops what a line or word break may add or take.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\n', '\r', '\t', '\f', '\v', '\u3000', '\u00a0', '\u2028', '\u2029', '\u0085':
			return -1
		}
		return r
	}, s)
}

var area = sheet.Area{Left: 20, Top: 20, Width: 170, Bottom: 277}

func write(tb testing.TB, text string, s sheet.Style) *sheet.File {
	tb.Helper()
	d := newDoc(tb)
	f := sheet.NewFlow(d, area)
	f.Text(s, text)
	file, err := d.Finish()
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

func roundTrip(tb testing.TB, text string, s sheet.Style) *sheet.File {
	tb.Helper()
	file := write(tb, text, s)
	got, want := unspaced(extract(tb, file)), unspaced(text)
	if got != want {
		tb.Errorf("text is not what went in%s", difference(got, want))
	}
	return file
}

func difference(got, want string) string {
	g, w := []rune(got), []rune(want)
	for i := 0; i < len(g) || i < len(w); i++ {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf(" from rune %d: got %+q, want %+q", i, string(g[min(i, len(g)):min(i+20, len(g))]), string(w[min(i, len(w)):min(i+20, len(w))]))
		}
	}
	return ""
}

func TestText_ComesBackExactly(t *testing.T) {
	tests := map[string]string{
		"long paragraph":    strings.Repeat("認定機関は申請者に対し、その営業所その他事業場における調査の受入れを求めることができる。", 12),
		"brackets":          strings.Repeat("「『（〔【一二三】〕）』」、「甲」「乙」。（丙）・『丁』", 10),
		"supplementary":     "𠮷野家で𩸽を𠮟る。𠀋",
		"ivs known":         "葛󠄀城市と辻󠄀さん",
		"ivs unknown":       "一\U000E01EF",
		"emoji":             "了解😀👩\u200d💻です🏳️",
		"control":           "一\u0001二\u007f三\u0085四\u001b",
		"half-width kana":   "ｼﾝｻｲｲﾝｶｲ ｶﾞｷﾞｸﾞ",
		"decomposed":        "か\u3099き\u3099 e\u0301 か\u309A",
		"zero width":        "a\u200bb\u2060c\ufeffd\u00ad",
		"lone mark":         "\u3099一",
		"private use":       "外\uE000字\uF8FF",
		"no font has it":    "ꙮ 𓀀 \U0010FFFD",
		"latin and numbers": "SLA 99.95% / RTO 4h (https://www.mihon-cloud.example/iot/?a=1&b=2)",
		"circled":           "①②㈱㍻㍿№℡Ⅳ〒㎡℃‰",
		"wave and dashes":   "〜～－−–—―‐‑",
		"quotes":            "“引用”‘don’t’",
		"parentheses":       "(a) \\ (b) \\) \r\n (c)",
		"one rune a line":   "一\n二\n\n三",
		"code 0x0d0a":       "഍ഊ਍ഀ",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			for _, face := range []sheet.Face{sheet.Mincho, sheet.Gothic, sheet.Bold, sheet.Latin} {
				roundTrip(t, text, sheet.Style{Face: face, Size: 10.5})
			}
		})
	}
}

var alphabet = []rune("一二三亜熙かなカナァッーゃ々「」『』（）、。，．・：；？！…―—0123９９．%％￥℃abcXYZ()[],.:/-_&=@\\ 　\n①㈱ﾊﾟ\u3099\U000E0100\U000E01EF𠮷𩸽😀\u200d\u0007\uE123ﬁꙮ’“”")

func TestText_PropertyRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 12 {
		text := make([]rune, 1500)
		for i := range text {
			text[i] = alphabet[r.IntN(len(alphabet))]
		}
		roundTrip(t, string(text), sheet.Style{Face: sheet.Face(r.IntN(3)), Size: 7 + 4*r.Float64(), Align: sheet.Align(r.IntN(2))})
		if t.Failed() {
			return
		}
	}
}

func TestText_TenThousandCharacters(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	text := make([]rune, 10_000)
	for i := range text {
		text[i] = rune(0x4E00 + r.IntN(0x5000)) // every kanji of the block, in fonts or not
	}
	file := roundTrip(t, string(text), sheet.Style{Size: 9})
	if file.Pages < 3 {
		t.Errorf("%d pages for 10,000 characters", file.Pages)
	}
}

// Controls that would turn the order of the text around are shown and reported, never obeyed. pdftotext adds its own embedding marks
// around what it takes for right-to-left text.
func TestText_DirectionControlsAreVisible(t *testing.T) {
	file := write(t, "ab\u202Ecd\u2066ef", sheet.Style{Size: 10})
	got := strings.NewReplacer("\u202b", "", "\u202c", "").Replace(unspaced(extract(t, file)))
	if got != "ab\u202Ecd\u2066ef" || string(file.Missing) != "\u202E\u2066" {
		t.Errorf("got %+q, missing %+q", got, file.Missing)
	}
}

func TestText_InvalidUTF8IsShownAndReported(t *testing.T) {
	file := write(t, "甲\xff乙\xe8\xaa", sheet.Style{Size: 10})
	if got := unspaced(extract(t, file)); got != "甲\uFFFD乙\uFFFD\uFFFD" {
		t.Errorf("got %+q", got)
	}
	if len(file.Missing) != 1 || file.Missing[0] != '\uFFFD' {
		t.Errorf("missing is %+q, want the replacement character", file.Missing)
	}
}

func TestMissing_NamesWhatNoFontHas(t *testing.T) {
	file := write(t, "一ꙮ二😀ꙮ\u0007𠮷葛\U000E0100", sheet.Style{Size: 10})
	if got, want := string(file.Missing), "ꙮ😀\u0007"; got != want {
		t.Errorf("missing %+q, want %+q", got, want)
	}
	if write(t, "審査報告書 𩸽 ℡", sheet.Style{Size: 10}).Missing != nil {
		t.Error("something is reported missing that the second font has")
	}
}

func TestSpreadText_IsOneWord(t *testing.T) {
	d := newDoc(t)
	p := d.AddPage()
	d.Block(sheet.Style{Size: 30, Align: sheet.Spread}, 120, "認定証").Draw(p, 40, 40)
	file, err := d.Finish()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(extract(t, file)); got != "認定証" {
		t.Errorf("got %q", got)
	}
}

// The PDF writer panics on titles beyond the basic plane and on broken UTF-8.
func TestMeta_AnyTitleAndBookmark(t *testing.T) {
	titles := []string{"報告書 𠮷野 😀", "broken \xff\xe8\xaa", "", "括弧 ( ) \\ \r\n 終"}
	for _, title := range titles {
		d := sheet.New(faces(t), sheet.Meta{Title: title, Author: title, Subject: title, On: on})
		p := d.AddPage()
		p.Text(sheet.Style{Size: 10}, 20, 20, "本文")
		p.Bookmark(0, 20, title)
		file, err := d.Finish()
		if err != nil {
			t.Fatalf("%+q: %v", title, err)
		}
		if unspaced(extract(t, file)) != "本文" {
			t.Errorf("%+q: text is lost", title)
		}
	}
}

func TestFinish_KeepsPagesAfterTheLastBookmark(t *testing.T) {
	doc := newDoc(t)
	doc.AddPage().Bookmark(0, 10, "一")
	doc.AddPage()
	f, err := doc.Finish()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(f.Bytes, []byte("/Type /Page\n")); n != 2 || f.Pages != 2 {
		t.Errorf("%d pages in the file, %d said, want 2", n, f.Pages)
	}
}

func TestFinish_NeedsADate(t *testing.T) {
	d := sheet.New(faces(t), sheet.Meta{Title: "x"})
	d.AddPage()
	if _, err := d.Finish(); err == nil {
		t.Error("a document without a date was finished: it would carry the clock's")
	}
}

func TestNewFaces_RefusesWhatTheWriterWouldDamage(t *testing.T) {
	for name, b := range map[string][]byte{"empty": nil, "opentype": []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00"), "collection": []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x00")} {
		if _, err := sheet.NewFaces([][]byte{b}, [4][]int{{0}, {0}, {0}, {0}}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// Documents share the fonts they are cut from: many at once have to come out alike.
func TestFinish_SameBytesAtTheSameTime(t *testing.T) {
	text := strings.Repeat("同じ入力からは𠮷じバイト列。", 40)
	want := archived(t, write(t, text, sheet.Style{Size: 10}))
	var wg sync.WaitGroup
	got := make([][]byte, 8)
	for i := range got {
		wg.Go(func() { got[i] = archived(t, write(t, text, sheet.Style{Size: 10})) })
	}
	wg.Wait()
	for i := range got {
		if !bytes.Equal(got[i], want) {
			t.Errorf("document %d differs", i)
		}
	}
}

func TestFinish_IsAWholePDF(t *testing.T) {
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Fatal("qpdf is needed")
	}
	file := write(t, "整合性𠮷😀", sheet.Style{Size: 10})
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, archived(t, file), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}
