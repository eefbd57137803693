package main

import "testing"

func TestNameLocale_OnlyWhereThereIsNone(t *testing.T) {
	for _, c := range []struct {
		env        map[string]string
		name, want string
	}{
		{map[string]string{}, "LANG", "en_US.UTF-8"},
		{map[string]string{"LANG": "C.UTF-8"}, "LANG", "en_US.UTF-8"},
		{map[string]string{"LC_ALL": "POSIX", "LANG": "ja_JP.UTF-8"}, "LC_ALL", "en_US.UTF-8"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "LANG", "ja_JP.UTF-8"},
	} {
		err := nameLocale(func(n string) string { return c.env[n] }, func(n, v string) error { c.env[n] = v; return nil })
		if err != nil || c.env[c.name] != c.want {
			t.Errorf("%v, %v: want %s=%s", c.env, err, c.name, c.want)
		}
	}
}
