package records_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/store/records"
)

func TestAddressesThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	noDatabase := filepath.Join(dir, "no.db")
	if err := os.WriteFile(noDatabase, []byte(strings.Repeat("no database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]fault.Error{
		"":                     {Kind: fault.Invalid, Code: records.BadAddress},
		"sqlite:":              {Kind: fault.Invalid, Code: records.BadAddress},
		"mysql://host/x":       {Kind: fault.Invalid, Code: records.BadAddress},
		"postgres://%zz":       {Kind: fault.Invalid, Code: records.BadAddress},
		"sqlite:" + dir + "":   {Kind: "", Code: ""},
		"sqlite:" + noDatabase: {Kind: fault.Corrupt, Code: "desk_damaged"},
		"postgres://nobody:secret-word@127.0.0.1:1/none?connect_timeout=2": {Kind: fault.Unavailable, Code: records.Unreachable},
	} {
		_, err := records.Open(context.Background(), address, now)
		if err == nil {
			t.Errorf("%s was opened", address)
			continue
		}
		if want.Code != "" {
			refused(t, err, want.Kind, want.Code)
		}
		if strings.Contains(err.Error(), "secret-word") {
			t.Errorf("the refusal has the password: %v", err)
		}
	}
}

func TestTheFileIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permission bits are not kept on Windows")
	}
	path := filepath.Join(t.TempDir(), "r.db")
	open(t, "sqlite:"+path)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestNewerAndAlteredRecordsAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	if err := open(t, "sqlite:"+path).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, row := range []struct{ query, code string }{
		{"insert into schema_step values(2, '0002_later.sql', 'x', '')", records.Newer},
		{"delete from schema_step where n=2; update schema_step set digest='x'", records.Altered},
	} {
		if _, err := db.Exec(row.query); err != nil {
			t.Fatal(err)
		}
		_, err := records.Open(context.Background(), "sqlite:"+path, now)
		if !errors.Is(err, &fault.Error{Code: row.code}) {
			t.Errorf("%v, want %s", err, row.code)
		}
	}
}
