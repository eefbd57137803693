package present

import (
	"regexp"
	"strings"

	"shinsa/review/intake/code"
)

// CodeLine is a code of the pre-check in words.
type CodeLine struct {
	Name     string `json:"code"`
	Severity string `json:"severity"`
	Article  string `json:"article"` // "" where the rules say nothing of it
	About    string `json:"about"`   // what it stands at
	By       string `json:"by"`      // who can find it, and from what
	Sentence string `json:"sentence"`
	Hint     string `json:"hint,omitempty"`
}

// CodeLines lists every code of the pre-check in words; what a sentence names is left open.
func CodeLines(t Text) []CodeLine {
	var out []CodeLine
	for _, c := range code.All() {
		l := CodeLine{Name: c.Name, Article: codeArticle(t, c), About: t.T("code.about." + string(c.About)), By: t.T("code.by." + string(c.By))}
		words := make([]string, len(c.Severity))
		for i, s := range c.Severity {
			words[i] = t.T("code.severity." + string(s))
		}
		l.Severity = strings.Join(words, "・")
		if c.By == code.Person {
			l.Sentence = t.T("code.person." + c.Name)
		} else {
			l.Sentence, l.Hint = left(t.Fault(c.Name, nil)), left(t.Hint(c.Name, nil))
		}
		out = append(out, l)
	}
	return out
}

// Explanation says what stands behind a code of the pre-check: its name, what it is about, who finds it and from what, under which article;
// "" for a code that is none of the pre-check's.
func Explanation(t Text, name string) string {
	c, ok := code.Of(name)
	if !ok {
		return ""
	}
	article := codeArticle(t, c)
	if article == "" {
		article = t.T("code.no_article")
	}
	return t.T("code.explained", "code", c.Name, "about", t.T("code.about."+string(c.About)), "by", t.T("code.by."+string(c.By)), "article", article)
}

func codeArticle(t Text, c code.Code) string {
	words := make([]string, len(c.Clauses))
	for i, clause := range c.Clauses {
		words[i] = t.Clause(clause)
	}
	return strings.Join(words, " / ")
}

var open = regexp.MustCompile(`⟦\w+⟧`)

// left leaves open what a sentence names.
func left(sentence string) string { return open.ReplaceAllString(sentence, "…") }
