package report

import (
	"fmt"
	"slices"
	"strings"

	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

var (
	itemTextStyle = sheet.Style{Face: sheet.Gothic, Size: 8.2, Leading: 1.5}
	itemNoteStyle = sheet.Style{Face: sheet.Gothic, Size: 7, Leading: 1.45, Colour: frame.Grey}
	// The label's lines are as high as the remark's, so that both stand on one line.
	remarkLabelStyle = sheet.Style{Face: sheet.Gothic, Size: 7.5, Leading: 9 * 1.55 / 7.5, Align: sheet.Centre, Colour: frame.Grey}
	remarkStyle      = sheet.Style{Face: sheet.Mincho, Size: 9, Leading: 1.55}
)

// reportItems is every item of the edition: what is asked, what was disclosed, the two findings of Art. 1, the verdict, and the words
// and pointers that go with it.
func (c *composer) reportItems(r Report) {
	c.Heading("審査対象項目別の結果")
	t := &sheet.Table{Widths: []float64{13, 51, 57, 14, 15, 16}, Rule: frame.RuleGrey}
	c.Head(t, "番号", "審査対象項目", "開示された内容", "開示", "水準", "判定")
	group := ""
	for i, it := range r.Items {
		if it.Group != group || i == 0 {
			group = it.Group
			row := sheet.Row{Cells: []sheet.Cell{c.Cell(t, 0, 6, frame.GroupStyle, group)}, Fill: &frame.GroupFill, Keep: true, Bookmark: group, BookLevel: 1}
			t.Rows = append(t.Rows, row)
		}
		t.Rows = append(t.Rows, c.itemRows(t, it)...)
	}
	c.Flow.Table(t)
}

// itemRows is one row for the item and one for each of remark, inquiry and evidence that there is.
func (c *composer) itemRows(t *sheet.Table, it Item) []sheet.Row {
	inner := t.Inner(1, 2)
	asked := sheet.Cell{Gap: 0.6, Blocks: []*sheet.Block{
		c.Doc.Block(frame.GroupStyle, inner, it.Title),
		c.Doc.Block(itemNoteStyle, inner, it.Ask),
	}}
	if it.Level != "" {
		asked.Blocks = append(asked.Blocks, c.Doc.Block(itemNoteStyle.In(frame.Ink), inner, "水準　"+it.Level))
	}
	disclosed := c.Cell(t, 2, 1, itemTextStyle, disclosure(it))
	if it.Carried != "" {
		disclosed.Gap = 0.6
		disclosed.Blocks = append(disclosed.Blocks, c.Doc.Block(itemNoteStyle, t.Inner(2, 3), it.Carried))
	}
	if it.LevelAuto != "" {
		disclosed.Gap = 0.6
		disclosed.Blocks = append(disclosed.Blocks, c.Doc.Block(itemNoteStyle, t.Inner(2, 3), "自動照合　"+frame.Word(levelResultWords, it.LevelAuto)))
	}
	exact := slices.ContainsFunc(it.Pointers, func(p Pointer) bool { return p.Quote != "" || p.Place != nil || p.Lost })
	places := frame.Pair{"根拠", pointers(it.Pointers)}
	if !exact && len(it.Pointers) > 0 {
		disclosed.Gap = 0.6
		disclosed.Blocks = append(disclosed.Blocks, c.Doc.Block(itemNoteStyle, t.Inner(2, 3), "根拠　"+strings.ReplaceAll(places[1], "\n", "、")))
		places[1] = ""
	}
	level := frame.Word(levelWords, it.LevelMet)
	if it.Level == "" {
		level = frame.WordNone
	}
	verdict := frame.Fallback(it.Verdict, "unseen")
	rows := []sheet.Row{{Bookmark: it.ID + "　" + it.Title, BookLevel: 2, Cells: []sheet.Cell{
		{Blocks: []*sheet.Block{c.Doc.Block(frame.FigureStyle, t.Inner(0, 1), it.ID), c.Doc.Block(itemNoteStyle.With(sheet.Centre), t.Inner(0, 1), frame.Word(dutyWords, it.Duty))}},
		asked, disclosed,
		c.Cell(t, 3, 1, frame.FigureStyle.At(8), frame.Word(disclosedWords, it.Found)),
		c.Cell(t, 4, 1, frame.FigureStyle.At(8), level),
		c.Cell(t, 5, 1, frame.HeadStyle.In(verdictInk(verdict)), frame.Word(frame.VerdictSigns, verdict)+"\n"+frame.Word(frame.VerdictWords, verdict)),
	}}}
	for _, more := range []frame.Pair{{"所見", it.Remark}, {"照会", it.Inquiry}, places} {
		if strings.TrimSpace(more[1]) == "" {
			continue
		}
		label := c.Cell(t, 0, 1, remarkLabelStyle, more[0])
		label.Repeat = true
		rows[len(rows)-1].Keep = true
		rows = append(rows, sheet.Row{Cells: []sheet.Cell{label, c.Cell(t, 1, 5, remarkStyle, more[1])}})
	}
	return rows
}

// reportDropped lists what was disclosed under an earlier edition and has no item any more, so that no answer disappears without a line.
func (c *composer) reportDropped(list []Dropped) {
	if len(list) == 0 {
		return
	}
	c.Heading("審査対象でなくなった項目の開示")
	t := &sheet.Table{Widths: []float64{46, 120}, Rule: frame.RuleGrey}
	c.Head(t, "移行", "開示された内容")
	for _, d := range list {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{c.Cell(t, 0, 1, frame.LabelStyle, d.Provenance), c.Cell(t, 1, 1, itemTextStyle, d.Disclosed)}})
	}
	c.Flow.Table(t)
}

func verdictInk(v string) sheet.Colour {
	if v == "nonconforming" {
		return frame.Vermilion
	}
	return frame.Ink
}

// disclosure is what the applicant wrote, or in what way nothing was.
func disclosure(it Item) string {
	note := map[string]string{"blank": frame.WordNothing, "by_reference": wordReference, "not_applicable": wordNotApplies}[it.Answer]
	switch {
	case strings.TrimSpace(it.Disclosed) == "":
		return frame.Fallback(note, frame.WordNothing)
	case note == "" || it.Answer == "blank":
		return it.Disclosed
	}
	return it.Disclosed + "\n" + note
}

// pointers writes where the findings rest, one place a line.
func pointers(ps []Pointer) string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Evidence
		if p.Page > 0 {
			lines[i] += fmt.Sprintf("　%d頁", p.Page)
		}
		if p.Place != nil {
			lines[i] += "　" + p.Place.String()
		}
		if p.Quote != "" {
			lines[i] += "　「" + p.Quote + "」"
		}
		if p.Lost {
			lines[i] += wordLost
		}
	}
	return strings.Join(lines, "\n")
}

// String says where on the page a place is, as one would find it with a ruler.
func (p Place) String() string {
	const mm = 25.4 / 72
	return fmt.Sprintf("（左から%.0fmm、上から%.0fmm、幅%.0fmm、高さ%.0fmm）", p.X*mm, p.Y*mm, p.W*mm, p.H*mm)
}
