package dossier_test

import (
	"archive/zip"
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/canon"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

var noon = time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC)

// people are a scheme with its secretariat and two members.
type people struct {
	root, office, member, other *seal.Signer
	box, otherBox               *seal.Box
}

func newPeople(t testing.TB) *people {
	t.Helper()
	root, err := seal.NewRoot("見本認定機構", noon.AddDate(-1, 0, 0))
	must(t, err)
	p := &people{root: root}
	p.box, err = seal.NewBox()
	must(t, err)
	p.otherBox, err = seal.NewBox()
	must(t, err)
	p.office = p.issue(t, seal.Subject{Name: "事務局", ID: "o-11aa22bb", Role: seal.Office}, 1)
	p.member = p.issue(t, seal.Subject{Name: "委員 花子", ID: "m-2f61a0c4", Role: seal.Member, Recipient: p.box.Recipient()}, 1)
	p.other = p.issue(t, seal.Subject{Name: "委員 次郎", ID: "m-99999999", Role: seal.Member, Recipient: p.otherBox.Recipient()}, 1)
	return p
}

func (p *people) issue(t testing.TB, s seal.Subject, years int) *seal.Signer {
	t.Helper()
	key, err := seal.GenerateKey()
	must(t, err)
	cert, err := p.root.Issue(key.Public(), s, noon.AddDate(0, -1, 0), noon.AddDate(years, 0, 0))
	must(t, err)
	signer, err := seal.NewSigner(key, cert, p.root.Cert)
	must(t, err)
	return signer
}

func (p *people) trust() dossier.Trust {
	return dossier.Trust{Trust: seal.Trust{Roots: []*x509.Certificate{p.root.Cert}}, Reader: "m-2f61a0c4"}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// coverJSON is the least that a cover has.
const coverJSON = `{"case":"C2026-0001","format":"shinsa/cover","kind":"new","operator":"見本","pledge":{"text":"秘密を守る","version":"1"},"service":"見本","version":1}`

// sealedDossier is a dossier in order, for the first member.
func (p *people) sealedDossier() dossier.Outgoing {
	return dossier.Outgoing{
		Kind: dossier.Dossier, Case: "C2026-0001", Round: 1, Recipient: dossier.Party{ID: "m-2f61a0c4", Name: "委員 花子"}, Created: noon,
		Journal: &journal.Head{Seq: 7, Hash: ident.Sum([]byte("head"))},
		Payload: []dossier.File{dossier.BytesFile("cover.json", []byte(coverJSON))},
		Sealed: []dossier.File{
			dossier.BytesFile("application.json", []byte(`{"a":1}`)),
			dossier.BytesFile("evidence/資料1 登記事項証明書.pdf", bytes.Repeat([]byte("marker-7f3a "), 30_000)),
		},
		To: []seal.Recipient{p.box.Recipient()},
	}
}

func create(t testing.TB, o dossier.Outgoing, s *seal.Signer) ([]byte, ident.Digest) {
	t.Helper()
	var b bytes.Buffer
	id, err := dossier.Create(&b, o, s)
	must(t, err)
	return b.Bytes(), id
}

func check(b []byte, trust dossier.Trust) (*dossier.Parcel, fault.List) {
	return dossier.Check(bytes.NewReader(b), int64(len(b)), trust)
}

func TestDossier_RoundTrip(t *testing.T) {
	pp := newPeople(t)
	b, id := create(t, pp.sealedDossier(), pp.office)
	p, l := check(b, pp.trust())
	if len(l) != 0 || !p.Good() || dossier.Verdict(p, l) != seal.Genuine {
		t.Fatalf("%v", l)
	}
	if p.ID != id || p.Gate != dossier.Recorded || p.Sender.ID != "o-11aa22bb" || p.Round != 1 || p.Journal.Seq != 7 || !p.Created.Equal(noon) {
		t.Errorf("%+v", p.Header)
	}
	if d := cmp.Diff([]string{"cover.json"}, p.Names()); d != "" {
		t.Error(d)
	}
	var cover struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if _, err := p.Decode("cover.json", "shinsa/cover", 1, &cover); err != nil || cover.Version != 1 {
		t.Errorf("%+v, %v", cover, err)
	}
	body, l := p.Unseal(pp.trust(), pp.otherBox, pp.box)
	if len(l) != 0 {
		t.Fatal(l)
	}
	if d := cmp.Diff([]string{"application.json", "evidence/資料1 登記事項証明書.pdf"}, body.Names()); d != "" {
		t.Error(d)
	}
	r, err := body.Open("evidence/資料1 登記事項証明書.pdf")
	must(t, err)
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, bytes.Repeat([]byte("marker-7f3a "), 30_000)) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	must(t, r.Close())
}

