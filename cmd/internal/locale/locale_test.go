package locale

import (
	"maps"
	"testing"
)

func TestSettle_OnlyTheLanguageAndOnlyWhereItCannotBeRead(t *testing.T) {
	type env = map[string]string
	for _, c := range []struct{ env, want env }{
		{env{}, env{"LC_MESSAGES": "en_US.UTF-8"}},
		{env{"LANG": "C"}, env{"LANG": "C", "LC_MESSAGES": "en_US.UTF-8"}},
		{env{"LANG": "C.UTF-8"}, env{"LANG": "C.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}},
		{env{"LANG": "POSIX"}, env{"LANG": "POSIX", "LC_MESSAGES": "en_US.UTF-8"}},
		{
			env{"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"},
			env{"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"},
		},
		{env{"LANG": "ja_JP.UTF-8"}, env{"LANG": "ja_JP.UTF-8"}},
		{env{"LANG": "ja_JP.eucJP"}, env{"LANG": "ja_JP.eucJP"}},
		{env{"LC_MESSAGES": "ja_JP", "LANG": "C"}, env{"LC_MESSAGES": "ja_JP", "LANG": "C"}},
		{env{"LANG": "de_DE@euro"}, env{"LANG": "de_DE@euro", "LC_MESSAGES": "de_DE.UTF-8"}},
		{env{"LANG": "sr_RS.UTF-8@latin"}, env{"LANG": "sr_RS.UTF-8@latin", "LC_MESSAGES": "sr_RS.UTF-8"}},
		{env{"LANG": "日本語"}, env{"LANG": "日本語", "LC_MESSAGES": "en_US.UTF-8"}},
		{env{"LANG": "en_US.UTF-8", "LANGUAGE": "ja:C:en_GB"}, env{"LANG": "en_US.UTF-8", "LANGUAGE": "ja:en_GB"}},
		{env{"LANG": "ja_JP.UTF-8", "LANGUAGE": "ja:en"}, env{"LANG": "ja_JP.UTF-8", "LANGUAGE": "ja:en"}},
	} {
		got := maps.Clone(c.env)
		err := settle(func(n string) string { return got[n] }, func(n, v string) error { got[n] = v; return nil })
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("of %v became %v (%v), want %v", c.env, got, err, c.want)
		}
	}
}
