package present

import (
	"testing"

	"shinsa/i18n"
)

func TestStrength(t *testing.T) {
	text := i18n.New("ja")
	for _, c := range []struct {
		pass   string
		tone   Tone
		enough bool
	}{
		{"", Hollow, false},
		{"abc", Bad, false},
		{"aaaaaaaaaaaaaaaa", Bad, true},
		{"ninteishinsa", Caution, true},
		{"mihon-no-tsukue-2026", Good, true},
		{"あかるいあさのつくえ", Caution, true},
	} {
		s, ok := Strength(text, c.pass)
		if s.Tone != c.tone || ok != c.enough {
			t.Errorf("%q is %s, enough %v; want %s, %v", c.pass, s.Tone, ok, c.tone, c.enough)
		}
	}
}
