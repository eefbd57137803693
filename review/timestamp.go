package review

import (
	"context"
	"crypto/x509"
	"errors"
	"net/url"
	"strings"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/journal"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/stamp"
	"shinsa/review/seal"
)

// Asker carries a request to the time-stamp authority at an address and brings its answer (RFC 3161, 3.4). It is the only way by which a
// desk reaches a network, and no desk goes it that was not told of an authority.
type Asker func(ctx context.Context, address string, request []byte) ([]byte, error)

// Authority is whom a desk asks for time stamps when it signs papers, and whose it believes.
type Authority struct {
	Address string `json:"address"`         // http or https; "" asks nobody
	Roots   string `json:"roots,omitempty"` // PEM: what its stamps lead to; without it they are kept but not believed
}

const (
	settingAuthority = "authority"

	// stampRest is how long an authority that did not answer is left alone: a batch should not wait for it once for every paper.
	stampRest = 10 * time.Minute

	listYears = 1 // a revocation list kept with a file speaks for its day; a later one replaces it
)

// Authority returns whom this desk asks for time stamps; an empty address means nobody.
func (d *Desk) Authority(ctx context.Context) (Authority, error) {
	var a Authority
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		a, _, err = get[Authority](tx, KindSetting, settingAuthority)
		return err
	})
	return a, err
}

// SetAuthority names the authority that papers are stamped by from now on; an empty address goes back to none, and to no network. Its
// roots may be given in DER too. It refuses, with Kind invalid, an address that is none (authority_address) and roots that are no
// certificates.
func (d *Desk) SetAuthority(ctx context.Context, a Authority) error {
	if a.Address = strings.TrimSpace(a.Address); a.Address == "" {
		a = Authority{}
	} else if u, err := url.Parse(a.Address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fault.New(fault.Invalid, "authority_address", "address", a.Address)
	}
	if a.Roots != "" {
		roots, err := seal.ParseCertificates([]byte(a.Roots))
		if err != nil {
			return err
		}
		a.Roots = string(seal.MarshalCertificates(roots...)) // a file in DER is no text
	}
	_, err := d.update(ctx, "authority", "", func(tx Tx, e *journal.Entry) error {
		e.New = sum(a)
		return tx.Put(KindSetting, settingAuthority, a)
	})
	if err == nil {
		d.rest(time.Time{})
	}
	return err
}

// rest leaves the authority alone until an instant.
func (d *Desk) rest(until time.Time) {
	d.mu.Lock()
	d.resting = until
	d.mu.Unlock()
}

// asking returns the way to the authority: nil when none was named or it did not answer a moment ago.
func (d *Desk) asking(ctx context.Context) (stamp.Ask, error) {
	a, err := d.Authority(ctx)
	if err != nil || a.Address == "" || d.Ask == nil {
		return nil, err
	}
	d.mu.RLock()
	resting := d.Now().Before(d.resting)
	d.mu.RUnlock()
	if resting {
		return nil, nil
	}
	return func(request []byte) ([]byte, error) { return d.Ask(ctx, a.Address, request) }, nil
}

// signStamped signs a paper. Where an authority was named the signature is stamped and what validating it needs is kept with the file
// (B-T and B-LT); an authority that does not answer stops nothing: the paper is signed without, and handing it over says so.
func (d *Desk) signStamped(pdf []byte, o pdfseal.Options) ([]byte, error) {
	var err error
	if o.Stamp, err = d.asking(context.Background()); err != nil {
		return nil, err
	}
	signed, err := pdfseal.Sign(pdf, o)
	if errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "pdf_stamp_unavailable"}) {
		d.rest(d.Now().Add(stampRest))
		o.Stamp = nil
		return pdfseal.Sign(pdf, o)
	}
	if err != nil || o.Stamp == nil {
		return signed, err
	}
	certs, lists, err := d.material(context.Background())
	if err != nil {
		return nil, err
	}
	return pdfseal.Keep(signed, certs, lists)
}

