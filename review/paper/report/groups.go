package report

import (
	"fmt"

	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// groupTally counts one group's items by verdict, and those with a level by whether it is met.
type groupTally struct {
	title        string
	total        int
	by           map[string]int
	levels, held int
}

func (g *groupTally) count(it Item) {
	g.total++
	g.by[frame.Fallback(it.Verdict, "unseen")]++
	if it.Level != "" {
		g.levels++
		if it.LevelMet == "met" {
			g.held++
		}
	}
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
		groups[i].count(it)
		all.count(it)
	}
	return groups, all
}

// groupTable is the figures by group with a bar for each.
func (c *composer) groupTable(items []Item) {
	groups, all := tallyOf(items)
	t := &sheet.Table{Widths: []float64{50, 12, 11, 12, 12, 14, 12, 14, 29}, Pad: 0.9, Rule: frame.RuleGrey}
	c.Head(t, "区分", "項目数", "適合", "要確認", "不適合", "該当なし", "未確認", "水準", "判定の割合")
	for _, g := range groups {
		t.Rows = append(t.Rows, c.groupRow(t, g, frame.LabelStyle.At(8)))
	}
	last := c.groupRow(t, all, frame.HeadStyle.With(sheet.Left))
	last.Fill = &frame.GroupFill
	t.Rows = append(t.Rows, last)
	c.Flow.Table(t)
	c.legend()
	c.Flow.Text(frame.SmallStyle, wordLevelColumn)
}

func (c *composer) groupRow(t *sheet.Table, g groupTally, s sheet.Style) sheet.Row {
	figure := s.With(sheet.Centre)
	cells := []sheet.Cell{c.Cell(t, 0, 1, s, g.title), c.Cell(t, 1, 1, figure, fmt.Sprint(g.total))}
	for i, v := range frame.Verdicts {
		text := fmt.Sprint(g.by[v])
		if g.by[v] == 0 {
			text = frame.WordNone
		}
		cells = append(cells, c.Cell(t, 2+i, 1, figure, text))
	}
	level := frame.WordNone
	if g.levels > 0 {
		level = fmt.Sprintf("%d/%d", g.held, g.levels)
	}
	cells = append(cells, c.Cell(t, 7, 1, figure, level))
	return sheet.Row{Cells: append(cells, sheet.Cell{Draw: func(p *sheet.Page, x, y, w, h float64) {
		drawBar(p, x+1.5, y+1.3, w-3, h-2.6, g.shares())
	}})}
}

// shares are the verdicts of a group as parts of a bar.
func (g groupTally) shares() []share {
	out := make([]share, len(frame.Verdicts))
	for i, v := range frame.Verdicts {
		out[i] = share{frame.VerdictWords[v], g.by[v], verdictTones[v]}
	}
	return out
}

// totals is the verdicts of the whole case in one line of large figures, over one bar.
func (c *composer) totals(items []Item) {
	const high = 17.0
	_, all := tallyOf(items)
	f := c.Flow
	f.Need(high + 8)
	each := frame.Area.Width / float64(len(frame.Verdicts))
	for i, v := range frame.Verdicts {
		middle := frame.Area.Left + each*(float64(i)+0.5)
		f.Page.Text(frame.SmallStyle.At(8).With(sheet.Centre), middle, f.Y, frame.VerdictSigns[v]+" "+frame.VerdictWords[v])
		f.Page.Text(sheet.Style{Face: sheet.Bold, Size: 18, Align: sheet.Centre, Colour: verdictInk(v)}, middle, f.Y+4.2, fmt.Sprint(all.by[v]))
	}
	f.Y += high
	drawBar(f.Page, frame.Area.Left, f.Y, frame.Area.Width, 3, all.shares())
	f.Y += 5
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
