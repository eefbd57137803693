// Package locale gives the toolkit a language it can read, where the system names none or writes it in a way the toolkit cannot read ("C",
// "de_DE@euro"); it would complain of it on the standard error stream. Only the language of messages is named; how characters are
// written (LC_CTYPE) stays as it is, because input methods depend on it. What language the window speaks does not depend on it.
//
// The toolkit reads the language before main begins, so this room does its work when the program is loaded: it is enough to import it. It
// comes first because Go initialises packages in the order of their paths as soon as what they import is ready: this one needs nothing
// that the toolkit does not need as well, and the toolkit waits for text/template, whose path stands behind this one's. The room therefore
// imports nothing but "os" and "strings".
package locale

import (
	"os"
	"strings"
)

// fallback is what a system without a language is said to speak.
const fallback = "en_US.UTF-8"

func init() {
	// A name that cannot be set leaves a complaint of the toolkit, and nothing else.
	_ = settle(os.Getenv, os.Setenv)
}

// settle leaves in the environment only languages that the toolkit can read.
func settle(get func(string) string, set func(name, value string) error) error {
	if list := get("LANGUAGE"); list != "" && readables(list) != list {
		if err := set("LANGUAGE", readables(list)); err != nil {
			return err
		}
	}
	all := get("LC_ALL")
	said := all
	for _, name := range []string{"LC_MESSAGES", "LANG"} {
		if said == "" {
			said = get(name)
		}
	}
	if readable(said) {
		return nil
	}
	if all != "" { // it stands over the others
		if err := set("LC_CTYPE", all); err != nil {
			return err
		}
		if err := set("LC_ALL", ""); err != nil {
			return err
		}
	}
	if base := plain(said); readable(base) {
		return set("LC_MESSAGES", base+".UTF-8")
	}
	return set("LC_MESSAGES", fallback)
}

// readables returns the languages of a list that can be read.
func readables(list string) string {
	var out []string
	for _, l := range strings.Split(list, ":") {
		if readable(l) {
			out = append(out, l)
		}
	}
	return strings.Join(out, ":")
}

// readable reports whether the toolkit understands a locale: a language of two or three letters, perhaps a country, perhaps an encoding.
func readable(locale string) bool {
	name, _, _ := strings.Cut(locale, ".")
	language, country, named := strings.Cut(name, "_")
	if len(language) < 2 || len(language) > 3 || !letters(language) || strings.Contains(locale, "@") {
		return false
	}
	return !named || len(country) == 2 && letters(country)
}

func letters(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}

// plain is a locale without its encoding and modifier.
func plain(locale string) string {
	if i := strings.IndexAny(locale, ".@"); i >= 0 {
		return locale[:i]
	}
	return locale
}
