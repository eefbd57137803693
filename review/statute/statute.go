// Package statute has the operating rules of the scheme (運用規程) as values: the clauses with their official headings, the dates on
// which editions came into force, and which clauses this program enforces by which fault codes.
//
// The wording of a clause is the body's; here stand its number, its heading and a summary in the project's own words, enough for a
// person who meets a finding to know what it is about. A citation is article, paragraph, item: "4-1(1)" is 第4条第1項第1号. The
// program cites, it does not interpret: what a rule does is in the room that enforces it, and Clause.Codes names the codes it says.
package statute

import (
	"strings"

	"shinsa/review/civil"
)

// Text is a wording in both languages.
type Text struct {
	JA string
	EN string
}

// In returns the wording in lang, "ja" or "en".
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.JA
}

// Chapter is one of the four chapters.
type Chapter struct {
	Number int
	Title  Text
}

// Clause is one article.
type Clause struct {
	Number  string   // "4"
	Chapter int      // 1 to 4
	Heading Text     // the official heading (見出し) and its translation
	Summary Text     // what it says, in our words
	Parts   []Part   // paragraphs and items worth citing on their own
	Codes   []string // fault codes by which the program enforces it; none where it only records
}

// Part is a paragraph or item of an article.
type Part struct {
	Cite    string // "4-1(1)"
	Summary Text
}

// Enforced reports whether the program raises findings or refuses actions under the article.
func (c Clause) Enforced() bool { return len(c.Codes) > 0 }

// Edition is a state of the rules, known by the day it came into force. The amendments of 2020 and 2022 are known by date only; the
// clauses given here are those in force since 2022-04-01.
type Edition struct {
	InForceFrom civil.Date
	Title       Text
}

// Editions returns the editions in order of time.
func Editions() []Edition {
	return []Edition{
		{civil.MustParse("2018-12-01"), Text{"制定（平成30年12月1日施行）", "Enacted (in force 1 December 2018)"}},
		{civil.MustParse("2020-04-01"), Text{"改正（令和2年4月1日施行）", "Amended (in force 1 April 2020)"}},
		{civil.MustParse("2022-04-01"), Text{"改正（令和4年4月1日施行）", "Amended (in force 1 April 2022)"}},
	}
}

// On returns the edition in force on day; false before the first.
func On(day civil.Date) (Edition, bool) {
	var found Edition
	ok := false
	for _, e := range Editions() {
		if !e.InForceFrom.After(day) {
			found, ok = e, true
		}
	}
	return found, ok
}

// Rules is one state of the operating rules. It is immutable; its slices are shared and must be left as they are.
type Rules struct {
	title    Text
	chapters []Chapter
	clauses  []Clause
}

// Current returns the rules in force since 2022-04-01.
func Current() *Rules { return &current }

// Title returns the name of the rules.
func (r *Rules) Title() Text { return r.title }

// Chapters returns the chapters in order.
func (r *Rules) Chapters() []Chapter { return r.chapters }

// Clauses returns the articles in order.
func (r *Rules) Clauses() []Clause { return r.clauses }

// Clause returns the article that cite names, by itself or with paragraph and item: "8", "4-1(1)", "17(3)".
func (r *Rules) Clause(cite string) (Clause, bool) {
	number := cite
	if i := strings.IndexAny(cite, "-("); i >= 0 {
		number = cite[:i]
	}
	for _, c := range r.clauses {
		if c.Number == number {
			return c, true
		}
	}
	return Clause{}, false
}

// Part returns the paragraph or item that cite names exactly; false where the article has no separate summary of it.
func (r *Rules) Part(cite string) (Part, bool) {
	c, _ := r.Clause(cite)
	for _, p := range c.Parts {
		if p.Cite == cite {
			return p, true
		}
	}
	return Part{}, false
}
