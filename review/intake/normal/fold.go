// Package normal reads the ways in which Japanese applicants write the same thing: widths and kana, era dates, numbers with 億 and 万,
// yes and no, marks and boxes, choices under another name, references instead of answers.
//
// A reading is either sure, or it says why it is not (Why) and leaves the choice to a person. The text itself is never changed: what is
// matched is a folded copy (Folded) that knows where each byte came from, so that a detail is returned as it was typed.
package normal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Why says in a word why a reading is not sure; "" is sure. The words are keys for sentences.
type Why string

// The reasons for doubt.
const (
	Sure        Why = ""
	Dash        Why = "dash"         // only a dash: no, or no answer
	Pending     Why = "pending"      // planned, under way
	Described   Why = "described"    // no yes or no, but a description of the thing
	Partly      Why = "partly"       // △, 一部
	Unmarked    Why = "unmarked"     // 有・無 with neither marked
	Special     Why = "special"      // 特になし
	Summed      Why = "summed"       // a total made of the parts given
	Ranged      Why = "range"        // from … to …
	Several     Why = "several"      // more than one value
	Fraction    Why = "fraction"     // 0.999 where a percentage is asked
	NoUnit      Why = "unit_missing" // a bare number where a unit matters
	OtherUnit   Why = "unit_differs" // a unit that is not the one asked
	NoDay       Why = "day_missing"  // year and month only
	NoYear      Why = "year_missing" // month and day only
	ShortYear   Why = "year_short"   // 24.4.1
	DayOrMonth  Why = "day_or_month" // 4/1/2024
	WrongEra    Why = "era_wrong"    // a day after the era's last
	NoSuchDay   Why = "no_such_day"  // 2月30日
	Serial      Why = "serial"       // a bare number that is a day of the spreadsheet
	Renamed     Why = "renamed"      // a choice under another name
	Stretch     Why = "stretch"      // a time that lies in the stretch a choice names
	Unreadable  Why = "unreadable"   // something is written and no reading fits
	Negated     Why = "negated"      // a choice is named together with a negation
	Withheld    Why = "withheld"     // 非公開
	OtherChoice Why = "other_choice" // words that are none of the choices
	Unsettled   Why = "unsettled"    // ?, 仮, 見込み: the value is not final
	Bracketed   Why = "bracketed"    // (有)・無: brackets around one of two words
	Grouped     Why = "grouped"      // 1、031、350: a mark between digits that may also part numbers
)

// breaks are the line breaks that programs write.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// Clean returns text as it is kept: NFC, line breaks as LF, no white space at the ends; inside, everything stays as typed. Compatibility
// ideographs stay too: NFC would replace the rare form of a name by the common one.
func Clean(s string) string {
	s = breaks.Replace(s)
	s = strings.TrimFunc(s, Blank)
	var b strings.Builder
	rest := s
	for rest != "" {
		i := strings.IndexFunc(rest, compatibility)
		if i < 0 {
			b.WriteString(norm.NFC.String(rest))
			break
		}
		b.WriteString(norm.NFC.String(rest[:i]))
		j := strings.IndexFunc(rest[i:], func(r rune) bool { return !compatibility(r) })
		if j < 0 {
			j = len(rest) - i
		}
		b.WriteString(rest[i : i+j])
		rest = rest[i+j:]
	}
	return b.String()
}

// Blank reports whether a rune is white space of any kind, also such as has no width.
func Blank(r rune) bool { return unicode.IsSpace(r) || invisible(r) }

// invisible reports whether a rune has neither width nor meaning: joiners, marks of direction, soft hyphens.
func invisible(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2064 || r == 0x00ad || r == 0x061c || r == 0x180e || r == 0xfeff
}

func compatibility(r rune) bool {
	return r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}

// Folded is a text made comparable: NFKC, one kind of dash and tilde, plain spaces.
type Folded struct {
	S   string
	src string
	at  []int // byte of S → byte of the source; one more for the end; nil when they are the same text
}

// foldRune maps what NFKC leaves apart and a reader takes for the same: dashes, tildes, circles, boxes, crosses, line breaks.
func foldRune(r rune) rune {
	if invisible(r) || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef {
		return -1 // no width, or a choice among forms of the same character
	}
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '─', '━':
		return '-'
	case '〜', '∼':
		return '~'
	case '\t':
		return ' '
	case '\v', '\f', '\u0085', '\u2028', '\u2029':
		return '\n'
	case '【', '〔':
		return '['
	case '】', '〕':
		return ']'
	case '◯', '〇', '⭕', '⚪', '🔵':
		return '○'
	case '✓', '√', '🗸':
		return '✔'
	case '☒', '✅':
		return '☑'
	case '☐', '▢':
		return '□'
	case '✕', '✖', '✗', '✘', '╳', '☓', '❌', '❎', '⨯':
		return '×'
	}
	return r
}

