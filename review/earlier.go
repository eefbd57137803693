package review

import (
	"context"
	"slices"

	"shinsa/review/checklist"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

// EarlierFormat and EarlierVersion head every earlier.json.
const (
	EarlierFormat  = "shinsa/earlier"
	EarlierVersion = 1
)

// earlierFile is what a dossier brings of the time before, inside its sealed body: the application of the round before with this member's
// own sealed marks, and the application that was certified before, of a renewal.
type earlierFile struct {
	Format      string              `json:"format"`
	Version     int                 `json:"version"`
	Round       int                 `json:"round,omitempty"`
	Application *intake.Application `json:"application,omitempty"`
	Marks       []checklist.Mark    `json:"marks,omitempty"`
	Draft       *opinion.Draft      `json:"draft,omitempty"` // the member's opinion in that round
	Certified   *intake.Application `json:"certified,omitempty"`
	// Verdicts are what the committee found on the certified application.
	Verdicts map[ident.ItemID]checklist.Verdict `json:"certified_verdicts,omitempty"`
}

// earlierFor collects what a member's dossier brings of the time before; nil when there is nothing.
func (d *Desk) earlierFor(ctx context.Context, c Case, member ident.ReviewerID) (*earlierFile, error) {
	if c.Round < 2 && c.Previous == "" {
		return nil, nil
	}
	out := &earlierFile{Format: EarlierFormat, Version: EarlierVersion}
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		if c.Previous != "" {
			if out.Certified, err = theApplication(tx, c.Previous); err != nil {
				return err
			}
			if out.Verdicts, err = d.foundBefore(tx, c.Previous); err != nil {
				return err
			}
		}
		if c.Round < 2 {
			return nil
		}
		out.Round = c.Round - 1
		if out.Application, _, err = get[*intake.Application](tx, KindApplication, ofRound(out.Round, string(c.ID))); err != nil {
			return err
		}
		own, ok, err := get[held](tx, KindOpinion, ofRound(out.Round, part(c.ID, string(member))))
		if ok {
			out.Marks, out.Draft = own.Opinion.Marks, &own.Opinion.Draft
		}
		return err
	})
	return out, err
}

// readEarlier takes earlier.json out of a body; nil when the dossier brings none.
func readEarlier(p *dossier.Parcel) (*earlierFile, error) {
	if !slices.Contains(p.Names(), fileEarlier) {
		return nil, nil
	}
	var f earlierFile
	if _, err := p.Decode(fileEarlier, EarlierFormat, EarlierVersion, &f); err != nil {
		return nil, err
	}
	return &f, nil
}

// keepEarlier lays what the dossier brings over what the desk itself kept of the round before: the sealed marks and opinion count where there
// are any, and the desk's own where the member never answered.
func keepEarlier(tx Tx, c Case, brought *earlierFile) error {
	kept, ok, err := get[earlierFile](tx, KindEarlier, string(c.ID))
	if err != nil || brought == nil && !ok {
		return err
	}
	if brought != nil {
		own := kept
		kept = *brought
		if len(kept.Marks) == 0 && own.Round == kept.Round {
			kept.Marks = own.Marks
		}
		if kept.Draft == nil && own.Round == kept.Round {
			kept.Draft = own.Draft
		}
	}
	return tx.Put(KindEarlier, string(c.ID), kept)
}

// before adds the time before to a file: the earlier round, and the application certified before.
func (d *Desk) before(tx Tx, f *File) error {
	if d.Self().Role == Member {
		e, ok, err := get[earlierFile](tx, KindEarlier, string(f.ID))
		if err != nil || !ok {
			return err
		}
		f.Previous, f.PreviousVerdicts, f.EarlierRound = e.Certified, e.Verdicts, e.Round
		if e.Round > 0 {
			f.Earlier, f.EarlierDraft = markMap(e.Marks), e.Draft
			if e.Application != nil {
				f.Earlier = renumberMarks(f.Application, e.Application, f.Earlier)
			}
			f.compared(e.Application)
		}
		return nil
	}
	if f.Case.Previous != "" {
		app, ok, err := get[*intake.Application](tx, KindApplication, string(f.Case.Previous))
		if err != nil {
			return err
		}
		if ok {
			f.Previous = app
		}
		if f.PreviousVerdicts, err = d.foundBefore(tx, f.Case.Previous); err != nil {
			return err
		}
	}
	if len(f.Rounds) == 0 {
		return f.beforeRevision(tx)
	}
	f.EarlierRound = f.Rounds[len(f.Rounds)-1].Round
	for _, r := range f.Rounds {
		opinions, err := list[held](tx, KindOpinion, ofRound(r.Round, part(f.ID, "")))
		if err != nil {
			return err
		}
		for _, o := range opinions {
			f.EarlierOpinions = append(f.EarlierOpinions, o.Opinion)
		}
	}
	app, ok, err := get[*intake.Application](tx, KindApplication, ofRound(f.EarlierRound, string(f.ID)))
	if err == nil && ok {
		f.compared(app)
	}
	return err
}

// foundBefore returns what the committee found on an earlier case: the verdicts it settled, and those all its members gave.
func (d *Desk) foundBefore(tx Tx, id ident.CaseID) (map[ident.ItemID]checklist.Verdict, error) {
	out := map[ident.ItemID]checklist.Verdict{}
	opinions, err := opinionsOf(tx, id)
	if err != nil {
		return nil, err
	}
	split := map[ident.ItemID]bool{}
	for _, o := range opinions {
		for _, m := range o.Opinion.Marks {
			was, ok := out[m.Item]
			split[m.Item] = split[m.Item] || ok && was != m.Verdict
			out[m.Item] = m.Verdict
		}
	}
	for item := range split {
		if split[item] {
			delete(out, item)
		}
	}
	m, _, err := get[opinion.Meeting](tx, KindMeeting, string(id))
	for _, s := range m.Settled {
		out[s.Item] = s.Verdict
	}
	return out, err
}

// compared puts the answers of the round before beside the present ones.
func (f *File) compared(was *intake.Application) {
	if was == nil {
		return
	}
	f.EarlierAnswers = f.Application.Renumbered(was)
	before := *was
	before.Answers = f.EarlierAnswers
	f.Changes = intake.Compare(&before, f.Application)
}