// material is what this desk has at hand for validating what it signs: its chain and, at the secretariat, the root's revocation list.
func (d *Desk) material(ctx context.Context) (certs []*x509.Certificate, lists [][]byte, err error) {
	d.mu.RLock()
	root, signer := d.root, d.signer
	d.mu.RUnlock()
	if signer != nil {
		certs = append([]*x509.Certificate{signer.Cert}, signer.Chain...)
	}
	if root == nil {
		return certs, nil, nil
	}
	var ended []seal.Ended
	cards, err := d.Members(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range cards {
		if c.Revoked.IsZero() {
			continue
		}
		own, err := seal.ParseCertificates([]byte(c.Certificate))
		if err != nil {
			return nil, nil, err
		}
		ended = append(ended, seal.Ended{Cert: own[0], On: time.Date(c.Revoked.Year, c.Revoked.Month, c.Revoked.Day, 0, 0, 0, 0, civil.Japan)})
	}
	list, err := root.RevocationList(ended, d.Now(), d.Now().AddDate(listYears, 0, 0))
	return certs, [][]byte{list}, err
}

// Material is what is appended to a signed file, and who is asked for its time stamp.
type Material struct {
	Certificates []*x509.Certificate
	Lists        [][]byte // revocation lists as issued, in DER
	Ask          stamp.Ask
}

// Timestamp appends material and a document time stamp to a signed PDF. A file that is unsigned, altered or invalid is refused
// (timestamp_unfit), and nothing is returned whose signatures are not worth after what they were worth before.
func (v *Verifier) Timestamp(ctx context.Context, in Incoming, m Material) ([]byte, error) {
	before := v.Verify(ctx, in)
	if before.Kind != kindPDF || before.Verdict != seal.Genuine && before.Verdict != seal.UnknownSigner {
		return nil, &fault.Error{Kind: fault.Invalid, Code: "timestamp_unfit", Findings: before.Reasons, Args: map[string]string{"name": in.Name}}
	}
	pdf, err := in.bytes(maxPaper)
	if err != nil {
		return nil, err
	}
	if len(m.Certificates)+len(m.Lists) > 0 {
		if pdf, err = pdfseal.Keep(pdf, m.Certificates, m.Lists); err != nil {
			return nil, err
		}
	}
	if pdf, err = pdfseal.Timestamp(pdf, m.Ask); err != nil {
		return nil, err
	}
	if after := v.pdf(whole(in.Name, pdf)); after.Verdict != before.Verdict || len(after.Stamps) == 0 {
		return nil, &fault.Error{Kind: fault.Internal, Code: "file_not_good_after_writing", Findings: after.Reasons}
	}
	return pdf, nil
}

// Timestamp stamps a genuine PDF by the authority that this desk was told of and hands it over beside the original. Without one it
// refuses with Kind missing (authority_missing).
func (d *Desk) Timestamp(ctx context.Context, in Incoming, out Outbox) (Handed, error) {
	a, err := d.Authority(ctx)
	switch {
	case err != nil:
		return Handed{}, err
	case a.Address == "" || d.Ask == nil:
		return Handed{}, fault.New(fault.Missing, "authority_missing")
	}
	certs, lists, err := d.material(ctx)
	if err != nil {
		return Handed{}, err
	}
	ask := func(request []byte) ([]byte, error) { return d.Ask(ctx, a.Address, request) }
	pdf, err := d.Verifier(civil.Date{}).Timestamp(ctx, in, Material{certs, lists, ask})
	if err != nil {
		return Handed{}, err
	}
	return d.handOver(ctx, out, kindPDF, StampedName(in.Name), writeBytes(pdf))
}

// StampedName is how a file is called after it was stamped: the original stays as it is.
func StampedName(name string) string { return strings.TrimSuffix(name, ".pdf") + "-stamped.pdf" }
