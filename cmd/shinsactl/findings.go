package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"shinsa/i18n"
	"shinsa/ui/present"
)

// findings lists the codes of the pre-check. It needs no desk.
func findings(_ context.Context, c *call) error {
	if *c.flags.(*bool) {
		writeCodes(c.out, i18n.New(i18n.Japanese), i18n.New(i18n.English))
		return nil
	}
	lines := present.CodeLines(c.text)
	return c.result(lines, func() {
		for _, l := range lines {
			fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\t%s\n", l.Name, l.Severity, l.Article, l.About, l.By, l.Sentence)
		}
	})
}

// writeCodes writes the codes as one table for each language.
func writeCodes(w io.Writer, texts ...*i18n.Text) {
	for i, t := range texts {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\n\n%s\n\n%s\n|---|---|---|---|---|---|\n", t.T("code.md.title"), t.T("code.md.about"), t.T("code.md.head"))
		for _, l := range present.CodeLines(t) {
			sentence := strings.TrimSpace(l.Sentence + " " + l.Hint)
			fmt.Fprintf(w, "| `%s` | %s | %s | %s | %s | %s |\n", l.Name, l.Severity, l.Article, l.About, l.By, strings.ReplaceAll(sentence, "|", "\\|"))
		}
	}
}
