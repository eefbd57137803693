package records

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"shinsa/review/canon"
	"shinsa/review/decision"
	"shinsa/review/exchange"
	"shinsa/review/opinion"
	"shinsa/review/register"
)

// tables lists every table that is written to in bulk, parents before children, with its columns.
var tables = []struct {
	name    string
	columns []string
}{
	{"record", []string{"kind", "place", "digest", "office"}},
	{"edition", []string{"id", "digest", "title", "sample"}},
	{"item", []string{"edition", "id", "pos", "section", "title", "duty", "leveled"}},
	{"case_file", []string{"id", "kind", "state", "operator", "corporate", "service", "edition", "received", "application"}},
	{"disclosure", []string{"case_id", "item", "kind", "words"}},
	{"reviewer", []string{"case_id", "id", "name", "outcome", "on_day"}},
	{"opinion", []string{"n", "digest", "case_id", "reviewer", "round", "on_day", "overall", "dossier", "report", "draft", "evidence"}},
	{"verdict", []string{"opinion", "item", "verdict", "disclosed", "level", "remark", "inquiry", "pointers"}},
	{"meeting", []string{"case_id", "round", "on_day", "overall", "summary", "body"}},
	{"decision", []string{"case_id", "outcome", "on_day", "decider", "body"}},
	{"certification", []string{"no", "case_id", "serial", "operator", "service", "from_day", "to_day", "body"}},
	{"event", []string{"certification", "n", "kind", "on_day", "clause"}},
	{"import", []string{
		"source", "office", "made_on", "head_seq", "head_hash", "taken_at", "cases", "opinions", "added", "same", "changed", "conflicts",
	}},
	{"conflict", []string{"source", "kind", "place", "held", "offered"}},
	{"office_head", []string{"office", "seq", "hash"}},
}

// pending is how many rows wait in memory at most before they are written.
const pending = 20_000

// writer collects rows and writes them table by table, so that references always find their row.
type writer struct {
	kind  dialect
	conn  *sql.Conn
	rows  map[string][][]any
	count int
}

// add queues a row. Values of string types are brought to string, which is all that COPY knows.
func (w *writer) add(table string, values ...any) {
	for i, v := range values {
		if rv := reflect.ValueOf(v); rv.Kind() == reflect.String {
			values[i] = rv.String()
		}
	}
	if w.rows == nil {
		w.rows = map[string][][]any{}
	}
	w.rows[table] = append(w.rows[table], values)
	w.count++
}

// full reports whether it is time to flush; it may be asked wherever a record is complete.
func (w *writer) full() bool { return w.count >= pending }

func (w *writer) flush(ctx context.Context) error {
	for _, t := range tables {
		rows := w.rows[t.name]
		if len(rows) == 0 {
			continue
		}
		if err := w.kind.insert(ctx, w.conn, t.name, t.columns, rows); err != nil {
			return err
		}
		clear(rows)
		w.rows[t.name] = rows[:0]
	}
	w.count = 0
	return nil
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func text(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode record: %w", err)
	}
	return string(b), nil
}

func (in *intake) edition(e exchange.Edition) error {
	digest, err := canon.Digest(e)
	if err != nil {
		return err
	}
	if done, err := in.judge(place{Edition, string(e.ID)}, digest, nil); err != nil || done != added {
		return err
	}
	in.rows.add("edition", e.ID, e.Digest, e.Title, flag(e.Sample))
	for i, it := range e.Items {
		in.rows.add("item", e.ID, it.ID, i, it.Group, it.Title, it.Duty, flag(it.Level))
	}
	return nil
}

// caseFile takes the facts of a case; opinions, meeting, decision and certification are records of their own.
func (in *intake) caseFile(c exchange.Case) error {
	c.Opinions, c.Meeting, c.Decision, c.Certificate = nil, nil, nil, nil
	digest, err := canon.Digest(c)
	if err != nil {
		return err
	}
	done, err := in.judge(place{Case, string(c.ID)}, digest, always)
	if err != nil || done == same || done == conflicting {
		return err
	}
	if done == changed {
		for _, q := range []string{"delete from disclosure where case_id=$1", "delete from reviewer where case_id=$1"} {
			if err := in.exec(q, c.ID); err != nil {
				return err
			}
		}
		const update = `update case_file set kind=$2, state=$3, operator=$4, corporate=$5, service=$6, edition=$7, received=$8, application=$9
			where id=$1`
		if err := in.exec(update, c.ID, c.Kind, c.State, c.Operator, c.Corporate, c.Service, c.Edition, c.Received.String(), c.Application); err != nil {
			return err
		}
	} else {
		in.rows.add("case_file", c.ID, c.Kind, c.State, c.Operator, c.Corporate, c.Service, c.Edition, c.Received.String(), c.Application)
	}
	for _, d := range c.Disclosures {
		in.rows.add("disclosure", c.ID, d.Item, d.Kind, d.Text)
	}
	for _, r := range c.Reviewers {
		in.rows.add("reviewer", c.ID, r.ID, r.Name, r.Outcome, r.On.String())
	}
	return nil
}

