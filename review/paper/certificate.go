package paper

import (
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/qr"
	"shinsa/review/paper/sheet"
)

// Certificate is the certificate of one certification (認定証, Art. 6-5): one page.
type Certificate struct {
	No           string // 認定番号
	Operator     string
	Service      string
	ServiceClass []string
	First        civil.Date // day of the first certification, which the number keeps; shown where it is another day than Certified
	Certified    civil.Date // day of the decision
	From, To     civil.Date // validity, both days included (Art. 9-1)
	Edition      string     // criteria edition it rests on
	Issued       civil.Date
	Claim        string // signed compact claim for the QR; without one there is no QR
	Sample       bool
}

var (
	indigo   = sheet.Colour{R: 28, G: 48, B: 94}
	gold     = sheet.Colour{R: 186, G: 154, B: 88}
	paleGold = sheet.Colour{R: 240, G: 231, B: 210}

	certTitle   = sheet.Style{Face: sheet.Mincho, Size: 44, Leading: 1.2, Align: sheet.Spread}
	certScheme  = sheet.Style{Face: sheet.Mincho, Size: 11.5, Leading: 1.6, Align: sheet.Centre}
	certEnglish = sheet.Style{Face: sheet.Latin, Size: 8, Leading: 1.45, Align: sheet.Left, Colour: frame.Grey}
	certLatin   = sheet.Style{Face: sheet.Latin, Size: 9.5, Leading: 1.5, Align: sheet.Centre, Colour: frame.Grey}
	certTo      = sheet.Style{Face: sheet.Mincho, Size: 20, Leading: 1.35, Align: sheet.Centre}
	certLabel   = sheet.Style{Face: sheet.Mincho, Size: 11, Leading: 1.3, Align: sheet.Spread}
	certValue   = sheet.Style{Face: sheet.Mincho, Size: 13, Leading: 1.4, Align: sheet.Left}
	certBody    = sheet.Style{Face: sheet.Mincho, Size: 13, Leading: 1.85, Indent: 1}
	certNote    = sheet.Style{Face: sheet.Mincho, Size: 6.8, Leading: 1.55, Align: sheet.Left, Colour: frame.Grey}
)

// The measures of a certificate, in millimetres.
const (
	certLeft   = 32.0
	certWidth  = sheet.PageWidth - 2*certLeft
	certRight  = certLeft + certWidth
	certMiddle = sheet.PageWidth / 2
	certTop    = 91.0  // below the title
	certBottom = 213.0 // above the date
	qrSize     = 31.0
	sealSize   = 27.0
)

// Certificate composes the certificate. A text too long for its one page is refused with Kind invalid, paper_certificate_too_long; a claim
// too long for a QR with paper_claim_too_long.
func (p *Press) Certificate(profile Profile, t Certificate) (*Document, error) {
	c, err := p.begin(KindCertificate, profile, "認定証", t.Issued, t.Sample)
	if err != nil {
		return nil, err
	}
	var code qr.Code
	if t.Claim != "" {
		if code, err = qr.Encode(t.Claim); err != nil {
			return nil, fault.Wrap(fault.Invalid, "paper_claim_too_long", err)
		}
	}
	page := c.Doc.AddPage()
	page.Bookmark(0, 0, c.Title+"　"+t.No)
	drawBorder(page)
	c.certificateHead(page, t)
	if err := c.certificateMiddle(page, t); err != nil {
		return nil, err
	}
	c.certificateFoot(page, t, code)
	return c.Finish()
}

func (c *composer) certificateHead(p *sheet.Page, t Certificate) {
	p.Text(certValue.At(10.5).With(sheet.Right), certRight, 28, "認定番号　"+t.No)
	c.Doc.Block(certTitle, 90, "認定証").Draw(p, certMiddle-45, 40)
	if c.Profile.JapaneseOnly {
		c.Doc.Block(certScheme, certWidth, c.Profile.Scheme).Draw(p, certLeft, 66)
		return
	}
	c.Doc.Block(certLatin.At(11).With(sheet.Spread).In(indigo), 52, "CERTIFICATE").Draw(p, certMiddle-26, 60)
	y := c.Doc.Block(certScheme, certWidth, c.Profile.Scheme).Draw(p, certLeft, 69)
	c.Doc.Block(certLatin, certWidth, c.Profile.SchemeEN).Draw(p, certLeft, y+0.5)
}

// certFact is one line of what is certified, with its English label and, where it is a date, the date in English.
type certFact struct{ label, latin, value, english string }

