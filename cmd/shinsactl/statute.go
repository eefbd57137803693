package main

import (
	"context"
	"fmt"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/statute"
)

// statuteList lists the editions of the operating rules with the days they came into force, and the articles. It needs no desk.
func statuteList(_ context.Context, c *call) error {
	lang, rules := c.text.Lang(), statute.Current()
	now, _ := statute.On(civil.Of(c.now()))
	var editions, articles []map[string]any
	for _, e := range statute.Editions() {
		editions = append(editions, map[string]any{"in_force_from": e.InForceFrom, "title": e.Title.In(lang), "current": e == now})
	}
	for _, a := range rules.Clauses() {
		articles = append(articles, map[string]any{"article": a.Number, "heading": a.Heading.In(lang), "enforced": a.Enforced()})
	}
	v := map[string]any{"title": rules.Title().In(lang), "editions": editions, "articles": articles}
	return c.result(v, func() {
		fmt.Fprintln(c.out, rules.Title().In(lang))
		for _, e := range statute.Editions() {
			fmt.Fprintf(c.out, "%s\t%s\n", e.InForceFrom, e.Title.In(lang))
		}
		for _, a := range rules.Clauses() {
			fmt.Fprintf(c.out, "%s\t%s\n", a.Number, a.Heading.In(lang))
		}
	})
}

// statuteShow shows one article, or one paragraph or item of it.
func statuteShow(_ context.Context, c *call) error {
	lang, rules, cite := c.text.Lang(), statute.Current(), c.args[0]
	a, ok := rules.Clause(cite)
	if !ok {
		return fault.New(fault.Missing, "no_such_clause", "clause", cite)
	}
	parts := []map[string]any{}
	for _, p := range a.Parts {
		if cite == a.Number || p.Cite == cite {
			parts = append(parts, map[string]any{"cite": p.Cite, "summary": p.Summary.In(lang)})
		}
	}
	v := map[string]any{"article": a.Number, "heading": a.Heading.In(lang), "summary": a.Summary.In(lang), "parts": parts, "codes": append([]string{}, a.Codes...)}
	return c.result(v, func() {
		fmt.Fprintf(c.out, "%s\t%s\n%s\n", a.Number, a.Heading.In(lang), a.Summary.In(lang))
		for _, p := range parts {
			fmt.Fprintf(c.out, "%s\t%s\n", p["cite"], p["summary"])
		}
	})
}
