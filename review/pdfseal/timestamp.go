package pdfseal

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
	"shinsa/review/pdfseal/stamp"
)

const (
	subFilterStamp = object.Name("ETSI.RFC3161")
	stampFlags     = 4 | 128 // of the field's annotation: printed, as archival files demand, and locked
)

// Timestamp appends a document time stamp (PAdES, EN 319 142-1, 5.5): an authority's word that the file, with every signature in it, was
// there at an instant. It stands in an invisible field of its own on the first page. No signature is touched, and a certification
// permits it. With the validation material of Keep before it the file is B-LTA, and may be stamped again before the authority's
// certificate ends. Refusals: of Kind invalid a file that cannot be read (pdf_unreadable and its kin) or that nobody signed
// (pdf_unsigned); unavailable, a stamp that could not be had (pdf_stamp_unavailable).
func Timestamp(pdf []byte, ask stamp.Ask) ([]byte, error) {
	f, err := object.Open(pdf)
	if err != nil {
		return nil, refusal(err)
	}
	fields, form, err := sigFields(f)
	if err != nil {
		return nil, refusal(err)
	}
	if !slices.ContainsFunc(fields, func(s sigField) bool { return s.dict.Get("V") != nil }) {
		return nil, fault.New(fault.Invalid, "pdf_unsigned")
	}
	u := f.Update()
	sig, err := addStampField(f, u, form, stampName(fields))
	if err != nil {
		return nil, refusal(err)
	}
	return fill(u, sig, stamp.Max, func(content io.Reader) ([]byte, error) {
		token, err := stamp.Obtain(content, ask)
		if err != nil {
			return nil, unavailable(err)
		}
		return token, nil
	})
}

// unavailable says that there is no time stamp and, where that has a code of its own, why.
func unavailable(err error) error {
	out := &fault.Error{Kind: fault.Unavailable, Code: "pdf_stamp_unavailable", Err: err}
	var why *fault.Error
	if errors.As(err, &why) {
		out.Findings = fault.List{{Code: why.Code, Severity: fault.Must, Args: why.Args}}
	}
	return out
}

// stampName is a field name that the file does not have yet.
func stampName(fields []sigField) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf("timestamp-%d", n)
		if !slices.ContainsFunc(fields, func(f sigField) bool { return f.name == name }) {
			return name
		}
	}
}

// addStampField puts a field without area on the first page and returns the dictionary that waits for its token.
func addStampField(f *object.File, u *object.Update, form *object.Dict, name string) (object.Ref, error) {
	pages, err := f.Pages()
	if err != nil {
		return object.Ref{}, err
	}
	if len(pages) == 0 {
		return object.Ref{}, fmt.Errorf("%w: no page", object.ErrMalformed)
	}
	catalog, err := f.Catalog()
	if err != nil {
		return object.Ref{}, err
	}
	page, err := f.Dict(pages[0])
	if err != nil {
		return object.Ref{}, err
	}
	sig := u.Add(object.NewDict("Type", object.Name("DocTimeStamp"), "Filter", object.Name("Adobe.PPKLite"), "SubFilter", subFilterStamp,
		"ByteRange", object.Raw(rangePlaceholder), "Contents", object.Raw("<"+strings.Repeat("0", 2*stamp.Max)+">")))
	field := u.Add(object.NewDict("Type", object.Name("Annot"), "Subtype", object.Name("Widget"), "FT", object.Name("Sig"),
		"T", object.Text(name), "F", stampFlags, "P", pages[0], "Rect", object.Array{0, 0, 0, 0}, "V", sig))
	if err := lengthen(f, u, holder{pages[0], page, "Annots"}, field); err != nil {
		return object.Ref{}, err
	}
	at, formApart := catalog.Get("AcroForm").(object.Ref)
	if _, listApart := form.Get("Fields").(object.Ref); formApart || listApart {
		return sig, lengthen(f, u, holder{at, form, "Fields"}, field)
	}
	list, err := f.Array(form.Get("Fields")) // in the form, and that in the catalog itself
	if err != nil {
		return object.Ref{}, err
	}
	next, nextForm := catalog.Clone(), form.Clone()
	nextForm.Set("Fields", append(slices.Clone(list), field))
	next.Set("AcroForm", nextForm)
	root, _ := f.Trailer().Get("Root").(object.Ref)
	u.Set(root, next)
	return sig, nil
}

// holder is a dictionary with a list: an object of its own, or standing in the dictionary.
type holder struct {
	ref  object.Ref
	dict *object.Dict
	key  object.Name
}

// lengthen appends to the list, in the object in which it stands.
func lengthen(f *object.File, u *object.Update, h holder, v any) error {
	list, err := f.Array(h.dict.Get(h.key))
	if err != nil {
		return err
	}
	list = append(slices.Clone(list), v)
	if r, apart := h.dict.Get(h.key).(object.Ref); apart {
		u.Set(r, list)
		return nil
	}
	next := h.dict.Clone()
	next.Set(h.key, list)
	u.Set(h.ref, next)
	return nil
}

// fill writes a revision and puts, into the room reserved in the dictionary sig, what produce makes of all other bytes.
func fill(u *object.Update, sig object.Ref, room int, produce func(io.Reader) ([]byte, error)) ([]byte, error) {
	out := u.Bytes()
	if len(out) > object.MaxFile {
		return nil, fault.New(fault.Invalid, "pdf_too_complex")
	}
	at := u.Offset(sig)
	ranges := at + bytes.Index(out[at:], []byte(rangePlaceholder))
	start := at + bytes.Index(out[at:], []byte("/Contents <")) + len("/Contents ")
	end := start + 2*room + 2
	copy(out[ranges:], fmt.Sprintf("[0 %010d %010d %010d]", start, end, len(out)-end))
	cms, err := produce(io.MultiReader(bytes.NewReader(out[:start]), bytes.NewReader(out[end:])))
	if err != nil {
		return nil, err
	}
	if len(cms) > room {
		return nil, fault.New(fault.Internal, "pdf_signature_too_long")
	}
	hex.Encode(out[start+1:], cms)
	return out, nil
}
