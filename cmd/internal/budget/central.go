package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"shinsa/cmd/internal/boot"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/exchange"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/store/records"
)

// The size of the bundle that is taken in: opinions of five members on cases of 136 items.
const (
	bundleCases   = 40
	bundleMembers = 5
	bundleItems   = 136
)

// again holds taking the same parcel in once more against the first time, on the database that needs no server.
func again(home string) (Row, error) {
	row := Row{Work: fmt.Sprintf("central records: the same %d cases once more", bundleCases), Name: "the first time", Ratio: 0.2}
	b := bundle()
	known, err := records.Open(context.Background(), "sqlite:"+filepath.Join(home, "known.db"), boot.Now)
	if err != nil {
		return row, fmt.Errorf("open records: %w", err)
	}
	take := func(r *records.Records) error {
		_, err := r.Import(context.Background(), ident.Sum([]byte("parcel")), b)
		return err
	}
	if err := take(known); err != nil {
		return row, fmt.Errorf("import: %w", err)
	}
	row.Ours = each(func() error { return take(known) })
	files := 0
	row.Peer = afresh(func() (string, error) {
		files++
		return "sqlite:" + filepath.Join(home, fmt.Sprintf("first%d.db", files)), nil
	}, func(r *records.Records, _ string) error { return take(r) })
	return row, nil
}

// central holds checking and taking a bundle in against PostgreSQL's COPY of the rows it becomes, into tables with the same keys. It
// needs the server that SHINSA_TEST_POSTGRES names.
func central(string) (Row, error) {
	row := Row{Work: fmt.Sprintf("central records: %d verdicts taken in", bundleCases*bundleMembers*bundleItems), Name: "COPY of the rows", Ratio: 2}
	server := os.Getenv("SHINSA_TEST_POSTGRES")
	if server == "" {
		return row, fmt.Errorf("PostgreSQL: %w", errAbsent)
	}
	b, schema := bundle(), newSchema(server)
	address, err := schema()
	if err != nil {
		return row, err
	}
	r, err := records.Open(context.Background(), address, boot.Now)
	if err != nil {
		return row, fmt.Errorf("open records: %w", err)
	}
	if _, err := r.Import(context.Background(), ident.Sum([]byte("first")), b); err != nil {
		return row, fmt.Errorf("import: %w", err)
	}
	rows, err := rowsIn(address)
	if err != nil {
		return row, err
	}
	row.Ours = afresh(schema, func(r *records.Records, _ string) error {
		_, err := r.Import(context.Background(), ident.Sum([]byte("first")), b)
		return err
	})
	row.Peer = afresh(schema, func(_ *records.Records, address string) error { return copyRows(address, rows) })
	return row, r.Close()
}

// afresh makes a benchmark of one act on records that are made anew each time, which is not measured.
func afresh(address func() (string, error), act func(r *records.Records, address string) error) func(b *testing.B) {
	return func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			at, err := address()
			if err != nil {
				b.Fatal(err)
			}
			r, err := records.Open(context.Background(), at, boot.Now)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if err := act(r, at); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := r.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	}
}

// newSchema returns what makes a schema of its own in a server and says its address. They end with the server.
func newSchema(server string) func() (string, error) {
	n := 0
	return func() (string, error) {
		n++
		name := fmt.Sprintf("budget_%d_%d", os.Getpid(), n)
		db, err := sql.Open("pgx", server)
		if err != nil {
			return "", fmt.Errorf("open server: %w", err)
		}
		if _, err := db.Exec("create schema " + name); err != nil {
			return "", errors.Join(fmt.Errorf("make schema: %w", err), db.Close())
		}
		u, err := url.Parse(server)
		if err != nil {
			return "", errors.Join(fmt.Errorf("read address: %w", err), db.Close())
		}
		q := u.Query()
		q.Set("search_path", name)
		u.RawQuery = q.Encode()
		return u.String(), db.Close()
	}
}

