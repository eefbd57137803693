package dossier_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// taken is what a dossier.Take was given.
type taken struct {
	whole map[string][]byte // what came to a clean end
	torn  []string
	fail  error
}

func (x *taken) take(name string, sum ident.Digest, r io.Reader) error {
	if x.fail != nil {
		return x.fail
	}
	b, err := io.ReadAll(r)
	if err != nil {
		x.torn = append(x.torn, name)
		return fmt.Errorf("keep: %w", err)
	}
	if ident.Sum(b) != sum {
		return errors.New("not what was promised")
	}
	x.whole[name] = b
	return nil
}

func open(b []byte, pp *people) (dossier.Opened, *taken, []string, error) {
	x := &taken{whole: map[string][]byte{}}
	o, l, err := dossier.Open(bytes.NewReader(b), int64(len(b)), pp.trust(), x.take, pp.box)
	return o, x, l.Codes(), err
}

// openSays holds Open to what Check and Unseal say of the same file.
func openSays(t *testing.T, pp *people, b []byte) {
	t.Helper()
	p, l := check(b, pp.trust())
	good := p != nil && p.Good()
	if good {
		_, more := p.Unseal(pp.trust(), pp.box)
		good = len(more) == 0
		l = append(l, more...)
	}
	o, x, codes, err := open(b, pp)
	if err != nil {
		t.Errorf("open: %v", err)
	}
	if d := cmp.Diff(l.Codes(), codes); d != "" {
		t.Errorf("checked apart (-) and in one (+): %s", d)
	}
	if (o.Inner != nil) != good {
		t.Errorf("opened: %t, in order: %t", o.Inner != nil, good)
	}
	if p != nil && !p.Good() && len(x.whole)+len(x.torn) > 0 && !l.Has("bag_digest_differs") {
		t.Errorf("%d files of a refused parcel were handed over", len(x.whole)+len(x.torn))
	}
}

func TestOpen_HandsOverWhatItChecks(t *testing.T) {
	pp := newPeople(t)
	b, id := create(t, pp.sealedDossier(), pp.office)
	openSays(t, pp, b)
	o, x, codes, err := open(b, pp)
	if err != nil || len(codes) > 0 || o.ID != id || o.Inner == nil {
		t.Fatalf("%v, %v, %v", o.ID, codes, err)
	}
	want := map[string][]byte{"application.json": []byte(`{"a":1}`), "evidence/資料1 登記事項証明書.pdf": bytes.Repeat([]byte("marker-7f3a "), 30_000)}
	if d := cmp.Diff(want, x.whole); d != "" {
		t.Error(d)
	}
	if got, err := o.Inner.ReadFile("application.json", 100); err != nil || string(got) != `{"a":1}` {
		t.Errorf("%s, %v", got, err)
	}
}

// A taker that fails ends the reading with its own error, whatever kind it is of.
func TestOpen_TakerFails(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	full := errors.New("disk full")
	o, l, err := dossier.Open(bytes.NewReader(b), int64(len(b)), pp.trust(), (&taken{fail: full}).take, pp.box)
	if !errors.Is(err, full) || o.Inner != nil || len(l) > 0 {
		t.Errorf("%v, %v", l, err)
	}
}

// What the office itself signed wrongly: the content of the sealed part is not what its own manifest promises. The file that differs has
// an error in place of its end, no other is handed over after it, and nothing counts.
func TestOpen_ContentDiffersFromTheInnerManifest(t *testing.T) {
	pp := newPeople(t)
	o := pp.sealedDossier()
	inner := takeApart(t, pp.bodyOf(t, o))
	edit(inner, "data/application.json", func([]byte) []byte { return []byte(`{"a":2}`) })
	b := pp.around(t, o, putTogether(t, inner))
	opened, x, codes, err := open(b, pp)
	if err != nil || opened.Inner != nil || !strings.Contains(fmt.Sprint(codes), "bag_digest_differs") {
		t.Errorf("%v, %v", codes, err)
	}
	if len(x.whole) > 0 || !cmp.Equal(x.torn, []string{"application.json"}) {
		t.Errorf("handed over %v, torn %v", maps.Keys(x.whole), x.torn)
	}
	openSays(t, pp, b)
}

func TestOpen_WithoutTheKey(t *testing.T) {
	pp := newPeople(t)
	b, _ := create(t, pp.sealedDossier(), pp.office)
	x := &taken{whole: map[string][]byte{}}
	o, l, err := dossier.Open(bytes.NewReader(b), int64(len(b)), pp.trust(), x.take, pp.otherBox)
	if err != nil || o.Inner != nil || !l.Has("seal_not_for_us") || len(x.whole) > 0 || o.Parcel == nil {
		t.Errorf("%v, %v", l, err)
	}
}

// bodyOf is the plaintext of the sealed part that o makes.
func (p *people) bodyOf(t *testing.T, o dossier.Outgoing) []byte {
	t.Helper()
	b, _ := create(t, o, p.office)
	for _, f := range takeApart(t, b) {
		if strings.HasSuffix(f.name, "/body.age") {
			plain, err := seal.Decrypt(bytes.NewReader(f.body), 1<<20, p.box)
			must(t, err)
			return plain
		}
	}
	t.Fatal("no sealed part")
	return nil
}

// around is the parcel of o with another sealed part, signed anew: only the office itself could make it.
func (p *people) around(t *testing.T, o dossier.Outgoing, body []byte) []byte {
	t.Helper()
	o.Payload = []dossier.File{dossier.BytesFile("cover.json", []byte(coverJSON))} // readers are read once
	o.Sealed = []dossier.File{dossier.BytesFile("any", nil)}
	b, _ := create(t, o, p.office)
	sealed, err := seal.Encrypt(body, p.box.Recipient())
	must(t, err)
	f := takeApart(t, b)
	edit(f, "data/body.age", func([]byte) []byte { return sealed })
	edit(f, "parcel.json", func(b []byte) []byte { return replaceSize(b, len(sealed)) })
	edit(f, "bag-info.txt", func(b []byte) []byte { return b[:bytes.Index(b, []byte("Payload-Oxum"))] })
	rehash(f)
	resign(t, f, p.office)
	return putTogether(t, f)
}
