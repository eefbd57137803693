package pdfseal_test

import (
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/object"
	"shinsa/review/seal"
)

func (a *authority) trust(b *bench) seal.Trust {
	trust := b.trust()
	trust.Authorities = []*x509.Certificate{a.root}
	return trust
}

func (a *authority) timestamp(pdf []byte) []byte {
	a.t.Helper()
	out, err := pdfseal.Timestamp(pdf, a.ask)
	if err != nil {
		a.t.Fatal(err)
	}
	return out
}

// A document time stamp may follow any signature, a certification included, and be followed by more of its kind.
func TestTimestamp_LeavesSignaturesGenuine(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	certify := b.options(t, 0)
	certify.Permission = pdfseal.NoChanges
	for name, pdf := range map[string][]byte{
		"one": b.approvals(t, 1), "three": b.approvals(t, 3), "certified": mustSign(t, b.paper, certify),
	} {
		before := pdfseal.Verify(pdf, b.trust())
		stamped := a.timestamp(pdf)
		kept, err := pdfseal.Keep(stamped, []*x509.Certificate{b.root.Cert}, nil)
		if err != nil {
			t.Fatal(err)
		}
		again := a.timestamp(kept)
		for i, out := range [][]byte{stamped, kept, again} {
			r := pdfseal.Verify(out, a.trust(b))
			if r.Verdict != seal.Genuine || len(r.Signatures) != len(before.Signatures) || len(r.Reasons()) > 0 {
				t.Fatalf("%s, step %d: %s %v", name, i, r.Verdict, r.Reasons().Codes())
			}
			if len(r.Stamps) != 1+i/2 || r.Stamps[0].Stamp.By != "Sample TSA" {
				t.Errorf("%s, step %d: stamps %+v", name, i, r.Stamps)
			}
			for _, s := range r.Signatures {
				if s.Stamp != r.Stamps[0].Stamp {
					t.Errorf("%s, step %d: a signature is stamped %+v", name, i, s.Stamp)
				}
			}
			// Who does not know the authority learns that there is a stamp, and nothing else.
			r = pdfseal.Verify(out, b.trust())
			if r.Verdict != seal.Genuine || !r.Reasons().Has("pdf_stamp_unknown") || !r.Signatures[0].Stamp.At.IsZero() {
				t.Errorf("%s, step %d, no authority: %s %v", name, i, r.Verdict, r.Reasons().Codes())
			}
		}
	}
}

// Approvals may come after a time stamp, which then says nothing of them.
func TestTimestamp_BetweenApprovals(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	pdf := mustSign(t, a.timestamp(b.approvals(t, 1)), b.options(t, 1))
	r := pdfseal.Verify(pdf, a.trust(b))
	if r.Verdict != seal.Genuine || r.Signatures[0].Stamp.At.IsZero() || !r.Signatures[1].Stamp.At.IsZero() {
		t.Errorf("%s %v, stamps %v and %v", r.Verdict, r.Reasons().Codes(), r.Signatures[0].Stamp, r.Signatures[1].Stamp)
	}
}

