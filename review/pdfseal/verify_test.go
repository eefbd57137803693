package pdfseal_test

import (
	"bytes"
	"crypto/x509"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

func TestVerify_UnsignedAndUnreadable(t *testing.T) {
	b := newBench(t)
	one := b.approvals(t, 1)
	for name, tt := range map[string]struct {
		pdf     []byte
		verdict seal.Verdict
		code    string
	}{
		"finished, not signed": {b.paper, seal.Unsigned, "pdf_unsigned"},
		"nothing":              {nil, seal.Invalid, "pdf_unreadable"},
		"text":                 {[]byte("認定証"), seal.Invalid, "pdf_unreadable"},
		"half of it":           {one[:len(one)/2], seal.Invalid, "pdf_unreadable"},
		"last byte gone":       {one[:len(one)-6], seal.Altered, "pdf_unreadable"},
	} {
		r := pdfseal.Verify(tt.pdf, b.trust())
		if r.Verdict != tt.verdict || !r.Reasons().Has(tt.code) || r.Err() == nil {
			t.Errorf("%s: %s %v, want %s", name, r.Verdict, r.Reasons().Codes(), tt.verdict)
		}
	}
}

func TestVerify_WhoAndWhen(t *testing.T) {
	b, other := newBench(t), newBench(t)
	one := b.approvals(t, 1)
	late := b.trust()
	late.At = day0.AddDate(2, 0, 0).Add(time.Second)
	lost := b.trust()
	lost.Revoked = func(c *x509.Certificate, at time.Time) bool { return !at.Before(signed) && c.Equal(b.members[0].Cert) }
	office := b.trust()
	office.Roles = []seal.Role{seal.Office}
	for name, tt := range map[string]struct {
		trust   seal.Trust
		verdict seal.Verdict
		code    string
	}{
		"another scheme":  {other.trust(), seal.UnknownSigner, "seal_signer_unknown"},
		"no root":         {seal.Trust{}, seal.UnknownSigner, "seal_signer_unknown"},
		"asked too late":  {late, seal.Invalid, "seal_certificate_not_in_force"},
		"revoked card":    {lost, seal.Invalid, "seal_certificate_revoked"},
		"members may not": {office, seal.Invalid, "seal_role_not_allowed"},
		"as it should be": {b.trust(), seal.Genuine, ""},
	} {
		r := pdfseal.Verify(one, tt.trust)
		if r.Verdict != tt.verdict || tt.code != "" && !r.Reasons().Has(tt.code) {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
	}
}

// Whatever byte is changed, the file is no longer genuine.
func TestVerify_ChangedBytes(t *testing.T) {
	b := newBench(t)
	pdf := b.approvals(t, 2)
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[seal.Verdict]int{}
	for range 800 {
		at := random.IntN(len(pdf))
		bad := bytes.Clone(pdf)
		bad[at] ^= byte(1 + random.IntN(255))
		r := pdfseal.Verify(bad, b.trust())
		seen[r.Verdict]++
		if r.Verdict == seal.Genuine {
			t.Fatalf("byte %d: %q became %q", at, pdf[at], bad[at])
		}
	}
	if seen[seal.Altered] < 500 {
		t.Errorf("verdicts %v: most changes ought to be told as alterations", seen)
	}
}

func TestVerify_CutShort(t *testing.T) {
	b := newBench(t)
	pdf := b.approvals(t, 2)
	one := len(b.approvals(t, 1))
	for n := 0; n < len(pdf); n += 97 {
		r := pdfseal.Verify(pdf[:n], b.trust())
		if r.Verdict == seal.Genuine {
			t.Fatalf("genuine with %d of %d bytes", n, len(pdf))
		}
	}
	if r := pdfseal.Verify(pdf[:one], b.trust()); r.Verdict != seal.Genuine || len(r.Signatures) != 1 {
		t.Errorf("the first revision by itself: %s", r.Verdict)
	}
}

// The attacks of "Shadow Attacks" (Mainka and others, NDSS 2021), "1 Trillion Dollar Refund" (CCS 2019) and their neighbours.
func TestVerify_Attacks(t *testing.T) {
	b := newBench(t)
	one := b.approvals(t, 1)
	red := func() *object.Stream { return object.Flate(object.NewDict(), []byte("1 0 0 rg 0 0 600 800 re f")) }
	for _, tt := range []struct {
		name string
		pdf  func() []byte
		code string
	}{
		{"a space after the end", func() []byte { return append(bytes.Clone(one), ' ') }, "pdf_not_whole_file"},
		{"text after the end", func() []byte { return append(bytes.Clone(one), "x"...) }, "pdf_not_whole_file"},
		{"an empty revision", func() []byte { return edit(t, one, func(*object.File, *object.Update) {}) }, "pdf_not_whole_file"},
		{"a page's content replaced", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				_, p := lookup{t, f}.page(1)
				u.Set(p.Get("Contents").(object.Ref), red())
			})
		}, "pdf_changed_page"},
		{"a page pointed at other content", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, p := lookup{t, f}.page(0)
				p = p.Clone()
				p.Set("Contents", u.Add(red()))
				u.Set(r, p)
			})
		}, "pdf_changed_page"},
		{"an annotation put over a page", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, p := lookup{t, f}.page(0)
				p = p.Clone()
				annots, _ := f.Array(p.Get("Annots"))
				note := u.Add(object.NewDict("Type", object.Name("Annot"), "Subtype", object.Name("FreeText"), "Rect", object.Array{0, 0, 600, 800}))
				p.Set("Annots", append(slices.Clone(annots), note))
				u.Set(r, p)
			})
		}, "pdf_changed_page"},
		{"another catalog", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, c := lookup{t, f}.root()
				c = c.Clone()
				c.Set("OpenAction", object.NewDict("S", object.Name("JavaScript"), "JS", object.String("app.alert(1)")))
				u.Set(r, c)
			})
		}, "pdf_changed_catalog"},
		{"another attachment", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				l := lookup{t, f}
				_, c := l.root()
				af, _ := f.Array(c.Get("AF"))
				ef := l.dict(l.dict(af[0]).Get("EF"))
				u.Set(ef.Get("F").(object.Ref), object.Flate(object.NewDict("Type", object.Name("EmbeddedFile")), []byte(`{"decision":"grant"}`)))
			})
		}, "pdf_changed_attachment"},
		{"other metadata", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				u.Set(f.Trailer().Get("Info").(object.Ref), object.NewDict("Title", object.Text("別の題")))
			})
		}, "pdf_changed_metadata"},
		{"the signature's appearance exchanged", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, d := lookup{t, f}.field(0)
				d = d.Clone()
				d.Set("AP", object.NewDict("N", u.Add(red())))
				u.Set(r, d)
			})
		}, "pdf_changed_field"},
		{"a form field moved", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, d := lookup{t, f}.field(1)
				d = d.Clone()
				d.Set("Rect", object.Array{0, 0, 600, 800})
				u.Set(r, d)
			})
		}, "pdf_changed_field"},
		{"the fields taken out of the form", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, d := lookup{t, f}.form()
				field, _ := lookup{t, f}.field(0)
				d = d.Clone()
				d.Set("Fields", object.Array{field})
				u.Set(r, d)
			})
		}, "pdf_changed_form"},
		{"an empty field filled with no signature", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, d := lookup{t, f}.field(1)
				d = d.Clone()
				d.Set("V", u.Add(object.NewDict("Type", object.Name("Sig"), "Name", object.Text("委員長"))))
				d.Set("AP", object.NewDict("N", u.Add(red())))
				u.Set(r, d)
			})
		}, "pdf_signature_kind"},
		{"an empty field filled with a copy of the first signature", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				_, first := lookup{t, f}.field(0)
				r, d := lookup{t, f}.field(1)
				d = d.Clone()
				d.Set("V", first.Get("V"))
				u.Set(r, d)
			})
		}, "pdf_coverage_not_revision"},
		{"the signature taken out of its field", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, d := lookup{t, f}.field(0)
				d = d.Clone()
				d.Delete("V")
				u.Set(r, d)
			})
		}, "pdf_signature_hidden"},
		{"the form taken out of the file", func() []byte {
			return edit(t, one, func(f *object.File, u *object.Update) {
				r, c := lookup{t, f}.root()
				c = c.Clone()
				c.Delete("AcroForm")
				u.Set(r, c)
			})
		}, "pdf_signature_hidden"},
		{"a page freed", func() []byte {
			f, err := object.Open(one)
			if err != nil {
				t.Fatal(err)
			}
			r, _ := lookup{t, f}.page(1)
			return freed(t, one, r.Num)
		}, "pdf_changed_page"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := pdfseal.Verify(tt.pdf(), b.trust())
			if r.Verdict != seal.Altered && r.Verdict != seal.Invalid {
				t.Errorf("verdict %s", r.Verdict)
			}
			if !r.Reasons().Has(tt.code) {
				t.Errorf("reasons %v, want %s", r.Reasons().Codes(), tt.code)
			}
		})
	}
}

