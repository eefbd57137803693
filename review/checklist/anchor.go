package checklist

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/ident"
)

// Reanchor finds a pointer again in a document that was sent anew. File is the document now and pages its text, the first page first. In the
// same file nothing moves. In another one the quoted words decide: the pointer comes back on the page that has them, the one nearest to the
// old page where several do, without its rectangle, which belongs to the old layout. Width, kana, letter case and white space make no
// difference, and the words may run over from one page to the next. Where they are gone, or nothing was quoted, the pointer comes back as it
// was but Lost, and found is false: a person has to point again.
func Reanchor(p Pointer, file ident.Digest, pages []string) (_ Pointer, found bool) {
	if p.File == file {
		p.Lost = false
		return p, true
	}
	page := pageOf(p, pages)
	if page == 0 {
		p.Lost = true
		return p, false
	}
	p.File, p.Page, p.Rect, p.Lost = file, page, nil, false
	return p, true
}

// pageOf returns the page that has the quoted words, 0 when none has.
func pageOf(p Pointer, pages []string) int {
	quote := foldWords(p.Quote)
	if quote == "" {
		return 0
	}
	folded := make([]string, len(pages))
	for i, text := range pages {
		folded[i] = foldWords(text)
	}
	best := 0
	for i, text := range folded {
		if strings.Contains(text, quote) && (best == 0 || apart(i+1, p.Page) < apart(best, p.Page)) {
			best = i + 1
		}
	}
	for i := 0; best == 0 && i+1 < len(folded); i++ {
		if strings.Contains(tail(folded[i], len(quote))+folded[i+1], quote) {
			best = i + 1
		}
	}
	return best
}

// tail is the last n bytes of a text, more where a character would be cut.
func tail(s string, n int) string {
	at := max(0, len(s)-n)
	for at > 0 && s[at]&0xc0 == 0x80 {
		at--
	}
	return s[at:]
}

func apart(a, b int) int { return max(a-b, b-a) }

// foldWords makes writings equal that a reader takes for the same: NFKC, lower case, hiragana for katakana, one kind of long mark and no
// white space, hyphens of line ends included.
func foldWords(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'ァ' && r <= 'ヶ':
			return r - 'ァ' + 'ぁ'
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00ad' || r == '\u200b':
			return -1
		case r == '―' || r == '‐' || r == '−' || r == '–' || r == '—' || r == 'ー':
			return '-'
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}
