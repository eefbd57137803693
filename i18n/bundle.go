package i18n

import (
	"embed"
	"fmt"
	"path"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

//go:embed messages/*.json
var messages embed.FS

// bundles hold the messages of each language, read once and only when it is spoken: at a start nobody waits for the other one.
var bundles = map[string]func() *goi18n.Bundle{
	Japanese: bundle(language.Japanese),
	English:  bundle(language.English),
}

// bundle returns what reads the messages of a language. A message file that cannot be read is a fault of the build, not of any input,
// and stops the program at its first sentence.
func bundle(lang language.Tag) func() *goi18n.Bundle {
	return sync.OnceValue(func() *goi18n.Bundle {
		b := goi18n.NewBundle(lang)
		if err := load(b, lang.String()); err != nil {
			panic(err)
		}
		return b
	})
}

func load(b *goi18n.Bundle, lang string) error {
	files, err := messages.ReadDir("messages")
	if err != nil {
		return fmt.Errorf("list messages: %w", err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), "."+lang+".json") {
			continue
		}
		if _, err := b.LoadMessageFileFS(messages, path.Join("messages", f.Name())); err != nil {
			return fmt.Errorf("read messages %s: %w", f.Name(), err)
		}
	}
	return nil
}

// braces reads the only template the messages use: text with {{.name}} in it. It is stricter than text/template, so that a message
// file can neither compute nor fail at run time, and it leaves a value that was not given visible.
type braces struct{}

// Cacheable says that a parsed message may be kept: it depends on nothing but its text.
func (braces) Cacheable() bool { return true }

// Parse splits a message into text and names; anything but .name between the braces is an error.
func (braces) Parse(src, _, _ string) (template.ParsedTemplate, error) {
	var s sentence
	rest := src
	for {
		text, after, open := strings.Cut(rest, "{{")
		s = append(s, part{text: text})
		if !open {
			return s, nil
		}
		name, tail, closed := strings.Cut(after, "}}")
		if !closed || !strings.HasPrefix(name, ".") || !isName(name[1:]) {
			return nil, fmt.Errorf("parse message: want {{.name}}, have {{%s}}", name)
		}
		s = append(s, part{text: name[1:], value: true})
		rest = tail
	}
}

func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return s != ""
}

// sentence is a parsed message.
type sentence []part

type part struct {
	text  string // words, or the name of a value
	value bool
}

// Execute fills the values in.
func (s sentence) Execute(data any) (string, error) {
	v, _ := data.(map[string]string)
	var b strings.Builder
	for _, p := range s {
		switch given, ok := v[p.text]; {
		case !p.value:
			b.WriteString(p.text)
		case ok:
			b.WriteString(given)
		default:
			b.WriteString(missing(p.text))
		}
	}
	return b.String(), nil
}
