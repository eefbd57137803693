package records

import (
	"context"
	"database/sql"
	"fmt"

	"shinsa/review/ident"
)

// Status is how much the records hold.
type Status struct {
	Database       string `json:"database"` // sqlite or postgres
	Editions       int    `json:"editions"`
	Cases          int    `json:"cases"`
	Opinions       int    `json:"opinions"`
	Verdicts       int    `json:"verdicts"`
	Meetings       int    `json:"meetings"`
	Decisions      int    `json:"decisions"`
	Granted        int    `json:"granted"`
	Certifications int    `json:"certifications"`
	Imports        int    `json:"imports"`
	Conflicts      int    `json:"conflicts"`
	LastImport     string `json:"last_import,omitempty"` // RFC 3339
}

// Status counts what is held.
func (r *Records) Status(ctx context.Context) (Status, error) {
	s := Status{Database: "sqlite"}
	if r.kind == postgres {
		s.Database = "postgres"
	}
	const query = `select
		(select count(*) from edition), (select count(*) from case_file), (select count(*) from opinion), (select count(*) from verdict),
		(select count(*) from meeting), (select count(*) from decision), (select count(*) from decision where outcome='grant'),
		(select count(*) from certification), (select count(*) from import), (select count(*) from conflict),
		(select coalesce(max(taken_at), '') from import)`
	err := r.db.QueryRowContext(ctx, query).Scan(&s.Editions, &s.Cases, &s.Opinions, &s.Verdicts, &s.Meetings, &s.Decisions, &s.Granted,
		&s.Certifications, &s.Imports, &s.Conflicts, &s.LastImport)
	if err != nil {
		return s, refusal(fmt.Errorf("count records: %w", err))
	}
	return s, nil
}

// Line is a case in a list. Outcome and Certificate are empty until there is one.
type Line struct {
	ID          ident.CaseID        `json:"id"`
	State       string              `json:"state"`
	Operator    string              `json:"operator"`
	Corporate   string              `json:"corporate_number"`
	Service     string              `json:"service"`
	Edition     ident.EditionID     `json:"edition"`
	Received    string              `json:"received"`
	Opinions    int                 `json:"opinions"`
	Recused     int                 `json:"recused"`
	Outcome     string              `json:"outcome,omitempty"`
	Certificate ident.CertificateNo `json:"certificate,omitempty"`
}

// Filter chooses cases; an empty field chooses all.
type Filter struct {
	State     string
	Corporate string
	After     ident.CaseID // the last case of the page before
	Limit     int          // 100 when zero
}

// Cases lists cases by id, a page at a time.
func (r *Records) Cases(ctx context.Context, f Filter) ([]Line, error) {
	if f.Limit <= 0 {
		f.Limit = 100
	}
	const query = `select c.id, c.state, c.operator, c.corporate, c.service, c.edition, c.received,
			(select count(*) from opinion o where o.case_id=c.id),
			(select count(*) from reviewer v where v.case_id=c.id and v.outcome='recused'),
			coalesce((select d.outcome from decision d where d.case_id=c.id), ''),
			coalesce((select min(t.no) from certification t where t.case_id=c.id), '')
		from case_file c
		where c.id > $1 and ($2 = '' or c.state = $2) and ($3 = '' or c.corporate = $3)
		order by c.id limit $4`
	rows, err := r.db.QueryContext(ctx, query, string(f.After), f.State, f.Corporate, f.Limit)
	if err != nil {
		return nil, refusal(fmt.Errorf("list cases: %w", err))
	}
	out, err := collect(rows, func(l *Line) []any {
		return []any{
			&l.ID, &l.State, &l.Operator, &l.Corporate, &l.Service, &l.Edition, &l.Received, &l.Opinions, &l.Recused, &l.Outcome, &l.Certificate,
		}
	})
	return out, refusal(err)
}

// Cell is one member's word on one item.
type Cell struct {
	Item      ident.ItemID     `json:"item"`
	Reviewer  ident.ReviewerID `json:"reviewer"`
	Round     int              `json:"round"`
	Verdict   string           `json:"verdict"`
	Disclosed string           `json:"disclosed,omitempty"`
	Level     string           `json:"level,omitempty"`
	Remark    string           `json:"remark,omitempty"`
}

// Matrix returns every verdict of a case, by item in the order of the edition, then by round and reviewer.
func (r *Records) Matrix(ctx context.Context, c ident.CaseID) ([]Cell, error) {
	const query = `select v.item, o.reviewer, o.round, v.verdict, v.disclosed, v.level, v.remark
		from opinion o join verdict v on v.opinion=o.n join case_file c on c.id=o.case_id
		join item i on i.edition=c.edition and i.id=v.item
		where o.case_id=$1 order by i.pos, o.round, o.reviewer`
	rows, err := r.db.QueryContext(ctx, query, string(c))
	if err != nil {
		return nil, refusal(fmt.Errorf("read verdicts: %w", err))
	}
	out, err := collect(rows, func(x *Cell) []any {
		return []any{&x.Item, &x.Reviewer, &x.Round, &x.Verdict, &x.Disclosed, &x.Level, &x.Remark}
	})
	return out, refusal(err)
}

// Conflicts returns every conflict that was reported, oldest source first.
func (r *Records) Conflicts(ctx context.Context) ([]Conflict, error) {
	c, err := r.db.Conn(ctx)
	if err != nil {
		return nil, refusal(fmt.Errorf("connect: %w", err))
	}
	defer c.Close()
	out, err := conflicts(ctx, c, "order by source, kind, place, offered")
	return out, refusal(err)
}

func conflicts(ctx context.Context, c *sql.Conn, which string, args ...any) ([]Conflict, error) {
	rows, err := c.QueryContext(ctx, "select kind, place, held, offered from conflict "+which, args...)
	if err != nil {
		return nil, fmt.Errorf("read conflicts: %w", err)
	}
	return collect(rows, func(x *Conflict) []any { return []any{&x.Kind, &x.Place, &x.Held, &x.Offered} })
}