// Nothing of the sealed part can be seen from outside: no byte, no name, no digest of a file.
// What shrinks a thousandfold is no attack when the secretariat packed it: a white sheet, an empty log.
func TestDossier_WhatShrinksMuchArrives(t *testing.T) {
	pp := newPeople(t)
	log := append(bytes.Repeat([]byte("no incident\n"), 400_000), bytes.Repeat([]byte{0xff}, 3<<20)...)
	o := pp.sealedDossier()
	o.Sealed = append(o.Sealed, dossier.BytesFile("evidence/log", log))
	b, _ := create(t, o, pp.office)
	if len(b) > len(log)/10 {
		t.Errorf("%d bytes of %d: hardly compressed", len(b), len(log))
	}
	p, l := check(b, pp.trust())
	if len(l) != 0 {
		t.Fatal(l)
	}
	body, l := p.Unseal(pp.trust(), pp.box)
	if len(l) != 0 {
		t.Fatal(l)
	}
	got, err := body.ReadFile("evidence/log", int64(len(log)))
	if err != nil || !bytes.Equal(got, log) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestArt7_SealedPartTellsNothing(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	zr, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	plain := bytes.Clone(b)
	for _, f := range zr.File {
		r, err := f.Open()
		must(t, err)
		x, err := io.ReadAll(r)
		must(t, err)
		plain = append(plain, x...)
	}
	for _, secret := range []string{"marker-7f3a", "application.json", "資料1", "登記", string(ident.Sum([]byte(`{"a":1}`)))} {
		if bytes.Contains(plain, []byte(secret)) {
			t.Errorf("%q can be read without the key", secret)
		}
	}
}

func TestArt7_OnlyTheRecipientOpens(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	trust := pp.trust()
	trust.Reader = "m-99999999"
	p, l := check(b, trust)
	if !l.Has("parcel_not_for_us") || p.Good() {
		t.Errorf("%v", l)
	}
	if _, err := p.Open("cover.json"); !errors.Is(err, &fault.Error{Code: "parcel_refused"}) {
		t.Errorf("a stranger reads the cover: %v", err)
	}
	p, _ = check(b, pp.trust())
	for name, boxes := range map[string][]*seal.Box{"another's key": {pp.otherBox}, "no key": nil} {
		if body, l := p.Unseal(pp.trust(), boxes...); body != nil || !l.Has("seal_not_for_us") {
			t.Errorf("%s: %v", name, l)
		}
	}
}

func TestStrictGate_KeyTravelsLater(t *testing.T) {
	pp := newPeople(t)
	fresh, err := seal.NewBox()
	must(t, err)
	o := pp.sealedDossier()
	o.Gate, o.To = dossier.Strict, []seal.Recipient{fresh.Recipient()}
	b, id := create(t, o, pp.office)
	p, l := check(b, pp.trust())
	if len(l) != 0 || p.Gate != dossier.Strict {
		t.Fatal(l)
	}
	if body, l := p.Unseal(pp.trust(), pp.box); body != nil || !l.Has("seal_not_for_us") {
		t.Errorf("opened without the release: %v", l)
	}
	release, err := dossier.JSONFile("release.json", map[string]any{"format": "shinsa/release", "version": 1, "dossier": id, "secret": fresh.Secret()})
	must(t, err)
	rb, _ := create(t, dossier.Outgoing{
		Kind: dossier.Release, Case: "C2026-0001", Recipient: dossier.Party{ID: "m-2f61a0c4"}, Created: noon.Add(time.Hour), Answers: id,
		Sealed: []dossier.File{release}, To: []seal.Recipient{pp.box.Recipient()},
	}, pp.office)
	if bytes.Contains(rb, []byte(fresh.Secret())) {
		t.Fatal("the key travels in clear")
	}
	rp, l := check(rb, pp.trust())
	if len(l) != 0 || rp.Answers != p.ID {
		t.Fatal(l)
	}
	inner, l := rp.Unseal(pp.trust(), pp.box)
	if len(l) != 0 {
		t.Fatal(l)
	}
	var k struct {
		Format  string       `json:"format"`
		Version int          `json:"version"`
		Secret  string       `json:"secret"`
		Dossier ident.Digest `json:"dossier"`
	}
	_, err = inner.Decode("release.json", "shinsa/release", 1, &k)
	must(t, err)
	box, err := seal.ParseBox(k.Secret)
	must(t, err)
	if body, l := p.Unseal(pp.trust(), box); len(l) != 0 || body == nil || k.Dossier != p.ID {
		t.Errorf("released, but %v", l)
	}
}

func TestCreate_Refuses(t *testing.T) {
	pp := newPeople(t)
	for _, c := range []struct {
		name   string
		change func(*dossier.Outgoing)
		signer *seal.Signer
		want   []string
	}{
		{"a member's dossier", func(*dossier.Outgoing) {}, pp.member, []string{"parcel_signer_unfit"}},
		{"unsigned", func(o *dossier.Outgoing) { o.Sender.ID = "o-1" }, nil, []string{"parcel_signer_unfit"}},
		{"in another's name", func(o *dossier.Outgoing) { o.Sender.ID = "o-1" }, pp.office, []string{"parcel_signer_unfit"}},
		{"no such kind", func(o *dossier.Outgoing) { o.Kind = "gift" }, pp.office, []string{"parcel_kind_unknown", "parcel_signer_unfit"}},
		{"no cover", func(o *dossier.Outgoing) { o.Payload = nil }, pp.office, []string{"parcel_payload_missing"}},
		{"nothing sealed", func(o *dossier.Outgoing) { o.Sealed = nil }, pp.office, []string{"parcel_sealed_part_missing"}},
		{"sealed to nobody", func(o *dossier.Outgoing) { o.To = nil }, pp.office, []string{"parcel_sealed_to_nobody"}},
		{"sealed to no key", func(o *dossier.Outgoing) { o.To[0] = "age1x" }, pp.office, []string{"parcel_sealed_to_nobody"}},
		{"for nobody", func(o *dossier.Outgoing) { o.Recipient = dossier.Party{} }, pp.office, []string{"parcel_recipient_missing"}},
		{"of no case", func(o *dossier.Outgoing) { o.Case = "../x" }, pp.office, []string{"parcel_case_missing"}},
		{"without time", func(o *dossier.Outgoing) { o.Created = time.Time{} }, pp.office, []string{"parcel_time_missing"}},
		{"no such gate", func(o *dossier.Outgoing) { o.Gate = "open" }, pp.office, []string{"parcel_gate_unknown"}},
		{"answers nothing", func(o *dossier.Outgoing) { o.Answers = "x" }, pp.office, []string{"parcel_answers_unreadable"}},
		{"bad names", func(o *dossier.Outgoing) {
			o.Payload = append(o.Payload, dossier.File{Name: "../x"}, dossier.File{Name: "a%b"}, dossier.File{Name: "COVER.json"}, dossier.File{Name: "body.age"})
			o.Sealed = append(o.Sealed, dossier.File{Name: "か\u3099"})
		}, pp.office, []string{"parcel_name_unfit", "zip_name_escape", "zip_name_twice"}},
		{"invalid UTF-8", func(o *dossier.Outgoing) { o.Recipient.Name = "\xff" }, pp.office, []string{"json_refused"}},
	} {
		o := pp.sealedDossier()
		c.change(&o)
		var b bytes.Buffer
		_, err := dossier.Create(&b, o, c.signer)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != "parcel_cannot_be_made" {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, f.Findings.Codes()); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if b.Len() != 0 {
			t.Errorf("%s: wrote %d bytes", c.name, b.Len())
		}
	}
}

func TestCreate_ReaderFails(t *testing.T) {
	pp := newPeople(t)
	stop := errors.New("stopped")
	for _, sealed := range []bool{false, true} {
		o := pp.sealedDossier()
		f := dossier.File{Name: "x", Body: io.MultiReader(strings.NewReader("some"), broken{stop})}
		if sealed {
			o.Sealed = append(o.Sealed, f)
		} else {
			o.Payload = append(o.Payload, f)
		}
		if _, err := dossier.Create(io.Discard, o, pp.office); !errors.Is(err, stop) {
			t.Errorf("%v", err)
		}
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func TestCreate_SameInputSameBytes(t *testing.T) {
	pp := newPeople(t)
	o := dossier.Outgoing{Kind: dossier.Register, Created: noon, Payload: []dossier.File{}}
	var first []byte
	for i := range 3 {
		o.Payload = []dossier.File{dossier.BytesFile("register.json", []byte(`{"x":1}`)), dossier.BytesFile("a.csv", []byte("1\n"))}
		b, _ := create(t, o, pp.office)
		if i == 0 {
			first = b
		} else if !bytes.Equal(first, b) {
			t.Fatal("not the same bytes")
		}
	}
}

// Every kind is made, checked, and refused from a signer of the wrong role.
func TestKinds(t *testing.T) {
	pp := newPeople(t)
	clearFile := map[dossier.Kind]string{
		dossier.Dossier: "cover.json", dossier.Declaration: "declaration.json", dossier.Opinion: "opinion.json", dossier.Receipt: "receipt.json",
		dossier.Enrolment: "request.json", dossier.Card: "card.json", dossier.Register: "register.json", dossier.Records: "records.json",
		dossier.Backup: "desk.key",
	}
	for _, k := range dossier.Kinds() {
		o := dossier.Outgoing{Kind: k, Case: "C2026-0001", Created: noon, Recipient: dossier.Party{ID: "m-2f61a0c4"}}
		if name := clearFile[k]; name != "" {
			o.Payload = []dossier.File{dossier.BytesFile(name, []byte(`{}`))}
		}
		if k == dossier.Dossier || k == dossier.Release {
			o.Sealed, o.To = []dossier.File{dossier.BytesFile("x.json", []byte(`{}`))}, []seal.Recipient{pp.box.Recipient()}
		}
		signers := map[seal.Role]*seal.Signer{seal.Office: pp.office, seal.Member: pp.member}
		var signer *seal.Signer
		for _, role := range k.Signers() {
			signer = signers[role]
			delete(signers, role)
		}
		if signer == nil {
			o.Sender = dossier.Party{ID: "new"}
		}
		b, _ := create(t, o, signer)
		p, l := check(b, pp.trust())
		if len(l) != 0 || p.Kind != k || !k.Known() || !strings.HasPrefix(k.Extension(), ".") {
			t.Errorf("%s: %v", k, l)
		}
		want := seal.Genuine
		if signer == nil {
			want = seal.Unsigned
		}
		if v := dossier.Verdict(p, l); v != want {
			t.Errorf("%s: %s", k, v)
		}
		for role, wrong := range signers {
			o := o
			for i, f := range o.Payload {
				o.Payload[i] = dossier.BytesFile(f.Name, []byte(`{}`))
			}
			if _, err := dossier.Create(io.Discard, o, wrong); err == nil {
				t.Errorf("%s signed by %s", k, role)
			}
		}
	}
	if dossier.Body.Known() || dossier.Body.Extension() != "" {
		t.Error("a sealed part travels alone")
	}
}

func TestDecode_FormatAndVersion(t *testing.T) {
	pp := newPeople(t)
	for body, want := range map[string]string{
		`{"format":"shinsa/enrolment","version":1,"request":"x","later":true}`: "",
		`{"format":"shinsa/enrolment","version":1}`:                            "parcel_payload_unfit",
		`{"format":"shinsa/enrolment","version":1,"request":1}`:                "parcel_payload_unfit",
		`{"format":"shinsa/enrolment","version":2}`:                            "parcel_version_unknown",
		`{"format":"shinsa/enrolment","version":0}`:                            "parcel_version_unknown",
		`{"format":"other","version":1}`:                                       "parcel_format_unknown",
		`{"format":"shinsa/enrolment","format":"x"}`:                           "json_refused",
		`no json`: "json_refused",
	} {
		b, _ := create(t, dossier.Outgoing{Kind: dossier.Register, Created: noon, Payload: []dossier.File{dossier.BytesFile("register.json", []byte(body))}}, pp.office)
		p, l := check(b, pp.trust())
		if len(l) != 0 {
			t.Fatal(l)
		}
		var v struct {
			Format  string `json:"format"`
			Version int    `json:"version"`
			Request string `json:"request"`
		}
		unknown, err := p.Decode("register.json", "shinsa/enrolment", 1, &v)
		var f *fault.Error
		switch {
		case want == "" && (err != nil || !cmp.Equal(unknown, []string{"/later"})):
			t.Errorf("%s: %v, %v", body, unknown, err)
		case want != "" && (!errors.As(err, &f) || f.Code != want):
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
	b, _ := create(t, dossier.Outgoing{Kind: dossier.Register, Created: noon, Payload: []dossier.File{dossier.BytesFile("register.json", []byte(`{}`))}}, pp.office)
	p, _ := check(b, pp.trust())
	if _, err := p.Open("nothing"); !errors.Is(err, &fault.Error{Kind: fault.Missing}) {
		t.Errorf("%v", err)
	}
	if _, err := p.ReadFile("register.json", 1); !errors.Is(err, &fault.Error{Code: "parcel_file_too_large"}) {
		t.Errorf("%v", err)
	}
}

func TestJSONFile_IsCanonical(t *testing.T) {
	f, err := dossier.JSONFile("a.json", map[string]any{"b": 1, "a": "<"})
	must(t, err)
	b, err := io.ReadAll(f.Body)
	if want, _ := canon.Transform(b); err != nil || !bytes.Equal(b, want) || string(b) != `{"a":"<","b":1}` {
		t.Errorf("%s, %v", b, err)
	}
	if _, err := dossier.JSONFile("a.json", fmt.Print); err == nil {
		t.Error("a function has no JSON")
	}
}