func (in *intake) opinion(o opinion.Opinion) error {
	digest, err := canon.Digest(o)
	if err != nil {
		return err
	}
	at := string(o.Case) + "/" + string(o.Reviewer) + "/" + strconv.Itoa(o.Round)
	if done, err := in.judge(place{Opinion, at}, digest, nil); err != nil || done != added {
		return err
	}
	draft, err := text(o.Draft)
	if err != nil {
		return err
	}
	evidence, err := text(o.Evidence)
	if err != nil {
		return err
	}
	in.opinions++
	in.rows.add("opinion", in.opinions, digest, o.Case, o.Reviewer, o.Round, o.On.String(), o.Draft.Overall, o.Dossier, o.Report, draft, evidence)
	for _, m := range o.Marks {
		pointers := ""
		if len(m.Pointers) > 0 {
			if pointers, err = text(m.Pointers); err != nil {
				return err
			}
		}
		in.rows.add("verdict", in.opinions, m.Item, m.Verdict, m.Disclosed, m.Level, m.Remark, m.Inquiry, pointers)
	}
	if in.rows.full() {
		return in.rows.flush(in.ctx)
	}
	return nil
}

func (in *intake) meeting(m opinion.Meeting) error {
	digest, err := canon.Digest(m)
	if err != nil {
		return err
	}
	done, err := in.judge(place{Meeting, string(m.Case) + "/" + strconv.Itoa(m.Round)}, digest, always)
	if err != nil || done == same || done == conflicting {
		return err
	}
	if done == changed {
		if err := in.exec("delete from meeting where case_id=$1 and round=$2", m.Case, m.Round); err != nil {
			return err
		}
	}
	body, err := text(m)
	if err != nil {
		return err
	}
	in.rows.add("meeting", m.Case, m.Round, m.On.String(), m.Overall, m.Summary, body)
	return nil
}

func (in *intake) decision(d decision.Decision) error {
	digest, err := canon.Digest(d)
	if err != nil {
		return err
	}
	if done, err := in.judge(place{Decision, string(d.Case)}, digest, nil); err != nil || done != added {
		return err
	}
	body, err := text(d)
	if err != nil {
		return err
	}
	in.rows.add("decision", d.Case, d.Outcome, d.On.String(), d.By, body)
	return nil
}

func (in *intake) certification(c register.Certification) error {
	digest, err := canon.Digest(c)
	if err != nil {
		return err
	}
	done, err := in.judge(place{Certification, string(c.No)}, digest, func() (bool, error) { return in.extends(c) })
	if err != nil || done == same || done == conflicting {
		return err
	}
	if done == changed {
		for _, q := range []string{"delete from event where certification=$1", "delete from certification where no=$1"} {
			if err := in.exec(q, c.No); err != nil {
				return err
			}
		}
	}
	body, err := text(c)
	if err != nil {
		return err
	}
	in.rows.add("certification", c.No, c.Case, c.Serial, c.Operator, c.Service, c.From.String(), c.To.String(), body)
	for i, e := range c.Events {
		in.rows.add("event", c.No, i, e.Kind, e.On.String(), e.Clause)
	}
	return nil
}

// extends reports whether c is the certification that is held with more events: none of those held is gone or different.
func (in *intake) extends(c register.Certification) (bool, error) {
	if err := in.rows.flush(in.ctx); err != nil {
		return false, err
	}
	var body string
	if err := in.conn.QueryRowContext(in.ctx, "select body from certification where no=$1", c.No).Scan(&body); err != nil {
		return false, fmt.Errorf("read certification: %w", err)
	}
	var held register.Certification
	if err := json.Unmarshal([]byte(body), &held); err != nil {
		return false, fmt.Errorf("decode certification: %w", err)
	}
	if held.Serial != c.Serial || held.First != c.First || len(held.Events) > len(c.Events) {
		return false, nil
	}
	return canon.Equal(held.Events, c.Events[:len(held.Events)]), nil
}
