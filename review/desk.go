package review

import (
	"context"
	"crypto/x509"
	"errors"
	"sync"
	"time"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Services is what a desk works with. Boot puts it together.
type Services struct {
	Store   Store
	Now     func() time.Time                        // the only clock
	Press   Press                                   // draws papers
	Shipped []*criteria.Edition                     // editions that come with the program
	Keeper  Keeper                                  // knows the passphrase
	Prober  intake.Prober                           // reads facts of evidence files
	Hand    Hand                                    // draws signatures
	Era     func(year int, month time.Month) string // fiscal years in Japanese eras; nil writes western years
	Ask     Asker                                   // the way to time-stamp authorities; nil for a program that has none
	Tokens  Tokens                                  // the way to keys on devices; nil for a program that has none
}

// Keeper checks the passphrase of the desk, for acts that ask for it again.
type Keeper interface {
	// Check returns a fault.Locked error "wrong_passphrase" when it is not the desk's.
	Check(passphrase string) error
}

// Desk is one person's or one office's desk.
type Desk struct {
	Services

	mu      sync.RWMutex
	self    Self
	profile Profile
	root    *seal.Signer // secretariat: the scheme's root
	signer  *seal.Signer // nil for a member who is not enrolled yet
	box     *seal.Box
	hybrid  *seal.Box           // nil on a desk made before there were hybrid boxes, until it enrols anew
	trust   []*x509.Certificate // roots of the scheme
	resting time.Time           // until then the time-stamp authority, which did not answer, is left alone

	found findable // what Search looks through

	parsed sync.Map // ident.EditionID → *criteria.Edition: an edition never changes under its id, and parsing one takes its time
}

const (
	idSelf    = "self"
	idProfile = "profile"
	idRoot    = "root"
	idSign    = "sign"
	idBox     = "box"
	idHybrid  = "box-hybrid"
)

// keys of a desk as stored; the store encrypts them.
type storedKey struct {
	PEM   string `json:"pem,omitempty"`   // PKCS#8
	Certs string `json:"certs,omitempty"` // own certificate first, then its chain
	Age   string `json:"age,omitempty"`

	Token  *Token `json:"token,omitempty"`  // in place of PEM: the key is on a device
	Public string `json:"public,omitempty"` // PEM: its public half
}

// OpenDesk reads the desk from its store. A fault.Missing error "no_such_document" means that it was never founded.
func OpenDesk(ctx context.Context, s Services) (*Desk, error) {
	d := &Desk{Services: s}
	if err := s.Store.View(ctx, d.load); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Desk) load(tx Tx) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := tx.Get(KindSelf, idSelf, &d.self); err != nil {
		return err
	}
	if err := tx.Get(KindProfile, idProfile, &d.profile); err != nil {
		return err
	}
	var box storedKey
	if err := tx.Get(KindKey, idBox, &box); err != nil {
		return err
	}
	var err error
	if d.box, err = seal.ParseBox(box.Age); err != nil {
		return err
	}
	if d.hybrid, err = loadHybrid(tx); err != nil {
		return err
	}
	if d.root, err = d.loadSigner(tx, idRoot); err != nil {
		return err
	}
	if d.signer, err = d.loadSigner(tx, idSign); err != nil {
		return err
	}
	d.trust = nil
	if d.root != nil {
		d.trust = []*x509.Certificate{d.root.Cert}
	} else if d.signer != nil && len(d.signer.Chain) > 0 {
		d.trust = d.signer.Chain[len(d.signer.Chain)-1:]
	}
	return nil
}

// loadHybrid returns nil without error when the desk has no hybrid box.
func loadHybrid(tx Tx) (*seal.Box, error) {
	k, ok, err := get[storedKey](tx, KindKey, idHybrid)
	if err != nil || !ok {
		return nil, err
	}
	return seal.ParseBox(k.Age)
}

// boxes are what opens parcels for this desk.
func (d *Desk) boxes() []*seal.Box {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.hybrid == nil {
		return []*seal.Box{d.box}
	}
	return []*seal.Box{d.box, d.hybrid}
}

