package dossier_test

import (
	"archive/zip"
	"bytes"
	"testing"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/seal"
)

// Every byte of a parcel counts: those of the files through the signature, those between them through the container.
func TestCheck_EveryByteCounts(t *testing.T) {
	pp := newPeople(t)
	good, _ := create(t, dossier.Outgoing{Kind: dossier.Register, Created: noon, Payload: []dossier.File{dossier.BytesFile("register.json", []byte("{}"))}}, pp.office)
	trust := pp.trust()
	if p, l := dossier.Check(bytes.NewReader(good), int64(len(good)), trust); dossier.Verdict(p, l) != seal.Genuine {
		t.Fatalf("as it was: %v", l)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1 << (i % 8)
		if p, l := dossier.Check(bytes.NewReader(bad), int64(len(bad)), trust); dossier.Verdict(p, l) == seal.Genuine {
			t.Errorf("byte %d of %d can be changed: %v", i, len(good), l)
		}
	}
}

func TestCheck_AnotherArchiveOfTheSameFiles(t *testing.T) {
	pp := newPeople(t)
	good, _ := create(t, pp.sealedDossier(), pp.office)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range takeApart(t, good) {
		e, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: f.method, Modified: noon.Add(24 * time.Hour)})
		must(t, err)
		_, err = e.Write(f.body)
		must(t, err)
	}
	must(t, w.Close())
	p, l := dossier.Check(bytes.NewReader(b.Bytes()), int64(b.Len()), pp.trust())
	if dossier.Verdict(p, l) != seal.Altered || !l.Has("parcel_container_changed") {
		t.Errorf("%s: %v", dossier.Verdict(p, l), l)
	}
}
