// Package present turns what the desk knows into what a screen shows: words, tones, order, and nothing drawn.
//
// Rules that hold here. Functions are pure: the same facts in the same language give the same words. Words come from the catalogue
// (package i18n) by key; a value of the domain never reaches the screen as an English identifier. Dates are written for the reader's
// language. Where something is blocked, the article that blocks it stands beside it. Nothing here draws, waits, reads a clock or a
// disk, so everything can be tested as a table.
package present

// Text says sentences in the reader's language. *i18n.Text is one.
type Text interface {
	T(key string, pairs ...any) string
	N(key string, n int, pairs ...any) string
	Map(key string, args map[string]string) string
	Has(key string) bool
	Fault(code string, args map[string]string) string
	Hint(code string, args map[string]string) string
	Clause(cite string) string
	Lang() string
	// Era reports whether days are to be written in Japanese eras.
	Era() bool
}
