package report

import (
	"fmt"

	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// verdictTones colour the bars; dark and light enough apart to be told in grey.
var verdictTones = map[string]sheet.Colour{
	"conforming":     {R: 58, G: 122, B: 100},
	"query":          {R: 232, G: 176, B: 66},
	"nonconforming":  {R: 158, G: 34, B: 26},
	"not_applicable": {R: 200, G: 202, B: 206},
	"unseen":         {R: 255, G: 255, B: 255},
}

// groupTally counts one group's items by verdict.
type groupTally struct {
	title string
	total int
	by    map[string]int
}

// tallyOf counts items by group, in the order the groups come.
func tallyOf(items []Item) (groups []groupTally, all groupTally) {
	at := map[string]int{}
	all = groupTally{title: "合計", by: map[string]int{}}
	for _, it := range items {
		i, ok := at[it.Group]
		if !ok {
			i = len(groups)
			at[it.Group] = i
			groups = append(groups, groupTally{title: it.Group, by: map[string]int{}})
		}
		v := frame.Fallback(it.Verdict, "unseen")
		groups[i].total++
		groups[i].by[v]++
		all.total++
		all.by[v]++
	}
	return groups, all
}

// tallyTable is the figures by group with a bar for each.
func (c *composer) tallyTable(items []Item) {
	groups, all := tallyOf(items)
	t := &sheet.Table{Widths: []float64{57, 12, 12, 12, 12, 14, 12, 35}, Pad: 0.9, Rule: frame.RuleGrey}
	c.Head(t, "区分", "項目数", "適合", "要確認", "不適合", "該当なし", "未確認", "割合")
	for _, g := range groups {
		t.Rows = append(t.Rows, c.tallyRow(t, g, frame.LabelStyle.At(8)))
	}
	last := c.tallyRow(t, all, frame.HeadStyle.With(sheet.Left))
	last.Fill = &frame.GroupFill
	t.Rows = append(t.Rows, last)
	c.Flow.Table(t)
	c.legend()
}

func (c *composer) tallyRow(t *sheet.Table, g groupTally, s sheet.Style) sheet.Row {
	figure := s.With(sheet.Centre)
	cells := []sheet.Cell{c.Cell(t, 0, 1, s, g.title), c.Cell(t, 1, 1, figure, fmt.Sprint(g.total))}
	for i, v := range frame.Verdicts {
		text := fmt.Sprint(g.by[v])
		if g.by[v] == 0 {
			text = frame.WordNone
		}
		cells = append(cells, c.Cell(t, 2+i, 1, figure, text))
	}
	return sheet.Row{Cells: append(cells, sheet.Cell{Draw: func(p *sheet.Page, x, y, w, h float64) {
		drawBar(p, x+1.5, y+1.3, w-3, h-2.6, g)
	}})}
}

// drawBar divides a bar among the verdicts.
func drawBar(p *sheet.Page, x, y, w, h float64, g groupTally) {
	if g.total == 0 {
		return
	}
	at := x
	for _, v := range frame.Verdicts {
		part := w * float64(g.by[v]) / float64(g.total)
		if part > 0 {
			p.Fill(at, y, part, h, verdictTones[v])
		}
		at += part
	}
	p.Box(x, y, w, h, 0.12, frame.Grey)
}

// legend explains the tones under the table.
func (c *composer) legend() {
	x, y := frame.Area.Left+frame.Area.Width, c.Flow.Y+1.2
	for i := len(frame.Verdicts) - 1; i >= 0; i-- {
		v := frame.Verdicts[i]
		text := frame.VerdictSigns[v] + " " + frame.VerdictWords[v]
		x -= c.Doc.Width(frame.SmallStyle, text) + 7
		c.Flow.Page.Fill(x, y+0.7, 3.4, 2.4, verdictTones[v])
		c.Flow.Page.Box(x, y+0.7, 3.4, 2.4, 0.12, frame.Grey)
		c.Flow.Page.Text(frame.SmallStyle.With(sheet.Left), x+4.4, y, text)
	}
	c.Flow.Y = y + 5
}
