// Package i18n holds every sentence the program says, in Japanese and in English.
//
// Japanese is the source language: a sentence is written there first and the English follows it. Sentences live in
// messages/<area>.ja.json and messages/<area>.en.json, flat maps from key to sentence, so that each area of the program owns its two
// files. A value that changes stands as {{.name}} and nothing else may stand between the braces. Where English needs a plural the
// value is {"one": "…", "other": "…"} and the number is {{.n}}; Japanese needs only "other".
//
// What a rule found or refused carries a code, not words (package fault). Its sentence is "fault.<code>", what the reader can do
// about it is "fault.<code>.hint", what an applicant is asked to do is "fault.<code>.ask". This package imports nothing of ours: codes, kinds and values arrive as plain strings.
//
// A key without a sentence is never blank: it shows as ⟦key⟧, and so does a value that was not given. The tests of this package read
// the program's source and fail on a key without a sentence, a sentence without a use, and a code without words.
package i18n

import (
	"fmt"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// The languages, by the tag that settings and --lang use. Japanese is the source and the default.
const (
	Japanese = "ja"
	English  = "en"
)

// Languages returns the tags of the languages the program speaks, the source language first.
func Languages() []string { return []string{Japanese, English} }

// Text says sentences in one language. It is immutable and safe for use by several goroutines.
type Text struct {
	lang string
	era  bool
	loc  *goi18n.Localizer
}

// New returns the Text of a language; any tag but "en" and its variants means Japanese.
func New(lang string) *Text {
	tag := Japanese
	if len(lang) >= 2 && lang[:2] == English {
		tag = English
	}
	return &Text{lang: tag, loc: goi18n.NewLocalizer(bundles[tag](), tag)}
}

// Lang returns the tag of the language, "ja" or "en".
func (t *Text) Lang() string { return t.lang }

// T returns the sentence of key. The pairs are name, value: T("case.due", "date", d). A missing key shows as ⟦key⟧.
func (t *Text) T(key string, pairs ...any) string {
	return t.say(key, nil, values(pairs))
}

// N returns the sentence of key for a number, in the plural form of the language; the number itself is {{.n}}.
func (t *Text) N(key string, n int, pairs ...any) string {
	v := values(pairs)
	v["n"] = fmt.Sprint(n)
	return t.say(key, n, v)
}

// Map is T with the values as a map, the shape in which findings and refusals carry them.
func (t *Text) Map(key string, args map[string]string) string {
	return t.say(key, nil, args)
}

// Has reports whether the language has a sentence for key.
func (t *Text) Has(key string) bool {
	_, err := t.loc.Localize(&goi18n.LocalizeConfig{MessageID: key, TemplateParser: braces{}, TemplateData: map[string]string{}})
	return err == nil
}

func (t *Text) say(key string, count any, v map[string]string) string {
	s, err := t.loc.Localize(&goi18n.LocalizeConfig{
		MessageID: key, PluralCount: count, TemplateData: v, TemplateParser: braces{},
	})
	if err != nil {
		return missing(key)
	}
	return s
}

// missing marks what has no words, so that it is seen and not passed over.
func missing(name string) string { return "⟦" + name + "⟧" }

func values(pairs []any) map[string]string {
	v := make(map[string]string, len(pairs)/2+1)
	for i := 0; i+1 < len(pairs); i += 2 {
		v[fmt.Sprint(pairs[i])] = fmt.Sprint(pairs[i+1])
	}
	return v
}
