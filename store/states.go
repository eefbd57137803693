package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"shinsa/review"
)

func (t *transaction) Edit(k review.Kind, id string, v any, restores int) error {
	var body []byte
	if v != nil {
		var err error
		if body, err = json.Marshal(v); err != nil {
			return fmt.Errorf("encode %s: %w", k, err)
		}
	}
	const put = `insert into document_state(kind, id, n, at, restores, body) values($1, $2,
		1 + coalesce((select max(n) from document_state where kind=$1 and id=$2), 0), $3, $4, $5)`
	if err := t.exec("put state", put, k, id, t.now.UnixMicro(), restores, body); err != nil {
		return err
	}
	if v == nil {
		return t.exec("delete document", "delete from document where kind=$1 and id=$2", k, id)
	}
	return t.Put(k, id, json.RawMessage(body))
}

func (t *transaction) States(k review.Kind, id string) ([]review.Edited, error) {
	var out []review.Edited
	err := t.each("list states", func(rows *sql.Rows) (bool, error) {
		var at int64
		var s review.Edited
		if err := rows.Scan(&at, &s.Restores, &s.Body); err != nil {
			return false, fmt.Errorf("list states: %w", err)
		}
		s.At = time.UnixMicro(at).UTC()
		out = append(out, s)
		return true, nil
	}, "select at, restores, body from document_state where kind=$1 and id=$2 order by n", k, id)
	return out, err
}

func (t *transaction) DropStates(k review.Kind, prefix string) error {
	return t.exec("drop states", "delete from document_state where kind=$1 and substr(id, 1, length($2))=$2", k, prefix)
}
