package report

import (
	"fmt"
	"strings"

	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// The tones of bars, dark and light enough apart to be told in grey. No bar stands without its figures.
var (
	toneGood  = sheet.Colour{R: 58, G: 122, B: 100}
	toneDoubt = sheet.Colour{R: 232, G: 176, B: 66}
	toneBad   = sheet.Colour{R: 158, G: 34, B: 26}
	toneApart = sheet.Colour{R: 200, G: 202, B: 206}
	toneOpen  = sheet.Colour{R: 255, G: 255, B: 255}

	verdictTones = map[string]sheet.Colour{
		"conforming": toneGood, "query": toneDoubt, "nonconforming": toneBad, "not_applicable": toneApart, "unseen": toneOpen,
	}
)

// share is one part of a bar.
type share struct {
	word string
	n    int
	tone sheet.Colour
}

// drawBar divides a bar among its shares.
func drawBar(p *sheet.Page, x, y, w, h float64, shares []share) {
	total := 0
	for _, s := range shares {
		total += s.n
	}
	if total == 0 {
		return
	}
	at := x
	for _, s := range shares {
		part := w * float64(s.n) / float64(total)
		if part > 0 {
			p.Fill(at, y, part, h, s.tone)
		}
		at += part
	}
	p.Box(x, y, w, h, 0.12, frame.Grey)
}

// figure is one line of the page of figures.
type figure struct {
	label  string
	text   string
	shares []share
}

// of is a figure of something done in part.
func of(label string, done, all int, unit string) figure {
	text := frame.WordNone
	if all > 0 {
		text = fmt.Sprintf("%d / %d%s（%d％）", done, all, unit, done*100/all)
	}
	return figure{label, text, []share{{n: done, tone: toneGood}, {n: all - done, tone: toneOpen}}}
}

// among is a figure of things divided among several findings.
func among(label string, shares []share) figure {
	var words []string
	for _, s := range shares {
		words = append(words, fmt.Sprintf("%s %d", s.word, s.n))
	}
	return figure{label, strings.Join(words, "　"), shares}
}

// reportFigures is the page of figures: how far the examination went, what it found of disclosure and level, and the verdicts by group.
func (c *composer) reportFigures(r Report) {
	c.Heading("集計")
	c.figureTable(append(progress(r), findings(r.Items)...))
	c.Flow.Space(6)
	c.groupTable(r.Items)
}

// progress is how much was judged and looked at.
func progress(r Report) []figure {
	judged := 0
	for _, it := range r.Items {
		if frame.Fallback(it.Verdict, "unseen") != "unseen" {
			judged++
		}
	}
	opened, seen, pages := 0, 0, 0
	for _, e := range r.Evidence {
		if len(e.Seen) > 0 {
			opened++
		}
		if e.Pages > 0 {
			seen += min(len(e.Seen), e.Pages)
			pages += e.Pages
		}
	}
	return []figure{
		of("判定した項目", judged, len(r.Items), "件"),
		of("開いた根拠資料", opened, len(r.Evidence), "点"),
		of("閲覧した頁", seen, pages, "頁"),
	}
}

// findings are the two findings of Art. 1 over all items: how they are disclosed, and whether the levels are met.
func findings(items []Item) []figure {
	found, level := map[string]int{}, map[string]int{}
	levels := 0
	for _, it := range items {
		found[it.Found]++
		if it.Level != "" {
			level[it.LevelMet]++
			levels++
		}
	}
	return []figure{
		among("開示の判断", []share{
			{disclosedWords["adequate"], found["adequate"], toneGood},
			{disclosedWords["insufficient"], found["insufficient"], toneDoubt},
			{disclosedWords["absent"], found["absent"], toneBad},
			{wordNoFinding, len(items) - found["adequate"] - found["insufficient"] - found["absent"], toneOpen},
		}),
		among("水準の判断", []share{
			{levelWords["met"], level["met"], toneGood},
			{levelWords["not_met"], level["not_met"], toneBad},
			{wordNoFinding, levels - level["met"] - level["not_met"], toneOpen},
		}),
	}
}

// figureTable sets figures with a bar for each.
func (c *composer) figureTable(figures []figure) {
	t := &sheet.Table{Widths: []float64{34, 76, 56}, Pad: 1.3, Rule: frame.RuleGrey}
	for _, f := range figures {
		label := c.Cell(t, 0, 1, frame.LabelStyle, f.label)
		label.Fill = &frame.HeadFill
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{label, c.Cell(t, 1, 1, frame.LabelStyle, f.text), {Draw: func(p *sheet.Page, x, y, w, h float64) {
			drawBar(p, x+2, y+1.7, w-4, h-3.4, f.shares)
		}}}})
	}
	c.Flow.Table(t)
}
