// Package publication is what the body makes public of the certifications (認定サービスの公表, Art. 11): files for its web site, for people as
// HTML and for programs as JSON and CSV.
//
// What may be public is the type [Entry] and nothing else: the content column of FormB (Art. 11-1(1)), the day of the certification and its
// validity (11-1(2)), what the certification is on the day (11-3, and 17-3 for a revocation with its clause), and the names a reader finds
// it by. Contacts, representatives, addresses, evidence, remarks, findings and everything of the committee have no place in it, so they
// cannot leave by it (Art. 20). An item that the body withholds on good reason (11-2) stands there without its answer; the reason and
// who approved it stay at the body. A request for improvement is public where the body said so when it asked (16-2): what it asks for, and
// whether the operator reported; the facts that a survey found stand in the letter alone.
//
// Before anything leaves, the finished files are searched for every private text there is ([Publication.Check]).
//
// # Files
//
//	index.html               every certification: in force, expired, lapsed or ended, revoked
//	<certificate no>.html    one service: the table No · item · content asked · duty · answer, group by group
//	publication.json         everything, format shinsa/publication version 1: this package's types
//	certifications.csv       one line for each certification
//	items.csv                one line for each item of each certification
//
// The pages load nothing: no script, no font, no picture. CSV files are UTF-8 with a byte order mark and follow RFC 4180; a text that a
// spreadsheet would run as a formula begins with an apostrophe.
package publication

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/register"
)

// Format and Version head publication.json.
const (
	Format  = "shinsa/publication"
	Version = 1
)

// Publication is everything that is public on a day.
type Publication struct {
	Format  string     `json:"format"`
	Version int        `json:"version"`
	Scheme  string     `json:"scheme"`
	Body    string     `json:"body"`
	On      civil.Date `json:"on"`
	Sample  bool       `json:"sample,omitempty"`
	Entries []Entry    `json:"certifications"` // by serial of their numbers
}

// Entry is one certification as the public sees it.
type Entry struct {
	No        ident.CertificateNo `json:"no"`
	Service   string              `json:"service"`
	Outline   string              `json:"outline,omitempty"`
	Operator  string              `json:"operator"`
	Classes   []string            `json:"service_class,omitempty"`
	Site      string              `json:"site,omitempty"`
	First     civil.Date          `json:"first_certified"`
	Certified civil.Date          `json:"certified"` // the grant, or the last renewal
	From      civil.Date          `json:"from"`
	To        civil.Date          `json:"to"`
	State     register.State      `json:"state"` // on the day of the publication
	Since     civil.Date          `json:"since,omitzero"`
	Clause    string              `json:"clause,omitempty"` // of a lapse, an end or a revocation
	Criteria  string              `json:"criteria,omitempty"`
	Sample    bool                `json:"sample,omitempty"`
	Lines     []Line              `json:"items,omitempty"` // none where the answers are not at hand, of one older than the register

	Improvements []Improvement `json:"improvements,omitempty"` // those that the body makes public (16-2), oldest first
}

// Improvement is a request for improvement as the public sees it (Art. 16-2).
type Improvement struct {
	On       civil.Date `json:"on"`
	Text     string     `json:"text"` // the measures asked for
	Due      civil.Date `json:"due"`
	Reported civil.Date `json:"reported,omitzero"` // the day the operator's report came in
}

// Line is one item with what was disclosed.
type Line struct {
	Group    string        `json:"group"`
	Item     ident.ItemID  `json:"item"`
	Title    string        `json:"title"`
	Ask      string        `json:"content"` // 記述内容
	Duty     criteria.Duty `json:"duty"`
	Answer   string        `json:"answer,omitempty"` // as it stands in FormB
	Withheld bool          `json:"withheld,omitempty"`
}

// Withholding is the body's decision on a request to leave an item out (Art. 11-2).
type Withholding struct {
	Item     ident.ItemID `json:"item"`
	Granted  bool         `json:"granted"`
	Reason   string       `json:"reason"`   // why it is a good one, or why not
	Approver string       `json:"approver"` // who decided for the body
	On       civil.Date   `json:"on"`
	Asked    string       `json:"asked,omitempty"` // the applicant's reason, where it asked after the application
}

// Check returns what is missing of a decision.
func (w Withholding) Check() fault.List {
	var l fault.List
	if strings.TrimSpace(w.Reason) == "" {
		l = append(l, fault.Finding{Code: "withhold_decision_without_reason", Severity: fault.Must, Clause: "11-2", Criterion: string(w.Item)})
	}
	if strings.TrimSpace(w.Approver) == "" {
		l = append(l, fault.Finding{Code: "withhold_decision_without_approver", Severity: fault.Must, Clause: "11-2", Criterion: string(w.Item)})
	}
	return l
}

// Source is what an entry is made of.
type Source struct {
	Certification register.Certification
	Edition       *criteria.Edition   // nil when the answers are not at hand
	Application   *intake.Application // likewise
	Withheld      []Withholding
	Notes         []register.Note // of the certification; of them the requests for improvement can be public
}

// Requested returns the items that the applicant asks to leave out, each with the reason given, in the order of the form.
func Requested(app *intake.Application) (items []ident.ItemID, reasons map[ident.ItemID]string) {
	reasons = map[ident.ItemID]string{}
	for _, w := range app.Header.Withhold {
		for _, id := range w.Items {
			if _, twice := reasons[ident.ItemID(id)]; !twice {
				items = append(items, ident.ItemID(id))
			}
			reasons[ident.ItemID(id)] = w.Reason
		}
	}
	return items, reasons
}

