package dossier

import (
	"time"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// ReleaseFormat and ReleaseVersion head every release.json.
const (
	ReleaseFormat  = "shinsa/release"
	ReleaseVersion = 1
)

const releaseName = "release.json"

// ReleaseKey is release.json: the key of one strict dossier, for one member. It travels sealed only.
type ReleaseKey struct {
	Format   string           `json:"format"`
	Version  int              `json:"version"`
	Case     ident.CaseID     `json:"case"`
	Reviewer ident.ReviewerID `json:"reviewer"`
	Dossier  ident.Digest     `json:"dossier"` // id of the parcel it opens
	Key      string           `json:"key"`     // AGE-SECRET-KEY-1…
}

// NewReleaseKey puts down the key that opens a dossier. It refuses what names no dossier (Kind invalid, parcel_release_of_another).
func NewReleaseKey(c ident.CaseID, r ident.ReviewerID, dossier ident.Digest, box *seal.Box) (*ReleaseKey, error) {
	if !c.Valid() || !r.Valid() || !dossier.Valid() {
		return nil, fault.New(fault.Invalid, "parcel_release_of_another")
	}
	return &ReleaseKey{Format: ReleaseFormat, Version: ReleaseVersion, Case: c, Reviewer: r, Dossier: dossier, Key: box.Secret()}, nil
}

// Outgoing returns the release parcel for the member, sealed to the member's own key. The secretariat makes it only once it has
// confirmed the declaration.
func (k *ReleaseKey) Outgoing(to Party, recipient seal.Recipient, created time.Time) Outgoing {
	f, err := JSONFile(releaseName, k)
	if err != nil {
		f = File{Name: releaseName, Body: failed{err}}
	}
	return Outgoing{
		Kind: Release, Case: k.Case, Recipient: to, Created: created, Answers: k.Dossier, Sealed: []File{f}, To: []seal.Recipient{recipient},
	}
}

// failed is a reader that reports why there is nothing to read.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// ReleaseKey opens a release parcel with the member's own keys and returns the key of the dossier. It is nil with the reasons when the
// release cannot be opened or is for another dossier.
func (p *Parcel) ReleaseKey(trust Trust, d *Parcel, boxes ...*seal.Box) (*seal.Box, fault.List) {
	if p.Kind != Release {
		return nil, fault.List{finding("parcel_kind_unwanted", headerName, "kind", string(p.Kind))}
	}
	body, l := p.Unseal(trust, boxes...)
	if body == nil || l.Count(fault.Must) > 0 {
		return nil, l
	}
	var k ReleaseKey
	if _, err := body.Decode(releaseName, ReleaseFormat, ReleaseVersion, &k); err != nil {
		return nil, jsonFindings(releaseName, err)
	}
	if k.Dossier != d.ID || k.Case != d.Case || string(k.Reviewer) != d.Recipient.ID || p.Sender.ID != d.Sender.ID {
		return nil, fault.List{finding("parcel_release_of_another", "")}
	}
	box, err := seal.ParseBox(k.Key)
	if err != nil {
		return nil, fault.List{finding("seal_box_unreadable", "")}
	}
	return box, l
}