// freed appends a cross-reference that calls an object unused.
func freed(t *testing.T, pdf []byte, num int) []byte {
	t.Helper()
	out := edit(t, pdf, func(f *object.File, u *object.Update) { u.Set(object.Ref{Num: num}, object.NewDict()) })
	i := bytes.LastIndex(out, []byte(" 00000 n \n"))
	copy(out[i-10:], "0000000000 65535 f ")
	return out
}

// Content that was prepared before signing and is only shown by a later revision.
func TestVerify_ShadowContent(t *testing.T) {
	b := newBench(t)
	var hidden object.Ref
	prepared := edit(t, b.paper, func(f *object.File, u *object.Update) {
		l := lookup{t, f}
		hidden = u.Add(object.Flate(object.NewDict(), []byte("1 0 0 rg 0 0 600 800 re f")))
		r, p := l.page(0)
		p = p.Clone()
		p.Set("Contents", object.Array{p.Get("Contents"), object.Ref{Num: hidden.Num + 1}}) // refers to an object that is not there yet
		u.Set(r, p)
	})
	one := mustSign(t, prepared, b.options(t, 0))
	if r := pdfseal.Verify(one, b.trust()); r.Verdict != seal.Genuine {
		t.Fatalf("before: %s %v", r.Verdict, r.Reasons().Codes())
	}
	defined := edit(t, one, func(f *object.File, u *object.Update) {
		u.Set(object.Ref{Num: hidden.Num + 1}, object.Flate(object.NewDict(), []byte("1 0 0 rg 0 0 600 800 re f")))
	})
	// Signing takes the number after the hidden one, so the reference now means the signature; what matters is that it changes.
	if r := pdfseal.Verify(defined, b.trust()); r.Verdict != seal.Altered && r.Verdict != seal.Invalid {
		t.Errorf("defined later: %s", r.Verdict)
	}
	swapped := edit(t, one, func(f *object.File, u *object.Update) {
		r, p := lookup{t, f}.page(0)
		p = p.Clone()
		p.Set("Contents", hidden)
		u.Set(r, p)
	})
	if r := pdfseal.Verify(swapped, b.trust()); r.Verdict != seal.Altered || !r.Reasons().Has("pdf_changed_page") {
		t.Errorf("shown later: %s %v", r.Verdict, r.Reasons().Codes())
	}
}

