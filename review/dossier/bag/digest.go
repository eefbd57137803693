package bag

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"io"
	"slices"
)

// algorithms are those of RFC 8493 and its drafts. MD5 and SHA-1 detect accidents only, which is all a manifest promises; parcels have
// SHA-256 and SHA-512.
var algorithms = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// wanted is a digest that a manifest expects of a file.
type wanted struct{ manifest, algorithm, sum string }

// checkDigests reads every listed file once.
func (v *validator) checkDigests() error {
	by := map[string][]wanted{}
	for _, name := range v.sorted() {
		m := v.manifests[name]
		if m == nil {
			continue
		}
		for _, p := range m.order {
			if there, _ := v.locate(p); there != "" {
				by[there] = append(by[there], wanted{m.name, m.algorithm, m.sums[p]})
			}
		}
	}
	buf := make([]byte, 256<<10)
	for _, p := range v.sorted() {
		v.report.Files[p] = File{Size: v.files[p]}
		if len(by[p]) == 0 {
			continue
		}
		sums, err := v.digest(p, by[p], buf)
		if err != nil {
			if err := v.damaged(p, err); err != nil {
				return err
			}
			continue
		}
		v.report.Files[p] = File{Size: v.files[p], Digests: sums}
		for _, w := range by[p] {
			if sums[w.algorithm] != w.sum {
				v.add("bag_digest_differs", p, "manifest", w.manifest)
			}
		}
	}
	return nil
}

// digest reads a file once and returns its digests by algorithm.
func (v *validator) digest(p string, want []wanted, buf []byte) (map[string]string, error) {
	names := make([]string, 0, len(want))
	for _, w := range want {
		names = append(names, w.algorithm)
	}
	d := NewDigester(names...)
	defer d.Close()
	f, err := v.fsys.Open(p)
	if err != nil {
		return nil, err
	}
	_, err = io.CopyBuffer(d, struct{ io.Reader }{f}, buf)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	return d.Sums(), nil
}

// Algorithms returns the names of the digests this package knows, sorted.
func Algorithms() []string {
	out := make([]string, 0, len(algorithms))
	for a := range algorithms {
		out = append(out, a)
	}
	slices.Sort(out)
	return out
}
