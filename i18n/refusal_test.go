package i18n

import (
	"strings"
	"testing"
)

func TestAsked_SpeaksToTheApplicantWhereTheOfficeIsToldOtherwise(t *testing.T) {
	ja := New(Japanese)
	if got := ja.Asked("mandatory_blank", nil); got == ja.Fault("mandatory_blank", nil) || !strings.Contains(got, "記入してください") {
		t.Errorf("asked %q", got)
	}
	if got, want := ja.Asked("evidence_number_twice", nil), ja.Fault("evidence_number_twice", nil); got != want {
		t.Errorf("asked %q, want %q", got, want)
	}
}
