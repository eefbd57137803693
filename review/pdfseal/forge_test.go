package pdfseal_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

// edit appends a revision that a reader would follow, made by someone without a key.
func edit(t testing.TB, pdf []byte, f func(*object.File, *object.Update)) []byte {
	t.Helper()
	file, err := object.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	u := file.Update()
	f(file, u)
	return u.Bytes()
}

// lookup finds parts of a file for an edit.
type lookup struct {
	t    testing.TB
	file *object.File
}

func (l lookup) dict(v any) *object.Dict {
	l.t.Helper()
	d, err := l.file.Dict(v)
	if err != nil || d == nil {
		l.t.Fatalf("no dictionary: %v", err)
	}
	return d
}

func (l lookup) root() (object.Ref, *object.Dict) {
	r := l.file.Trailer().Get("Root").(object.Ref)
	return r, l.dict(r)
}

func (l lookup) page(i int) (object.Ref, *object.Dict) {
	l.t.Helper()
	pages, err := l.file.Pages()
	if err != nil {
		l.t.Fatal(err)
	}
	return pages[i], l.dict(pages[i])
}

func (l lookup) form() (object.Ref, *object.Dict) {
	_, c := l.root()
	r := c.Get("AcroForm").(object.Ref)
	return r, l.dict(r)
}

func (l lookup) field(i int) (object.Ref, *object.Dict) {
	l.t.Helper()
	_, form := l.form()
	fields, err := l.file.Array(form.Get("Fields"))
	if err != nil {
		l.t.Fatal(err)
	}
	return fields[i].(object.Ref), l.dict(fields[i])
}

// forgery signs by hand, the way a careless or hostile program with a good key might.
type forgery struct {
	field  int
	signer *seal.Signer
	extra  func(sig *object.Dict)                           // changes the dictionary before it is written
	ranges func(start, end, size int) (a, b, c int)         // what ByteRange says; nil for the right thing
	also   func(l lookup, u *object.Update, sig object.Ref) // changes more in the same revision
	pad    string                                           // hexadecimal digits after the signature instead of zeros
}

func (f forgery) sign(t testing.TB, pdf []byte) []byte {
	t.Helper()
	const placeholder, room = "[0 0000000000 0000000000 0000000000]", 4000
	var sig object.Ref
	var offset int
	file, err := object.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	l, u := lookup{t, file}, file.Update()
	d := object.NewDict("Type", object.Name("Sig"), "Filter", object.Name("Adobe.PPKLite"), "SubFilter", object.Name("ETSI.CAdES.detached"),
		"M", object.Date(signed.Add(time.Hour)), "ByteRange", object.Raw(placeholder), "Contents", object.Raw("<"+strings.Repeat("0", 2*room)+">"))
	if f.extra != nil {
		f.extra(d)
	}
	sig = u.Add(d)
	r, field := l.field(f.field)
	field = field.Clone()
	field.Set("V", sig)
	u.Set(r, field)
	if f.also != nil {
		f.also(l, u, sig)
	}
	out := u.Bytes()
	offset = u.Offset(sig)
	start := offset + bytes.Index(out[offset:], []byte("/Contents <")) + len("/Contents ")
	end := start + 2*room + 2
	a, b, c := start, end, len(out)-end
	if f.ranges != nil {
		a, b, c = f.ranges(start, end, len(out))
	}
	copy(out[offset+bytes.Index(out[offset:], []byte(placeholder)):], fmt.Sprintf("[0 %010d %010d %010d]", a, b, c))
	cms, err := f.signer.Detached(io.MultiReader(bytes.NewReader(out[:a]), bytes.NewReader(out[b:b+c])), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	hex.Encode(out[start+1:], cms)
	copy(out[start+1+2*len(cms):], f.pad)
	return out
}
