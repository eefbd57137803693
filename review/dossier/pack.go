package dossier

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/canon"
	"shinsa/review/dossier/bag"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// agent names the program in bag-info.txt; without a version, so that the same input makes the same bytes.
const agent = "Shinsa"

// packer writes one bag into one archive, in one pass.
type packer struct {
	zip        *zip.Writer
	kind       Kind
	base       string
	created    time.Time
	algorithms []string
	sums       map[string]map[string]string // payload by path in the bag → digests by algorithm
	tags       map[string]map[string]string // tag files by name
	files      []Listing
}

func newPacker(w io.Writer, o Outgoing) *packer {
	parts := []string{}
	for _, s := range []string{string(o.Case), string(o.Kind), o.Recipient.ID} {
		if safe := portable(s); safe != "" {
			parts = append(parts, safe)
		}
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, newTame)
	return &packer{
		zip: z, kind: o.Kind, base: strings.Join(parts, "-"), created: o.Created, algorithms: algorithms(o.Kind),
		sums: map[string]map[string]string{}, tags: map[string]map[string]string{},
	}
}

// portable keeps what every file system takes in a name.
func portable(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, s)
}

func isNFC(s string) bool { return norm.NFC.IsNormalString(s) }

// entry writes one file of the bag and returns its digests and size.
func (p *packer) entry(name string, body func(io.Writer) error) (map[string]string, int64, error) {
	w, err := p.zip.CreateHeader(entryHeader(p.base+"/"+name, p.method(name), p.created))
	if err != nil {
		return nil, 0, fmt.Errorf("write parcel: %w", err)
	}
	d := bag.NewDigester(p.algorithms...)
	defer d.Close()
	if err := body(io.MultiWriter(w, d)); err != nil {
		return nil, 0, err
	}
	return d.Sums(), d.Size(), nil
}

// entryHeader is all that an entry of a parcel says of its file.
func entryHeader(name string, method uint16, created time.Time) *zip.FileHeader {
	h := &zip.FileHeader{Name: name, Method: method, Modified: created}
	h.SetMode(0o644)
	return h
}

// method stores what is compressed or encrypted already, and everything of a parcel whose every bit shall count: a compressed stream
// has bits that mean nothing. Records may be large and are compressed; a body is inside the encryption.
func (p *packer) method(name string) uint16 {
	if p.kind != Records && p.kind != Body {
		return zip.Store
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".age", ".pdf", ".xlsx", ".docx", ".pptx", ".png", ".jpg", ".jpeg", ".zip", ".p7s":
		return zip.Store
	}
	return zip.Deflate
}

func (p *packer) payload(name string, body func(io.Writer) error) error {
	d, n, err := p.entry("data/"+name, body)
	if err != nil {
		return err
	}
	p.sums["data/"+name] = d
	p.files = append(p.files, Listing{Name: name, Size: n})
	return nil
}

func (p *packer) tag(name string, b []byte) error {
	d, _, err := p.entry(name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	p.tags[name] = d
	return err
}

// finish writes header, manifests and signature, and closes the archive.
func (p *packer) finish(h Header, signer *seal.Signer) (ident.Digest, error) {
	slices.SortFunc(h.Files, func(a, b Listing) int { return strings.Compare(a.Name, b.Name) })
	head, err := canon.Marshal(h)
	if err != nil {
		return "", err
	}
	for _, t := range []struct {
		name string
		body []byte
	}{
		{"bagit.txt", []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{"bag-info.txt", p.info(h)},
		{headerName, head},
	} {
		if err := p.tag(t.name, t.body); err != nil {
			return "", err
		}
	}
	for _, alg := range p.algorithms {
		if err := p.tag("manifest-"+alg+".txt", manifest(p.sums, alg)); err != nil {
			return "", err
		}
	}
	covered := maps.Clone(p.tags)
	for _, alg := range p.algorithms {
		if err := p.tag("tagmanifest-"+alg+".txt", manifest(covered, alg)); err != nil {
			return "", err
		}
	}
	signed := manifest(covered, "sha256")
	if signer != nil {
		sig, err := signer.Detached(bytes.NewReader(signed), h.Created)
		if err != nil {
			return "", fmt.Errorf("sign parcel: %w", err)
		}
		if err := p.tag(signatureName, sig); err != nil {
			return "", err
		}
	}
	if err := p.zip.Close(); err != nil {
		return "", fmt.Errorf("write parcel: %w", err)
	}
	return ident.Sum(signed), nil
}

func (p *packer) info(h Header) []byte {
	var size int64
	for _, f := range h.Files {
		size += f.Size
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "Bag-Software-Agent: %s\nBagging-Date: %s\n", agent, h.Created.Format(time.DateOnly))
	if h.Case != "" {
		fmt.Fprintf(&b, "External-Identifier: %s\n", h.Case)
	}
	fmt.Fprintf(&b, "Internal-Sender-Identifier: %s\n", portable(h.Sender.ID))
	fmt.Fprintf(&b, "Payload-Oxum: %d.%d\n", size, len(h.Files))
	return b.Bytes()
}

// manifest writes "digest  path" lines of one algorithm, sorted by path.
func manifest(files map[string]map[string]string, algorithm string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%s  %s\n", files[name][algorithm], name)
	}
	return b.Bytes()
}

func asFault(err error) (*fault.Error, bool) {
	var f *fault.Error
	ok := errors.As(err, &f)
	return f, ok
}
