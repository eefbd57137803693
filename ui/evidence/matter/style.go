package matter

import (
	"strconv"
	"strings"
)

// style is what a paragraph style says about the place of its paragraphs.
type style struct {
	level int   // of a heading, 0 for none
	num   *node // its list, nil for none
}

// outline returns the heading level of an outlineLvl, which counts from 0 and says 9 for text.
func outline(n *node) int {
	v := whole(n.attr("val"))
	if v < 0 || v > 8 {
		return 0
	}
	return v + 1
}

// readStyles returns the paragraph styles by their ids. A heading is told by its outline level, or by the name it has in every language version:
// "heading 1".
func readStyles(p *parcel) (map[string]style, error) {
	root, err := p.optional("word/styles.xml")
	if err != nil {
		return nil, err
	}
	out, base := map[string]style{}, map[string]string{}
	for _, s := range root.all("style") {
		id := s.attr("styleId")
		st := style{}
		if num := s.at("pPr", "numPr"); num.there() {
			st.num = num
		}
		if l := s.at("pPr", "outlineLvl"); l.there() {
			st.level = outline(l)
		} else if n, ok := strings.CutPrefix(strings.ToLower(s.kid("name").attr("val")), "heading "); ok {
			st.level = min(max(whole(n), 0), 9)
		} else if strings.EqualFold(s.kid("name").attr("val"), "title") {
			st.level = 1
		}
		out[id], base[id] = st, s.kid("basedOn").attr("val")
	}
	for id, st := range out {
		for up, hops := base[id], 0; up != "" && hops < 12 && (st.level == 0 || st.num == nil); up, hops = base[up], hops+1 {
			if st.level == 0 {
				st.level = out[up].level
			}
			if st.num == nil {
				st.num = out[up].num
			}
		}
		out[id] = st
	}
	return out, nil
}

// lists counts the numbered paragraphs of a document.
type lists struct {
	forms  map[string]map[int]form // by abstract list and level
	of     map[string]string       // list → abstract list
	counts map[string]*[10]int     // by abstract list
}

// form is how the marks of one level of a list are written.
type form struct {
	kind, text string
	start      int
}

func readLists(p *parcel) (*lists, error) {
	l := &lists{forms: map[string]map[int]form{}, of: map[string]string{}, counts: map[string]*[10]int{}}
	root, err := p.optional("word/numbering.xml")
	if err != nil {
		return nil, err
	}
	for _, a := range root.all("abstractNum") {
		levels := map[int]form{}
		for _, v := range a.all("lvl") {
			f := form{v.kid("numFmt").attr("val"), v.kid("lvlText").attr("val"), 1}
			if s := v.kid("start"); s.there() {
				f.start = whole(s.attr("val"))
			}
			levels[whole(v.attr("ilvl"))] = f
		}
		l.forms[a.attr("abstractNumId")] = levels
	}
	for _, n := range root.all("num") {
		l.of[n.attr("numId")] = n.kid("abstractNumId").attr("val")
	}
	return l, nil
}

// next returns the mark of the next paragraph of a list, and how far it is set in, from 1; nothing for a paragraph that is in none.
func (l *lists) next(num *node) (string, int) {
	id, ok := l.of[num.kid("numId").attr("val")]
	level := whole(num.kid("ilvl").attr("val"))
	if !ok || level < 0 || level > 8 {
		return "", 0
	}
	forms := l.forms[id]
	n := l.counts[id]
	if n == nil {
		n = &[10]int{}
		l.counts[id] = n
	}
	if n[level] == 0 {
		n[level] = max(forms[level].start, 1) - 1
	}
	n[level]++
	clear(n[level+1:])
	f := forms[level]
	if f.kind == "bullet" || f.kind == "" {
		return "・", level + 1
	}
	if f.kind == "none" {
		return "", level + 1
	}
	text := f.text
	for i := range level + 1 {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), numeral(forms[i].kind, max(n[i], 1)))
	}
	return text, level + 1
}

// series are the orders of signs that lists count with; beyond their end, and for all others, figures count.
var series = map[string][]rune{
	"aiueo":                 []rune("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
	"aiueoFullWidth":        []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
	"iroha":                 []rune("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
	"irohaFullWidth":        []rune("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"),
	"lowerLetter":           []rune("abcdefghijklmnopqrstuvwxyz"),
	"upperLetter":           []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	"decimalEnclosedCircle": []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"lowerRoman":            []rune("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"),
	"upperRoman":            []rune("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"),
	"japaneseCounting":      []rune("一二三四五六七八九十"),
	"ideographDigital":      []rune("一二三四五六七八九十"),
}

func numeral(kind string, n int) string {
	if s := series[kind]; n >= 1 && n <= len(s) {
		return string(s[n-1])
	}
	text := strconv.Itoa(n)
	if kind == "decimalFullWidth" || kind == "decimalFullWidth2" {
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, text)
	}
	if kind == "decimalZero" && n < 10 {
		return "0" + text
	}
	return text
}
