// Package fault names what can be wrong, without a single sentence.
//
// A Finding is an expected result of checking: data with a code, a clause and a place, returned all together. An Error is a
// refusal: something asked for that may not or cannot be done. Codes are public, unique and never reused; the words for them, in
// each language, live in the i18n catalogue under "fault.<code>". Neither carries applicant content into a log (Art. 20): Args hold
// what a person needs to see on screen and are never part of Error().
package fault

import (
	"errors"
	"sort"
	"strings"
)

// Severity says how much a finding matters to the one who checks.
type Severity string

// The severities, gravest first.
const (
	Must   Severity = "must"   // has to be resolved or answered with a reason
	Should Severity = "should" // a careful person would ask
	Info   Severity = "info"   // good to know
)

// Finding is one result of a check.
type Finding struct {
	Code      string            `json:"code"`
	Severity  Severity          `json:"severity"`
	Clause    string            `json:"clause,omitempty"`    // of the operating rules, such as "4-1(1)"
	Criterion string            `json:"criterion,omitempty"` // item id of the criteria edition
	Field     string            `json:"field,omitempty"`     // header field of FormA
	Evidence  string            `json:"evidence,omitempty"`  // evidence number of FormC, such as 資料1
	File      string            `json:"file,omitempty"`      // file name as received
	At        string            `json:"at,omitempty"`        // sheet!cell, page or path
	Args      map[string]string `json:"args,omitempty"`      // values for the sentence, for the screen only
}

// List is every finding of a check, in the order found.
type List []Finding

// Has reports whether a finding with this code is in the list.
func (l List) Has(code string) bool {
	for _, f := range l {
		if f.Code == code {
			return true
		}
	}
	return false
}

// Count returns how many findings have severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Codes returns the sorted distinct codes of the list.
func (l List) Codes() []string {
	seen := map[string]bool{}
	var out []string
	for _, f := range l {
		if !seen[f.Code] {
			seen[f.Code] = true
			out = append(out, f.Code)
		}
	}
	sort.Strings(out)
	return out
}

// Kind is the family of a refusal; the set only grows.
type Kind string

// The kinds of refusal.
const (
	Invalid     Kind = "invalid"     // the input is not what it has to be
	Missing     Kind = "missing"     // the thing named is not there
	Conflict    Kind = "conflict"    // it contradicts what is already held
	Forbidden   Kind = "forbidden"   // a rule does not allow it
	Sealed      Kind = "sealed"      // it was sealed and cannot change
	Stale       Kind = "stale"       // it was made from an older state
	Corrupt     Kind = "corrupt"     // stored data fails its own check
	Locked      Kind = "locked"      // wrong passphrase, or another program holds the desk
	Unavailable Kind = "unavailable" // the machine cannot do it now: disk, permission, memory
	Internal    Kind = "internal"    // a fault of the program
)

// Error is a refusal. Its text names codes and ids only.
type Error struct {
	Kind     Kind
	Code     string            // sentence key "fault.<code>"
	Clause   string            // the article that refuses, when one does
	Findings List              // every reason, when the refusal is the result of a check
	Args     map[string]string // values for the sentence, for the screen only
	Err      error             // the cause, for the log
}

// Error returns kind and codes; never content.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind) + ": " + e.Code)
	if e.Clause != "" {
		b.WriteString(" (Art. " + e.Clause + ")")
	}
	if c := e.Findings.Codes(); len(c) > 0 {
		b.WriteString(" [" + strings.Join(c, " ") + "]")
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is matches another *Error by the fields that are set in it: Kind, Code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && (t.Kind == "" || t.Kind == e.Kind) && (t.Code == "" || t.Code == e.Code)
}

// New returns a refusal; args are name, value pairs for the sentence.
func New(k Kind, code string, args ...string) *Error {
	return &Error{Kind: k, Code: code, Args: pairs(args)}
}

// By returns a refusal under a clause of the rules.
func By(clause, code string, args ...string) *Error {
	return &Error{Kind: Forbidden, Code: code, Clause: clause, Args: pairs(args)}
}

// Wrap returns a refusal with its cause.
func Wrap(k Kind, code string, err error, args ...string) *Error {
	return &Error{Kind: k, Code: code, Err: err, Args: pairs(args)}
}

// Refuse returns a refusal that carries every finding, or nil when there is none.
func Refuse(k Kind, code string, l List) error {
	if len(l) == 0 {
		return nil
	}
	return &Error{Kind: k, Code: code, Findings: l}
}

// KindOf returns the kind of the first *Error in err's chain; Internal when there is none, "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

func pairs(args []string) map[string]string {
	if len(args) == 0 {
		return nil
	}
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	return m
}

// Values returns Args with the place of the finding beside them: criterion, field, evidence, file, at. It is what the sentence of
// the code is filled with.
func (f Finding) Values() map[string]string {
	v := map[string]string{
		"criterion": f.Criterion, "field": f.Field, "evidence": f.Evidence, "file": f.File, "at": f.At, "clause": f.Clause,
	}
	for k, s := range f.Args {
		v[k] = s
	}
	return v
}
