package letter

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// Envelope is what every letter begins with.
type Envelope struct {
	Number string // 文書番号
	On     civil.Date
	To     Addressee
	Sample bool
}

// Addressee is to whom a letter goes. With a person it is addressed 様, without one 御中.
type Addressee struct {
	Organization string
	Post         string // such as 代表取締役
	Name         string
}

func (a Addressee) lines() []string {
	if a.Name == "" {
		return []string{a.Organization + "　" + frame.WordOffice}
	}
	person := strings.TrimSpace(a.Post+"　"+a.Name) + "　" + wordPerson
	if a.Organization == "" {
		return []string{person}
	}
	return []string{a.Organization, person}
}

// letter is the text of a formal letter: its subject, what it says, and the entries and notes of its 記.
type letter struct {
	subject string
	opening string
	entries []entry
	table   func(c *composer) // set after the entries
	closing []string          // notes before 以上
}

// entry is one numbered entry of a 記: a short value, or several texts below the label.
type entry struct {
	label string
	value string
	texts []string
}

// letterLabel is the width of the labels of a 記, in millimetres.
const letterLabel = 44.0

// letterArea leaves letters wider margins than reports.
var letterArea = sheet.Area{Left: 26, Top: 28, Width: 158, Bottom: 262}

var (
	letterStyle  = sheet.Style{Face: sheet.Mincho, Size: 11, Leading: 1.75}
	subjectStyle = sheet.Style{Face: sheet.Bold, Size: 13, Leading: 1.5, Align: sheet.Centre}
	addressStyle = sheet.Style{Face: sheet.Mincho, Size: 12, Leading: 1.55, Align: sheet.Left}
	contactStyle = sheet.Style{Face: sheet.Gothic, Size: 8, Leading: 1.5, Align: sheet.Left, Colour: frame.Grey}
	closingStyle = sheet.Style{Face: sheet.Mincho, Size: 10, Leading: 1.65}
)

// letter sets a letter: number and date, addressee, sender with the place of the seal, subject, text, 記 … 以上, contact. One that would
// run a little over its page is set a little smaller.
func (p Letters) letter(kind frame.Kind, profile frame.Profile, title string, e Envelope, l letter) (*frame.Document, error) {
	var first *composer
	for _, scale := range []float64{1, 0.95, 0.9} {
		c, err := p.begin(kind, profile, title, e.On, e.Sample)
		if err != nil {
			return nil, err
		}
		c.setLetter(e, l, letterStyle.At(letterStyle.Size*scale))
		if c.Doc.Pages() == 1 {
			return c.Finish()
		}
		if first == nil {
			first = c
		}
	}
	return first.Finish()
}

func (c *composer) setLetter(e Envelope, l letter, s sheet.Style) {
	c.Flow = sheet.NewFlow(c.Doc, letterArea)
	c.Flow.Page.Bookmark(0, 0, c.Title)
	c.letterHead(e)
	c.Flow.Space(9)
	c.Flow.Put(c.Doc.Block(subjectStyle, letterArea.Width, l.subject), 0)
	c.Flow.Space(5)
	c.Paragraphs(s, l.opening)
	c.record(l, s)
	c.letterFoot()
}

// letterHead is everything above the subject. The seal stands at the end of the signatory's line, as a stamped one would.
func (c *composer) letterHead(e Envelope) {
	f := c.Flow
	right := letterArea.Left + letterArea.Width
	if e.Number != "" {
		f.Text(addressStyle.At(10.5).With(sheet.Right), e.Number)
	}
	f.Text(addressStyle.At(10.5).With(sheet.Right), c.Date(e.On))
	f.Space(5)
	for _, line := range e.To.lines() {
		f.Text(addressStyle, line)
	}
	f.Space(7)
	const seal = 24.0
	top := f.Y
	edge := right - seal - 1
	width := edge - letterArea.Left
	f.Y = c.Doc.Block(addressStyle.At(9.5).With(sheet.Right), width, c.Profile.BodyTitle).Draw(f.Page, letterArea.Left, f.Y)
	f.Y = c.Doc.Block(addressStyle.At(12.5).With(sheet.Right), width, c.Profile.Body).Draw(f.Page, letterArea.Left, f.Y)
	f.Y = c.Doc.Block(addressStyle.At(11).With(sheet.Right), width, c.Profile.Signatory).Draw(f.Page, letterArea.Left, f.Y)
	f.Page.Field(frame.FieldBody, c.Profile.Body+"　"+c.Profile.Signatory, right-seal, max(top, f.Y-seal+2), seal, seal)
	f.Y = max(f.Y, top+seal-2)
}

// record sets 記, its entries and notes, and 以上.
func (c *composer) record(l letter, s sheet.Style) {
	f := c.Flow
	f.Space(4)
	f.Need(24)
	f.Text(s.With(sheet.Centre), wordRecord)
	f.Space(2.5)
	for i, e := range l.entries {
		c.entry(frame.FullDigits(i+1)+"　"+e.label, e, s)
	}
	if l.table != nil {
		f.Space(2)
		l.table(c)
		f.Space(2)
	}
	for _, text := range l.closing {
		f.Space(1.5)
		c.Paragraphs(closingStyle.At(s.Size-1), text)
	}
	f.Need(8)
	f.Text(s.With(sheet.Right), wordEnd)
}

// entry sets one entry: its label, and beside it the value or below it the texts.
func (c *composer) entry(label string, e entry, s sheet.Style) {
	f := c.Flow
	left := s.With(sheet.Left)
	if e.value == "" {
		f.Need(14)
		f.Text(left, label)
	} else {
		name := c.Doc.Block(left, letterLabel-2, label)
		f.Need(name.Height())
		top, page := f.Y, f.Page
		bottom := name.Draw(page, letterArea.Left, top)
		f.Put(c.Doc.Block(s, letterArea.Width-letterLabel, e.value), letterLabel)
		if f.Page == page {
			f.Y = max(f.Y, bottom)
		}
	}
	small := s.At(s.Size - 0.5)
	for i, text := range e.texts {
		f.Space(0.6)
		b := c.Doc.Block(small, letterArea.Width-16, text)
		f.Need(min(b.Height(), 14))
		f.Page.Text(small.With(sheet.Left), letterArea.Left+7, f.Y, frame.Numbered(i))
		f.Put(b, 16)
	}
	f.Space(1)
}

// letterFoot puts the contact below the text of the last page, and page numbers where there are several pages.
func (c *composer) letterFoot() {
	left, right := letterArea.Left, letterArea.Left+letterArea.Width
	c.Doc.Each(func(p *sheet.Page, n, total int) {
		if n == total {
			p.Line(left, 267, right, 267, 0.15, frame.RuleGrey)
			text := strings.Join(frame.Kept("担当　"+c.Profile.Contact, c.Profile.Address), "\n")
			c.Doc.Block(contactStyle, letterArea.Width-40, text).Draw(p, left, 268.5)
		}
		if total > 1 {
			p.Text(frame.FootStyle.With(sheet.Right), right, 283, fmt.Sprintf(frame.WordPage, n, total))
		}
		if c.Sample {
			p.Text(frame.FootStyle.In(frame.Vermilion).With(sheet.Centre), sheet.PageWidth/2, 15, frame.WordSample)
		}
	})
}
