package dossier

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/canon"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// agent names the program in bag-info.txt; without a version, so that the same input makes the same bytes.
const agent = "Shinsa"

// packer writes one bag into one archive, in one pass.
type packer struct {
	zip     *zip.Writer
	base    string
	created time.Time
	sums    map[string]digests // payload by path in the bag
	tags    map[string]digests // tag files by name
	files   []Listing
}

// digests are the two digests of one file.
type digests struct{ sha256, sha512 string }

func newPacker(w io.Writer, o Outgoing) *packer {
	parts := []string{}
	for _, s := range []string{string(o.Case), string(o.Kind), o.Recipient.ID} {
		if safe := portable(s); safe != "" {
			parts = append(parts, safe)
		}
	}
	return &packer{
		zip: zip.NewWriter(w), base: strings.Join(parts, "-"), created: o.Created,
		sums: map[string]digests{}, tags: map[string]digests{},
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
func (p *packer) entry(name string, body func(io.Writer) error) (digests, int64, error) {
	h := &zip.FileHeader{Name: p.base + "/" + name, Method: method(name), Modified: p.created}
	h.SetMode(0o644)
	w, err := p.zip.CreateHeader(h)
	if err != nil {
		return digests{}, 0, fmt.Errorf("write parcel: %w", err)
	}
	m := newMeter()
	if err := body(io.MultiWriter(w, m)); err != nil {
		return digests{}, 0, err
	}
	return m.sum(), m.n, nil
}

// method stores what is compressed or encrypted already.
func method(name string) uint16 {
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
		{"manifest-sha256.txt", manifest(p.sums, digests.first)},
		{"manifest-sha512.txt", manifest(p.sums, digests.second)},
	} {
		if err := p.tag(t.name, t.body); err != nil {
			return "", err
		}
	}
	signed, other := manifest(p.tags, digests.first), manifest(p.tags, digests.second)
	if err := p.tag(signedName, signed); err != nil {
		return "", err
	}
	if err := p.tag("tagmanifest-sha512.txt", other); err != nil {
		return "", err
	}
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

func (d digests) first() string  { return d.sha256 }
func (d digests) second() string { return d.sha512 }

// manifest writes "digest  path" lines, sorted by path.
func manifest(files map[string]digests, of func(digests) string) []byte {
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	slices.Sort(names)
	var b bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&b, "%s  %s\n", of(files[n]), n)
	}
	return b.Bytes()
}

// meter digests what passes through it.
type meter struct {
	h256, h512 hash.Hash
	n          int64
}

func newMeter() *meter { return &meter{h256: sha256.New(), h512: sha512.New()} }

// Write never fails.
func (m *meter) Write(p []byte) (int, error) {
	m.h256.Write(p)
	m.h512.Write(p)
	m.n += int64(len(p))
	return len(p), nil
}

func (m *meter) sum() digests {
	return digests{hex.EncodeToString(m.h256.Sum(nil)), hex.EncodeToString(m.h512.Sum(nil))}
}

func asFault(err error) (*fault.Error, bool) {
	var f *fault.Error
	ok := errors.As(err, &f)
	return f, ok
}
