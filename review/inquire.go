package review

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/paper"
	"shinsa/review/phrase"
)

// Inquiry is one question to the applicant, tied to an item, with the members who ask it. The letter does not name them.
type Inquiry struct {
	Item  ident.ItemID `json:"item"`
	Title string       `json:"title"`
	Text  string       `json:"text"`
	From  []string     `json:"from"`
}

// Inquiries collects the questions of every sealed opinion of the present round, in the order of the edition. Questions that differ in
// width or white space only are one.
func (d *Desk) Inquiries(ctx context.Context, id ident.CaseID) ([]Inquiry, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return nil, err
	}
	return inquiries(f), nil
}

func inquiries(f *File) []Inquiry {
	out := []Inquiry{}
	for _, o := range f.Opinions {
		for _, m := range o.Marks {
			if m.Inquiry == "" {
				continue
			}
			same := func(q Inquiry) bool { return q.Item == m.Item && phrase.Key(q.Text) == phrase.Key(m.Inquiry) }
			i := slices.IndexFunc(out, same)
			if i < 0 {
				it, _ := f.Edition.Item(m.Item)
				i, out = len(out), append(out, Inquiry{Item: m.Item, Title: it.Title.JA, Text: m.Inquiry})
			}
			out[i].From = append(out[i].From, o.Name)
		}
	}
	slices.SortStableFunc(out, func(a, b Inquiry) int { return f.Edition.Position(a.Item) - f.Edition.Position(b.Item) })
	return out
}

// InquiryLetter hands over the one signed letter (照会書) that asks the applicant everything the members want to know; due is when the answer
// is expected, by the profile's days when zero. A case without a question is refused with fault.Missing "inquiry_without_question".
func (d *Desk) InquiryLetter(ctx context.Context, id ident.CaseID, due civil.Date, out Outbox) (Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return Handed{}, err
	}
	f, err := d.File(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	asked := inquiries(f)
	if len(asked) == 0 {
		return Handed{}, fault.New(fault.Missing, "inquiry_without_question", "case", string(id))
	}
	now := d.Now()
	if due.IsZero() {
		due = civil.Of(now).AddDays(d.Profile().DueDays)
	}
	serial, err := d.nextLetter(ctx, letterSeries(now))
	if err != nil {
		return Handed{}, err
	}
	number := d.documentNo(serial, civil.Of(now))
	letter := paper.Inquiry{Envelope: letter(f, number, civil.Of(now)), Case: string(id), Service: f.Service, Due: due}
	letter.Questions = points(asked)
	doc, err := d.Press.Inquiry(d.Profile().letterhead(), letter)
	if err != nil {
		return Handed{}, err
	}
	pdf, err := d.sign(doc, inquiryData{f.ID, f.Round, number, due, questions(asked)}, "inquiry.json", d.officeStamp(now, false))
	if err != nil {
		return Handed{}, err
	}
	name := "inquiry_" + string(id) + roundSuffix(f.Round) + ".pdf"
	h, err := d.handOver(ctx, out, "inquiry", name, writeBytes(pdf))
	if err != nil {
		return Handed{}, err
	}
	_, err = d.update(ctx, "inquire", id, func(tx Tx, e *journal.Entry) error {
		n, err := count(tx, letterSeries(now))
		if err != nil {
			return err
		}
		if n != serial {
			return fault.New(fault.Conflict, "number_taken_meanwhile")
		}
		e.Subject, e.New = name, h.Digest
		return d.keepPaper(ctx, tx, id, name, pdf)
	})
	if err != nil {
		return Handed{}, errors.Join(err, out.Remove(name))
	}
	return h, nil
}

// points are the questions as the letter asks them: an item once, with its questions under ア, イ … where there are several.
func points(asked []Inquiry) []paper.Point {
	var out []paper.Point
	for i := 0; i < len(asked); {
		first, n := asked[i], 1
		for i+n < len(asked) && asked[i+n].Item == first.Item {
			n++
		}
		text := first.Text
		if n > 1 {
			text = ""
			for j, q := range asked[i : i+n] {
				text += mark(j) + "　" + q.Text + "\n"
			}
		}
		out = append(out, paper.Point{Place: string(first.Item) + "　" + first.Title, Text: strings.TrimSuffix(text, "\n")})
		i += n
	}
	return out
}

// mark is the mark of the nth thing in a list, from 0: ア, イ … and numbers when they end.
func mark(n int) string {
	if marks := []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"); n < len(marks) {
		return string(marks[n])
	}
	return strconv.Itoa(n + 1)
}

// inquiryData is the letter as data: what was asked, not by whom.
type inquiryData struct {
	Case      ident.CaseID `json:"case"`
	Round     int          `json:"round"`
	Number    string       `json:"number"`
	Due       civil.Date   `json:"due"`
	Questions []question   `json:"questions"`
}

type question struct {
	Item ident.ItemID `json:"item"`
	Text string       `json:"text"`
}

func questions(asked []Inquiry) []question {
	out := make([]question, len(asked))
	for i, q := range asked {
		out[i] = question{q.Item, q.Text}
	}
	return out
}

// nextLetter is the number the next letter gets; it is drawn when the letter is recorded.
func (d *Desk) nextLetter(ctx context.Context, series string) (int, error) {
	var n int
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		n, _, err = get[int](tx, KindCounter, series)
		return err
	})
	return n + 1, err
}
