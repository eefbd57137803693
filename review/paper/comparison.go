package paper

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// Comparison is the table of old and new of an amendment (新旧対照表, Art. 22), as the committee deliberates on it and the body publishes it.
type Comparison struct {
	On      civil.Date // of the table
	Old     string     // title of the edition in force
	New     string     // title of the amended edition
	InForce civil.Date // of the amended edition; no date while that is open
	Counts  []Count    // of the changes by kind
	Rows    []ComparisonRow
	Sample  bool
}

// ComparisonRow is one change. A row without any stretch stands for items that are left out because they did not change.
type ComparisonRow struct {
	Kind string // in words, such as 変更
	New  []Stretch
	Old  []Stretch
}

// Stretch is a piece of a wording; a changed one is underlined.
type Stretch struct {
	Text    string
	Changed bool
}

var comparisonStyle = sheet.Style{Face: sheet.Mincho, Size: 9, Leading: 1.6}

// Comparison composes a table of old and new: the amended wording on the left, the present one on the right, as ministries print them.
func (p *Press) Comparison(profile Profile, r Comparison) (*Document, error) {
	c, err := p.begin(KindComparison, profile, "新旧対照表", r.On, r.Sample)
	if err != nil {
		return nil, err
	}
	c.Open()
	c.Headline("新旧対照表")
	c.Flow.Space(2)
	c.Flow.Text(frame.LabelStyle.With(sheet.Centre), c.Profile.Scheme)
	c.Flow.Space(4)
	inForce := "未定"
	if !r.InForce.IsZero() {
		inForce = c.Date(r.InForce)
	}
	facts := []frame.Pair{{"改正後", r.New}, {"改正前", r.Old}, {"施行の日", inForce}}
	var counts []string
	for _, n := range r.Counts {
		counts = append(counts, n.Label+" "+frame.Number(n.N)+n.Unit)
	}
	c.Facts(append(facts, frame.Pair{"改正の内訳", strings.Join(counts, "　")}))
	c.Flow.Space(2)
	c.Flow.Text(frame.SmallStyle.With(sheet.Right), "下線の部分は改正部分である。")
	c.comparisonTable(r.Rows)
	c.Furniture("", false)
	return c.Finish()
}

func (c *composer) comparisonTable(rows []ComparisonRow) {
	t := &sheet.Table{Widths: []float64{77, 77, 12}, Rule: frame.RuleGrey, Pad: 1.6}
	c.Head(t, "改正後", "改正前", "種別")
	for _, r := range rows {
		if len(r.New)+len(r.Old) == 0 {
			left := c.Cell(t, 0, 1, comparisonStyle.With(sheet.Left), "（略）")
			t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{left, left, {}}})
			continue
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.side(t, 0, r.New), c.side(t, 1, r.Old), c.Cell(t, 2, 1, frame.FigureStyle.At(8), r.Kind),
		}})
	}
	c.Flow.Table(t)
}

// side is one wording with its changes underlined.
func (c *composer) side(t *sheet.Table, column int, stretches []Stretch) sheet.Cell {
	var text strings.Builder
	for _, s := range stretches {
		text.WriteString(s.Text)
	}
	b := c.Doc.Block(comparisonStyle.With(sheet.Left), t.Inner(column, column+1), text.String())
	at := 0
	for _, s := range stretches {
		n := len([]rune(s.Text))
		if s.Changed {
			b.Underline(at, at+n)
		}
		at += n
	}
	return sheet.Cell{Blocks: []*sheet.Block{b}}
}
