package records

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"shinsa/review/exchange"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Import takes a bundle in, whole or not at all. source is the digest of the parcel that carried it, already verified by the caller;
// the same source again is answered from the books. The bundle is not changed.
func (r *Records) Import(ctx context.Context, source ident.Digest, b *exchange.Bundle) (Report, error) {
	if err := fault.Refuse(fault.Invalid, "bundle_invalid", b.Check()); err != nil {
		return Report{}, err
	}
	if !source.Valid() {
		return Report{}, fault.New(fault.Invalid, "bundle_without_source")
	}
	var report Report
	err := r.within(ctx, func(c *sql.Conn) error {
		var err error
		if report, err = repeated(ctx, c, source); err != nil || report.Repeated {
			return err
		}
		in := &intake{ctx: ctx, conn: c, rows: &writer{kind: r.kind, conn: c}, office: b.Office}
		in.report = Report{Source: source, Office: b.Office, Cases: len(b.Cases)}
		if err := in.take(b); err != nil {
			return err
		}
		report = in.report
		return in.book(b, r.instant())
	})
	if err != nil {
		return Report{}, refusal(err)
	}
	return report, nil
}

// repeated answers for a parcel that was taken in before: nothing changes, and its conflicts still stand.
func repeated(ctx context.Context, c *sql.Conn, source ident.Digest) (Report, error) {
	rep := Report{Source: source}
	var added, changed int
	err := c.QueryRowContext(ctx, "select office, cases, opinions, added, same, changed, conflicts from import where source=$1", source).
		Scan(&rep.Office, &rep.Cases, &rep.Opinions, &added, &rep.Same, &changed, &rep.Conflicts)
	if errors.Is(err, sql.ErrNoRows) {
		return rep, nil
	}
	if err != nil {
		return rep, fmt.Errorf("look for import: %w", err)
	}
	rep.Repeated = true
	rep.Same += added + changed
	rep.Conflict, err = conflicts(ctx, c, "where source=$1 order by kind, place, offered", source)
	return rep, err
}

// intake is one bundle being taken in.
type intake struct {
	ctx    context.Context //nolint:containedctx // lives inside one call
	conn   *sql.Conn
	rows   *writer
	office string
	held   ledger
	chain  relation
	report Report

	foreign  bool // the case at hand is held for another office
	opinions int  // the number of the last opinion
}

func (in *intake) take(b *exchange.Bundle) error {
	var err error
	if in.held, err = readLedger(in.ctx, in.conn); err != nil {
		return err
	}
	if err := in.relate(b); err != nil {
		return err
	}
	if err := in.conn.QueryRowContext(in.ctx, "select coalesce(max(n), 0) from opinion").Scan(&in.opinions); err != nil {
		return fmt.Errorf("number opinions: %w", err)
	}
	for _, e := range b.Edition {
		if err := in.edition(e); err != nil {
			return err
		}
	}
	for _, c := range b.Cases {
		if err := in.whole(c); err != nil {
			return err
		}
	}
	return in.rows.flush(in.ctx)
}

// whole takes a case in with everything that belongs to it. Nothing is hung on a case that is held for another office.
func (in *intake) whole(c exchange.Case) error {
	in.report.Opinions += len(c.Opinions)
	if err := in.caseFile(c); err != nil {
		return err
	}
	in.foreign = in.held[place{Case, string(c.ID)}].office != in.office
	defer func() { in.foreign = false }()
	for _, o := range c.Opinions {
		if err := in.opinion(o); err != nil {
			return err
		}
	}
	if c.Meeting != nil {
		if err := in.meeting(*c.Meeting); err != nil {
			return err
		}
	}
	if c.Decision != nil {
		if err := in.decision(*c.Decision); err != nil {
			return err
		}
	}
	if c.Certificate != nil {
		return in.certification(*c.Certificate)
	}
	return nil
}

// book writes down what was taken in, so that it can be answered for.
func (in *intake) book(b *exchange.Bundle, at string) error {
	rep := in.report
	in.rows.add("import", rep.Source, b.Office, b.On.String(), b.Head.Seq, b.Head.Hash, at,
		rep.Cases, rep.Opinions, rep.New, rep.Same, rep.Changed, rep.Conflicts)
	for _, c := range rep.Conflict {
		in.rows.add("conflict", rep.Source, c.Kind, c.Place, c.Held, c.Offered)
	}
	for _, h := range in.chain.unknown {
		in.rows.add("office_head", b.Office, h.Seq, h.Hash)
	}
	return in.rows.flush(in.ctx)
}
