package review

import (
	"strconv"

	"shinsa/review/ident"
)

// contentOf returns the digests of everything a member's desk keeps of a case that holds content: the dossier as it came, the evidence,
// and the sealed opinion with its report.
func (d *Desk) contentOf(tx Tx, id ident.CaseID) ([]ident.Digest, error) {
	hand, _, err := get[inHand](tx, KindDossier, string(id))
	if err != nil {
		return nil, err
	}
	own, _, err := get[held](tx, KindOpinion, part(id, string(d.Self().ID)))
	if err != nil {
		return nil, err
	}
	all := []ident.Digest{hand.Parcel, own.Parcel, own.Opinion.Report}
	app, ok, err := get[evidenceList](tx, KindApplication, string(id))
	if err != nil {
		return nil, err
	}
	if ok {
		for _, ev := range app.Evidence {
			all = append(all, ev.Digest)
		}
	}
	return all, nil
}

// evidenceList is the part of an application that names files.
type evidenceList struct {
	Evidence []struct {
		Digest ident.Digest `json:"sha256"`
	} `json:"evidence"`
}

// turnRound makes room for the dossier of a later round: the content of the round before goes, and so does what opened it, since
// interests are declared anew for every session (Art. 7). Every verdict goes back to unseen, and the conclusion to none: the member's own
// marks and opinion of the round before stand beside the new ones, also those never handed in, and private notes stay; the declaration of
// the earlier round stays under its number. It returns what to destroy when the change is on disk.
func (d *Desk) turnRound(tx Tx, was Case) ([]ident.Digest, error) {
	id, me := string(was.ID), part(was.ID, string(d.Self().ID))
	destroy, err := d.contentOf(tx, was.ID)
	if err != nil {
		return nil, err
	}
	if err := d.setMarksAside(tx, was); err != nil {
		return nil, err
	}
	own, ok, err := get[declared](tx, KindDeclaration, me)
	if err != nil {
		return nil, err
	}
	if ok {
		if err := tx.Put(KindDeclaration, me+"/"+strconv.Itoa(was.Round), own); err != nil {
			return nil, err
		}
	}
	for _, x := range []struct {
		kind Kind
		id   string
	}{{KindApplication, id}, {KindDeclaration, me}, {KindOpinion, me}} {
		if err := tx.Delete(x.kind, x.id); err != nil {
			return nil, err
		}
	}
	for _, k := range []Kind{KindEvidenceUse, KindReceipt} {
		if err := deleteAll(tx, k, part(was.ID, "")); err != nil {
			return nil, err
		}
	}
	return destroy, nil
}

// setMarksAside makes the member's marks and draft those of the round before, and begins a blank draft: the versions before it can still be
// brought back.
func (d *Desk) setMarksAside(tx Tx, was Case) error {
	marks, err := tx.Marks(was.ID, d.Self().ID)
	if err != nil {
		return err
	}
	earlier := earlierFile{Format: EarlierFormat, Version: EarlierVersion, Round: was.Round, Marks: marks}
	draft, written, err := get[stored](tx, KindDraft, string(was.ID))
	if err == nil && written {
		earlier.Draft = &draft.Draft
		err = tx.Edit(KindDraft, string(was.ID), stored{At: tx.Now()}, 0)
	}
	if err != nil {
		return err
	}
	if err := tx.Put(KindEarlier, string(was.ID), earlier); err != nil {
		return err
	}
	return tx.DropMarks(was.ID)
}

// deleteAll removes every document under a prefix.
func deleteAll(tx Tx, k Kind, prefix string) error {
	recs, err := tx.List(k, prefix)
	if err != nil {
		return err
	}
	for _, r := range recs {
		if err := tx.Delete(k, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// roundSuffix keeps the files of a later round apart from those of the first.
func roundSuffix(round int) string {
	if round < 2 {
		return ""
	}
	return "_r" + strconv.Itoa(round)
}
