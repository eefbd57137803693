package frame

import (
	"fmt"
	"math"

	"shinsa/review/paper/sheet"
)

// Furniture draws head and foot of every page: what the paper is and of which case, the warning of Art. 20 where it is confidential,
// and the page number.
func (c *Paper) Furniture(mark string, confidential bool) {
	left, right := Area.Left, Area.Left+Area.Width
	c.Doc.Each(func(p *sheet.Page, n, total int) {
		p.Text(FootStyle, left, 13.4, c.Title+"　"+mark)
		if confidential {
			w := c.Doc.Width(FootStyle, wordConfidential) + 4
			p.Box(right-w, 12.2, w, 5.6, 0.3, Vermilion)
			p.Text(FootStyle.With(sheet.Centre).In(Vermilion), right-w/2, 13.4, wordConfidential)
		}
		p.Line(left, 19.5, right, 19.5, 0.2, RuleGrey)
		p.Line(left, 281, right, 281, 0.2, RuleGrey)
		p.Text(FootStyle, left, 282.5, c.Profile.Body)
		p.Text(FootStyle.With(sheet.Right), right, 282.5, fmt.Sprintf(WordPage, n, total))
		if c.Sample {
			p.Text(FootStyle.With(sheet.Centre).In(Vermilion), sheet.PageWidth/2, 282.5, WordSample)
		}
		if c.Draft {
			p.Text(FootStyle.With(sheet.Centre).In(Vermilion), sheet.PageWidth/2, 286, wordDraft)
		}
	})
}

// watermarks puts 見本 and 下書き, as they apply, below the text of every page, as shapes, so that they are never taken for text.
func (c *Paper) watermarks() {
	var words []string
	if c.Draft {
		words = append(words, wordDraftMark)
	}
	if c.Sample {
		words = append(words, wordSampleMark)
	}
	const turn = 35 * math.Pi / 180
	for i, text := range words {
		y := sheet.PageHeight * float64(2*i+1) / float64(2*len(words))
		size := min(78, 156/float64(len([]rune(text)))) / (1 + 0.2*float64(len(words)-1))
		shape := c.Doc.Outlines(sheet.Bold, text, sheet.PageWidth/2, y, size, math.Sin(turn), math.Cos(turn))
		c.Doc.Each(func(p *sheet.Page, _, _ int) { p.Under(shape, Faint) })
	}
}
