package review

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Ground is the clause of Art. 20 by which something was told to somebody outside.
type Ground string

// Grounds returns the clauses that allow a disclosure: the operator's consent, the six kinds of information that are no secret, and what
// law or a court compels.
func Grounds() []Ground {
	return []Ground{"20-1", "20-2-1", "20-2-2", "20-2-3", "20-2-4", "20-2-5", "20-2-6", "20-3"}
}

// Known reports whether g is one of them.
func (g Ground) Known() bool { return slices.Contains(Grounds(), g) }

// Disclosure records that information of a case was given to somebody outside the scheme (Art. 20). It is never changed or removed.
type Disclosure struct {
	No     int              `json:"no"` // of the case, from 1
	Case   ident.CaseID     `json:"case"`
	On     civil.Date       `json:"on"`
	To     string           `json:"to"`
	Ground Ground           `json:"ground"`
	Text   string           `json:"text"` // what was given and why
	By     ident.ReviewerID `json:"by"`
	At     time.Time        `json:"at"` // recorded
}

// Disclose records a disclosure, today's when no day is given. Without a ground it is refused by Art. 20: the information is secret then.
func (d *Desk) Disclose(ctx context.Context, x Disclosure) (Disclosure, error) {
	x.To, x.Text, x.By = strings.TrimSpace(x.To), strings.TrimSpace(x.Text), d.Self().ID
	if x.On.IsZero() {
		x.On = d.Today()
	}
	var l fault.List
	add := func(bad bool, code string) {
		if bad {
			l = append(l, fault.Finding{Code: code, Severity: fault.Must, Clause: "20"})
		}
	}
	add(!x.Ground.Known(), "disclosure_without_ground")
	add(x.To == "", "disclosure_without_recipient")
	add(x.Text == "", "disclosure_without_text")
	add(!x.On.Valid() || x.On.After(d.Today()), "disclosure_date_unfit")
	if len(l) > 0 {
		return x, &fault.Error{Kind: fault.Forbidden, Code: "disclosure_not_recordable", Clause: "20", Findings: l}
	}
	_, err := d.update(ctx, "disclose", x.Case, func(tx Tx, e *journal.Entry) error {
		if _, err := theCase(tx, x.Case); err != nil {
			return err
		}
		n, err := count(tx, "disclosure/"+string(x.Case))
		if err != nil {
			return err
		}
		x.No, x.At = n, tx.Now()
		e.Subject, e.New = string(x.Ground), sum(x)
		return tx.Put(KindDisclosure, part(x.Case, fmt.Sprintf("%04d", n)), x)
	})
	return x, err
}

// Disclosures returns the log of a case, or of every case when id is empty, by case and number.
func (d *Desk) Disclosures(ctx context.Context, id ident.CaseID) ([]Disclosure, error) {
	var out []Disclosure
	err := d.Store.View(ctx, func(tx Tx) error {
		prefix := ""
		if id != "" {
			prefix = part(id, "")
		}
		var err error
		out, err = list[Disclosure](tx, KindDisclosure, prefix)
		return err
	})
	return out, err
}

// disclosuresKept is the doctor's look at the log: every entry of the journal has its record, and every record its ground.
func disclosuresKept(tx Tx, entries []journal.Entry) (Invariant, error) {
	all, err := list[Disclosure](tx, KindDisclosure, "")
	i := Invariant{Name: "disclosures_name_their_ground", OK: true, Detail: fmt.Sprintf("%d disclosures", len(all))}
	made := map[ident.Digest]bool{}
	for _, e := range entries {
		if e.Act == "disclose" {
			made[e.New] = true
		}
	}
	for _, x := range all {
		if !x.Ground.Known() || !made[sum(x)] {
			i.OK, i.Detail = false, part(x.Case, fmt.Sprint(x.No))
		}
		delete(made, sum(x))
	}
	if len(made) > 0 {
		i.OK, i.Detail = false, fmt.Sprintf("%d are gone", len(made))
	}
	return i, err
}
