package opinion

import (
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Matter is one item of a session's agenda (議題): the case the session is on, or an amendment of the criteria or of the operating rules that
// the committee deliberated (Art. 22).
type Matter struct {
	Edition ident.EditionID `json:"edition,omitempty" yaml:"edition,omitempty"` // of the criteria
	Rules   string          `json:"rules,omitempty" yaml:"rules,omitempty"`     // or of the operating rules; neither is the case
	Title   string          `json:"title,omitempty" yaml:"title,omitempty"`     // of the amendment; the desk fills it in
	Text    string          `json:"text,omitempty" yaml:"text,omitempty"`       // what came out of the deliberation
}

// Case reports whether the matter is the case of the session.
func (m Matter) Case() bool { return m.Edition == "" && m.Rules == "" }

// Matters returns the agenda of the session in its order. The case comes first where the agenda does not say otherwise.
func (m Meeting) Matters() []Matter {
	for _, x := range m.Agenda {
		if x.Case() {
			return m.Agenda
		}
	}
	return append([]Matter{{}}, m.Agenda...)
}

// Number returns the number of the case on the agenda, from 1.
func (m Meeting) Number() int {
	for i, x := range m.Matters() {
		if x.Case() {
			return i + 1
		}
	}
	return 1
}

// checkAgenda finds a matter that stands on the agenda twice, or names two editions at once.
func (m Meeting) checkAgenda() fault.List {
	var l fault.List
	type key struct {
		edition ident.EditionID
		rules   string
	}
	seen := map[key]bool{}
	for _, x := range m.Agenda {
		k := key{x.Edition, x.Rules}
		if seen[k] || x.Edition != "" && x.Rules != "" {
			l = append(l, fault.Finding{
				Code: "meeting_agenda_twice", Severity: fault.Must, Clause: "22", Args: map[string]string{"edition": string(x.Edition) + x.Rules},
			})
		}
		seen[k] = true
	}
	return l
}
