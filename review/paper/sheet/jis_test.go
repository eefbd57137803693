package sheet_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"shinsa/review/paper/sheet"
)

// jisX0208 is every character of JIS X 0208, by the code table.
func jisX0208(tb testing.TB) string {
	tb.Helper()
	var b strings.Builder
	decode := japanese.EUCJP.NewDecoder()
	for row := byte(0xA1); row < 0xFF; row++ {
		for cell := byte(0xA1); cell < 0xFF; cell++ {
			if row >= 0xA9 && row < 0xB0 || row > 0xF4 { // rows 9 to 15 and above 84 are not of the standard
				continue
			}
			if s, err := decode.String(string([]byte{row, cell})); err == nil && s != "\uFFFD" {
				b.WriteString(s)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// jisX0213 is what JIS X 0213 adds.
func jisX0213(tb testing.TB) string {
	tb.Helper()
	b, err := os.ReadFile("testdata/jisx0213.txt")
	if err != nil {
		tb.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.Split(string(b), "\n"), func(l string) bool { return strings.HasPrefix(l, "#") && len(l) > 1 })
	return strings.Join(lines, "\n")
}

// Every character that a Japanese form can hold comes back from the file as it was written, in every face, and none is blank.
func TestText_AllOfJISX0208(t *testing.T) {
	text := jisX0208(t)
	if n := len([]rune(unspaced(text))); n < 6878 {
		t.Fatalf("%d characters, want those of the standard", n)
	}
	for _, face := range []sheet.Face{sheet.Mincho, sheet.Gothic, sheet.Bold} {
		file := roundTrip(t, text, sheet.Style{Face: face, Size: 10})
		if len(file.Missing) > 0 {
			t.Errorf("face %d: no font has %+q", face, file.Missing)
		}
	}
}

// What JIS X 0213 adds comes back too, the 303 kanji beyond the basic plane among it. What no font has is reported.
func TestText_AllOfJISX0213(t *testing.T) {
	text := jisX0213(t)
	beyond := 0
	for _, r := range text {
		if r > 0xFFFF {
			beyond++
		}
	}
	if n := len([]rune(unspaced(text))); n < 4300 || beyond != 303 {
		t.Fatalf("%d characters, %d beyond the basic plane", n, beyond)
	}
	for _, face := range []sheet.Face{sheet.Mincho, sheet.Gothic, sheet.Bold} {
		file := roundTrip(t, text, sheet.Style{Face: face, Size: 10})
		kanji := 0
		for _, r := range file.Missing {
			if r >= 0x3400 && r < 0xA000 || r > 0xFFFF || strings.ContainsRune("𠮷𩸽", r) {
				kanji++
			}
		}
		t.Logf("face %d: %d of them are in no font, %d kanji: %s", face, len(file.Missing), kanji, string(file.Missing))
		if kanji > 0 {
			t.Errorf("face %d: %d kanji are in no font", face, kanji)
		}
	}
}

// kinds of text that meet in one remark.
var kinds = []func(r *rand.Rand) string{
	func(r *rand.Rand) string { return string(rune(0x4E00 + r.IntN(0x51A6))) },
	func(r *rand.Rand) string { return string(rune(0x3041 + r.IntN(0xBC))) },
	func(r *rand.Rand) string { return string(rune(0xFF61 + r.IntN(0x3F))) }, // half-width kana
	func(r *rand.Rand) string { return []string{"𠮷", "𩸽", "𠮟", "𡈽", "𠀋"}[r.IntN(5)] },
	func(r *rand.Rand) string { return string(rune(0x20000 + r.IntN(0xA6E0))) },
	func(r *rand.Rand) string {
		return []string{"葛\U000E0100", "辻\U000E0100", "邉\U000E0103", "斎\U000E0101", "祇\U000E0101"}[r.IntN(5)]
	},
	func(r *rand.Rand) string {
		return string([]rune{rune(0x4E00 + r.IntN(0x5000)), rune(0xE0100 + r.IntN(0xF0))})
	},
	func(r *rand.Rand) string {
		return []string{"😀", "👩\u200d💻", "🏳\uFE0F", "☑", "👍\U0001F3FD", "1\uFE0F\u20E3"}[r.IntN(6)]
	},
	func(r *rand.Rand) string { return string(rune(r.IntN(0x20))) }, // control characters
	func(r *rand.Rand) string { return string(rune(0x7F + r.IntN(0x21))) },
	func(r *rand.Rand) string { return string([]rune{rune(0x304B + r.IntN(20)), 0x3099 + rune(r.IntN(2))}) },
	func(r *rand.Rand) string {
		return []string{"99.95％", "SLA", "https://www.mihon.example/a?b=1", "「", "」", "、", "。", "―", "（注）"}[r.IntN(9)]
	},
	func(*rand.Rand) string { return "　" },
}

// A remark of 10,000 characters of every kind at once goes over pages and comes back as it was written.
func TestText_TenThousandCharactersOfEveryKind(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 23))
		var b strings.Builder
		for n := 0; n < 10_000; {
			s := kinds[r.IntN(len(kinds))](r)
			b.WriteString(s)
			n += len([]rune(s))
		}
		file := write(t, b.String(), sheet.Style{Face: sheet.Face(seed), Size: 9})
		want := strings.ReplaceAll(unspaced(b.String()), "\x00", "〓U+0000")
		if got := unspaced(extract(t, file)); got != want {
			t.Errorf("seed %d: text is not what went in%s", seed, difference(got, want))
		}
		if file.Pages < 3 || len(file.Missing) == 0 {
			t.Errorf("%d pages, missing %+q: emoji and control characters have to be reported", file.Pages, file.Missing)
		}
		if t.Failed() {
			return
		}
	}
}