// Fold makes s comparable and keeps the way back to it.
func Fold(s string) Folded {
	end := plainEnd(s)
	if end == len(s) {
		return Folded{S: s, src: s}
	}
	f := Folded{src: s, at: make([]int, 0, len(s)+1)}
	out := make([]byte, 0, len(s))
	put := func(r rune, from int) {
		if r = foldRune(r); r < 0 {
			return
		}
		n := len(out)
		out = utf8.AppendRune(out, r)
		for ; n < len(out); n++ {
			f.at = append(f.at, from)
		}
	}
	for i := 0; i < len(s); {
		if end = i + plainEnd(s[i:]); end > i {
			out = append(out, s[i:end]...)
			for from := i; i < end; i++ {
				if utf8.RuneStart(s[i]) {
					from = i
				}
				f.at = append(f.at, from)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if plain, ok := direct(r); ok && !marksNext(s[i+n:]) {
			put(plain, i)
			i += n
			continue
		}
		n = max(norm.NFKC.NextBoundaryInString(s[i:], true), n)
		chunk := s[i : i+n]
		if m, k := voiced(s[i+n:]); k > 0 {
			chunk, n = chunk+string(m), n+k
		}
		for _, c := range norm.NFKC.String(chunk) {
			put(c, i)
		}
		i += n
	}
	f.at = append(f.at, len(s))
	f.S = string(out)
	return f
}

// plainEnd returns how much of s, from its start on, is folded already: most of what is written in Japanese.
func plainEnd(s string) int {
	last := 0 // where the last rune began: a mark after it would join with it
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if !plain(r) {
			if marksNext(s[i:]) {
				return last
			}
			return i
		}
		last = i
		i += n
	}
	return len(s)
}

// plain reports whether a rune is what folding makes of it, unless a mark follows.
func plain(r rune) bool {
	if r < 0x80 {
		return r >= ' ' || r == '\n'
	}
	return kanaOrKanji(r) || r == '、' || r == '。' || r == '「' || r == '」'
}

func kanaOrKanji(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FC || r >= 0x4E00 && r <= 0x9FFF
}

// direct returns the NFKC of a rune that has it at once: itself, or the plain form of a wide one.
func direct(r rune) (rune, bool) {
	switch {
	case r < 0x80, kanaOrKanji(r), r == '、', r == '。', r == '「', r == '」':
		return r, true
	case r == '\u3000':
		return ' ', true
	case r >= '！' && r <= '～':
		return r - 0xFEE0, true
	}
	return r, false
}

// voiced returns the sound mark that stands apart at the start of s, as the mark that joins with the kana before it: か゛ is が.
func voiced(s string) (mark rune, n int) {
	switch {
	case strings.HasPrefix(s, "゛"):
		return '\u3099', len("゛")
	case strings.HasPrefix(s, "゜"):
		return '\u309a', len("゜")
	}
	return 0, 0
}

// marksNext reports whether a mark follows that joins with the rune before it.
func marksNext(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if plain(r) {
		return false
	}
	return r == '\uff9e' || r == '\uff9f' || r == '\u309b' || r == '\u309c' || r >= 0x300 && unicode.Is(unicode.Mn, r)
}

// Origin returns the source between two bytes of the folded text.
func (f Folded) Origin(from, to int) string { return f.src[f.source(from):f.source(to)] }

// From returns the source from a byte of the folded text on.
func (f Folded) From(i int) string { return f.src[f.source(i):] }

// source returns where in the source the character begins that the i-th byte of the folded text belongs to.
func (f Folded) source(i int) int {
	if f.at != nil {
		return f.at[i]
	}
	for i < len(f.src) && !utf8.RuneStart(f.src[i]) {
		i--
	}
	return i
}

// Key returns what remains of s for comparing labels and names: folded, in one case, without spaces and punctuation.
func Key(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range Fold(s).S {
		switch {
		case kanaOrKanji(r) && r != '・', r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			r = unicode.ToLower(r)
			if !Blank(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// Same reports whether two names are the same when widths, spaces and punctuation are left aside.
func Same(a, b string) bool { return Key(a) == Key(b) }

// SameText reports whether two texts are the same when widths, spaces and line breaks are left aside.
func SameText(a, b string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(Fold(s).S), "") }
	return bare(a) == bare(b)
}