// A later signer with a good key cannot change what earlier ones signed and keep their signatures genuine.
func TestVerify_ChangesUnderALaterSignature(t *testing.T) {
	b := newBench(t)
	one := b.approvals(t, 1)
	o := b.options(t, 0)
	o.Permission = pdfseal.NoChanges
	certified := mustSign(t, b.paper, o)
	o.Permission = pdfseal.FillFields
	fillable := mustSign(t, b.paper, o)
	later := b.members[1]
	mdp := func(d *object.Dict) {
		d.Set("Reference", object.Array{object.NewDict("TransformMethod", object.Name("DocMDP"), "TransformParams", object.NewDict("P", 2))})
	}
	lock := func(action string, names ...any) func(*object.Dict) {
		return func(d *object.Dict) {
			d.Set("Reference", object.Array{object.NewDict("TransformMethod", object.Name("FieldMDP"),
				"TransformParams", object.NewDict("Action", object.Name(action), "Fields", object.Array(names)))})
		}
	}
	locked := func(f func(*object.Dict)) []byte {
		return forgery{field: 0, signer: b.members[0], extra: f}.sign(t, b.paper)
	}
	mine, other := object.Text(fieldNames[1]), object.Text(fieldNames[2])
	for name, tt := range map[string]struct {
		pdf     []byte
		forgery forgery
		verdict seal.Verdict
		code    string
	}{
		"only the field":         {one, forgery{}, seal.Genuine, ""},
		"after a certification":  {certified, forgery{}, seal.Altered, "pdf_changed_field"},
		"where filling is open":  {fillable, forgery{}, seal.Genuine, ""},
		"certified second":       {one, forgery{extra: mdp}, seal.Invalid, "pdf_certification_not_first"},
		"locked: all":            {locked(lock("All")), forgery{}, seal.Altered, "pdf_changed_field"},
		"locked: this one":       {locked(lock("Include", mine)), forgery{}, seal.Altered, "pdf_changed_field"},
		"locked: another":        {locked(lock("Include", other)), forgery{}, seal.Genuine, ""},
		"locked: all but this":   {locked(lock("Exclude", mine)), forgery{}, seal.Genuine, ""},
		"locked: all but others": {locked(lock("Exclude", other)), forgery{}, seal.Altered, "pdf_changed_field"},
		"and a page": {one, forgery{also: func(l lookup, u *object.Update, _ object.Ref) {
			_, p := l.page(0)
			u.Set(p.Get("Contents").(object.Ref), object.Flate(object.NewDict(), nil))
		}}, seal.Altered, "pdf_changed_page"},
		"and the form's fonts": {one, forgery{also: func(l lookup, u *object.Update, _ object.Ref) {
			r, d := l.form()
			d = d.Clone()
			d.Set("DR", object.NewDict())
			u.Set(r, d)
		}}, seal.Altered, "pdf_changed_form"},
	} {
		tt.forgery.field, tt.forgery.signer = 1, later
		r := pdfseal.Verify(tt.forgery.sign(t, tt.pdf), b.trust())
		if r.Verdict != tt.verdict || tt.code != "" && !r.Reasons().Has(tt.code) {
			t.Errorf("%s: %s %v, want %s %s", name, r.Verdict, r.Reasons().Codes(), tt.verdict, tt.code)
		}
	}
}