// copied are the tables a bundle fills, parents first.
var copied = []string{"edition", "item", "case_file", "disclosure", "reviewer", "opinion", "verdict", "record"}

// filled is the content of one table.
type filled struct {
	table   string
	columns []string
	rows    [][]any
}

// rowsIn reads what an import left.
func rowsIn(address string) ([]filled, error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("open server: %w", err)
	}
	defer conn.Close(ctx)
	var out []filled
	for _, table := range copied {
		rows, err := conn.Query(ctx, "select * from "+table)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", table, err)
		}
		f := filled{table: table}
		for _, c := range rows.FieldDescriptions() {
			f.columns = append(f.columns, c.Name)
		}
		for rows.Next() {
			values, err := rows.Values()
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", table, err)
			}
			f.rows = append(f.rows, values)
		}
		if err := rows.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", table, err)
		}
		out = append(out, f)
	}
	return out, nil
}

// copyRows writes all tables in one transaction.
func copyRows(address string, all []filled) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{f.table}, f.columns, pgx.CopyFromRows(f.rows)); err != nil {
			return fmt.Errorf("copy %s: %w", f.table, err)
		}
	}
	return tx.Commit(ctx)
}

// bundle is an export of cases that are all examined.
func bundle() *exchange.Bundle {
	on := civil.MustParse("2026-05-01")
	edition := exchange.Edition{ID: "iaas-paas-iot-sample-1", Digest: ident.Sum([]byte("edition")), Title: "審査基準【見本】", Sample: true}
	for i := range bundleItems {
		edition.Items = append(edition.Items, exchange.Item{ID: itemID(i), Group: "運用", Title: "稼働率", Duty: "mandatory", Level: i%2 == 0})
	}
	b := &exchange.Bundle{
		Format: exchange.Format, Version: exchange.Version, Office: "o-11aa22bb", Body: "見本認定機構", On: on,
		Head: journal.Head{Seq: 1, Hash: ident.Sum([]byte("head"))}, Edition: []exchange.Edition{edition},
	}
	for n := range bundleCases {
		c := exchange.Case{
			ID: ident.CaseID(fmt.Sprintf("C2026-%04d", n+1)), Kind: "new", State: "gathered", Operator: "見本クラウド株式会社", Corporate: "7999901000001",
			Service: "見本IoTプラットフォーム", Edition: edition.ID, Received: on, Application: ident.Sum([]byte(strconv.Itoa(n))),
		}
		for i := range bundleItems {
			c.Disclosures = append(c.Disclosures, exchange.Disclosure{Item: itemID(i), Kind: "answered", Text: "月間稼働率 99.95％以上（計画停止を除く。）"})
		}
		for k := range bundleMembers {
			o := examined(c, k, edition.Digest)
			c.Reviewers = append(c.Reviewers, exchange.Reviewer{ID: o.Reviewer, Name: o.Name, Outcome: "opinion", On: on})
			c.Opinions = append(c.Opinions, o)
		}
		b.Cases = append(b.Cases, c)
	}
	return b
}

func itemID(i int) ident.ItemID { return ident.ItemID(fmt.Sprintf("%d.%d", i/5+1, i%5+1)) }

// examined is one member's opinion of a case.
func examined(c exchange.Case, member int, edition ident.Digest) opinion.Opinion {
	o := opinion.Opinion{
		Format: opinion.Format, Version: opinion.Version, Case: c.ID, Round: 1, Reviewer: ident.ReviewerID(fmt.Sprintf("m-%08x", member)),
		Name: fmt.Sprintf("委員 %d", member+1), Edition: c.Edition, EditionDigest: edition, Dossier: c.Application, On: c.Received,
		Draft: opinion.Draft{Overall: opinion.Recommend, Summary: "審査基準に適合している。"}, Report: ident.Sum([]byte("report")),
	}
	for i := range bundleItems {
		o.Marks = append(o.Marks, checklist.Mark{
			Item: itemID(i), Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true, Revision: 1, Remark: "根拠資料の記載と一致する。",
		})
	}
	return o
}
