// Package code lists every code that the pre-check of an application can say: how grave, under which clause, what it is about, and from what
// it can be found. Codes are public and never reused; their sentences stand in the catalogue under "fault.<code>".
//
// The list is data beside the rules, and a test reads the rules' source: a code that is said and not listed, listed and not said, or said with
// another severity or clause than the list has, fails. CODES.md beside this file is the list in words; `shinsactl findings --md` writes it.
package code

import (
	"slices"
	"strings"
	"sync"

	"shinsa/review/fault"
)

// About is what a finding stands at.
type About string

// What findings stand at.
const (
	Application About = "application" // the application as a whole
	Workbook    About = "workbook"    // the file of the form
	Field       About = "field"       // a field of FormA
	Item        About = "item"        // the answer to an item, whichever
	Mandatory   About = "mandatory"   // the answer to a mandatory item
	Typed       About = "typed"       // the answer to an item that asks for a date, a number, a yes or no, a choice or a list
	Level       About = "level"       // the answer to an item with a level
	Evidence    About = "evidence"    // a row of FormC or a file
)

// By is what a code can be found from, which is who can find it.
type By string

// What codes are found from.
const (
	Form    By = "form"    // the program, from the form alone
	Files   By = "files"   // the program, from the files that came with it
	Records By = "records" // the program, with what the desk knows: register, fee, the application before, the day
	Person  By = "person"  // a person only, by reading and judging; the program never says it
)

// Refused is the severity of what is not a finding but keeps the application out whole.
const Refused fault.Severity = "refused"

// Code is one code of the pre-check.
type Code struct {
	Name     string           `json:"code"`
	Severity []fault.Severity `json:"severity"` // gravest first; more than one where the place decides
	Clauses  []string         `json:"clauses"`  // none where the rules say nothing of it
	About    About            `json:"about"`
	By       By               `json:"by"`
}

// All returns the codes in order of their names.
func All() []Code { return slices.Clone(all()) }

var all = sync.OnceValue(read)

func read() []Code {
	var out []Code
	for _, g := range groups {
		for line := range strings.Lines(g.rows) {
			f := strings.Fields(line)
			if len(f) < 2 {
				continue
			}
			c := Code{Name: f[0], About: g.about, By: g.by, Clauses: []string{}}
			for _, s := range strings.Split(f[1], ",") {
				c.Severity = append(c.Severity, fault.Severity(s))
			}
			c.Clauses = append(c.Clauses, f[2:]...)
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Code) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Of returns a code; false for one that is none of the pre-check's.
func Of(name string) (Code, bool) {
	for _, c := range all() {
		if c.Name == name {
			return c, true
		}
	}
	return Code{}, false
}