func (c *composer) certFacts(t Certificate) []certFact {
	first, firstEN := "", ""
	if !t.First.IsZero() && t.First != t.Certified {
		first, firstEN = c.Date(t.First), frame.DateEN(t.First)
	}
	facts := []certFact{
		{"サービス名", "Service", t.Service, ""},
		{"サービス種別", "Class", strings.Join(t.ServiceClass, "・"), ""},
		{"認定年月日", "Certified on", c.Date(t.Certified), frame.DateEN(t.Certified)},
		{"初回認定日", "First certified", first, firstEN},
		{"有効期間", "Valid", c.Period(t.From, t.To), frame.DateEN(t.From) + " – " + frame.DateEN(t.To)},
		{"審査基準", "Criteria", t.Edition, ""},
	}
	kept := facts[:0]
	for _, f := range facts {
		if c.Profile.JapaneseOnly {
			f.latin, f.english = "", ""
		}
		if strings.TrimSpace(f.value) != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// certificateMiddle sets recipient, facts and wording in the largest size that fits between title and date.
func (c *composer) certificateMiddle(p *sheet.Page, t Certificate) error {
	for _, scale := range []float64{1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68} {
		parts := c.certParts(t, scale)
		height := 0.0
		for _, part := range parts {
			height += part.height
		}
		room := certBottom - certTop - height
		if room < 0 {
			continue
		}
		y := certTop
		for _, part := range parts {
			part.draw(p, y)
			y += part.height + room/float64(len(parts))*part.loose
		}
		return nil
	}
	return fault.New(fault.Invalid, "paper_certificate_too_long")
}

// certPart is a piece of the middle. loose is its share of the room left over.
type certPart struct {
	height, loose float64
	draw          func(p *sheet.Page, y float64)
}

func (c *composer) certParts(t Certificate, scale float64) []certPart {
	to := c.Doc.Block(certTo.At(certTo.Size*scale), certWidth, t.Operator+"　殿")
	parts := []certPart{{height: to.Height() + 4, loose: 1.2, draw: func(p *sheet.Page, y float64) { to.Draw(p, certLeft, y) }}}
	const label = 30.0
	for _, f := range c.certFacts(t) {
		value := c.Doc.Block(certValue.At(certValue.Size*scale), certWidth-label-8, f.value)
		english := c.Doc.Block(certLatin.With(sheet.Left), certWidth-label-8, f.english)
		height := max(value.Height(), 8.6) + 3
		if f.english != "" {
			height = value.Height() + english.Height() + 2.6
		}
		parts = append(parts, certPart{height: height, loose: 0.15, draw: func(p *sheet.Page, y float64) {
			c.Doc.Block(certLabel, label-4, f.label).Draw(p, certLeft, y)
			p.Text(certLatin.At(8).With(sheet.Left), certLeft, y+4.7, f.latin)
			english.Draw(p, certLeft+label+4, value.Draw(p, certLeft+label+4, y))
			p.Line(certLeft, y+height-1.6, certRight, y+height-1.6, 0.15, gold)
		}})
	}
	wording := c.Doc.Block(certBody.At(certBody.Size*scale), certWidth, c.Profile.Wording)
	parts = append(parts, certPart{height: wording.Height() + 4, draw: func(p *sheet.Page, y float64) { wording.Draw(p, certLeft, y+4) }})
	if c.Profile.JapaneseOnly || c.Profile.WordingEN == "" {
		return parts
	}
	english := c.Doc.Block(certEnglish, certWidth, c.Profile.WordingEN)
	return append(parts, certPart{height: english.Height() + 1.5, draw: func(p *sheet.Page, y float64) { english.Draw(p, certLeft, y+1.5) }})
}

// certificateFoot is date, body, seal, code and the small print.
func (c *composer) certificateFoot(p *sheet.Page, t Certificate, code qr.Code) {
	p.Text(certValue, certLeft+2, 215, c.Date(t.Issued))
	right := certRight - sealSize - 3
	p.Text(certValue.At(9.5).With(sheet.Right), right, 226.5, c.Profile.BodyTitle)
	p.Text(certValue.At(15).With(sheet.Right), right, 231.5, c.Profile.Body)
	y := 239.5
	if !c.Profile.JapaneseOnly {
		p.Text(certLatin.With(sheet.Right), right, y, c.Profile.BodyEN)
		y += 5.5
	}
	p.Text(certValue.At(12).With(sheet.Right), right, y, c.Profile.Signatory)
	if !c.Profile.JapaneseOnly {
		p.Text(certLatin.At(8.5).With(sheet.Right), right, y+6, c.Profile.SignatoryEN)
	}
	p.Field(FieldBody, c.Profile.Body+"　"+c.Profile.Signatory, certRight-sealSize, 226, sealSize, sealSize)
	note := frame.WordLiability
	if code.Size > 0 {
		p.Grid(code, certLeft, 226, qrSize, frame.Ink)
		note = wordClaim + "\n" + note
	}
	if c.Profile.StatusURL != "" {
		note = wordStatus + c.Profile.StatusURL + t.No + "\n" + note
	}
	c.Doc.Block(certNote, certWidth, note).Draw(p, certLeft, 260)
	if c.Sample {
		p.Text(certNote.In(frame.Vermilion).With(sheet.Centre).At(8), certMiddle, 22.5, frame.WordSample)
	}
}
