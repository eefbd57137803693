package i18n

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// program is a source with one of each way to name a sentence.
const program = `package room

import "shinsa/review/fault"

const tooLate = "renewal_late"

type row struct {
	days int
	code string
}

var rows = []row{{1, "row_unkeyed"}, {code: "row_keyed"}}

func check(add func(code, at string), text interface{ T(string, ...any) string }) error {
	add("passed_on", "A1")
	l := fault.List{{Code: "in_list", Severity: fault.Must}}
	l = append(l, fault.Finding{Code: tooLate, Args: map[string]string{"days": "3"}})
	code := "either"
	if len(l) > 1 {
		code = "or"
	}
	_ = text.T("room.title", "name", "x")
	_ = text.T("room.state." + code)
	_ = fault.New(fault.Invalid, code, "n", "1")
	if len(l) > 2 {
		return fault.Refuse(fault.Invalid, rows[0].code, l)
	}
	return fault.By("8", l[0].At)
}

func note(code, at string) {}

func act(t interface{ T(string, ...any) string }, key string) string { return t.T("room.do_" + key + "_now") }

func use() { note("noted", "B2"); act(nil, "begin"); act(nil, "room.whole") }
`

func TestReader_FindsEveryWayToNameASentence(t *testing.T) {
	root := t.TempDir()
	for name, body := range map[string]string{"go.mod": "module shinsa\n", "room.go": program, "room_test.go": "package room\n\nvar x = 1 +\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := readSource(t, root)
	var have []string
	for _, say := range s.said {
		have = append(have, say.name)
	}
	slices.Sort(have)
	want := []string{
		"^room\\.do_.+_now$", "^room\\.state\\..+$", "fault.either", "fault.in_list", "fault.noted", "fault.or", "fault.passed_on", "fault.renewal_late",
		"fault.row_keyed", "fault.row_unkeyed", "room.do_begin_now", "room.title", "room.whole",
	}
	if !slices.Equal(have, want) {
		t.Errorf("read  %q\nwant  %q", have, want)
	}
	if len(s.unread) != 1 {
		t.Errorf("codes that cannot be followed: %q, want the one of the last refusal", s.unread)
	}
	for key, want := range map[string]bool{"room.title": true, "room.state.open": true, "fault.passed_on.hint": true, "room.other": false, "fault.other": false} {
		if s.uses(key) != want {
			t.Errorf("uses(%s) = %v", key, !want)
		}
	}
}
