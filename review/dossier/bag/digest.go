package bag

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"hash"
	"io"
	"maps"
	"slices"

	"shinsa/review/fault"
)

// algorithms are those of RFC 8493 and its drafts. MD5 and SHA-1 detect accidents only, which is all a manifest promises; parcels have
// SHA-256 and SHA-512.
var algorithms = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// wanted is a digest that a manifest expects of a file.
type wanted struct{ manifest, algorithm, sum string }

// wanted returns what the manifests expect, by the path that is there.
func (v *validator) wanted() map[string][]wanted {
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
	return by
}

// checkDigests reads every listed file of the payload, or every other one, once.
func (v *validator) checkDigests(by map[string][]wanted, ofPayload bool, take Taker) error {
	if by == nil {
		return nil
	}
	buf := make([]byte, 256<<10)
	for _, p := range v.sorted() {
		if payload(p) != ofPayload {
			if !ofPayload {
				v.so.Files[p] = File{Size: v.files[p]}
			}
			continue
		}
		v.so.Files[p] = File{Size: v.files[p]}
		if len(by[p]) == 0 {
			continue
		}
		if v.found.Count(fault.Must) > 0 {
			take = nil
		}
		sums, err := v.digest(p, by[p], buf, take)
		var not *notTaken
		if errors.As(err, &not) {
			return not.err
		}
		if err != nil {
			if err := v.damaged(p, err); err != nil {
				return err
			}
			continue
		}
		v.so.Files[p] = File{Size: v.files[p], Digests: sums}
		for _, w := range by[p] {
			if sums[w.algorithm] != w.sum {
				v.add("bag_digest_differs", p, "manifest", w.manifest)
			}
		}
	}
	return nil
}

// digest reads a file once and returns its digests by algorithm. What take is given is what is digested.
func (v *validator) digest(p string, want []wanted, buf []byte, take Taker) (map[string]string, error) {
	sums := map[string]string{}
	for _, w := range want {
		sums[w.algorithm] = w.sum
	}
	d := NewDigester(slices.Collect(maps.Keys(sums))...)
	defer d.Close()
	f, err := v.fsys.Open(p)
	if err != nil {
		return nil, err
	}
	in := &content{r: f, d: d, want: sums}
	if take != nil {
		err = take(p, sums, in)
	}
	if err != nil && (in.err == nil || in.err == io.EOF) {
		err = &notTaken{err}
	} else {
		err = in.drain(buf)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	return d.Sums(), nil
}

// content digests a file while it is read, and remembers how reading ended, so that damage of the file is told from a failure of who
// was given it.
type content struct {
	r    io.Reader
	d    *Digester
	want map[string]string
	err  error
}

// errDiffers takes the place of the end of a file that is not what the manifests say.
var errDiffers = &fault.Error{Kind: fault.Corrupt, Code: "bag_digest_differs"}

// Read goes on saying how it ended.
func (c *content) Read(b []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.r.Read(b)
	_, _ = c.d.Write(b[:n]) // it never fails
	if err == io.EOF && !maps.Equal(c.d.Sums(), c.want) {
		err = errDiffers
	}
	c.err = err
	return n, err
}

// drain reads what was left. That the content differs is no error here: the digests say it.
func (c *content) drain(buf []byte) error {
	_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{c}, buf)
	if err == errDiffers {
		return nil
	}
	return err
}

// notTaken is the error of who was given content.
type notTaken struct{ err error }

func (n *notTaken) Error() string { return n.err.Error() }

// Algorithms returns the names of the digests this package knows, sorted.
func Algorithms() []string {
	out := make([]string, 0, len(algorithms))
	for a := range algorithms {
		out = append(out, a)
	}
	slices.Sort(out)
	return out
}
