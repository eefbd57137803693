package dossier

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/dossier/bag"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
	"shinsa/review/shape"
)

// Trust is what a reader believes before looking, and who is looking.
type Trust struct {
	seal.Trust                 // roots, instant, revocation; the roles follow from the kind
	Reader     string          // id of the reader's card; a parcel for another is not for us. "" reads any
	Kinds      []Kind          // that are wanted here; none means any
	Limits     zipcheck.Limits // of the archive
}

// Check reads a parcel whole and reports everything against it. The parcel is nil when no header could be read. With a finding of
// severity must nothing of it may be used but the header, to say what it claims to be, and a card or backup whose signer alone is
// unknown, to show whose it is: Open refuses the rest. Nothing is written.
func Check(r io.ReaderAt, size int64, trust Trust) (*Parcel, fault.List) {
	c := begin(r, size, trust)
	c.judge(trust)
	if err := c.finish(nil); err != nil {
		c.add(finding("parcel_unreadable", ""))
	}
	return c.settle()
}

// checking is a parcel of which everything was checked but the digests of its payload.
type checking struct {
	p     *Parcel         // nil when no header could be read
	bag   *bag.Inspection // nil when the bag cannot be read
	early fault.List      // what is said before the findings of the bag
	late  fault.List
}

// maxFindings ends a report that would only repeat itself.
const maxFindings = 1000

func (c *checking) add(f ...fault.Finding) {
	c.late = append(c.late, f[:min(len(f), max(0, maxFindings-len(c.late)))]...)
}

// found is everything against the parcel until now, each thing once: a file may be amiss in both manifests and in the header.
func (c *checking) found() fault.List {
	l := slices.Clone(c.early)
	if c.bag != nil {
		l = append(l, c.bag.Report().Findings...)
	}
	type place struct{ code, file, at string }
	seen := map[place]bool{}
	return slices.DeleteFunc(append(l, c.late...), func(f fault.Finding) bool {
		p := place{f.Code, f.File, f.At}
		again := seen[p]
		seen[p] = true
		return again
	})
}

// good reports whether nothing stands against the parcel until now.
func (c *checking) good() bool {
	return c.p != nil && c.found().Count(fault.Must) == 0 && (c.p.Signature == nil || c.p.Signature.Verdict == seal.Genuine)
}

// finish digests the payload. take is given content only as long as nothing stands against the parcel. The error is that of take, or one
// of reading.
func (c *checking) finish(take bag.Taker) error {
	if c.bag == nil {
		return nil
	}
	if !c.good() {
		take = nil
	}
	rep, err := c.bag.Finish(take)
	c.p.files = rep.Files
	return err
}

// settle ends the checking.
func (c *checking) settle() (*Parcel, fault.List) {
	l := c.found()
	if c.p != nil {
		c.p.settle(l)
	}
	return c.p, l
}

// judge holds the parcel to what is wanted here.
func (c *checking) judge(trust Trust) {
	p := c.p
	if p == nil {
		return
	}
	if p.Kind == Body {
		c.add(finding("parcel_kind_unknown", headerName, "kind", string(p.Kind)))
	}
	if len(trust.Kinds) > 0 && !slices.Contains(trust.Kinds, p.Kind) {
		c.add(finding("parcel_kind_unwanted", headerName, "kind", string(p.Kind)))
	}
	if trust.Reader != "" && p.Recipient.ID != "" && p.Recipient.ID != trust.Reader {
		c.add(finding("parcel_not_for_us", headerName, "recipient", p.Recipient.Name))
	}
}

// begin is what a parcel and the sealed part of one have in common.
func begin(r io.ReaderAt, size int64, trust Trust) *checking {
	a, l := zipcheck.Check(r, size, trust.Limits)
	c := &checking{early: l}
	if a == nil || l.Count(fault.Must) > 0 {
		return c
	}
	base, ok := bag.Base(a)
	if !ok || base == "." {
		c.add(finding("bag_base_missing", ""))
		return c.contents(a)
	}
	inner, err := fs.Sub(a, base)
	if err != nil {
		c.add(finding("parcel_unreadable", ""))
		return c
	}
	head, err := readLimited(inner, headerName, maxHeader)
	if err != nil {
		c.add(missing(headerName, err))
		return c.contents(a)
	}
	h, unknown, more := readHeader(head, cmp.Or(trust.Limits.Entries, zipcheck.Default().Entries))
	c.early = append(c.early, more...)
	if h == nil {
		return c
	}
	p := &Parcel{Header: *h, Unknown: unknown, archive: a, at: r, base: base, fsys: inner}
	c.p = p
	c.early = append(c.early, fits(headerName, Format, head)...)
	if c.bag, err = bag.Inspect(inner); err != nil {
		c.bag = nil
		c.add(finding("parcel_unreadable", ""))
		return c
	}
	rep := c.bag.Report()
	p.files = rep.Files
	c.add(p.checkLayout(rep)...)
	c.add(p.checkFiles()...)
	c.add(p.checkSignature(trust.Trust)...)
	c.add(p.checkContainer(r, size)...)
	return c
}

