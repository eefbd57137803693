package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/form"
	"shinsa/review/intake/markup"
	"shinsa/review/intake/template"
	"shinsa/review/intake/typed"
	"shinsa/review/journal"
	"shinsa/review/paper"
)

// Correcting says what an applicant is asked to correct.
type Correcting struct {
	Pick func(fault.Finding) bool   // nil: what has to be resolved
	Say  func(fault.Finding) string // the sentence of a finding in Japanese, in which letters are written
	Own  []OwnPoint                 // what the secretariat adds in its own words
	Due  civil.Date                 // by the profile's days when zero
}

// OwnPoint is a point of a request for correction in the secretariat's own words, about an item or about the application as a whole.
type OwnPoint struct {
	Item ident.ItemID // none: the application as a whole
	Text string
}

// ownCode stands for a point in the secretariat's own words, where a Corrected names a finding.
const ownCode = "own_words"

// findings makes findings of the secretariat's own words and says them as they are.
func (c *Correcting) findings(points fault.List) fault.List {
	say, own := c.Say, map[string]string{}
	for i, p := range c.Own {
		if text := strings.TrimSpace(p.Text); text != "" {
			key := strconv.Itoa(i)
			own[key] = text
			points = append(points, fault.Finding{Code: ownCode, Severity: fault.Should, Clause: "4", Criterion: string(p.Item), Args: map[string]string{"n": key}})
		}
	}
	c.Say = func(f fault.Finding) string {
		if f.Code == ownCode {
			return own[f.Args["n"]]
		}
		return say(f)
	}
	return points
}

// Correction is one request for correction (補正依頼) as kept: which findings went out, never their words.
type Correction struct {
	Number   string       `json:"number"`
	On       civil.Date   `json:"on"`
	Due      civil.Date   `json:"due"`
	Points   []Corrected  `json:"points"`
	Letter   ident.Digest `json:"letter"`
	Workbook ident.Digest `json:"workbook"`
	Cells    int          `json:"cells"` // of the workbook that carry a comment
}

// Corrected is one finding that the applicant was asked about.
type Corrected struct {
	Code  string `json:"code"`
	Place string `json:"place"` // item, field, evidence number or cell
}

// Corrections returns the requests that went to the applicant of a case, the oldest first.
func (d *Desk) Corrections(ctx context.Context, id ident.CaseID) ([]Correction, error) {
	var out []Correction
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		out, err = list[Correction](tx, KindCorrection, part(id, ""))
		return err
	})
	return out, err
}

// Correct hands over a request for correction (Art. 4): the letter, signed for the body, and a copy of the applicant's own workbook with a
// comment at each cell that the findings are about. Nothing else in the workbook changes; the copy is compared with the form before it is
// handed over, and both files are read back. An application that did not come as an Excel workbook (typed in, CSV,
// OpenDocument) goes back as the form of its edition, filled in with what it says. A case without such a finding is refused: fault.Missing correction_without_point.
func (d *Desk) Correct(ctx context.Context, id ident.CaseID, c Correcting, out Outbox) ([]Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	points := c.findings(picked(f, c.Pick))
	if len(points) == 0 {
		return nil, fault.New(fault.Missing, "correction_without_point", "case", string(id))
	}
	now := d.Now()
	if c.Due.IsZero() {
		c.Due = civil.Of(now).AddDays(d.Profile().DueDays)
	}
	serial, err := d.nextLetter(ctx, letterSeries(now))
	if err != nil {
		return nil, err
	}
	kept := Correction{Number: d.documentNo(serial, civil.Of(now)), On: civil.Of(now), Due: c.Due}
	pdf, err := d.correctionLetter(f, c, points, &kept)
	if err != nil {
		return nil, err
	}
	marked, err := d.markedForm(ctx, f, c, points, &kept)
	if err != nil {
		return nil, err
	}
	base := "correction_" + string(id) + roundSuffix(f.Round) + fmt.Sprintf("_%d", serial)
	letter, err := d.handOver(ctx, out, "correction", base+".pdf", writeBytes(pdf))
	if err != nil {
		return nil, err
	}
	hs := []Handed{letter}
	takeBack := func(err error) error {
		for _, h := range hs {
			err = errors.Join(err, out.Remove(h.Name))
		}
		return err
	}
	kept.Letter = letter.Digest
	if marked != nil {
		book, err := d.handPlain(out, "marked-form", base+".xlsx", marked)
		if err != nil {
			return nil, takeBack(err)
		}
		hs, kept.Workbook = append(hs, book), book.Digest
	}
	if err := d.recordCorrection(ctx, id, serial, kept, made{name: letter.Name, pdf: pdf}); err != nil {
		return nil, takeBack(err)
	}
	return hs, nil
}

