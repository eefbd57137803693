package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
)

func (t *transaction) PutMark(c ident.CaseID, r ident.ReviewerID, m checklist.Mark) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("encode mark: %w", err)
	}
	const put = `insert into mark(case_id, reviewer, item, n, at, body) values($1, $2, $3,
		1 + coalesce((select max(n) from mark where case_id=$1 and reviewer=$2 and item=$3), 0), $4, $5)`
	return t.exec("put mark", put, c, r, m.Item, t.now.UnixMicro(), body)
}

func (t *transaction) Marks(c ident.CaseID, r ident.ReviewerID) ([]checklist.Mark, error) {
	const latest = `select m.body from mark m where m.case_id=$1 and m.reviewer=$2 and m.n =
		(select max(n) from mark where case_id=m.case_id and reviewer=m.reviewer and item=m.item) order by m.item`
	var out []checklist.Mark
	err := t.each("list marks", func(rows *sql.Rows) (bool, error) {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return false, fmt.Errorf("list marks: %w", err)
		}
		m, err := decodeMark(body)
		out = append(out, m)
		return true, err
	}, latest, c, r)
	return out, err
}

func (t *transaction) Mark(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) (checklist.Mark, error) {
	m := checklist.Blank(item)
	err := t.each("read mark", func(rows *sql.Rows) (more bool, err error) {
		var body sql.RawBytes
		if err := rows.Scan(&body); err != nil {
			return false, fmt.Errorf("read mark: %w", err)
		}
		m, err = decodeMark(body)
		return false, err
	}, "select body from mark where case_id=$1 and reviewer=$2 and item=$3 order by n desc limit 1", c, r, item)
	return m, err
}

func (t *transaction) MarkHistory(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) ([]review.MarkState, error) {
	const history = "select at, body from mark where case_id=$1 and reviewer=$2 and item=$3 order by n"
	var out []review.MarkState
	err := t.each("list states of a mark", func(rows *sql.Rows) (bool, error) {
		var at int64
		var body []byte
		if err := rows.Scan(&at, &body); err != nil {
			return false, fmt.Errorf("list states of a mark: %w", err)
		}
		m, err := decodeMark(body)
		out = append(out, review.MarkState{At: time.UnixMicro(at).UTC(), Mark: m})
		return true, err
	}, history, c, r, item)
	return out, err
}

func (t *transaction) DropMarks(c ident.CaseID) error {
	return t.exec("drop marks", "delete from mark where case_id=$1", c)
}

func decodeMark(body []byte) (m checklist.Mark, err error) {
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fmt.Errorf("decode mark: %w", err)
	}
	return m, nil
}
