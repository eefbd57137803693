// Package exchange is what the secretariat hands to the central records: one file that goes in without anyone re-typing anything.
//
// A Bundle is the state of every case that left examination on one desk, in canonical JSON, carried in a signed parcel. It is
// complete in itself: the criteria edition's words, the disclosures as received, every sealed opinion, the committee's opinion, the
// decision and the certification. Nothing private is in it: no note, no draft, no key, no declaration beyond its outcome (Art. 20).
//
// # Merge rules
//
// A record is named by the SHA-256 of its canonical JSON. Taking the same record in again changes nothing. A record for a place that is
// already held under another digest is never overwritten: for the facts of a case that grow (state, application revision) the
// newer journal head wins when the old head is still in the sender's chain; for sealed opinions, decisions and certifications, which
// do not change, it is a conflict, reported with both digests and left as it is.
package exchange

import (
	"cmp"
	"fmt"
	"slices"

	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/review/register"
)

// Format and Version head every bundle.
const (
	Format  = "shinsa/records"
	Version = 1
)

// MaxBytes is the longest bundle that is read: 10,000 cases of 136 items and 5 members stay well below.
const MaxBytes = 2 << 30

// Bundle is one export of a secretariat's desk.
type Bundle struct {
	Format  string         `json:"format"`
	Version int            `json:"version"`
	Office  string         `json:"office"` // id of the desk
	Body    string         `json:"body"`
	On      civil.Date     `json:"on"`
	Head    journal.Head   `json:"journal_head"`
	Heads   []journal.Head `json:"earlier_heads,omitempty"` // heads of the exports before, oldest first
	Edition []Edition      `json:"editions"`
	Cases   []Case         `json:"cases"`
}

// Edition is a criteria edition as far as the records need it.
type Edition struct {
	ID     ident.EditionID `json:"id"`
	Digest ident.Digest    `json:"sha256"`
	Title  string          `json:"title"`
	Sample bool            `json:"sample,omitempty"`
	Items  []Item          `json:"items"`
}

// Item is an item's place and words.
type Item struct {
	ID    ident.ItemID `json:"id"`
	Group string       `json:"group"`
	Title string       `json:"title"`
	Duty  string       `json:"duty"`
	Level bool         `json:"level,omitempty"`
}

// Case is one case with all that belongs to it.
type Case struct {
	ID          ident.CaseID            `json:"id"`
	Kind        string                  `json:"kind"`
	State       string                  `json:"state"`
	Operator    string                  `json:"operator"`
	Corporate   string                  `json:"corporate_number"`
	Service     string                  `json:"service"`
	Edition     ident.EditionID         `json:"edition"`
	Received    civil.Date              `json:"received"`
	Application ident.Digest            `json:"application"` // of the application as read
	Disclosures []Disclosure            `json:"disclosures"`
	Reviewers   []Reviewer              `json:"reviewers"`
	Opinions    []opinion.Opinion       `json:"opinions,omitempty"`
	Meeting     *opinion.Meeting        `json:"meeting,omitempty"`
	Decision    *decision.Decision      `json:"decision,omitempty"`
	Certificate *register.Certification `json:"certification,omitempty"`
}

// Disclosure is what the applicant disclosed for one item, as text.
type Disclosure struct {
	Item ident.ItemID `json:"item"`
	Kind string       `json:"kind"` // answered, blank, by_reference, not_applicable
	Text string       `json:"text,omitempty"`
}

// Reviewer is a member's part in a case: who, and whether they examined it or were recused (Art. 7).
type Reviewer struct {
	ID      ident.ReviewerID `json:"id"`
	Name    string           `json:"name"`
	Outcome string           `json:"outcome"`
	On      civil.Date       `json:"on,omitzero"`
}

// Encode returns the canonical JSON of the bundle, its lists in a fixed order.
func (b *Bundle) Encode() ([]byte, error) {
	b.Format, b.Version = Format, Version
	slices.SortFunc(b.Cases, func(x, y Case) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(b.Edition, func(x, y Edition) int { return cmp.Compare(x.ID, y.ID) })
	for i := range b.Cases {
		c := &b.Cases[i]
		slices.SortFunc(c.Reviewers, func(x, y Reviewer) int { return cmp.Compare(x.ID, y.ID) })
		slices.SortFunc(c.Opinions, func(x, y opinion.Opinion) int {
			return cmp.Or(cmp.Compare(x.Round, y.Round), cmp.Compare(x.Reviewer, y.Reviewer))
		})
	}
	out, err := canon.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("encode bundle: %w", err)
	}
	return out, nil
}

// Decode reads a bundle and checks that it is whole: every finding at once, as a fault.Invalid refusal "bundle_invalid".
func Decode(src []byte) (*Bundle, error) {
	var b Bundle
	if _, err := canon.Decode(src, &b, canon.Limits{Size: MaxBytes, Values: MaxBytes / 16}); err != nil {
		return nil, err
	}
	if b.Format != Format || b.Version < 1 || b.Version > Version {
		return nil, fault.New(fault.Invalid, "bundle_version", "format", b.Format, "version", fmt.Sprint(b.Version))
	}
	return &b, fault.Refuse(fault.Invalid, "bundle_invalid", b.Check())
}

// Check returns everything that is not right in a bundle: a case without its edition, an opinion of another case or of a recused
// reviewer, a verdict on an item the edition does not have, a certification without a grant.
func (b *Bundle) Check() fault.List {
	var l fault.List
	editions := map[ident.EditionID]map[ident.ItemID]bool{}
	for _, e := range b.Edition {
		items := make(map[ident.ItemID]bool, len(e.Items))
		for _, it := range e.Items {
			items[it.ID] = true
		}
		editions[e.ID] = items
	}
	seen := map[ident.CaseID]bool{}
	for _, c := range b.Cases {
		if seen[c.ID] || !c.ID.Valid() {
			l = append(l, fault.Finding{Code: "bundle_case_twice", Severity: fault.Must, At: string(c.ID)})
		}
		seen[c.ID] = true
		items, ok := editions[c.Edition]
		if !ok {
			l = append(l, fault.Finding{Code: "bundle_edition_missing", Severity: fault.Must, At: string(c.ID)})
			continue
		}
		l = append(l, c.check(items)...)
	}
	return l
}

func (c Case) check(items map[ident.ItemID]bool) fault.List {
	var l fault.List
	add := func(code, clause string, item ident.ItemID) {
		l = append(l, fault.Finding{Code: code, Severity: fault.Must, Clause: clause, Criterion: string(item), At: string(c.ID)})
	}
	recused := map[ident.ReviewerID]bool{}
	for _, r := range c.Reviewers {
		recused[r.ID] = r.Outcome == "recused"
	}
	for _, o := range c.Opinions {
		if o.Case != c.ID {
			add("bundle_opinion_other_case", "", "")
		}
		if recused[o.Reviewer] {
			add("bundle_opinion_of_recused", "7", "")
		}
		for _, m := range o.Marks {
			if !items[m.Item] {
				add("bundle_item_unknown", "", m.Item)
			}
		}
	}
	for _, d := range c.Disclosures {
		if !items[d.Item] {
			add("bundle_item_unknown", "", d.Item)
		}
	}
	if c.Certificate != nil && (c.Decision == nil || c.Decision.Outcome != decision.Grant) {
		add("bundle_certification_without_grant", "6-1", "")
	}
	return l
}
