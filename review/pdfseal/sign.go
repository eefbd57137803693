package pdfseal

import (
	"fmt"
	"io"
	"strings"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
	"shinsa/review/pdfseal/stamp"
	"shinsa/review/seal"
)

// Options say how to sign.
type Options struct {
	Field            string // name of the empty field to fill
	Reason, Location string // may be empty
	Time             time.Time
	Signer           *seal.Signer
	Permission       Permission  // Approval, or a certification by the first signature
	Appearance       *Appearance // nil for a field without area
	Stamp            stamp.Ask   // the way to a time-stamp authority, nil for a signature without a stamp
}

// rangePlaceholder is as long as any ByteRange of a file within object.MaxFile.
const rangePlaceholder = "[0 0000000000 0000000000 0000000000]"

// Sign fills a field of a finished file and returns the file with the revision appended. The signer's name is that of the certificate.
// Refusals: of Kind invalid a file that cannot be read (pdf_unreadable and its kin) or a card not in force at Time
// (pdf_signer_not_in_force); missing, no such field (pdf_field_unknown); sealed, a field that is signed (pdf_field_signed) or a file
// certified against changes (pdf_no_changes); conflict, a certification that is not the first signature (pdf_certify_first); unavailable, a
// time stamp that could not be had (pdf_stamp_unavailable): nothing is signed without it then.
func Sign(pdf []byte, o Options) ([]byte, error) {
	if cert := o.Signer.Cert; o.Time.Before(cert.NotBefore) || o.Time.After(cert.NotAfter) {
		return nil, fault.New(fault.Invalid, "pdf_signer_not_in_force", "name", seal.SubjectOf(cert).Name)
	}
	f, err := object.Open(pdf)
	if err != nil {
		return nil, refusal(err)
	}
	s := &signing{Options: o, file: f, update: f.Update()}
	if err := s.prepare(); err != nil {
		return nil, refusal(err)
	}
	return s.seal()
}

// signing is a file while it is signed.
type signing struct {
	Options
	file   *object.File
	update *object.Update
	field  sigField
	sig    object.Ref
	room   int // bytes reserved for the CMS
}

func (s *signing) prepare() error {
	fields, form, err := sigFields(s.file)
	if err != nil {
		return err
	}
	if err := s.choose(fields); err != nil {
		return err
	}
	if err := s.reserve(); err != nil {
		return err
	}
	widget := s.field.dict.Clone()
	widget.Set("V", s.sig)
	if s.Appearance != nil {
		ap, err := s.Appearance.draw(s.field.dict.Get("Rect"), s.update.Add)
		if err != nil {
			return err
		}
		widget.Set("AP", object.NewDict("N", ap))
	}
	s.update.Set(s.field.ref, widget)
	return s.markCatalog(form)
}

// choose finds the field and checks that the signatures so far leave room for this one.
func (s *signing) choose(fields []sigField) error {
	found := false
	for _, f := range fields {
		if f.name == s.Field {
			if f.dict.Get("V") != nil {
				return fault.New(fault.Sealed, "pdf_field_signed", "name", f.name)
			}
			s.field, found = f, true
		}
		if f.dict.Get("V") == nil {
			continue
		}
		if s.Permission != Approval {
			return fault.New(fault.Conflict, "pdf_certify_first")
		}
		sig, err := s.file.Dict(f.dict.Get("V"))
		if err != nil {
			return err
		}
		if p, certified, err := docMDP(s.file, sig); err != nil {
			return err
		} else if certified && p <= NoChanges {
			return fault.New(fault.Sealed, "pdf_no_changes")
		}
	}
	if !found {
		return fault.New(fault.Missing, "pdf_field_unknown", "name", s.Field)
	}
	return nil
}

// reserve adds the signature dictionary, with room for what is known only when everything else is written.
func (s *signing) reserve() error {
	room, err := s.Signer.DetachedSize(time.Time{})
	if err != nil {
		return err
	}
	if s.room = room; s.Stamp != nil {
		s.room += stamp.Max + 64 // and what it is wrapped in
	}
	d := object.NewDict(
		"Type", object.Name("Sig"), "Filter", object.Name("Adobe.PPKLite"), "SubFilter", object.Name("ETSI.CAdES.detached"),
		"ByteRange", object.Raw(rangePlaceholder),
		"Contents", object.Raw("<"+strings.Repeat("0", 2*s.room)+">"),
		"M", object.Date(s.Time), "Name", object.Text(s.Signer.Subject().Name))
	if s.Reason != "" {
		d.Set("Reason", object.Text(s.Reason))
	}
	if s.Location != "" {
		d.Set("Location", object.Text(s.Location))
	}
	if s.Permission != Approval {
		d.Set("Reference", object.Array{object.NewDict("Type", object.Name("SigRef"), "TransformMethod", object.Name("DocMDP"),
			"TransformParams", object.NewDict("Type", object.Name("TransformParams"), "P", int(s.Permission), "V", object.Name("1.2")))})
	}
	s.sig = s.update.Add(d)
	return nil
}

// markCatalog says in the form that there are signatures, and in the catalog that the file is certified; each only when it changes.
func (s *signing) markCatalog(form *object.Dict) error {
	catalog, err := s.file.Catalog()
	if err != nil {
		return err
	}
	next := catalog.Clone()
	changed := false
	if !object.Equal(form.Get("SigFlags"), 3) {
		form = form.Clone()
		form.Set("SigFlags", 3) // signatures exist; append only
		if r, ok := catalog.Get("AcroForm").(object.Ref); ok {
			s.update.Set(r, form)
		} else {
			next.Set("AcroForm", form)
			changed = true
		}
	}
	if s.Permission != Approval {
		next.Set("Perms", object.NewDict("DocMDP", s.sig))
		changed = true
	}
	if changed {
		root, _ := s.file.Trailer().Get("Root").(object.Ref)
		s.update.Set(root, next)
	}
	return nil
}

// seal writes the revision, signs all but the room, and puts the signature there.
func (s *signing) seal() ([]byte, error) {
	return fill(s.update, s.sig, s.room, func(content io.Reader) ([]byte, error) {
		cms, err := s.Signer.Detached(content, time.Time{})
		if err != nil {
			return nil, fmt.Errorf("sign document: %w", err)
		}
		if s.Stamp == nil {
			return cms, nil
		}
		if cms, err = stamp.Add(cms, s.Stamp); err != nil {
			return nil, unavailable(err)
		}
		return cms, nil
	})
}
