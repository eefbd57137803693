// Package choice reads answers that name options: one or several, in their own words or others', ticked, negated, or beside the point.
package choice

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shinsa/review/intake/figure"
	"shinsa/review/intake/normal"
)

// Option is one of the words that an item offers, with other usual writings.
type Option struct {
	Name string
	Also []string
}

// Reading is a reading of an answer among options.
type Reading struct {
	Names     []string // the options taken, in the order written
	Detail    string   // what is said about them, as typed
	Other     []string // words that are none of the options, as typed
	AndOthers bool     // 他, など
	Why       normal.Why
}

// hit is an option found at a place of the compact text.
type hit struct {
	normal.Span
	option int
	also   bool
	depth  int
}

// compact is a folded text in lower case without spaces; at leads back to the folded text.
type compact struct {
	s  string
	at []int
}

func compress(s string) compact {
	var c compact
	var b strings.Builder
	for i, r := range s {
		if r == ' ' {
			continue
		}
		low := string(unicode.ToLower(r))
		for range len(low) {
			c.at = append(c.at, i)
		}
		b.WriteString(low)
	}
	c.at = append(c.at, len(s))
	c.s = b.String()
	return c
}

var (
	joiner   = regexp.MustCompile(`及び|および|並びに|ならびに|又は|または`)
	tailEtc  = regexp.MustCompile(`(?:他|ほか|等|など)$`)
	negation = regexp.MustCompile(`以外|を除く|除き|対象外|非対応|未対応|不可|なし$|無し$|ていない|ません|できない|は使用しない|予定|検討中`)
	justYes  = regexp.MustCompile(`^(?:有り|有|あり|はい|○|●|◎|✔|☑|■)+$`)
)

// ReadSeveral reads an answer that may name several options.
func ReadSeveral(text string, options []Option) Reading {
	if marked := normal.Marked(text); len(marked) > 0 {
		text = strings.Join(marked, "\n")
	}
	f := normal.Fold(text)
	c := compress(f.S)
	hits := scan(c.s, options)
	r := reader{f: f, c: c, hits: hits, options: options}
	for _, sp := range r.chunks() {
		r.chunk(sp)
	}
	out := r.out
	out.Detail = strings.Join(r.details, "\n")
	if len(out.Names) == 0 && len(out.Other) > 0 && out.Why == normal.Sure {
		out.Why = normal.Unreadable
	}
	return out
}

// Read reads an answer that has to be one of the options.
func Read(text string, options []Option) Reading {
	out := ReadSeveral(text, options)
	if len(out.Names) == 1 {
		return out
	}
	if len(out.Names) > 1 {
		out.Why = normal.Several
		return out
	}
	if name, ok := bucket(text, options); ok {
		return Reading{Names: []string{name}, Detail: text, Why: normal.Stretch}
	}
	out.Why = normal.Unreadable
	return out
}

// scan finds the options in a compact text, from the left, the longest words first.
func scan(s string, options []Option) []hit {
	type word struct {
		text   string
		option int
		also   bool
	}
	var words []word
	for i, o := range options {
		words = append(words, word{compress(normal.Fold(o.Name).S).s, i, false})
		for _, a := range o.Also {
			words = append(words, word{compress(normal.Fold(a).S).s, i, true})
		}
	}
	slices.SortStableFunc(words, func(a, b word) int { return len(b.text) - len(a.text) })
	d := normal.Depth(s)
	var out []hit
	for i := 0; i < len(s); {
		n := 1
		for _, w := range words {
			if strings.HasPrefix(s[i:], w.text) && apart(s, i, i+len(w.text)) {
				out = append(out, hit{normal.Span{From: i, To: i + len(w.text)}, w.option, w.also, d[i]})
				n = len(w.text)
				break
			}
		}
		i += n
	}
	return out
}

// apart reports whether a word between two places is not part of a longer Latin word.
func apart(s string, from, to int) bool {
	latin := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' }
	return to > from && !(from > 0 && latin(s[from]) && latin(s[from-1])) && !(to < len(s) && latin(s[to-1]) && latin(s[to]))
}

// reader turns hits into a choice, one entry of the answer at a time.
type reader struct {
	f       normal.Folded
	c       compact
	hits    []hit
	options []Option
	out     Reading
	details []string
}

// chunks cuts the compact text into entries, at separators outside brackets and outside the words of an option.
func (r *reader) chunks() []normal.Span {
	s := joiner.ReplaceAllStringFunc(r.c.s, func(m string) string { return strings.Repeat("、", len(m)/3) })
	inHit := make([]bool, len(s))
	for _, h := range r.hits {
		for i := h.From; i < h.To; i++ {
			inHit[i] = true
		}
	}
	d := normal.Depth(s)
	var out []normal.Span
	from := 0
	for i, c := range s {
		if d[i] == 0 && !inHit[i] && strings.ContainsRune("、,;/\n・+&|", c) {
			out = append(out, normal.Span{From: from, To: i})
			from = i + len(string(c))
		}
	}
	return append(out, normal.Span{From: from, To: len(s)})
}

