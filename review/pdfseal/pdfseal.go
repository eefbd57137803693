// Package pdfseal signs finished PDF files and verifies them, more strictly than readers do.
//
// # Signing
//
// Sign fills one of the empty signature fields that the file was made with (package archive) in an incremental update: every byte of
// before stays in place, so that what was signed before stays signed. The signature is PAdES B-B (ETSI EN 319 142-1): SubFilter
// ETSI.CAdES.detached, a CMS of package seal without signing-time, the time in M, and a ByteRange that leaves out nothing but the
// Contents string. With a way to a time-stamp authority it is B-T, Keep adds what B-LT asks for, the certificates and revocation
// lists at hand, and Timestamp stamps the whole (B-LTA), at once or years later. The first signature may certify the file: DocMDP level 1
// then allows no change at all, not even another signature.
//
// # Verifying
//
// A signature is genuine when the CMS is (see seal.Verify, at the time of M unless another is asked) and when, beyond that:
//
//   - ByteRange begins at 0 and leaves out exactly the Contents string of its own dictionary, from < to >;
//   - what it covers ends with the end of a revision, and can be read as a file of its own;
//   - between that revision and the file as it is now, nothing differs but other, still empty signature fields having been filled
//     with signatures and appearances, where DocMDP and FieldMDP of the signatures so far allow that, and upkeep that shows nowhere:
//     validation material in the catalog, document time stamps in new fields without area, and date and producer where no
//     certification forbids it;
//   - the last signature covers the file to its last byte, but for such upkeep.
//
// A time stamp by an authority among seal.Trust.Authorities is believed: the signer must have been entitled by then, not later. Any other
// is noted and counts for nothing, but a document time stamp of other bytes shows that the file was altered. Revocation lists kept with
// the file count when a given root issued them.
//
// Objects are compared by what a reader would see in either state, not by where they were appended, so content that was hidden before
// signing and shown after, or swapped by a new cross-reference, counts as the change it is.
//
// It serves Art. 10 (認定証) and every paper that is signed.
package pdfseal

import (
	"errors"
	"fmt"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

// Permission is the level of a certification (DocMDP, ISO 32000-1, 12.8.2.2).
type Permission int

// The permissions. What level 3 allows beyond level 2, annotations, this package's verifier still calls a change.
const (
	Approval   Permission = 0 // not a certification
	NoChanges  Permission = 1
	FillFields Permission = 2
	Annotate   Permission = 3
)

// sigField is a signature field of a file.
type sigField struct {
	ref  object.Ref
	dict *object.Dict
	name string
}

const (
	maxFields = 10_000
	maxNames  = 16 // levels of a field's name
)

// sigFields returns the signature fields of a file, signed or not, in the order of the form. The form is returned too: nil without one.
func sigFields(f *object.File) (fields []sigField, form *object.Dict, err error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, nil, err
	}
	if form, err = f.Dict(catalog.Get("AcroForm")); err != nil || form == nil {
		return nil, nil, err
	}
	list, err := f.Array(form.Get("Fields"))
	if err != nil {
		return nil, nil, err
	}
	w := &fieldWalk{file: f, seen: map[int]bool{}}
	for _, v := range list {
		if err := w.visit(v, "", nil, 0); err != nil {
			return nil, nil, err
		}
	}
	return w.fields, form, nil
}

type fieldWalk struct {
	file   *object.File
	seen   map[int]bool
	fields []sigField
}

// visit walks one field; kind is the FT it inherits.
func (w *fieldWalk) visit(v any, prefix string, kind any, depth int) error {
	r, ok := v.(object.Ref)
	if !ok || w.seen[r.Num] {
		return fmt.Errorf("%w: form fields", object.ErrMalformed)
	}
	if w.seen[r.Num] = true; depth > maxNames || len(w.seen) > maxFields {
		return fmt.Errorf("%w: form fields", object.ErrLimit)
	}
	d, err := w.file.Dict(r)
	if err != nil || d == nil {
		return err
	}
	name := prefix
	if t, err := w.file.Resolve(d.Get("T")); err != nil {
		return err
	} else if s, ok := t.(object.String); ok {
		if name != "" {
			name += "."
		}
		name += object.TextOf(s)
	}
	if ft := d.Get("FT"); ft != nil {
		if kind, err = w.file.Resolve(ft); err != nil {
			return err
		}
	}
	kids, err := w.file.Array(d.Get("Kids"))
	if err != nil {
		return err
	}
	if kind == object.Name("Sig") && (len(kids) == 0 || d.Get("V") != nil) {
		w.fields = append(w.fields, sigField{r, d, name})
	}
	for _, k := range kids {
		if kd, err := w.file.Dict(k); err != nil {
			return err
		} else if kd.Get("T") == nil {
			continue // a widget of this field, not a field
		}
		if err := w.visit(k, name, kind, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// docMDP returns the permission a signature dictionary certifies with, and whether it certifies.
func docMDP(f *object.File, sig *object.Dict) (Permission, bool, error) {
	refs, err := f.Array(sig.Get("Reference"))
	if err != nil {
		return 0, false, err
	}
	for _, v := range refs {
		d, err := f.Dict(v)
		if err != nil {
			return 0, false, err
		}
		if d.Get("TransformMethod") != object.Name("DocMDP") {
			continue
		}
		params, err := f.Dict(d.Get("TransformParams"))
		if err != nil {
			return 0, false, err
		}
		if p, ok := object.Int(params.Get("P")); ok {
			return Permission(p), true, nil
		}
		return FillFields, true, nil // the format's default
	}
	return 0, false, nil
}

// refusal gives an error of the reader its code.
func refusal(err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, object.ErrEncrypted):
		return fault.Wrap(fault.Invalid, "pdf_encrypted", err)
	case errors.Is(err, object.ErrLimit):
		return fault.Wrap(fault.Invalid, "pdf_too_complex", err)
	case errors.Is(err, object.ErrMalformed), errors.Is(err, object.ErrMissing):
		return fault.Wrap(fault.Invalid, "pdf_unreadable", err)
	}
	return fmt.Errorf("pdfseal: %w", err)
}