// picked are the findings that the applicant is asked about, in the order found.
func picked(f *File, pick func(fault.Finding) bool) fault.List {
	if pick == nil {
		pick = func(x fault.Finding) bool { return x.Severity == fault.Must }
	}
	var out fault.List
	for _, x := range f.Application.Findings {
		if pick(x) {
			out = append(out, x)
		}
	}
	return out
}

// correctionLetter composes and signs the letter.
func (d *Desk) correctionLetter(f *File, c Correcting, points fault.List, kept *Correction) ([]byte, error) {
	applied := f.Application.Header.ApplicationDate.Date()
	if applied.IsZero() {
		applied = f.Received
	}
	l := paper.Correction{Envelope: letter(f, kept.Number, kept.On), Case: string(f.ID), Applied: applied, Service: f.Service, Due: c.Due}
	for _, x := range points {
		l.Points = append(l.Points, paper.Point{Place: f.placeOf(x), Text: c.Say(x)})
		kept.Points = append(kept.Points, Corrected{Code: x.Code, Place: firstOf(x.Criterion, x.Field, x.Evidence, x.At)})
	}
	doc, err := d.Press.Correction(d.Profile().letterhead(), l)
	if err != nil {
		return nil, err
	}
	return d.sign(doc, *kept, "correction.json", d.officeStamp(d.Now(), false))
}

// placeOf names what a finding is about as the applicant knows it: the item with its title, the document, and the cell of the form.
func (f *File) placeOf(x fault.Finding) string {
	var place string
	switch at := f.cellOf(x); {
	case x.Criterion != "":
		it, _ := f.Edition.Item(ident.ItemID(x.Criterion))
		place = "審査対象項目" + x.Criterion + "　" + it.Title.JA + inBrackets(at)
	case x.Evidence != "":
		place = x.Evidence + inBrackets(at)
	case at != "":
		place = at
	case x.Field != "":
		place = "申請書Ａ"
	case x.Code == ownCode:
		place = "申請書全体"
	default:
		place = x.File
	}
	return place
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// cellOf is where in the form a finding is: where it says, or where what it is about stands.
func (f *File) cellOf(x fault.Finding) string {
	switch {
	case x.At != "":
		return x.At
	case x.Criterion != "":
		return f.Application.Answers[ident.ItemID(x.Criterion)].At
	case x.Field != "":
		e, _ := f.Application.Header.Field(x.Field)
		return e.At
	}
	for _, e := range f.Application.Evidence {
		if e.No == x.Evidence && x.Evidence != "" {
			return e.At
		}
	}
	return ""
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// markedForm is the applicant's workbook with the comments; of an application that came otherwise, the form of the edition filled in with it.
func (d *Desk) markedForm(ctx context.Context, f *File, c Correcting, points fault.List, kept *Correction) ([]byte, error) {
	blob, err := d.Store.Blobs().Open(f.Application.Form.Digest)
	if err != nil {
		return nil, err
	}
	book, err := io.ReadAll(blob)
	if cerr := blob.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	at := f
	if !markup.Markable(book) {
		if book, at, err = d.filledForm(ctx, f); err != nil {
			return nil, err
		}
	}
	notes := make([]markup.Note, len(points))
	for i, x := range points {
		if at != f {
			x.At = "" // a place of the form that came
		}
		notes[i] = markup.Note{At: at.cellOf(x), Text: form.Requested + c.Say(x)}
	}
	marked, cells, err := markup.Write(ctx, book, d.Profile().Body, notes)
	kept.Cells = cells
	return marked, err
}

// filledForm lays an application out on the form of its edition, and the file as it stands there.
func (d *Desk) filledForm(ctx context.Context, f *File) ([]byte, *File, error) {
	says := typed.Written(f.Application.Header, f.Application.Answers, f.Application.Evidence)
	book, err := template.Write(f.Edition, template.Options{Scheme: d.Profile().Scheme, Body: d.Profile().Body, Filled: &says})
	if err != nil {
		return nil, nil, err
	}
	app, err := intake.Read(ctx, intake.Package{Form: book, FormName: "form.xlsx", Received: f.Application.Received, Edition: f.Edition})
	if err != nil {
		return nil, nil, fmt.Errorf("read the form again: %w", err)
	}
	laid := *f
	laid.Application = app
	return book, &laid, nil
}

func (d *Desk) recordCorrection(ctx context.Context, id ident.CaseID, serial int, kept Correction, m made) error {
	_, err := d.update(ctx, "correct", id, func(tx Tx, e *journal.Entry) error {
		n, err := count(tx, letterSeries(tx.Now()))
		if err != nil {
			return err
		}
		if n != serial {
			return fault.New(fault.Conflict, "number_taken_meanwhile")
		}
		e.Subject, e.Old, e.New = m.name, kept.Workbook, kept.Letter
		if err := tx.Put(KindCorrection, part(id, fmt.Sprintf("%06d", serial)), kept); err != nil {
			return err
		}
		return d.keepPaper(ctx, tx, id, m.name, m.pdf)
	})
	return err
}
