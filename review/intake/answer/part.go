package answer

import (
	"regexp"
	"slices"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/intake/figure"
	"shinsa/review/intake/normal"
)

// labelled is a stretch of an answer that begins with the label of one or more parts.
type labelled struct {
	parts []criteria.Part
	from  int    // where the label begins
	value string // what follows it, as typed
}

// parts finds the named parts of a text answer: first those with a label, then the rest by their kind in what is left.
func (a *answerer) parts() {
	spec := a.item.Answer.Parts
	if len(spec) == 0 {
		return
	}
	segments, free := cutByLabels(a.text, spec)
	for _, seg := range segments {
		for _, p := range seg.parts {
			free = append(free, a.labelledPart(p, seg.value))
		}
	}
	rest := strings.Join(free, "\n")
	for _, p := range spec {
		if _, have := a.d.Fields[p.JA]; !have {
			a.field(p, findPart(p, rest))
		}
	}
}

// labelledPart takes the value after a label and returns what of it belongs to something else.
func (a *answerer) labelledPart(p criteria.Part, value string) string {
	if p.Kind != criteria.Duration {
		a.field(p, value)
		return ""
	}
	first := figure.FindDuration(value)
	if first == "" {
		a.field(p, value)
		return ""
	}
	i := strings.Index(value, first)
	if p.Unit != "" {
		a.field(p, value)
	} else {
		a.field(p, first)
	}
	if i < 0 {
		return ""
	}
	return value[:i] + "\n" + value[i+len(first):]
}

var (
	segmentStart = regexp.MustCompile(`^[\n/、,。;(\[・ ]`)
	labelTail    = regexp.MustCompile(`^[^:\n、。/()\d]{0,12}:\s*`)
	labelJoin    = regexp.MustCompile(`^(?:・|、|と|及び|および|,)\s*`)
	labelGoesOn  = regexp.MustCompile(`^(?:(?:とも|ともに|共に|いずれも)\s*(?:に)?|(?:は|が|の)?\s*(?:は|が|:|=|→)\s*|\s+)`)
	startsDigit  = regexp.MustCompile(`^[0-9約]`)
)

// cutByLabels cuts an answer at the labels of its parts. free is what stands before the first of them.
func cutByLabels(text string, spec []criteria.Part) (segments []labelled, free []string) {
	f := normal.Fold(text)
	type mark struct {
		labelled
		value int // where the value begins
	}
	var marks []mark
	for i := 0; i < len(f.S); i++ {
		if i > 0 && !segmentStart.MatchString(f.S[prevRune(f.S, i):]) {
			continue
		}
		parts, n := labelsAt(f.S[i:], spec)
		if n == 0 {
			continue
		}
		marks = append(marks, mark{labelled{parts: parts, from: i}, i + n})
		i += n - 1
	}
	if len(marks) == 0 {
		return nil, []string{text}
	}
	free = append(free, f.Origin(0, marks[0].from))
	for k, m := range marks {
		end := len(f.S)
		if k+1 < len(marks) {
			end = marks[k+1].from
		}
		m.labelled.value = strings.Trim(f.Origin(m.value, end), " 　\n／/、。,;；（(")
		m.labelled.value = closeBracket(m.labelled.value)
		segments = append(segments, m.labelled)
	}
	return segments, free
}

func prevRune(s string, i int) int {
	j := i - 1
	for j > 0 && s[j]&0xC0 == 0x80 {
		j--
	}
	return j
}

// closeBracket drops a closing bracket whose opening one stood before the label.
func closeBracket(s string) string {
	if trimmed := strings.TrimRight(s, "）)］]"); trimmed != s && !strings.ContainsAny(trimmed, "（(［[") {
		return trimmed
	}
	return s
}

