package review

import (
	"context"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// maxHits bounds what one search returns.
const maxHits = 500

// Search finds text in everything this desk may read: cases, disclosures, remarks, inquiries and the member's notes. Width, case, and
// katakana for hiragana make no difference. A blank text finds nothing. Cases that are closed to the reader are found by their cover only.
func (d *Desk) Search(ctx context.Context, text string) ([]Hit, error) {
	want := fold(text)
	if want == "" {
		return nil, nil
	}
	rows, err := d.Cases(ctx)
	if err != nil {
		return nil, err
	}
	s := &search{want: want}
	for _, r := range rows {
		s.at(r, "", "case", string(r.ID)+" "+r.Operator+" "+r.Service)
		f, err := d.File(ctx, r.ID)
		if fault.KindOf(err) == fault.Forbidden {
			continue // closed to this reader
		}
		if err != nil {
			return nil, err
		}
		s.file(f)
		if len(s.hits) >= maxHits {
			break
		}
	}
	return s.hits[:min(len(s.hits), maxHits)], ctx.Err()
}

type search struct {
	want string
	hits []Hit
}

func (s *search) at(r Row, item ident.ItemID, where, text string) {
	if text == "" || !strings.Contains(fold(text), s.want) {
		return
	}
	s.hits = append(s.hits, Hit{r.ID, r.Service, item, where, text})
}

func (s *search) file(f *File) {
	for _, it := range f.Edition.Items() {
		s.at(f.Row, it.ID, "item", it.Title.JA+" "+it.Title.EN)
		s.at(f.Row, it.ID, "disclosure", f.Application.Answers[it.ID].Wording())
		m := f.Marks[it.ID]
		s.at(f.Row, it.ID, "remark", m.Remark)
		s.at(f.Row, it.ID, "inquiry", m.Inquiry)
		s.at(f.Row, it.ID, "note", f.Notes[it.ID])
	}
}

// fold makes writings equal that a reader takes for the same: NFKC, lower case, hiragana for katakana, no white space.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'ァ' && r <= 'ヶ':
			return r - 'ァ' + 'ぁ'
		case r == ' ' || r == '\n' || r == '\t' || r == '\r':
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
}
