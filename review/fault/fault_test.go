package fault

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestErrorNamesCodesAndNeverValues(t *testing.T) {
	err := &Error{
		Kind: Invalid, Code: "form_bad", Clause: "4", Args: map[string]string{"name": "見本クラウド"},
		Findings: List{{Code: "b", Args: map[string]string{"x": "秘密"}}, {Code: "a"}, {Code: "b"}},
	}
	got := err.Error()
	if got != "invalid: form_bad (Art. 4) [a b]" {
		t.Errorf("Error() = %q", got)
	}
	if strings.Contains(got, "見本") || strings.Contains(got, "秘密") {
		t.Error("content in the error text (Art. 20)")
	}
}

func TestIsMatchesBySetFields(t *testing.T) {
	err := fmt.Errorf("outer: %w", New(Missing, "no_such_document"))
	for _, c := range []struct {
		target *Error
		want   bool
	}{
		{&Error{Kind: Missing}, true},
		{&Error{Code: "no_such_document"}, true},
		{&Error{Kind: Missing, Code: "no_such_document"}, true},
		{&Error{Kind: Corrupt}, false},
		{&Error{Kind: Missing, Code: "other"}, false},
	} {
		if errors.Is(err, c.target) != c.want {
			t.Errorf("Is(%+v) != %v", c.target, c.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	if KindOf(nil) != "" || KindOf(io.EOF) != Internal || KindOf(fmt.Errorf("x: %w", By("8", "barred"))) != Forbidden {
		t.Error("kind of nil, a foreign error, a refusal")
	}
	if err := Wrap(Unavailable, "disk_full", io.ErrShortWrite); !errors.Is(err, io.ErrShortWrite) {
		t.Error("the cause is lost")
	}
}

func TestRefuseIsNilWithoutFindings(t *testing.T) {
	if err := Refuse(Invalid, "x", nil); err != nil {
		t.Errorf("Refuse = %v", err)
	}
	if err := Refuse(Invalid, "x", List{{Code: "y", Severity: Must}}); KindOf(err) != Invalid {
		t.Errorf("Refuse = %v", err)
	}
}

func TestListAndValues(t *testing.T) {
	l := List{{Code: "a", Severity: Must}, {Code: "b", Severity: Info}, {Code: "a", Severity: Must}}
	if !l.Has("b") || l.Has("c") || l.Count(Must) != 2 || !reflect.DeepEqual(l.Codes(), []string{"a", "b"}) {
		t.Error("Has, Count, Codes")
	}
	f := Finding{Code: "a", Criterion: "31.2", At: "B!F7", Args: map[string]string{"limit": "10", "at": "row 7"}}
	if v := f.Values(); v["criterion"] != "31.2" || v["limit"] != "10" || v["at"] != "row 7" {
		t.Errorf("Values = %v", v)
	}
}
