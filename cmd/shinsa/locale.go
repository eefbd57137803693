package main

import "os"

// localeNames are the variables a locale is read from, the strongest first.
var localeNames = []string{"LC_ALL", "LC_MESSAGES", "LANG"}

// nameLocale gives the toolkit a locale it can read where the system has none: "C" and "POSIX" are no languages, and it would complain of
// them whenever it is given words. What language the window speaks does not depend on it.
func nameLocale(get func(string) string, set func(name, value string) error) error {
	for _, name := range localeNames {
		switch base := plain(get(name)); base {
		case "":
			continue
		case "C", "POSIX":
			return set(name, "en_US.UTF-8")
		}
		return nil // a language
	}
	return set("LANG", "en_US.UTF-8")
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
