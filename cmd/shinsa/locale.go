package main

import (
	"cmp"
	"os"
)

// nameLocale gives the toolkit a language it can read where the system names none: "C" and "POSIX" are no languages, and it would complain
// of them whenever it is given words. Only the language of messages is named; how characters are written (LC_CTYPE) stays as it is, because
// input methods depend on it. What language the window speaks does not.
func nameLocale(get func(string) string, set func(name, value string) error) error {
	all := get("LC_ALL")
	if base := plain(cmp.Or(all, get("LC_MESSAGES"), get("LANG"))); base != "" && base != "C" && base != "POSIX" {
		return nil // a language
	}
	if all != "" { // it stands over the others
		if err := set("LC_CTYPE", all); err != nil {
			return err
		}
		if err := set("LC_ALL", ""); err != nil {
			return err
		}
	}
	return set("LC_MESSAGES", "en_US.UTF-8")
}

// plain is a locale without its encoding and modifier.
func plain(locale string) string {
	for i, r := range locale {
		if r == '.' || r == '@' {
			return locale[:i]
		}
	}
	return locale
}

func systemLocale() error { return nameLocale(os.Getenv, os.Setenv) }
