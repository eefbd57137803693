package typeset

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// half gives ASCII and half-width kana half an em of 10, everything else a full one.
func half(r rune) float64 {
	if r < 0x2000 || r >= 0xFF61 && r <= 0xFF9F {
		return 5
	}
	return 10
}

func setLines(s Setting, text string) []string {
	rs := []rune(text)
	var out []string
	for _, l := range s.Lines(rs, Advances(rs, half)) {
		out = append(out, string(rs[l.Start:l.End]))
	}
	return out
}

func TestLines_Kinsoku(t *testing.T) {
	plain := Setting{Width: 50, Em: 10}
	hang := Setting{Width: 50, Em: 10, Hang: true}
	tight := Setting{Width: 50, Em: 10, Hang: true, Tight: true}
	tests := []struct {
		name string
		set  Setting
		text string
		want string // lines joined by |
	}{
		{"plain wrap", plain, "一二三四五六七八", "一二三四五|六七八"},
		{"empty", plain, "", ""},
		{"full stop carried over with its character", plain, "一二三四五。六七", "一二三四|五。六七"},
		{"full stop hangs", hang, "一二三四五。六七", "一二三四五。|六七"},
		{"comma hangs", hang, "一二三四五、六七", "一二三四五、|六七"},
		{"bracket after the stop keeps it from hanging", hang, "一二三四五。」六七", "一二三四|五。」六七"},
		{"stop and bracket squeezed in", Setting{Width: 60, Em: 10, Hang: true, Tight: true}, "「二三四」五」六七", "「二三四」五」|六七"},
		{"closing bracket", plain, "一二三四五」六", "一二三四|五」六"},
		{"closing bracket leaves its white half outside", tight, "一二三四」五六", "一二三四」|五六"},
		{"opening bracket", plain, "一二三四「五六", "一二三四|「五六"},
		{"two opening brackets", plain, "一二三「『五六七", "一二三|「『五六七"},
		{"small kana", plain, "一二三四ちょっと", "一二三四|ちょっと"},
		{"long vowel", plain, "一二三四サーバ", "一二三四|サーバ"},
		{"repeat mark", plain, "一二三四人々は", "一二三四|人々は"},
		{"middle dot", plain, "一二三四五・六", "一二三四|五・六"},
		{"question mark", plain, "一二三四五？六", "一二三四|五？六"},
		{"dashes stay together", plain, "一二三四――五", "一二三四|――五"},
		{"leaders stay together", plain, "一二三四……五", "一二三四|……五"},
		{"number", plain, "一二三1,234.5円", "一二三|1,234.5円"},
		{"number and percent", plain, "一二三99.5％上", "一二三|99.5％上"},
		{"full-width number", plain, "一二三９９．９％上", "一二三|９９．９％|上"},
		{"date keeps its figures", plain, "一二2024-04-15", "一二|2024-04-15"},
		{"telephone", plain, "電話03-0000-01", "電話|03-0000-01"},
		{"yen", plain, "一二三四￥500円", "一二三四|￥500円"},
		{"latin word", plain, "一二三cloud基盤", "一二三|cloud基盤"},
		{"latin words", plain, "the quick brown", "the quick|brown"},
		{"hyphened word", plain, "一二well-known", "一二well-|known"},
		{"hyphen after kanji", plain, "一二三見本-IS", "一二三見|本-IS"},
		{"slash after kanji", plain, "一二三四五/六七", "一二三四|五/六七"},
		{"negative number", plain, "一二三四 -5度", "一二三四|-5度"},
		{"apostrophe", plain, "一二三四don’t五", "一二三四|don’t五"},
		{"bracket in latin", plain, "一二三SLA(99)四", "一二三|SLA(99)四"},
		{"long address is cut after a slash", plain, "https://www.example/iot/", "https://|www.|example/|iot/"},
		{"word without a place to cut", plain, "abcdefghijklmnop", "abcdefghij|klmnop"},
		{"a stop after a space", plain, "一二三四五 。六", "一二三四|五 。六"},
		{"spaces vanish at the break", plain, "一二三四五　　六七", "一二三四五|六七"},
		{"indent of a paragraph stays", plain, "　一二三四五六", "　一二三四|五六"},
		{"no-break space", plain, "一二三四\u00a0五六", "一二三|四\u00a0五六"},
		{"line break", plain, "一二\n三\r\n\n四", "一二|三||四"},
		{"line break right after a full line", plain, "一二三四五\n六", "一二三四五|六"},
		{"line break after a hanging stop", hang, "一二三四五。\n六", "一二三四五。|六"},
		{"line break after spaces at the margin", plain, "一二三四五  \n六", "一二三四五|六"},
		{"trailing line break", plain, "一\n", "一|"},
		{"variation selector", plain, "一二三四葛\U000E0100城", "一二三四葛\U000E0100|城"},
		{"voiced mark on its kana", plain, "一二三四五か\u3099六", "一二三四五|か\u3099六"},
		{"joined emoji", plain, "一二三四👩\u200d👩", "一二三四|👩\u200d👩"},
		{"neighbouring brackets share their space", tight, "一」「二三四五六", "一」「二三|四五六"},
		{"bracket at the head of a line", tight, "「一二三四五六七", "「一二三四|五六七"},
		{"half-width kana", plain, "ｻｰﾊﾞｻｰﾊﾞｻｰﾊﾞｻｰﾊﾞ", "ｻｰﾊﾞｻｰﾊﾞｻｰ|ﾊﾞｻｰﾊﾞ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(setLines(tt.set, tt.text), "|"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestLines_Indent(t *testing.T) {
	got := strings.Join(setLines(Setting{Width: 50, Indent: 20, Em: 10}, "一二三四五六七八九"), "|")
	if want := "一二三|四五六七八|九"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLines_FinalEndsAParagraph(t *testing.T) {
	rs := []rune("一二三四五六\n七八九十一二")
	var got []bool
	for _, l := range (Setting{Width: 50, Em: 10}).Lines(rs, Advances(rs, half)) {
		got = append(got, l.Final)
	}
	want := []bool{false, true, false, true}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

// alphabet mixes every class, so that random texts meet every rule.
var alphabet = []rune("一二三かなアァッーゃ々「」『』（）、。，．・：？！…―—0123９９．%％￥℃abcXYZ ()[],.:/-_&=@ 　\n\r\t\u00a0\u3099\u200d\U000E0100𠮷😀ｶﾞ’“”")

func randomText(r *rand.Rand, n int) []rune {
	rs := make([]rune, n)
	for i := range rs {
		rs[i] = alphabet[r.IntN(len(alphabet))]
	}
	return rs
}

// 行頭禁則・行末禁則, written out here once more so that a slip in the table of classes shows: in text of the usual mixture no line begins or ends
// with what may not stand there, and no number or Latin word is parted.
func TestLines_KinsokuInRandomText(t *testing.T) {
	const notFirst = "、。，．・：；？！」』）】〕〉》〟’”々〻ヽヾゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ％‰℃°′″｡､｣･ｰﾞﾟ)]}%-/"
	const notLast = "「『（【〔〈《〝‘“￥＄￡｢([{"
	words := []string{
		"認定", "基準に", "適合する", "サービス", "センター", "ちょっと", "時々", "「情報開示」", "『手引（第2版）』", "、", "。", "・", "99.95％", "￥1,200", "cloud", "SLA(99.5%)", "2024-04-15",
		"？」", "！", "……", "――", "℃", "ｻｰﾊﾞｰ", "ISO/IEC", " ", "（注）",
	}
	inWord := func(r rune) bool {
		return r < 0x80 && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z')
	}
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 3000 {
		var b strings.Builder
		for range 10 + r.IntN(60) {
			b.WriteString(words[r.IntN(len(words))])
			if r.IntN(2) == 0 {
				b.WriteString("案件")
			}
		}
		rs := []rune(b.String())
		s := Setting{Width: 250 + 10*float64(r.IntN(20)), Em: 10, Hang: r.IntN(2) == 0, Tight: r.IntN(2) == 0, Least: 35 * float64(r.IntN(2))}
		lines := s.Lines(rs, Advances(rs, half))
		for i, l := range lines[:len(lines)-1] {
			last, next := rs[l.End-1], rs[lines[i+1].Start]
			if strings.ContainsRune(notLast, last) || strings.ContainsRune(notFirst, next) {
				t.Fatalf("round %d: %c ends a line and %c begins the next in %q, measure %v", round, last, next, b.String(), s.Width)
			}
			if inWord(last) && inWord(next) && l.End == l.Next {
				t.Fatalf("round %d: %q is parted", round, string(rs[l.Start:lines[i+1].End]))
			}
		}
	}
}

// Nothing is lost, and nothing is wider than the measure but what hangs.
func TestLines_Properties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 4000 {
		rs := randomText(r, r.IntN(120))
		s := Setting{Width: 60 + float64(r.IntN(20))*10, Em: 10, Hang: r.IntN(2) == 0, Tight: r.IntN(2) == 0, Least: 35 * float64(r.IntN(2))}
		adv := Advances(rs, half)
		at := 0
		lines := s.Lines(rs, adv)
		for i, l := range lines {
			if l.Start != at || l.End < l.Start || l.Next < l.End {
				t.Fatalf("round %d line %d: %+v does not follow %d in %q", round, i, l, at, string(rs))
			}
			for _, c := range rs[l.End:l.Next] {
				if !Space(c) && !Newline(c) {
					t.Fatalf("round %d: %q lies between the lines of %q", round, c, string(rs))
				}
			}
			if i < len(lines)-1 && l.Next == l.Start {
				t.Fatalf("round %d: line %d takes nothing", round, i)
			}
			if l.Width-l.Squeeze > s.Width+1e-6 {
				t.Fatalf("round %d: line %d is %v wide, measure %v: %q", round, i, l.Width, s.Width, string(rs[l.Start:l.End]))
			}
			at = l.Next
		}
		if at != len(rs) {
			t.Fatalf("round %d: lines end at %d of %d", round, at, len(rs))
		}
	}
}

func TestPlace_EndsWithinTheMeasure(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		rs := randomText(r, r.IntN(120))
		s := Setting{Width: 200, Em: 10, Hang: true, Tight: true}
		adv := Advances(rs, half)
		for _, l := range s.Lines(rs, adv) {
			xs := s.Place(nil, rs, adv, l, true)
			if len(xs) != l.End-l.Start {
				t.Fatalf("%d places for %d runes", len(xs), l.End-l.Start)
			}
			for i := range xs {
				if i > 0 && xs[i].X+xs[i].Left < xs[i-1].X+adv[l.Start+i-1]-xs[i-1].Right-1e-6 {
					t.Fatalf("rune %d of %q lies under the one before", i, string(rs[l.Start:l.End]))
				}
				if xs[i].Left > 5+1e-6 || xs[i].Right > 5+1e-6 {
					t.Fatalf("rune %d of %q gives up more than its white: %+v", i, string(rs[l.Start:l.End]), xs[i])
				}
				ink := xs[i].X + adv[l.Start+i]
				if c := classOf(rs[l.Start+i]); (c == closer || c == stop) && adv[l.Start+i] == 10 {
					ink -= 5
				}
				if ink > s.Width+l.Hang+1e-6 {
					t.Fatalf("rune %d of %q ends at %v", i, string(rs[l.Start:l.End]), ink)
				}
			}
		}
	}
}

func TestPlace_JustifiesToTheMeasure(t *testing.T) {
	rs := []rune("一二三四五六七八九十一二三四五六七八九十一二三 abcdefgh")
	adv := Advances(rs, half)
	s := Setting{Width: 238, Em: 10}
	l := s.Lines(rs, adv)[0]
	xs := s.Place(nil, rs, adv, l, true)
	if end := xs[len(xs)-1].X + 10; end < 237.9 || end > 238.1 {
		t.Errorf("the line ends at %v, want 238", end)
	}
	loose := Setting{Width: 300, Em: 10}
	l.Final = false
	xs = loose.Place(nil, rs, adv, l, true)
	if xs[1].X != 10 {
		t.Errorf("a line that would be torn was stretched: second rune at %v", xs[1].X)
	}
}

func TestPlace_BracketsShareTheirSpace(t *testing.T) {
	rs := []rune("「一」「二」、三")
	adv := Advances(rs, half)
	s := Setting{Width: 200, Em: 10, Tight: true}
	l := s.Lines(rs, adv)[0]
	want := []float64{-5, 5, 15, 20, 30, 40, 45, 55}
	got := s.Place(nil, rs, adv, l, false)
	for i := range want {
		if got[i].X != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	if l.Width != 65 {
		t.Errorf("width %v, want 65", l.Width)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("「一、二。」\n99.5％", 60.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 1 && width < 1e6) {
			return
		}
		rs := []rune(text)
		at := 0
		for _, l := range (Setting{Width: width, Em: 10, Hang: true, Tight: true}).Lines(rs, Advances(rs, half)) {
			if l.Start != at {
				t.Fatalf("line starts at %d, want %d", l.Start, at)
			}
			at = l.Next
		}
		if at != len(rs) {
			t.Fatalf("lines end at %d of %d", at, len(rs))
		}
	})
}

const sample = "認定機関は、認定を受けた事業者が提供する「IaaS・PaaS（IoTクラウドサービス）」について、運用規程第17条第1項各号のいずれかに該当すると認めるときは、その認定を取り消すことができる。" +
	"この場合において、認定機関は、あらかじめ審査委員会の意見を聴くことができるものとし、稼働率の実績値が99.5％を下回る月が連続して3か月を超えたときは、事業者に対し、その理由の説明及び資料の提出を求める。" +
	"なお、取消しの日から1年を経過しない者からの申請は受理しない。"

func BenchmarkLines(b *testing.B) {
	rs := []rune(sample)
	adv := Advances(rs, half)
	s := Setting{Width: 400, Em: 10, Hang: true, Tight: true}
	b.ReportMetric(float64(len(rs)), "runes")
	for b.Loop() {
		if len(s.Lines(rs, adv)) < 3 {
			b.Fatal("too few lines")
		}
	}
}

func TestLines_WidowTakesFromTheLineBefore(t *testing.T) {
	set := func(s string, width int) []string {
		runes := []rune(s)
		adv := Advances(runes, func(rune) float64 { return 1 })
		var out []string
		for _, l := range (Setting{Width: float64(width), Em: 1, Hang: true, Least: 3.5}).Lines(runes, adv) {
			out = append(out, string(runes[l.Start:l.End]))
		}
		return out
	}
	for text, want := range map[string][]string{
		"保存して読み直して確かめました。":   {"保存して読み直して確かめ", "ました。"},
		"保存して読み直して確かめまして良い。": {"保存して読み直して確かめまし", "て良い。"},
		"一二三四五六七八九十一二三\nあいう": {"一二三四五六七八九十一二三", "あいう"},
		"一二三四五六七八九十一二三四。":    {"一二三四五六七八九十一二三四。"},
		"ABCDEFGHIJKLMN、い":   {"ABCDEFGHIJKLMN、", "い"},
	} {
		if got := set(text, 14); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