// labelsAt reads one label, or several joined, at the start of a folded text and returns the length up to the value.
func labelsAt(s string, spec []criteria.Part) ([]criteria.Part, int) {
	var parts []criteria.Part
	n := 0
	for {
		p, k := labelAt(s[n:], spec)
		if k == 0 {
			break
		}
		if !slices.ContainsFunc(parts, func(q criteria.Part) bool { return q.JA == p.JA }) {
			parts = append(parts, p)
		}
		n += k
		j := labelJoin.FindString(s[n:])
		if _, more := labelAt(s[n+len(j):], spec); j == "" || more == 0 {
			break
		}
		n += len(j)
	}
	if n == 0 {
		return nil, 0
	}
	rest := s[n:]
	if m := labelTail.FindString(rest); m != "" {
		return parts, n + len(m)
	}
	if m := labelGoesOn.FindString(rest); m != "" {
		return parts, n + len(m)
	}
	if startsDigit.MatchString(rest) {
		return parts, n
	}
	return nil, 0
}

var unitNote = regexp.MustCompile(`\([^)]*\)$`)

// labelAt finds the longest label of any part at the start of a folded text.
func labelAt(s string, spec []criteria.Part) (criteria.Part, int) {
	var best criteria.Part
	n := 0
	for _, p := range spec {
		for _, name := range append([]string{p.JA, unitNote.ReplaceAllString(p.JA, "")}, p.Also...) {
			if k := normal.Fold(name).S; len(k) > n && strings.HasPrefix(s, k) {
				best, n = p, len(k)
			}
		}
	}
	return best, n
}

var (
	placeWords = regexp.MustCompile(`[^\n、。,;／/（）()「」]*(?:センター|センタ|別棟|遠隔地|別拠点|拠点|リージョン|クラウド|別サイト|倉庫|金庫|社内|ゾーン|施設|ストレージ|テープ)`)
	meansWords = regexp.MustCompile(`電子メール|メール|管理画面|ホームページ|ウェブサイト|Webサイト|WEBサイト|ＨＰ|HP|電話|書面|郵送|ポータル|ダッシュボード|お知らせ|SNS|チャット`)
	authWords  = regexp.MustCompile(`[^\n、。,;／/（）()]*(?:ICカード|ＩＣカード|カード認証|カードキー|生体認証|静脈|指紋|顔認証|虹彩|暗証番号|テンキー|二要素|2要素|多要素)[^\n、。,;／/（）()]*`)
	clauses    = regexp.MustCompile(`[\n、。,;／/]`)
)

// findPart finds a part without a label by its kind, as typed; "" when the text has none.
func findPart(p criteria.Part, text string) string {
	switch p.Kind {
	case criteria.Frequency:
		return figure.FindFrequency(text)
	case criteria.Count:
		return countOf(p, text)
	case criteria.Duration:
		return durationOf(p, text)
	case criteria.Place:
		return placeWords.FindString(text)
	case criteria.Means:
		return strings.Join(unique(meansWords.FindAllString(text, -1)), "、")
	case criteria.Notice:
		return figure.FindNotice(text)
	case criteria.Authentication:
		return authWords.FindString(text)
	case criteria.Period:
		return figure.FindPeriod(text)
	case criteria.Term:
		return figure.FindTerm(text)
	}
	return ""
}

// countOf takes a number only where it carries the part's own unit, as 3世代 does.
func countOf(p criteria.Part, text string) string {
	if p.Unit == "" || !strings.Contains(normal.Fold(text).S, p.Unit) {
		return ""
	}
	return text
}

// durationOf looks in the clause that speaks of the part: by one of its words, or 保存 for a retention.
func durationOf(p criteria.Part, text string) string {
	words := append([]string{unitNote.ReplaceAllString(p.JA, "")}, p.Also...)
	for _, clause := range clauses.Split(text, -1) {
		d := figure.FindDuration(clause)
		if d == "" {
			continue
		}
		for _, w := range words {
			if strings.Contains(clause, w) {
				return d
			}
		}
		if strings.Contains(p.JA, "保存") && (strings.Contains(clause, "保存") || strings.Contains(clause, "保管") || strings.Contains(clause, "録画")) {
			return d
		}
	}
	return ""
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
