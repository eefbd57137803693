package records

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"shinsa/review/exchange"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// place is where a record belongs.
type place struct {
	kind Kind
	id   string
}

// holding is what a place holds.
type holding struct {
	digest ident.Digest
	office string
}

// ledger is what every place holds.
type ledger map[place]holding

func readLedger(ctx context.Context, c *sql.Conn) (ledger, error) {
	rows, err := c.QueryContext(ctx, "select kind, place, digest, office from record")
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	defer rows.Close()
	l := ledger{}
	for rows.Next() {
		var p place
		var h holding
		if err := rows.Scan(&p.kind, &p.id, &h.digest, &h.office); err != nil {
			return nil, fmt.Errorf("read ledger: %w", err)
		}
		l[p] = h
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	return l, nil
}

// order says how a bundle's journal stands to the one known of its office.
type order int

const (
	first     order = iota // nothing is known of the office
	continues              // the head that is known is in the bundle's chain
	precedes               // the bundle's head is in the chain that is known
	apart                  // neither
)

// relation is the order, and the heads that were not known.
type relation struct {
	order   order
	unknown []journal.Head
}

// relate finds the order of the bundle's journal and reports a journal that stands apart.
func (in *intake) relate(b *exchange.Bundle) error {
	rows, err := in.conn.QueryContext(in.ctx, "select seq, hash from office_head where office=$1 order by seq, hash", b.Office)
	if err != nil {
		return fmt.Errorf("read journal heads: %w", err)
	}
	known, err := collect(rows, func(h *journal.Head) []any { return []any{&h.Seq, &h.Hash} })
	if err != nil {
		return err
	}
	chain := append(slices.Clone(b.Heads), b.Head)
	in.chain = relation{order: orderOf(known, chain)}
	for i, h := range chain {
		if !slices.Contains(known, h) && !slices.Contains(chain[:i], h) {
			in.chain.unknown = append(in.chain.unknown, h)
		}
	}
	if in.chain.order == apart {
		in.conflict(place{Journal, b.Office}, known[len(known)-1].Hash, b.Head.Hash)
	}
	return nil
}

// orderOf compares the chain of heads that is known with the one offered, whose last is its newest.
func orderOf(known, chain []journal.Head) order {
	if len(known) == 0 {
		return first
	}
	switch newest := chain[len(chain)-1]; {
	case slices.Contains(chain, known[len(known)-1]):
		return continues
	case slices.Contains(known, newest):
		return precedes
	}
	return apart
}

// outcome is what happens to a record that is offered.
type outcome int

const (
	added outcome = iota
	same
	changed
	conflicting
)

// judge decides over a record by the rules of the package comment and counts it. extends is asked, for a record that can grow, whether it
// may take the place of the one held; nil stands for never.
func (in *intake) judge(p place, offered ident.Digest, extends func() (bool, error)) (outcome, error) {
	held, taken := in.held[p]
	switch {
	case !taken && in.foreign:
		in.conflict(p, "", offered)
		return conflicting, nil
	case !taken:
		in.report.New++
		in.keep(p, offered)
		in.rows.add("record", p.kind, p.id, offered, in.office)
		return added, nil
	case held.digest == offered:
		in.report.Same++
		return same, nil
	case extends == nil || held.office != in.office:
		in.conflict(p, held.digest, offered)
		return conflicting, nil
	}
	if in.chain.order == precedes {
		in.report.Same++
		return same, nil
	}
	grows, err := extends()
	if err != nil {
		return conflicting, err
	}
	if !grows || in.chain.order != continues {
		in.conflict(p, held.digest, offered)
		return conflicting, nil
	}
	in.report.Changed++
	in.keep(p, offered)
	const update = "update record set digest=$3 where kind=$1 and place=$2"
	return changed, in.exec(update, p.kind, p.id, offered)
}

func (in *intake) keep(p place, d ident.Digest) { in.held[p] = holding{d, in.office} }

func (in *intake) conflict(p place, held, offered ident.Digest) {
	in.report.Conflicts++
	in.report.Conflict = append(in.report.Conflict, Conflict{Kind: p.kind, Place: p.id, Held: held, Offered: offered})
}

// exec runs a statement after what was added before it.
func (in *intake) exec(query string, args ...any) error {
	if err := in.rows.flush(in.ctx); err != nil {
		return err
	}
	if _, err := in.conn.ExecContext(in.ctx, query, args...); err != nil {
		return fmt.Errorf("change record: %w", err)
	}
	return nil
}

// always is the answer of a record that may take the place of any earlier one.
func always() (bool, error) { return true, nil }
