package main

import (
	"maps"
	"testing"
)

func TestNameLocale_OnlyTheLanguageAndOnlyWhereThereIsNone(t *testing.T) {
	for _, c := range []struct{ env, want map[string]string }{
		{map[string]string{}, map[string]string{"LC_MESSAGES": "en_US.UTF-8"}},
		{map[string]string{"LANG": "C.UTF-8"}, map[string]string{"LANG": "C.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}},
		{
			map[string]string{"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"},
			map[string]string{"LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"},
		},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, map[string]string{"LANG": "ja_JP.UTF-8"}},
		{map[string]string{"LC_MESSAGES": "ja_JP", "LANG": "C"}, map[string]string{"LC_MESSAGES": "ja_JP", "LANG": "C"}},
	} {
		env := maps.Clone(c.env)
		err := nameLocale(func(n string) string { return env[n] }, func(n, v string) error { env[n] = v; return nil })
		if err != nil || !maps.Equal(env, c.want) {
			t.Errorf("of %v became %v (%v), want %v", c.env, env, err, c.want)
		}
	}
}