// contents reads what no manifest speaks for, so that everything against the file is said.
func (c *checking) contents(a *zipcheck.Archive) *checking {
	l, err := a.CheckContents()
	if c.add(l...); err != nil {
		c.add(finding("parcel_unreadable", ""))
	}
	return c
}

// fits holds a document of a parcel against its schema.
func fits(name, format string, b []byte) fault.List {
	l := shape.Check(format, b)
	for i := range l {
		l[i].File = name
	}
	return l
}

// missing reports a file that could not be read: not there, damaged, too large.
func missing(name string, err error) fault.Finding {
	if errors.Is(err, fs.ErrNotExist) {
		return finding("bag_file_missing", name)
	}
	if f, ok := asFault(err); ok {
		if len(f.Findings) > 0 {
			return f.Findings[0]
		}
		return finding(f.Code, name, "name", name)
	}
	return finding("parcel_unreadable", name)
}

// checkLayout holds the bag to the layout of a parcel, which is narrower than BagIt.
func (p *Parcel) checkLayout(rep *bag.Report) fault.List {
	var l fault.List
	if rep.Version != "1.0" {
		l = append(l, finding("parcel_layout", "bagit.txt"))
	}
	covered := []string{"bag-info.txt", "bagit.txt", headerName}
	top := []string{signatureName}
	for _, alg := range algorithms(p.Kind) {
		covered = append(covered, "manifest-"+alg+".txt")
		top = append(top, "tagmanifest-"+alg+".txt")
	}
	for name, f := range rep.Files {
		switch {
		case strings.HasPrefix(name, "data/") || slices.Contains(top, name):
		case !slices.Contains(covered, name):
			l = append(l, finding("parcel_file_unexpected", name))
		default:
			// The tag manifests have to hold all that the signature stands for.
			for _, alg := range algorithms(p.Kind) {
				if f.Digests[alg] == "" {
					l = append(l, finding("parcel_layout", name))
				}
			}
		}
	}
	for _, name := range append(covered, top[1:]...) {
		if _, ok := rep.Files[name]; !ok {
			l = append(l, finding("bag_file_missing", name))
		}
	}
	slices.SortFunc(l, func(a, b fault.Finding) int { return strings.Compare(a.File, b.File) })
	return l
}

// checkFiles compares the payload with what the header declares.
func (p *Parcel) checkFiles() fault.List {
	var l fault.List
	declared, last := make(map[string]bool, len(p.Files)), ""
	for i, f := range p.Files {
		if len(l) >= maxFindings {
			break
		}
		if i > 0 && f.Name <= last {
			l = append(l, finding("parcel_layout", headerName))
		}
		last = f.Name
		declared["data/"+f.Name] = true
		there, ok := p.files["data/"+f.Name]
		switch {
		case !ok:
			l = append(l, finding("bag_file_missing", "data/"+f.Name))
		case there.Size != f.Size:
			l = append(l, finding("parcel_size_differs", "data/"+f.Name, "size", strconv.FormatInt(there.Size, 10), "declared", strconv.FormatInt(f.Size, 10)))
		case !isNFC(f.Name) || strings.Contains(f.Name, "%"):
			l = append(l, finding("parcel_name_unfit", "data/"+f.Name))
		}
	}
	for _, e := range p.archive.Entries {
		name, inData := strings.CutPrefix(e.Name, p.base+"/data/")
		if inData && !e.Dir && !declared["data/"+name] {
			l = append(l, finding("parcel_file_undeclared", "data/"+name))
		}
	}
	if e, ok := p.archive.Find(p.base + "/data/" + bodyName); ok && !e.Stored {
		l = append(l, finding("parcel_layout", "data/"+bodyName))
	}
	return l
}

// checkSignature verifies the signature over the tag manifest, whose digest is the parcel's id, and who made it.
func (p *Parcel) checkSignature(trust seal.Trust) fault.List {
	signed, err := readLimited(p.fsys, signedName, maxHeader)
	if err != nil {
		return nil // its absence is reported
	}
	p.ID = ident.Sum(signed)
	trust.Roles = traits[p.Kind].signers
	sig, err := readLimited(p.fsys, signatureName, 1<<20)
	if len(trust.Roles) == 0 {
		if err == nil {
			return fault.List{finding("parcel_file_unexpected", signatureName)}
		}
		return nil
	}
	if err != nil {
		return fault.List{finding("parcel_unsigned", "")}
	}
	// The verdict is in the result either way; the error repeats it.
	p.Signature, _ = seal.Verify(sig, bytes.NewReader(signed), trust)
	l := slices.Clone(p.Signature.Findings)
	if p.Signature.Cert != nil && p.Signature.Subject.ID != p.Sender.ID {
		l = append(l, finding("parcel_sender_differs", headerName, "sender", p.Sender.Name, "signer", p.Signature.Subject.Name))
	}
	return l
}
