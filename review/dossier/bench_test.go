package dossier_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"shinsa/review/dossier"
	"shinsa/review/seal"
)

// noise is a reader of n bytes that do not compress, without holding them.
func noise(n int64) io.Reader {
	return io.LimitReader(rand.NewChaCha8([32]byte{1}), n)
}

// large is a dossier whose evidence is files × size bytes.
func (p *people) large(files int, size int64) dossier.Outgoing {
	o := p.sealedDossier()
	o.Sealed = o.Sealed[:1]
	for i := range files {
		o.Sealed = append(o.Sealed, dossier.File{Name: fmt.Sprintf("evidence/%03d.pdf", i), Body: noise(size)})
	}
	return o
}

// peer is what any packing has to do at least: encrypt with age and digest the same bytes.
func peer(b *testing.B, w io.Writer, size int64, to seal.Recipient) {
	enc, err := seal.EncryptTo(w, to)
	must(b, err)
	if _, err := io.Copy(io.MultiWriter(enc, sha256.New()), noise(size)); err != nil {
		b.Fatal(err)
	}
	must(b, enc.Close())
}

const benchSize = 50 << 20

func BenchmarkPack_Peer(b *testing.B) {
	pp := newPeople(b)
	b.SetBytes(benchSize)
	for b.Loop() {
		peer(b, io.Discard, benchSize, pp.box.Recipient())
	}
}

func BenchmarkPack(b *testing.B) {
	pp := newPeople(b)
	b.SetBytes(benchSize)
	for b.Loop() {
		_, err := dossier.Create(io.Discard, pp.large(8, benchSize/8), pp.office)
		must(b, err)
	}
}

func BenchmarkOpen_Peer(b *testing.B) {
	pp := newPeople(b)
	var sealed bytes.Buffer
	peer(b, &sealed, benchSize, pp.box.Recipient())
	b.SetBytes(benchSize)
	for b.Loop() {
		r, err := seal.DecryptFrom(bytes.NewReader(sealed.Bytes()), pp.box)
		must(b, err)
		_, err = io.Copy(sha256.New(), r)
		must(b, err)
	}
}

func BenchmarkOpen(b *testing.B) {
	pp := newPeople(b)
	var buf bytes.Buffer
	_, err := dossier.Create(&buf, pp.large(8, benchSize/8), pp.office)
	must(b, err)
	b.SetBytes(benchSize)
	for b.Loop() {
		p, l := check(buf.Bytes(), pp.trust())
		if len(l) > 0 {
			b.Fatal(l)
		}
		if _, l := p.Unseal(pp.trust(), pp.box); len(l) > 0 {
			b.Fatal(l)
		}
	}
}

// A dossier is packed, checked, unsealed and read without ever being in memory.
func TestDossier_BoundedMemory(t *testing.T) {
	pp := newPeople(t)
	const size = 96 << 20
	f, err := os.Create(filepath.Join(t.TempDir(), "large.dossier"))
	must(t, err)
	defer f.Close()
	before := heap()
	_, err = dossier.Create(f, pp.large(40, size/40), pp.office)
	must(t, err)
	packed := heap() - before
	in, err := f.Stat()
	must(t, err)
	p, l := dossier.Check(f, in.Size(), pp.trust())
	if len(l) != 0 {
		t.Fatal(l)
	}
	body, l := p.Unseal(pp.trust(), pp.box)
	if len(l) != 0 {
		t.Fatal(l)
	}
	r, err := body.Open("evidence/039.pdf")
	must(t, err)
	n, err := io.Copy(io.Discard, r)
	must(t, err)
	must(t, r.Close())
	opened := heap() - before
	if n != size/40 || in.Size() < size {
		t.Errorf("%d bytes of %d", n, in.Size())
	}
	if limit := int64(32 << 20); packed > limit || opened > limit {
		t.Errorf("heap grew by %d bytes packing and %d opening", packed, opened)
	}
	runtime.KeepAlive(body)
}

// heap is what the heap had taken from the system at its highest.
func heap() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapSys)
}
