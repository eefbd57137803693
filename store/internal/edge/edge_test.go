package edge_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	_ "modernc.org/sqlite"

	"shinsa/review/fault"
	"shinsa/store/internal/edge"
)

func TestSystemErrorsBecomeRefusals(t *testing.T) {
	rows := []struct {
		err  error
		code string
	}{
		{&os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, edge.DiskFull},
		{fmt.Errorf("write file: %w", syscall.EDQUOT), edge.DiskFull},
		{&os.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, edge.ReadOnly},
		{&os.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, edge.ReadOnly},
		{&os.PathError{Op: "read", Path: "x", Err: syscall.EIO}, edge.DiskError},
	}
	for _, r := range rows {
		got := edge.Fault(r.err)
		if !errors.Is(got, &fault.Error{Kind: fault.Unavailable, Code: r.code}) {
			t.Errorf("%v became %v, want %s", r.err, got, r.code)
		}
		if !errors.Is(got, r.err) {
			t.Errorf("%v lost its cause", got)
		}
	}
}

func TestWhatIsNotTheStoresComesBackAsItIs(t *testing.T) {
	refused := fault.New(fault.Forbidden, "fee_not_received")
	for _, err := range []error{nil, context.Canceled, context.DeadlineExceeded, refused, errors.New("something else")} {
		if got := edge.Fault(err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
}

func TestDriverCodesBecomeRefusals(t *testing.T) {
	dir := t.TempDir()
	notADatabase := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(notADatabase, []byte("this file is long enough, but it is no database at all, whatever is asked of it. "+
		"One hundred bytes are needed."), 0o600); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name, dsn, query string
		kind             fault.Kind
		code             string
	}{
		{"not a database", notADatabase, "select * from sqlite_schema", fault.Corrupt, edge.Damaged},
		{"no such folder", filepath.Join(dir, "none", "x.db"), "create table t(a)", fault.Unavailable, edge.Unreachable},
		{"read only", "file:" + filepath.Join(dir, "ro.db") + "?_pragma=query_only(1)", "create table t(a)", fault.Unavailable, edge.ReadOnly},
		{"full", "file:" + filepath.Join(dir, "full.db") + "?_pragma=max_page_count(1)", "create table t(a)", fault.Unavailable, edge.DiskFull},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			db, err := sql.Open("sqlite", r.dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			_, err = db.Exec(r.query)
			if got := edge.Fault(err); !errors.Is(got, &fault.Error{Kind: r.kind, Code: r.code}) {
				t.Fatalf("%v became %v, want %s", err, got, r.code)
			}
		})
	}
}

func TestAHeldLockIsSaidKindly(t *testing.T) {
	dsn := "file:" + filepath.Join(t.TempDir(), "held.db") + "?_txlock=immediate"
	first, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	tx, err := first.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	second, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	_, err = second.Begin()
	if got := edge.Fault(err); !errors.Is(got, &fault.Error{Kind: fault.Locked, Code: edge.InUse}) {
		t.Fatalf("%v became %v, want %s", err, got, edge.InUse)
	}
}
