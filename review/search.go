package review

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// maxHits bounds what one search returns.
const maxHits = 500

// Search finds text in everything this desk may read: cases, disclosures, remarks, inquiries and the member's notes. Width, case, and
// katakana for hiragana make no difference. A blank text finds nothing. Cases that are closed to the reader are found by their cover only.
//
// What is searched is kept folded in memory, case by case, and never on disk; the journal tells which cases have changed since. A case that
// was closed or purged is dropped with the same look.
func (d *Desk) Search(ctx context.Context, text string) ([]Hit, error) {
	want := fold(text)
	if want == "" {
		return nil, nil
	}
	d.found.Lock()
	defer d.found.Unlock()
	if err := d.readAgain(ctx); err != nil {
		return nil, err
	}
	var hits []Hit
	for _, id := range d.found.order {
		for _, p := range d.found.cases[id] {
			if strings.Contains(p.folded, want) {
				hits = append(hits, p.hit)
			}
		}
		if len(hits) >= maxHits {
			break
		}
	}
	return hits[:min(len(hits), maxHits)], ctx.Err()
}

// findable is what Search looks through: the texts of every case this desk may read, as of a place in the journal.
type findable struct {
	sync.Mutex
	head  journal.Head
	order []ident.CaseID // as the list of cases has them
	cases map[ident.CaseID][]passage
}

// forget drops everything, so that nothing destroyed stays in memory; the next search reads what is left.
func (f *findable) forget() {
	f.Lock()
	defer f.Unlock()
	f.head, f.order, f.cases = journal.Head{}, nil, nil
}

// passage is one text and what a search says when it finds it.
type passage struct {
	folded string
	hit    Hit
}

// readAgain brings what is searched to where the journal stands. An entry of no case may concern every case.
func (d *Desk) readAgain(ctx context.Context) error {
	var since []journal.Entry
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		since, err = tx.Journal(d.found.head.Seq, 0)
		return err
	})
	if err != nil || len(since) == 0 {
		return err
	}
	if d.found.cases == nil || slices.ContainsFunc(since, func(e journal.Entry) bool { return e.Case == "" }) {
		d.found.cases = map[ident.CaseID][]passage{}
	}
	for _, e := range since {
		delete(d.found.cases, e.Case)
	}
	rows, err := d.Cases(ctx)
	if err != nil {
		return err
	}
	d.found.order = d.found.order[:0]
	for _, r := range rows {
		d.found.order = append(d.found.order, r.ID)
		if d.found.cases[r.ID] != nil {
			continue
		}
		if d.found.cases[r.ID], err = d.passages(ctx, r); err != nil {
			delete(d.found.cases, r.ID)
			return err
		}
	}
	d.found.head = since[len(since)-1].Head()
	return nil
}

// passages returns the texts of a case; of one that is closed to the reader its cover alone.
func (d *Desk) passages(ctx context.Context, r Row) ([]passage, error) {
	var out []passage
	at := func(item ident.ItemID, where, text string) {
		if text != "" {
			out = append(out, passage{fold(text), Hit{r.ID, r.Service, item, where, text}})
		}
	}
	at("", "case", string(r.ID)+" "+r.Operator+" "+r.Service)
	f, err := d.File(ctx, r.ID)
	if fault.KindOf(err) == fault.Forbidden {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for _, it := range f.Edition.Items() {
		at(it.ID, "item", it.Title.JA+" "+it.Title.EN)
		at(it.ID, "disclosure", f.Application.Answers[it.ID].Wording())
		m := f.Marks[it.ID]
		at(it.ID, "remark", m.Remark)
		at(it.ID, "inquiry", m.Inquiry)
		at(it.ID, "note", f.Notes[it.ID])
	}
	return out, nil
}

// fold makes writings equal that a reader takes for the same: NFKC, lower case, hiragana for katakana, no white space.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'ァ' && r <= 'ヶ':
			return r - 'ァ' + 'ぁ'
		case r == ' ' || r == '\n' || r == '\t' || r == '\r':
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}
