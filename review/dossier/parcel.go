package dossier

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/canon"
	"shinsa/review/dossier/bag"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// Parcel is a parcel that was read. It reads from the ReaderAt it was checked on, which has to stay open.
type Parcel struct {
	Header
	ID        ident.Digest   // SHA-256 of the tag manifest that is signed
	Signature *seal.Verified // nil for a kind that is not signed, or when there is none
	Unknown   []string       // fields of the header that this version does not know

	archive *zipcheck.Archive
	fsys    fs.FS
	at      io.ReaderAt
	base    string
	files   map[string]bag.File
	refused fault.List   // why nothing may be read
	fitting ident.Digest // of the document that was found to fit its schema
}

// settle remembers why content may not be read. A card or a backup may be looked at while its signer alone is unknown: it brings the
// root.
func (p *Parcel) settle(l fault.List) {
	for _, f := range l {
		if f.Severity == fault.Must && !(p.Kind.bringsRoot() && f.Code == "seal_signer_unknown") {
			p.refused = append(p.refused, f)
		}
	}
}

// Good reports whether nothing stands against the parcel.
func (p *Parcel) Good() bool {
	return len(p.refused) == 0 && (p.Signature == nil || p.Signature.Verdict == seal.Genuine)
}

// Open reads a payload file. What comes out differs from what was signed only together with an error at the end: the digest is
// compared once more while reading. A parcel with findings is refused (Kind invalid, parcel_refused), a name it does not have is
// Kind missing (parcel_no_such_file).
func (p *Parcel) Open(name string) (io.ReadCloser, error) {
	if err := fault.Refuse(fault.Invalid, "parcel_refused", p.refused); err != nil {
		return nil, err
	}
	f, ok := p.files["data/"+name]
	if !ok {
		return nil, fault.New(fault.Missing, "parcel_no_such_file", "name", name)
	}
	r, err := p.fsys.Open("data/" + name)
	if err != nil {
		return nil, err
	}
	return &verified{ReadCloser: r, h: sha256.New(), want: f.Digests["sha256"], name: name}, nil
}

// ReadFile returns a payload file of at most max bytes; a larger one is refused unread (parcel_file_too_large).
func (p *Parcel) ReadFile(name string, max int64) ([]byte, error) {
	if f, ok := p.files["data/"+name]; ok && f.Size > max {
		return nil, fault.New(fault.Invalid, "parcel_file_too_large", "name", name)
	}
	r, err := p.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return readAll(r, p.files["data/"+name].Size)
}

// readAll is io.ReadAll without the copies that growing takes.
func readAll(r io.Reader, size int64) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := b.ReadFrom(r)
	return b.Bytes(), err
}

// Decode reads a JSON payload into v. Its format has to be the one named, its version at most version: a newer one is refused with the
// advice to update (parcel_version_unknown), and it has to fit the schema of its format (parcel_payload_unfit, with every place that does
// not). It returns the fields v does not know.
func (p *Parcel) Decode(name, format string, version int, v any) (unknown []string, err error) {
	b, err := p.ReadFile(name, canon.DefaultSize)
	if err != nil {
		return nil, err
	}
	var top struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if _, err := canon.Decode(b, &top, canon.Limits{}); err != nil {
		return nil, In(name, err)
	}
	switch {
	case top.Format != format:
		return nil, fault.New(fault.Invalid, "parcel_format_unknown", "name", name)
	case top.Version < 1 || top.Version > version:
		return nil, fault.New(fault.Invalid, "parcel_version_unknown", "version", strconv.Itoa(top.Version))
	}
	if p.fitting == "" || p.fitting != ident.Sum(b) {
		if err := Fit(name, format, b); err != nil {
			return nil, err
		}
	}
	unknown, err = canon.Decode(b, v, canon.Limits{})
	return unknown, In(name, err)
}

// In says of which file the findings of a refused document are. Other errors, and none, are returned as they are.
func In(name string, err error) error {
	f, ok := asFault(err)
	if !ok || len(f.Findings) == 0 {
		return err
	}
	in := *f
	in.Findings = slices.Clone(f.Findings)
	for i := range in.Findings {
		in.Findings[i].File = cmp.Or(in.Findings[i].File, name)
	}
	return &in
}

