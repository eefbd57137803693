package dossier

import (
	"bytes"
	"io"
	"testing"

	"shinsa/review/canon"
	"shinsa/review/dossier/zipcheck"
)

// FuzzHeader holds that a header has one form: what is read is written back byte for byte, and a refusal leaves nothing behind.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{
		`{"created":"2026-05-01T01:02:03Z","files":[{"name":"register.json","size":2}],"format":"shinsa/parcel","kind":"register","sender":{"id":"o-1"},"version":1}`,
		`{"created":"2026-05-01T01:02:03Z","files":[],"format":"shinsa/parcel","kind":"register","later":[1,{"x":null}],"sender":{"id":"o-1"},"version":1}`,
		`{"created":"2026-05-01T10:02:03+09:00","files":[{"name":"a","size":2}],"format":"shinsa/parcel","kind":"register","sender":{"id":"o-1"},"version":1}`,
		`{"format":"shinsa/parcel","version":2}`, `{"format":"shinsa/parcel","format":"x","version":1}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		h, unknown, l := readHeader(b, 10_000)
		if h == nil {
			if len(l) == 0 {
				t.Fatal("no header and no reason")
			}
			return
		}
		again, err := canon.Keep(b, h)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%q is written back as %q, %v", b, again, err)
		}
		if len(unknown) == 0 {
			if plain, err := canon.Marshal(h); err != nil || !bytes.Equal(plain, b) {
				t.Fatalf("%q is written as %q, %v", b, plain, err)
			}
		}
	})
}

// FuzzCheck holds that no file makes the check fail otherwise than with findings, and that nothing of a refused one can be read.
func FuzzCheck(f *testing.F) {
	var good bytes.Buffer
	p := newPacker(&good, Outgoing{Kind: Enrolment})
	if err := p.payload("request.json", func(w io.Writer) error { _, err := io.WriteString(w, "{}"); return err }); err != nil {
		f.Fatal(err)
	}
	if _, err := p.finish(Header{Format: Format, Version: Version, Kind: Enrolment, Sender: Party{ID: "m-1"}, Files: p.files}, nil); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add(good.Bytes()[:good.Len()/2])
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	small := Trust{Limits: zipcheck.Limits{Archive: 1 << 20, Total: 1 << 20, Entry: 1 << 20, Entries: 100}}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, l := Check(bytes.NewReader(b), int64(len(b)), small)
		if p == nil {
			if len(l) == 0 {
				t.Fatal("no parcel and no reason")
			}
			return
		}
		for _, name := range p.Names() {
			r, err := p.Open(name)
			if err == nil {
				r.Close()
				if !p.Good() && p.Kind != Card {
					t.Fatal("content of a refused parcel can be read")
				}
			}
		}
	})
}