// EntryOf makes the entry of a certification as it stands on a day. A request to withhold that is not decided yet refuses with fault.Missing
// "withhold_undecided": what was asked not to be published is not published by oversight. A text that is withheld and also stands in
// the answer to another item is a finding "withheld_text_elsewhere".
func EntryOf(s Source, on civil.Date) (Entry, fault.List, error) {
	c := s.Certification
	at := c.Life(on).On(on)
	e := Entry{
		No: c.No, Service: c.Service, Operator: c.Operator, Classes: c.Classes, Site: c.URL, First: c.First, Certified: c.Certified(),
		From: c.From, To: c.To, State: at.State, Since: at.Since, Sample: c.Sample, Improvements: improvements(s.Notes),
	}
	if !at.State.Holds() && at.State != register.NotYet && at.State != register.Expired {
		e.Clause = endClause(c, at.Clause)
	}
	if s.Application == nil || s.Edition == nil {
		return e, nil, nil
	}
	withheld, err := s.withheld()
	if err != nil {
		return e, nil, err
	}
	e.Outline = s.Application.Header.ServiceOutline.Text()
	e.Criteria = s.Edition.Title().JA
	for _, it := range s.Edition.Items() {
		g, _ := s.Edition.Group(it.Group)
		line := Line{Group: g.Title.JA, Item: it.ID, Title: it.Title.JA, Ask: it.Ask.JA, Duty: it.Duty, Withheld: withheld[it.ID]}
		if !line.Withheld {
			line.Answer = s.Application.Answers[it.ID].Wording()
		}
		e.Lines = append(e.Lines, line)
	}
	return e, e.repeated(s.Application, withheld), nil
}

// endClause is the clause by which a certification ended, as exactly as the register has it.
func endClause(c register.Certification, clause string) string {
	kind, _ := c.Over()
	for _, e := range c.Events {
		if e.Kind == kind && e.Clause != "" {
			return e.Clause
		}
	}
	return clause
}

// withheld are the items left out by a decision.
func (s Source) withheld() (map[ident.ItemID]bool, error) {
	out := map[ident.ItemID]bool{}
	for _, w := range s.Withheld {
		out[w.Item] = w.Granted
	}
	if open := s.Open(); len(open) > 0 {
		return nil, fault.New(fault.Missing, "withhold_undecided", "no", string(s.Certification.No), "item", string(open[0]))
	}
	return out, nil
}

// Open returns the items that the applicant asks to leave out and on which nothing is decided yet, in the order of the form.
func (s Source) Open() []ident.ItemID {
	if s.Application == nil || s.Edition == nil {
		return nil
	}
	var out []ident.ItemID
	requested, _ := Requested(s.Application)
	for _, id := range requested {
		decided := slices.ContainsFunc(s.Withheld, func(w Withholding) bool { return w.Item == id })
		if _, known := s.Edition.Item(id); known && !decided {
			out = append(out, id)
		}
	}
	return out
}

// improvements are the requests for improvement that are to be public.
func improvements(notes []register.Note) []Improvement {
	var out []Improvement
	for _, n := range notes {
		if n.Topic != register.Improvement || !n.Public {
			continue
		}
		i := Improvement{On: n.On, Text: n.Text, Due: n.Until}
		for _, a := range notes {
			if a.Answers == n.N && i.Reported.IsZero() {
				i.Reported = a.On
			}
		}
		out = append(out, i)
	}
	return out
}

// shortest is the length in characters from which a withheld text found elsewhere is worth a word; 有 stands everywhere.
const shortest = 8

// repeated finds withheld answers in what is published.
func (e Entry) repeated(app *intake.Application, withheld map[ident.ItemID]bool) fault.List {
	var l fault.List
	for _, id := range slices.Sorted(maps.Keys(withheld)) {
		secret := app.Answers[id].Wording()
		if !withheld[id] || len([]rune(secret)) < shortest {
			continue
		}
		for _, line := range e.Lines {
			if strings.Contains(line.Answer, secret) {
				l = append(l, fault.Finding{
					Code: "withheld_text_elsewhere", Severity: fault.Should, Clause: "11-2", Criterion: string(line.Item),
					Args: map[string]string{"item": string(id), "other": string(line.Item), "no": string(e.No)},
				})
			}
		}
	}
	return l
}

// Sort puts the entries into the order of their numbers.
func (p *Publication) Sort() {
	slices.SortFunc(p.Entries, func(a, b Entry) int { return cmp.Compare(a.No, b.No) })
}

// distinct refuses entries that cannot stand side by side: two of one number, or of one page.
func (p *Publication) distinct() error {
	seen := map[string]bool{}
	for _, e := range p.Entries {
		if seen[e.Page()] {
			return fmt.Errorf("publication: two entries for %s", e.Page())
		}
		seen[e.Page()] = true
	}
	return nil
}

// Page is the name of the entry's own page: its number with nothing that a file name cannot have.
func (e Entry) Page() string {
	safe := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '_'
	}, register.Fold(e.No))
	return safe + ".html"
}

// In returns the entries that are in one of the states, in order.
func (p *Publication) In(states ...register.State) []Entry {
	var out []Entry
	for _, e := range p.Entries {
		if slices.Contains(states, e.State) {
			out = append(out, e)
		}
	}
	return out
}