func TestVerify_ByteRangesThatLeaveSomethingOut(t *testing.T) {
	b := newBench(t)
	for name, tt := range map[string]struct {
		forgery forgery
		code    string
	}{
		"right":                         {forgery{}, ""},
		"gap begins early":              {forgery{ranges: func(s, e, n int) (int, int, int) { return s - 20, e, n - e }}, "pdf_byte_range"},
		"gap ends late":                 {forgery{ranges: func(s, e, n int) (int, int, int) { return s, e + 20, n - e - 20 }}, "pdf_byte_range"},
		"gap without the delimiters":    {forgery{ranges: func(s, e, n int) (int, int, int) { return s + 1, e - 1, n - e + 1 }}, "pdf_byte_range"},
		"end left out":                  {forgery{ranges: func(s, e, n int) (int, int, int) { return s, e, n - e - 30 }}, "pdf_coverage_not_revision"},
		"nothing after the gap":         {forgery{ranges: func(s, e, n int) (int, int, int) { return s, e, 0 }}, "pdf_byte_range"},
		"something after the signature": {forgery{pad: "414243"}, "pdf_contents_padding"},
		"another kind of signature":     {forgery{extra: func(d *object.Dict) { d.Set("SubFilter", object.Name("adbe.x509.rsa_sha1")) }}, "pdf_signature_kind"},
		"no kind at all":                {forgery{extra: func(d *object.Dict) { d.Delete("SubFilter") }}, "pdf_signature_kind"},
		"no time":                       {forgery{extra: func(d *object.Dict) { d.Delete("M") }}, "seal_time_unknown"},
	} {
		tt.forgery.signer = b.members[0]
		r := pdfseal.Verify(tt.forgery.sign(t, b.paper), b.trust())
		if tt.code == "" && r.Verdict != seal.Genuine || tt.code != "" && (r.Verdict != seal.Invalid && r.Verdict != seal.Altered || !r.Reasons().Has(tt.code)) {
			t.Errorf("%s: %s %v, want %s", name, r.Verdict, r.Reasons().Codes(), tt.code)
		}
	}
}

// Files of the newer structure, with object streams and cross-reference streams, are signed and verified the same way.
func TestSign_FilesWithObjectStreams(t *testing.T) {
	need(t, "qpdf", "pdfsig")
	b := newBench(t)
	dir := t.TempDir()
	in := write(t, dir, "in.pdf", b.paper)
	out := dir + "/out.pdf"
	run(t, "qpdf", "--object-streams=generate", in, out)
	packed, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		packed = mustSign(t, packed, b.options(t, i))
	}
	r := pdfseal.Verify(packed, b.trust())
	if r.Verdict != seal.Genuine || len(r.Signatures) != 2 {
		t.Fatalf("%s %v", r.Verdict, r.Reasons().Codes())
	}
	if out := run(t, "pdfsig", write(t, dir, "signed.pdf", packed)); strings.Count(out, "Signature is Valid") != 2 {
		t.Error(out)
	}
	run(t, "qpdf", "--check", dir+"/signed.pdf")
}