func TestTimestamp_Refusals(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	for name, tt := range map[string]struct {
		pdf  []byte
		ask  func([]byte) ([]byte, error)
		kind fault.Kind
		code string
	}{
		"unsigned":  {b.paper, a.ask, fault.Invalid, "pdf_unsigned"},
		"no PDF":    {[]byte("text"), a.ask, fault.Invalid, "pdf_unreadable"},
		"no answer": {b.approvals(t, 1), func([]byte) ([]byte, error) { return nil, errToken }, fault.Unavailable, "pdf_stamp_unavailable"},
	} {
		if out, err := pdfseal.Timestamp(tt.pdf, tt.ask); !errors.Is(err, &fault.Error{Kind: tt.kind, Code: tt.code}) || out != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What goes with a time stamp, or instead of one, is an alteration.
func TestTimestamp_NothingElseSlipsIn(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	certify := b.options(t, 0)
	certify.Permission = pdfseal.NoChanges
	signedPDF := mustSign(t, b.paper, certify)
	stamped := a.timestamp(signedPDF)
	field := func(f *object.File) (object.Ref, *object.Dict) {
		l := lookup{t, f}
		_, form := l.form()
		list, err := f.Array(form.Get("Fields"))
		if err != nil {
			t.Fatal(err)
		}
		r := list[len(list)-1].(object.Ref)
		return r, l.dict(r)
	}
	with := func(key object.Name, v any) func(*object.File, *object.Update) {
		return func(f *object.File, u *object.Update) {
			r, d := field(f)
			d = d.Clone()
			d.Set(key, v)
			u.Set(r, d)
		}
	}
	for name, change := range map[string]func(*object.File, *object.Update){
		"an area": with("Rect", object.Array{0, 0, 100, 100}),
		"no area, by corners the wrong way round": with("Rect", object.Array{100, 100, 0, 0}),
		"an action": with("A", object.NewDict("S", object.Name("URI"))),
		"a picture": with("AP", object.NewDict()),
		"another annotation": func(f *object.File, u *object.Update) {
			l := lookup{t, f}
			r, page := l.page(0)
			list, err := f.Array(page.Get("Annots"))
			if err != nil {
				t.Fatal(err)
			}
			page = page.Clone()
			page.Set("Annots", append(list, u.Add(object.NewDict("Type", object.Name("Annot"), "Subtype", object.Name("Text"), "Rect", object.Array{0, 0, 0, 0}))))
			u.Set(r, page)
		},
		"fields in another order": func(f *object.File, u *object.Update) {
			l := lookup{t, f}
			r, form := l.form()
			list, err := f.Array(form.Get("Fields"))
			if err != nil {
				t.Fatal(err)
			}
			form = form.Clone()
			form.Set("Fields", append(object.Array{list[len(list)-1]}, list[:len(list)-1]...))
			u.Set(r, form)
		},
	} {
		r := pdfseal.Verify(edit(t, stamped, change), a.trust(b))
		if r.Verdict != seal.Altered {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
	}
	bad := []byte(string(stamped))
	bad[len(signedPDF)+20] ^= 1 // in the first object of the stamp's revision
	if r := pdfseal.Verify(bad, a.trust(b)); r.Verdict == seal.Genuine {
		t.Errorf("a stamp over other bytes: %s", r.Verdict)
	}
}

// A stamp made while the card was good keeps the signature genuine after the card's end; a signature without one is not.
func TestTimestamp_OutlivesTheCard(t *testing.T) {
	b, a := newBench(t), newAuthority(t)
	now := time.Now()
	cert, err := b.root.Issue(b.office.Key.Public(), seal.Subject{Name: "委員", Role: seal.Member}, now.Add(-time.Hour), now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	o := b.options(t, 0)
	o.Time, o.Signer = now, &seal.Signer{Key: b.office.Key, Cert: cert, Chain: []*x509.Certificate{b.root.Cert}}
	pdf := mustSign(t, b.paper, o)
	trust := a.trust(b)
	trust.At = now.AddDate(3, 0, 0)
	if r := pdfseal.Verify(pdf, trust); r.Verdict != seal.Invalid || !r.Reasons().Has("seal_certificate_not_in_force") {
		t.Errorf("without a stamp: %s %v", r.Verdict, r.Reasons().Codes())
	}
	if r := pdfseal.Verify(a.timestamp(pdf), trust); r.Verdict != seal.Genuine {
		t.Errorf("with a stamp: %s %v", r.Verdict, r.Reasons().Codes())
	}
	// Who claims to have signed later than the stamp is told so.
	o.Time = now.Add(30 * time.Minute)
	trust.At = time.Time{}
	if r := pdfseal.Verify(a.timestamp(mustSign(t, b.paper, o)), trust); !r.Reasons().Has("pdf_stamp_before_claim") {
		t.Errorf("a claim after the stamp: %s %v", r.Verdict, r.Reasons().Codes())
	}
}

// A revocation list that a given root issued counts when it lies in the file; anybody else's does not.
func TestVerify_RevocationListOfTheFile(t *testing.T) {
	b, other := newBench(t), newBench(t)
	pdf := b.approvals(t, 1)
	list := func(root *seal.Signer, on time.Time) []byte {
		crl, err := root.RevocationList([]seal.Ended{{Cert: b.members[0].Cert, On: on}}, signed, signed.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		return crl
	}
	for name, tt := range map[string]struct {
		list []byte
		want seal.Verdict
	}{
		"before signing": {list(b.root, signed.AddDate(0, 0, -1)), seal.Invalid},
		"after signing":  {list(b.root, signed.AddDate(0, 0, 1)), seal.Genuine},
		"of another":     {list(other.root, signed.AddDate(0, 0, -1)), seal.Genuine},
		"no list":        {[]byte("text"), seal.Genuine},
	} {
		kept, err := pdfseal.Keep(pdf, nil, [][]byte{tt.list})
		if err != nil {
			t.Fatal(err)
		}
		if r := pdfseal.Verify(kept, b.trust()); r.Verdict != tt.want {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
	}
}

// Outside programs agree: what is kept and stamped is valid PAdES, up to LTA, and still archival.
func TestJudge_TimestampedFiles(t *testing.T) {
	need(t, "qpdf", "pdfsig", "mutool", "openssl", "python")
	b, a, dir := newBench(t), newAuthority(t), t.TempDir()
	files := map[string][]byte{}
	for n := 1; n <= 2; n++ {
		pdf := b.paper
		for i := range n {
			o := b.options(t, i)
			o.Stamp, o.Time = a.ask, time.Now()
			pdf = mustSign(t, pdf, o)
		}
		files[fmt.Sprintf("approved-%d", n)] = b.longTerm(t, a, pdf)
	}
	certify := b.options(t, 0)
	certify.Permission, certify.Stamp, certify.Time = pdfseal.NoChanges, a.ask, time.Now()
	files["certified"] = b.longTerm(t, a, mustSign(t, b.paper, certify))
	roots := write(t, dir, "root.pem", seal.MarshalCertificates(b.root.Cert))
	tsa := write(t, dir, "tsa.pem", seal.MarshalCertificates(a.root))
	args := []string{filepath.Join("testdata", "judge_lta.py"), roots, tsa}
	for name, pdf := range files {
		path := write(t, dir, name+".pdf", pdf)
		args = append(args, path)
		if out := run(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", name, out)
		}
		if out := run(t, "pdfsig", "-nocert", path); strings.Count(out, "Signature is Valid") < strings.Count(out, "ETSI.CAdES.detached") {
			t.Errorf("%s: %s", name, out)
		}
		out := run(t, "mutool", "sign", "-v", path)
		if strings.Contains(out, "invalid") {
			t.Errorf("%s: %s", name, out)
		}
		if r := pdfseal.Verify(pdf, a.trust(b)); r.Verdict != seal.Genuine || len(r.Reasons()) > 0 {
			t.Errorf("%s: %s %v", name, r.Verdict, r.Reasons().Codes())
		}
		marks := byteRange.FindAllSubmatch(pdf, -1)
		token, content := takenOut(t, pdf, marks[len(marks)-1])
		run(t, "openssl", "ts", "-verify", "-token_in", "-in", write(t, dir, "token", token), "-data", write(t, dir, "content", content), "-CAfile", tsa)
	}
	if exec.CommandContext(t.Context(), "python", "-c", "import pyhanko").Run() != nil {
		if os.Getenv("SHINSA_JUDGES") != "" {
			t.Fatal("pyHanko is missing")
		}
		t.Skip("pyHanko is missing; SHINSA_JUDGES=1 makes this fail")
	}
	if out := run(t, "python", args...); strings.Count(out, "sound ") != 4 {
		t.Errorf("want 4 sound signatures\n%s", out)
	}
}

// longTerm keeps chain and revocation lists with a file and stamps the whole.
func (b *bench) longTerm(t *testing.T, a *authority, pdf []byte) []byte {
	t.Helper()
	now := time.Now()
	crl, err := b.root.RevocationList(nil, now.Add(-time.Hour), now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	pdf, err = pdfseal.Keep(pdf, []*x509.Certificate{b.root.Cert, b.members[0].Cert, a.root}, [][]byte{crl})
	if err != nil {
		t.Fatal(err)
	}
	return a.timestamp(pdf)
}