func (r *reader) chunk(sp normal.Span) {
	text := strings.TrimSpace(r.c.s[sp.From:sp.To])
	switch {
	case text == "" || justYes.MatchString(text):
		return
	case normal.IsOthers(text) && len(r.out.Names) > 0:
		r.out.AndOthers = true
		return
	}
	found := r.within(sp)
	if len(found) == 0 {
		r.foreign(sp, text)
		return
	}
	last := found[len(found)-1].To
	rest := r.c.s[last:sp.To]
	if plain := normal.Outside(rest); negation.MatchString(plain) || normal.IsPending(plain) {
		r.out.Other = append(r.out.Other, r.typed(sp))
		r.out.Why = normal.Negated
		return
	}
	for _, h := range found {
		name := r.options[h.option].Name
		if !slices.Contains(r.out.Names, name) {
			r.out.Names = append(r.out.Names, name)
		}
		if h.also && r.out.Why == normal.Sure {
			r.out.Why = normal.Renamed
		}
	}
	if tailEtc.MatchString(normal.Outside(rest)) {
		r.out.AndOthers = true
	}
	r.remark(found[len(found)-1], sp)
}

// within returns the options named in an entry: outside brackets, or inside them where the words before are none.
func (r *reader) within(sp normal.Span) []hit {
	var plain, inner []hit
	for _, h := range r.hits {
		switch {
		case h.From < sp.From || h.To > sp.To:
		case h.depth == 0:
			plain = append(plain, h)
		default:
			inner = append(inner, h)
		}
	}
	if len(plain) > 0 {
		return plain
	}
	return inner
}

// remark keeps what an entry says after its option.
func (r *reader) remark(h hit, sp normal.Span) {
	if h.depth > 0 {
		return
	}
	rest := strings.TrimSpace(r.c.s[h.To:sp.To])
	if rest == "" || normal.IsOthers(rest) || !normal.Bounded(rest) && !strings.Contains(r.f.S[r.c.at[h.To-1]:r.c.at[sp.To]], " ") {
		return
	}
	typed := normal.Unwrap(strings.TrimFunc(r.f.Origin(r.c.at[h.To], r.c.at[sp.To]), normal.Blank))
	if r.options[h.option].Name == "その他" {
		r.out.Other = append(r.out.Other, typed)
		return
	}
	r.details = append(r.details, typed)
}

// foreign takes an entry that names no option.
func (r *reader) foreign(sp normal.Span, text string) {
	typed := r.typed(sp)
	long := len([]rune(text)) > 20 || strings.ContainsAny(text, "。:")
	if long && len(r.out.Names) > 0 {
		r.details = append(r.details, typed)
		return
	}
	r.out.Other = append(r.out.Other, typed)
	for _, o := range r.options {
		if o.Name == "その他" && !slices.Contains(r.out.Names, o.Name) {
			r.out.Names = append(r.out.Names, o.Name)
		}
	}
	if r.out.Why == normal.Sure || r.out.Why == normal.Renamed {
		r.out.Why = normal.OtherChoice
	}
}

func (r *reader) typed(sp normal.Span) string {
	return strings.TrimFunc(r.f.Origin(r.c.at[sp.From], r.c.at[sp.To]), normal.Blank)
}

var (
	bucketLow  = regexp.MustCompile(`(\d+)(か月|日|週間|年)超`)
	bucketHigh = regexp.MustCompile(`(\d+)(か月|日|週間|年)以内`)
	span       = regexp.MustCompile(`(\d+)\s*(か月|日|週間|年)`)
	days       = map[string]float64{"か月": 30, "日": 1, "週間": 7, "年": 365}
)

// bucket finds the option whose stretch of time, such as 1か月超3か月以内, holds the time that the text names.
func bucket(text string, options []Option) (string, bool) {
	var at float64
	for _, m := range span.FindAllStringSubmatch(figure.Spell(normal.Fold(text).S), -1) {
		v := figure.Decimal(m[1]) * days[m[2]]
		if at != 0 && at != v {
			return "", false
		}
		at = v
	}
	if at == 0 {
		return "", false
	}
	for _, o := range options {
		s := figure.Spell(normal.Fold(o.Name).S)
		low, high := bucketLow.FindStringSubmatch(s), bucketHigh.FindStringSubmatch(s)
		if low == nil && high == nil {
			return "", false
		}
		if (low == nil || at > figure.Decimal(low[1])*days[low[2]]) && (high == nil || at <= figure.Decimal(high[1])*days[high[2]]) {
			return o.Name, true
		}
	}
	return "", false
}
