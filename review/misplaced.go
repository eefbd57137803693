package review

import (
	"context"
	"errors"
	"slices"

	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/opinion"
)

// documents are what the kinds of parcel always have, with the newest version of each format that may be in it.
var documents = map[dossier.Kind]struct {
	name    string
	formats map[string]int
}{
	dossier.Dossier:     {fileCover, map[string]int{conflict.CoverFormat: conflict.CoverVersion}},
	dossier.Declaration: {fileDeclaration, map[string]int{conflict.DeclarationFormat: conflict.DeclarationVersion}},
	dossier.Opinion:     {fileOpinion, map[string]int{opinion.Format: opinion.Version}},
	dossier.Receipt:     {fileReceipt, map[string]int{ReceiptFormat: ReceiptVersion}},
	dossier.Enrolment:   {fileRequest, map[string]int{RequestFormat: RequestVersion}},
	dossier.Card:        {fileCard, map[string]int{CardFormat: CardVersion}},
	dossier.Register:    {fileRegister, map[string]int{KeysFormat: KeysVersion, SnapshotFormat: SnapshotVersion}},
}

// misplaced returns why a parcel has no place on this desk, going by what it claims: a case the desk does not have, another round or dossier than
// the one in hand, a sender who has nothing to say in the case, an answer that was given before. The acts that take parcels in hold them to the
// same themselves.
func (d *Desk) misplaced(in Incoming, p *dossier.Parcel) (fault.List, error) {
	var l fault.List
	err := d.Store.View(context.Background(), func(tx Tx) error {
		var err error
		switch p.Kind {
		case dossier.Dossier:
			l, err = otherDossier(tx, p)
		case dossier.Declaration, dossier.Opinion:
			l, err = strayAnswer(tx, in, p)
		case dossier.Receipt, dossier.Release:
			_, err = theCase(tx, p.Case)
		}
		return err
	})
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Missing {
		return append(l, against(f.Code, "case", string(p.Case))), nil
	}
	return l, err
}

// against is a finding that speaks against the whole of a file.
func against(code string, args ...string) fault.Finding {
	f := fault.Finding{Code: code, Severity: fault.Must, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// otherDossier finds a dossier older than, or beside, the one that a member has of the case.
func otherDossier(tx Tx, p *dossier.Parcel) (fault.List, error) {
	was, here, err := get[Case](tx, KindCase, string(p.Case))
	if err != nil || !here || was.Dossier == p.ID || p.Round > was.Round {
		return nil, err
	}
	return fault.List{against("dossier_other", "case", string(p.Case))}, nil
}

// strayAnswer finds everything that keeps an answer from the case it names.
func strayAnswer(tx Tx, in Incoming, p *dossier.Parcel) (fault.List, error) {
	c, err := theCase(tx, p.Case)
	if err != nil {
		return nil, err
	}
	var l fault.List
	if !slices.ContainsFunc(c.Members, func(x Assignment) bool { return string(x.Reviewer) == p.Sender.ID }) {
		l = append(l, against("sender_not_assigned", "name", p.Sender.Name))
	}
	id := part(c.ID, p.Sender.ID)
	sent, ok, err := get[packed](tx, KindDossier, id)
	if err != nil {
		return l, err
	}
	if !ok || p.Answers != sent.ID || p.Round != c.Round {
		l = append(l, against("answer_to_other_dossier", "case", string(c.ID)))
	}
	whole, _, err := digestOf(in)
	if err != nil {
		return l, err
	}
	if p.Kind == dossier.Declaration {
		was, known, err := get[declared](tx, KindDeclaration, id)
		if known && was.Parcel != whole {
			l = append(l, against("declaration_differs", "case", string(c.ID)))
		}
		return l, err
	}
	was, known, err := get[held](tx, KindOpinion, id)
	if known && was.Parcel != whole {
		l = append(l, against("opinion_differs", "case", string(c.ID)))
	}
	return l, err
}
