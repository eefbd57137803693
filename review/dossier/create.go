package dossier

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"shinsa/review/canon"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// File is one file to be packed. Its reader is read once, to its end.
type File struct {
	Name string // below data/: a relative path in NFC
	Body io.Reader
}

// BytesFile returns a file of bytes at hand.
func BytesFile(name string, b []byte) File { return File{Name: name, Body: bytes.NewReader(b)} }

// JSONFile returns a file with the canonical JSON of v.
func JSONFile(name string, v any) (File, error) {
	b, err := canon.Marshal(v)
	if err != nil {
		return File{}, fmt.Errorf("write %s: %w", path.Base(name), err)
	}
	return BytesFile(name, b), nil
}

// Outgoing is a parcel to be made.
type Outgoing struct {
	Kind      Kind
	Case      ident.CaseID
	Round     int
	Sender    Party // filled from the signer's card; only a parcel that nobody signs needs it
	Recipient Party
	Created   time.Time // also the time the signature claims
	Gate      Gate      // dossier; Recorded when empty
	Answers   ident.Digest
	Rehearsal bool
	Journal   *journal.Head
	Trail     *journal.Trail   // of the same journal
	Payload   []File           // readable by anyone
	Sealed    []File           // readable by who holds a key of To
	To        []seal.Recipient // where Sealed is encrypted to
}

// Create writes a parcel to w and returns its id. It streams: no file is held in memory. signer may be nil only for a kind that is not
// signed. What is wrong with o is refused, with every finding, before anything is written (Kind invalid, parcel_cannot_be_made); when a
// reader or w fails later, what was written is rubbish and the caller's to remove.
func Create(w io.Writer, o Outgoing, signer *seal.Signer) (ident.Digest, error) {
	o = o.complete(signer)
	if err := fault.Refuse(fault.Invalid, "parcel_cannot_be_made", o.check(signer)); err != nil {
		return "", err
	}
	p := newPacker(w, o)
	for _, f := range o.Payload {
		if err := p.payload(f.Name, func(w io.Writer) error { return copyFile(w, f.Body) }); err != nil {
			return "", err
		}
	}
	if len(o.Sealed) > 0 {
		if err := p.payload(bodyName, func(w io.Writer) error { return o.seal(w, signer) }); err != nil {
			return "", err
		}
	}
	return p.finish(o.header(p.files), signer)
}

// complete fills what follows from the rest.
func (o Outgoing) complete(signer *seal.Signer) Outgoing {
	o.Created = o.Created.UTC().Truncate(time.Second)
	if o.Kind == Dossier && o.Gate == "" {
		o.Gate = Recorded
	}
	if signer != nil && o.Sender.IsZero() {
		s := signer.Subject()
		o.Sender = Party{ID: s.ID, Name: s.Name}
	}
	return o
}

func (o Outgoing) header(files []Listing) Header {
	h := Header{
		Format: Format, Version: Version, Kind: o.Kind, Case: o.Case, Round: o.Round, Sender: o.Sender, Recipient: o.Recipient,
		Created: o.Created, Gate: o.Gate, Answers: o.Answers, Rehearsal: o.Rehearsal, Journal: o.Journal, Trail: o.Trail, Files: files,
	}
	if len(o.Sealed) > 0 {
		h.Sealed = &Sealed{To: o.To}
	}
	return h
}

// seal writes the sealed files as a parcel of their own, encrypted.
func (o Outgoing) seal(w io.Writer, signer *seal.Signer) error {
	enc, err := seal.EncryptTo(w, o.To...)
	if err != nil {
		return err
	}
	inner := o
	inner.Kind, inner.Payload, inner.Sealed, inner.To, inner.Gate, inner.Journal, inner.Trail, inner.Answers = Body, o.Sealed, nil, nil, "", nil, nil, ""
	if _, err := Create(enc, inner, signer); err != nil {
		return err
	}
	if err := enc.Close(); err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	return nil
}

// check returns everything that keeps the parcel from being made; what it would look like when it is read is checked with it.
func (o Outgoing) check(signer *seal.Signer) fault.List {
	var files []Listing
	for _, f := range o.Payload {
		files = append(files, Listing{Name: f.Name})
	}
	if len(o.Sealed) > 0 {
		files = append(files, Listing{Name: bodyName})
	}
	h := o.header(files)
	l := h.check()
	l = append(l, checkNames(o.Payload)...)
	l = append(l, checkNames(o.Sealed)...)
	for _, r := range o.To {
		if r.Check() != nil {
			l = append(l, finding("parcel_sealed_to_nobody", bodyName))
		}
	}
	if !canon.Equal(h, h) {
		l = append(l, finding("json_refused", headerName))
	}
	roles := traits[o.Kind].signers
	switch {
	case signer == nil && len(roles) > 0, signer != nil && len(roles) == 0:
		l = append(l, finding("parcel_signer_unfit", "", "kind", string(o.Kind)))
	case signer != nil && !slices.Contains(roles, signer.Subject().Role), signer != nil && signer.Subject().ID != o.Sender.ID:
		l = append(l, finding("parcel_signer_unfit", "", "kind", string(o.Kind)))
	}
	return l
}

func checkNames(files []File) fault.List {
	var l fault.List
	seen := map[string]bool{}
	for _, f := range files {
		for _, code := range zipcheck.CheckName(f.Name, 0) {
			l = append(l, finding(code, f.Name))
		}
		if strings.Contains(f.Name, "%") || !isNFC(f.Name) || f.Name == bodyName {
			l = append(l, finding("parcel_name_unfit", f.Name))
		}
		if seen[strings.ToLower(f.Name)] {
			l = append(l, finding("zip_name_twice", f.Name))
		}
		seen[strings.ToLower(f.Name)] = true
	}
	return l
}

func copyFile(w io.Writer, r io.Reader) error {
	_, err := io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{r}, make([]byte, 256<<10))
	return err
}