// Against returns what stands against a JSON payload: that it has more than one reading, is of none of the formats or of a newer version
// (formats has the newest of each), or does not fit its schema. It looks into parcels that were refused as well, so that everything against a
// file can be said at once; nothing of the content comes out. A file that is not there is reported elsewhere.
func (p *Parcel) Against(name string, formats map[string]int) fault.List {
	b, err := readLimited(p.fsys, "data/"+name, canon.DefaultSize)
	if err != nil {
		if f, ok := asFault(err); ok && f.Kind == fault.Invalid {
			return fault.List{missing(name, err)}
		}
		return nil // that it is not there, or damaged, is said by the manifests
	}
	var top struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if _, err := canon.Decode(b, &top, canon.Limits{}); err != nil {
		return jsonFindings(name, err)
	}
	switch newest, known := formats[top.Format]; {
	case !known:
		return fault.List{finding("parcel_format_unknown", name, "name", name)}
	case top.Version < 1 || top.Version > newest:
		return fault.List{finding("parcel_version_unknown", name, "version", strconv.Itoa(top.Version))}
	}
	l := fits(name, top.Format, b)
	if len(l) == 0 {
		p.fitting = ident.Sum(b)
	}
	return l
}

// Fit refuses a payload that does not fit the schema of its format: Invalid "parcel_payload_unfit", with every place that does not.
func Fit(name, format string, b []byte) error {
	return fault.Refuse(fault.Invalid, "parcel_payload_unfit", fits(name, format, b))
}

// Content is one file of the payload as it is there, whatever the header says of it.
type Content struct {
	Listing
	SHA256 ident.Digest // "" when no manifest lists it
}

// Contents returns the payload, sorted by name; also of a parcel that was refused.
func (p *Parcel) Contents() []Content {
	var out []Content
	for _, path := range slices.Sorted(maps.Keys(p.files)) {
		if name, ok := strings.CutPrefix(path, "data/"); ok {
			f := p.files[path]
			out = append(out, Content{Listing{Name: name, Size: f.Size}, ident.Digest(f.Digests["sha256"])})
		}
	}
	return out
}

// Names returns the payload files that anyone may read, sorted.
func (p *Parcel) Names() []string {
	var out []string
	for _, f := range p.Files {
		if f.Name != bodyName {
			out = append(out, f.Name)
		}
	}
	return out
}

// Verdict sums up a check in the words of package seal. Findings that content is not what was signed make it altered, all others of
// severity must invalid; a parcel of a kind that is not signed is unsigned at best.
func Verdict(p *Parcel, l fault.List) seal.Verdict {
	if p == nil {
		return seal.Invalid
	}
	v := seal.Unsigned
	if p.Signature != nil {
		v = p.Signature.Verdict
	}
	for _, f := range l {
		switch {
		case f.Severity != fault.Must || strings.HasPrefix(f.Code, "seal_") || f.Code == "parcel_unsigned":
		case altering[f.Code]:
			v = seal.Worse(v, seal.Altered)
		default:
			v = seal.Worse(v, seal.Invalid)
		}
	}
	return v
}

// altering are the findings that say: this is not what was signed.
var altering = map[string]bool{
	"bag_digest_differs": true, "bag_file_missing": true, "bag_file_unlisted": true, "bag_unreadable": true, "bag_oxum_differs": true,
	"parcel_size_differs": true, "parcel_file_undeclared": true, "parcel_file_unexpected": true, "parcel_container_changed": true,
}

// readLimited reads a small file of a bag.
func readLimited(fsys fs.FS, name string, max int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if in.Size() > max {
		return nil, fault.New(fault.Invalid, "parcel_file_too_large", "name", name)
	}
	return readAll(io.LimitReader(f, max+1), in.Size())
}

// verified compares what is read with its digest before it lets the end be seen.
type verified struct {
	io.ReadCloser
	h    hash.Hash
	want string
	name string
}

// Read returns a fault.Corrupt error instead of io.EOF when the content is not what was signed.
func (v *verified) Read(b []byte) (int, error) {
	n, err := v.ReadCloser.Read(b)
	v.h.Write(b[:n])
	if err == io.EOF {
		got := hex.EncodeToString(v.h.Sum(nil))
		if subtle.ConstantTimeCompare([]byte(got), []byte(v.want)) != 1 {
			return 0, &fault.Error{Kind: fault.Corrupt, Code: "parcel_changed_while_reading", Findings: fault.List{finding("bag_digest_differs", v.name)}}
		}
	} else if err != nil {
		err = fmt.Errorf("read parcel: %w", err)
	}
	return n, err
}
