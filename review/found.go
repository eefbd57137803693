package review

import (
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// CardYears is how long a card (certificate) of an office or member is valid.
const CardYears = 5

// Founding is what a new desk is made with.
type Founding struct {
	Role      Role
	Name      string
	Profile   Profile // of a secretariat; a member's comes with the card
	Rehearsal bool
}

// Found makes a new desk in an empty store: its keys and its first journal entry. A secretariat also makes the root of the scheme. A
// store that already holds a desk is refused with fault.Conflict "desk_exists".
func Found(ctx context.Context, s Services, f Founding) (*Desk, error) {
	name := strings.TrimSpace(f.Name)
	switch {
	case name == "":
		return nil, fault.New(fault.Invalid, "desk_name_missing")
	case f.Role != Secretariat && f.Role != Member:
		return nil, fault.New(fault.Invalid, "desk_role_unknown")
	case f.Role == Secretariat && !f.Profile.Number.Valid():
		return nil, fault.New(fault.Invalid, "profile_number_pattern")
	}
	f.Name = name
	d := &Desk{Services: s}
	err := s.Store.Update(ctx, func(tx Tx) error {
		var was Self
		switch err := tx.Get(KindSelf, idSelf, &was); {
		case err == nil:
			return fault.New(fault.Conflict, "desk_exists")
		case !errors.Is(err, &fault.Error{Kind: fault.Missing}):
			return err
		}
		return f.write(tx)
	})
	if err != nil {
		return nil, err
	}
	if err := s.Store.View(ctx, d.load); err != nil {
		return nil, err
	}
	return d, nil
}

func (f Founding) write(tx Tx) error {
	key, err := seal.GenerateKey()
	if err != nil {
		return err
	}
	box, err := seal.NewBox()
	if err != nil {
		return err
	}
	self := Self{Role: f.Role, Name: f.Name, Rehearsal: f.Rehearsal, Since: civil.Of(tx.Now())}
	if self.ID, err = newID(f.Role, key.Public()); err != nil {
		return err
	}
	profile := f.Profile
	if f.Role == Secretariat {
		self.Enrolled = true
		err = f.writeOffice(tx, self, key, box)
	} else {
		err = putKeyOnly(tx, key)
	}
	if err != nil {
		return err
	}
	if err := tx.Put(KindKey, idBox, storedKey{Age: box.Secret()}); err != nil {
		return err
	}
	if err := putHybrid(tx); err != nil {
		return err
	}
	if err := tx.Put(KindProfile, idProfile, profile); err != nil {
		return err
	}
	if err := tx.Put(KindSelf, idSelf, self); err != nil {
		return err
	}
	_, err = tx.Append(journal.Entry{Actor: string(self.ID), Act: "init", Subject: string(self.Role)})
	return err
}

// writeOffice makes the root of the scheme and the office's own card under it.
func (f Founding) writeOffice(tx Tx, self Self, key crypto.Signer, box *seal.Box) error {
	from := tx.Now().Add(-time.Hour) // other machines' clocks may be behind
	root, err := seal.NewRoot(f.Profile.Body, from)
	if err != nil {
		return err
	}
	cert, err := root.Issue(key.Public(), seal.Subject{
		Name: f.Name, Organization: f.Profile.Body, ID: string(self.ID), Role: seal.Office, Recipient: box.Recipient(),
	}, from, from.AddDate(CardYears, 0, 0))
	if err != nil {
		return err
	}
	office, err := seal.NewSigner(key, cert, root.Cert)
	if err != nil {
		return err
	}
	if err := putSigner(tx, idRoot, root); err != nil {
		return err
	}
	return putSigner(tx, idSign, office)
}

// putHybrid makes the desk's hybrid box.
func putHybrid(tx Tx) error {
	box, err := seal.NewHybridBox()
	if err != nil {
		return err
	}
	return tx.Put(KindKey, idHybrid, storedKey{Age: box.Secret()})
}

// putKeyOnly stores a key that has no certificate yet.
func putKeyOnly(tx Tx, key crypto.Signer) error {
	k, err := kept(key)
	if err != nil {
		return err
	}
	return tx.Put(KindKey, idSign, k)
}

// newID derives the id from the public key, so that a request and its card can only be about the same key.
func newID(r Role, pub crypto.PublicKey) (ident.ReviewerID, error) {
	b, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return "", err
	}
	letter := "m-"
	if r == Secretariat {
		letter = "s-"
	}
	return ident.ReviewerID(letter + string(ident.Sum(b)[:12])), nil
}