// loadSigner returns nil without error when there is no key, or a key without a certificate yet.
func (d *Desk) loadSigner(tx Tx, id string) (*seal.Signer, error) {
	var k storedKey
	switch err := tx.Get(KindKey, id, &k); {
	case errors.Is(err, &fault.Error{Kind: fault.Missing}):
		return nil, nil
	case err != nil:
		return nil, err
	case k.Certs == "":
		return nil, nil
	}
	key, err := d.keyOf(k)
	if err != nil {
		return nil, err
	}
	certs, err := seal.ParseCertificates([]byte(k.Certs))
	if err != nil {
		return nil, err
	}
	return seal.NewSigner(key, certs[0], certs[1:]...)
}

func putSigner(tx Tx, id string, s *seal.Signer) error {
	k, err := kept(s.Key)
	if err != nil {
		return err
	}
	k.Certs = string(seal.MarshalCertificates(append([]*x509.Certificate{s.Cert}, s.Chain...)...))
	return tx.Put(KindKey, id, k)
}

// Self returns whose desk this is.
func (d *Desk) Self() Self {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.self
}

// Profile returns the scheme's data.
func (d *Desk) Profile() Profile {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.profile
}

// Today is the calendar day in Japan by the desk's clock.
func (d *Desk) Today() civil.Date { return civil.Of(d.Now()) }

// Roots returns the certificates that the desk trusts as the scheme's.
func (d *Desk) Roots() []*x509.Certificate {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.trust
}

// Confirm checks the passphrase again, for acts that seal or sign.
func (d *Desk) Confirm(passphrase string) error { return d.Keeper.Check(passphrase) }

// signing returns what the desk signs with, unless its clock cannot be right.
func (d *Desk) signing() (*seal.Signer, error) {
	s, err := d.ownSigner()
	if err == nil {
		err = d.clockStands(context.Background())
	}
	return s, err
}

func (d *Desk) ownSigner() (*seal.Signer, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.signer == nil {
		return nil, fault.New(fault.Forbidden, "desk_not_enrolled")
	}
	return d.signer, nil
}

// only refuses an act that belongs to the other role.
func (d *Desk) only(r Role) error {
	if d.Self().Role != r {
		return fault.New(fault.Forbidden, "desk_other_role")
	}
	return nil
}

// update runs f and chains one journal entry for the act in the same transaction.
func (d *Desk) update(ctx context.Context, act journal.Act, c ident.CaseID, f func(Tx, *journal.Entry) error) (time.Time, error) {
	var at time.Time
	err := d.Store.Update(ctx, func(tx Tx) error {
		e := journal.Entry{Actor: string(d.Self().ID), Act: act, Case: c}
		if err := f(tx, &e); err != nil {
			return err
		}
		at = tx.Now()
		_, err := tx.Append(e)
		return err
	})
	return at, err
}

// Edition returns a criteria edition: one that came with the program or one that was imported.
func (d *Desk) Edition(ctx context.Context, id ident.EditionID) (*criteria.Edition, error) {
	var e *criteria.Edition
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		e, err = d.edition(tx, id)
		return err
	})
	return e, err
}

func (d *Desk) edition(tx Tx, id ident.EditionID) (*criteria.Edition, error) {
	for _, e := range d.Shipped {
		if e.ID() == id {
			return e, nil
		}
	}
	if e, ok := d.parsed.Load(id); ok {
		return e.(*criteria.Edition), nil
	}
	var text string
	if err := tx.Get(KindEdition, string(id), &text); err != nil {
		return nil, err
	}
	e, err := criteria.Parse([]byte(text))
	if err == nil {
		d.parsed.Store(id, e)
	}
	return e, err
}

// Editions returns every edition the desk has, those shipped first.
func (d *Desk) Editions(ctx context.Context) ([]*criteria.Edition, error) {
	out := append([]*criteria.Edition(nil), d.Shipped...)
	err := d.Store.View(ctx, func(tx Tx) error {
		recs, err := tx.List(KindEdition, "")
		if err != nil {
			return err
		}
		for _, r := range recs {
			e, err := d.edition(tx, ident.EditionID(r.ID))
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}
