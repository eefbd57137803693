package normal

import (
	"regexp"
	"strings"
)

var (
	bullet   = regexp.MustCompile(`^(?:[・●○◆◇■□※*\-]|\(?\d{1,2}\)|\d{1,2}[.)]\s)\s*`)
	others   = regexp.MustCompile(`^(?:他|ほか|その他|等|など|etc\.?)+$`)
	lastEtc  = regexp.MustCompile(`[\s、,]*(?:他|ほか|その他|等|など)(?:\s*(?:多数|\d+社|数社))?[。]?$`)
	urlSlash = regexp.MustCompile(`https?:/{0,2}$`)
	rowShare = regexp.MustCompile(`^(.*?)[\s:,、・(]*((?:約)?\d+(?:\.\d+)?)\s*%?\)?$`)
	rowPair  = regexp.MustCompile(`^(.+?)\s*[::]\s*(.+)$`)
	company  = regexp.MustCompile(`^(?:株|有|合|資|名|社|財|一社|独)$`)
)

// IsOthers reports whether a folded entry only says that there are more: 他, など.
func IsOthers(s string) bool { return others.MatchString(s) }

// Entries reads a list of entries as written. AndOthers says that the list is not complete: 他, など.
func Entries(text string) (list []string, andOthers bool) {
	f := Fold(text)
	spans := entrySpans(f.S, "、,;/\n")
	if len(spans) == 1 {
		spans = gaps(f)
	}
	for _, sp := range spans {
		e := strings.TrimFunc(f.Origin(sp.From, sp.To), Blank)
		e = strings.TrimLeftFunc(e, func(r rune) bool { return r >= '①' && r <= '⑳' || Blank(r) })
		folded := Fold(e)
		if m := bullet.FindString(folded.S); m != "" {
			e = folded.From(len(m))
		}
		if IsOthers(strings.TrimSpace(Fold(e).S)) {
			andOthers = true
			continue
		}
		folded = Fold(e)
		if loc := lastEtc.FindStringIndex(folded.S); loc != nil && loc[0] > 0 && strings.ContainsAny(folded.S[loc[0]:loc[0]+1], " ,") {
			e, andOthers = folded.Origin(0, loc[0]), true
		}
		if e = strings.TrimFunc(e, func(r rune) bool { return Blank(r) || r == '。' }); e != "" {
			list = append(list, e)
		}
	}
	return list, andOthers
}

// entrySpans cuts a folded text at separators outside brackets; the slashes of an address are none.
func entrySpans(s, seps string) []Span {
	var out []Span
	d := Depth(s)
	from, inURL := 0, false
	for i, r := range s {
		if r == ' ' || r == '\n' {
			inURL = false
		}
		if r == ':' && strings.HasPrefix(s[i:], "://") {
			inURL = true
		}
		if d[i] > 0 || !strings.ContainsRune(seps, r) || r == '/' && (inURL || urlSlash.MatchString(s[:i])) {
			continue
		}
		out = append(out, Span{from, i})
		from = i + len(string(r))
	}
	return append(out, Span{from, len(s)})
}

// gaps cuts at wide spaces, for lists that have no other separator.
func gaps(f Folded) []Span {
	var out []Span
	from := 0
	for i := range f.S {
		if f.S[i] == ' ' && strings.HasPrefix(f.From(i), "\u3000") {
			out = append(out, Span{from, i})
			from = i + 1
		}
	}
	return append(out, Span{from, len(f.S)})
}

// Pair is one row of a list with two columns; Second is "" where the row names none.
type Pair struct{ First, Second string }

// Pairs reads rows of two columns: 株主名 60.0％, 事業者：役割, 事業者（役割）. With share set, the second column is a number.
func Pairs(text string, share bool) []Pair {
	f := Fold(text)
	seps := "\n"
	if !strings.Contains(strings.TrimSpace(f.S), "\n") {
		seps = "\n/、,;"
	}
	var out []Pair
	for _, sp := range entrySpans(f.S, seps) {
		e := strings.TrimFunc(f.Origin(sp.From, sp.To), Blank)
		if ef := Fold(e); bullet.MatchString(ef.S) {
			e = ef.From(len(bullet.FindString(ef.S)))
		}
		if e == "" || IsOthers(strings.TrimSpace(Fold(e).S)) {
			continue
		}
		out = append(out, pair(e, share))
	}
	return out
}

func pair(e string, share bool) Pair {
	f := Fold(e)
	re := rowPair
	if share {
		re = rowShare
	}
	trim := func(a, b int) string { return strings.TrimFunc(f.Origin(a, b), Blank) }
	if m := re.FindStringSubmatchIndex(f.S); m != nil && m[3] > m[2] {
		return Pair{trim(m[2], m[3]), trim(m[4], m[5])}
	}
	if i := lastBracket(f.S); i > 0 && !share && !company.MatchString(f.S[i+1:len(f.S)-1]) {
		return Pair{trim(0, i), trim(i+1, len(f.S)-1)}
	}
	if i := strings.IndexByte(f.S, ' '); !share && i > 0 && strings.HasPrefix(f.From(i), "\u3000") {
		return Pair{strings.TrimFunc(f.Origin(0, i), Blank), strings.TrimFunc(f.From(i), Blank)}
	}
	return Pair{First: e}
}

// lastBracket returns where the bracket opens that closes at the end of the text; 0 when none does.
func lastBracket(s string) int {
	d := Depth(s)
	if len(s) < 2 || s[len(s)-1] != ')' || d[len(s)-1] != 1 {
		return 0
	}
	for i := len(s) - 2; i >= 0; i-- {
		if s[i] == '(' && d[i] == 1 {
			return i
		}
	}
	return 0
}
