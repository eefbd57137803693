package review

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/phrase"
)

// settingPhrases is where a person keeps the own stock phrases. It never leaves the desk.
const settingPhrases = "phrases"

// ownPhrases are the phrases a person keeps, and the texts of others that are not to be offered any more.
type ownPhrases struct {
	Own     []phrase.Phrase `json:"own"`
	Dropped []string        `json:"dropped"`
}

// Phrases returns the stock phrases for an item: the member's own, those learned from the member's other remarks on this desk, and those
// of the body, each with its placeholders filled for the item. Nothing is learned from a case that is closed to the reader.
func (d *Desk) Phrases(ctx context.Context, id ident.CaseID, item ident.ItemID) ([]phrase.Phrase, error) {
	var out []phrase.Phrase
	err := d.Store.View(ctx, func(tx Tx) error {
		f, err := d.file(tx, id)
		if err != nil {
			return err
		}
		if f.Edition.Position(item) < 0 {
			return fault.New(fault.Missing, "no_such_item", "criterion", string(item))
		}
		own, _, err := get[ownPhrases](tx, KindSetting, settingPhrases)
		if err != nil {
			return err
		}
		earlier, err := d.earlierRemarks(tx, f)
		if err != nil {
			return err
		}
		out = phrase.Offer(f.phraseValues(item), own.Dropped, own.Own, phrase.Learn(earlier), bodyPhrases(d.Profile()))
		return nil
	})
	return out, err
}

func bodyPhrases(p Profile) []phrase.Phrase {
	out := slices.Clone(p.Phrases)
	for i := range out {
		out[i].Origin = phrase.Body
	}
	return out
}

// phraseValues are what the placeholders stand for: the first place the member pointed to, or the one the applicant named.
func (f *File) phraseValues(item ident.ItemID) phrase.Values {
	it, _ := f.Edition.Item(item)
	a := f.Application.Answers[item]
	v := phrase.Values{Item: it.Title.JA, Answer: firstLine(a.Wording())}
	if it.Level != nil {
		v.Level = it.Level.Text.JA
	}
	no, page := "", 0
	if m := f.Marks[item]; len(m.Pointers) > 0 {
		no, page = m.Pointers[0].Evidence, m.Pointers[0].Page
	} else if len(a.Evidence) > 0 {
		no, page = a.Evidence[0].No, a.Evidence[0].Page
	}
	if v.Evidence = no; page > 0 {
		v.Page = strconv.Itoa(page)
	}
	return v
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(line)
}

// earlierRemarks are the member's remarks and inquiries in this case and in every other open to the reader, with those of the round before.
func (d *Desk) earlierRemarks(tx Tx, here *File) ([]phrase.Remark, error) {
	cases, err := list[Case](tx, KindCase, "")
	if err != nil {
		return nil, err
	}
	var out []phrase.Remark
	add := func(m checklist.Mark, v phrase.Values) {
		if m.Remark != "" {
			out = append(out, phrase.Remark{Text: m.Remark, Use: phrase.ForRemark, Values: v})
		}
		if m.Inquiry != "" {
			out = append(out, phrase.Remark{Text: m.Inquiry, Use: phrase.ForAsking, Values: v})
		}
	}
	for _, c := range cases {
		if readable(c) != nil {
			continue
		}
		marks, err := tx.Marks(c.ID, d.Self().ID)
		if err != nil {
			return nil, err
		}
		before, _, err := get[earlierFile](tx, KindEarlier, string(c.ID))
		if err != nil {
			return nil, err
		}
		for _, m := range before.Marks {
			add(m, phrase.Values{})
		}
		for _, m := range marks {
			v := phrase.Values{}
			if c.ID == here.ID {
				v = here.phraseValues(m.Item)
			}
			add(m, v)
		}
	}
	return out, nil
}

// KeepPhrase keeps a phrase for good. Keeping a text that was dropped before brings it back.
func (d *Desk) KeepPhrase(ctx context.Context, p phrase.Phrase) (Saved, error) {
	p.Text = strings.TrimSpace(p.Text)
	if n := len([]rune(p.Text)); n == 0 || n > phrase.MaxText {
		return Saved{}, fault.New(fault.Invalid, "phrase_length", "limit", strconv.Itoa(phrase.MaxText))
	}
	p.Origin, p.Uses, p.Filled = phrase.Own, 0, ""
	return d.editPhrases(ctx, func(o *ownPhrases) {
		o.without(p.Text)
		o.Own = append(o.Own, p)
	})
}

// DropPhrase takes a phrase out of what is offered, wherever it comes from.
func (d *Desk) DropPhrase(ctx context.Context, text string) (Saved, error) {
	return d.editPhrases(ctx, func(o *ownPhrases) {
		o.without(text)
		o.Dropped = append(o.Dropped, strings.TrimSpace(text))
	})
}

// without removes a text from both lists.
func (o *ownPhrases) without(text string) {
	key := phrase.Key(text)
	o.Own = slices.DeleteFunc(o.Own, func(p phrase.Phrase) bool { return phrase.Key(p.Text) == key })
	o.Dropped = slices.DeleteFunc(o.Dropped, func(s string) bool { return phrase.Key(s) == key })
}

func (d *Desk) editPhrases(ctx context.Context, edit func(*ownPhrases)) (Saved, error) {
	n := 0
	at, err := d.update(ctx, "phrase", "", func(tx Tx, e *journal.Entry) error {
		own, _, err := get[ownPhrases](tx, KindSetting, settingPhrases)
		if err != nil {
			return err
		}
		edit(&own)
		n, e.New = len(own.Own), sum(own)
		return tx.Edit(KindSetting, settingPhrases, own, 0)
	})
	return Saved{at, n}, err
}
