package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/ui"
)

func TestArt20_LogNamesCodesNotContent(t *testing.T) {
	cause := &fs.PathError{Op: "open", Path: "見本クラウド株式会社.xlsx", Err: errors.New("gone")}
	got := codes(fault.Wrap(fault.Unavailable, "file_unreadable", fmt.Errorf("read form: %w", cause), "name", "見本クラウド株式会社.xlsx"))
	if strings.Contains(got, "見本") || !strings.Contains(got, "unavailable:file_unreadable") {
		t.Errorf("log line %q", got)
	}
}

func TestLook_FlagsStandOverWhatWasChosen(t *testing.T) {
	l := options{lang: "en", window: "1920X1080"}.look(ui.DefaultLook)
	if l.Lang != "en" || l.Width != 1920 || l.Height != 1080 {
		t.Errorf("look %+v", l)
	}
	if l := (options{window: "wide"}).look(ui.DefaultLook); l != ui.DefaultLook {
		t.Errorf("an unreadable size gave %+v", l)
	}
}

func TestParse_UnknownFlagIsRefused(t *testing.T) {
	if _, err := parse([]string{"--no-such-flag"}); err == nil {
		t.Error("an unknown flag was taken")
	}
	if o, err := parse([]string{"--rehearsal", "--desk", "d"}); err != nil || !o.rehearsal || o.desk != "d" {
		t.Errorf("parsed %+v, %v", o, err)
	}
}
