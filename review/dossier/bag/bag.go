// Package bag validates BagIt bags (RFC 8493 and its drafts: versions 0.93 to 0.97 and 1.0) in a folder or a ZIP archive.
//
// Rules that hold here:
//
//   - Everything against a bag is reported, not the first. A finding of severity must makes it invalid; should is a warning.
//   - No path of a bag is followed out of it: a path is opened only when walking the bag found a regular file of that name.
//   - Nothing is ever fetched. What fetch.txt promises and is not there is missing.
//   - Every file is read once, for all its digests together.
//
// Versions differ where their texts do: from 1.0 on every payload manifest lists every payload file, a name stands once in a manifest,
// and %25 is decoded beside %0A and %0D; before, the manifests have to list every file together. Tag files are read in the encoding
// that bagit.txt names. Names that differ only by Unicode normal form or case are found under the form that is there, with a warning,
// since file systems change them.
//
// It serves parcels (package dossier) and `bag check`.
package bag

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// Verdict is the outcome of a validation in one word; the words are part of the command line's contract.
type Verdict string

// The verdicts.
const (
	Valid   Verdict = "valid"
	Warned  Verdict = "valid_with_warnings"
	Invalid Verdict = "invalid"
)

// Report is what a validation found.
type Report struct {
	Version  string          `json:"version"` // as bagit.txt says, "" when it cannot be read
	Verdict  Verdict         `json:"verdict"`
	Findings fault.List      `json:"findings"`
	Payload  int             `json:"payload"` // files below data/
	Bytes    int64           `json:"bytes"`   // of them
	Files    map[string]File `json:"-"`       // every file of the bag by path
	Listed   []string        `json:"-"`       // manifests read, sorted
}

// File is one file of a bag as it is there.
type File struct {
	Size    int64
	Digests map[string]string // algorithm → lower-case hexadecimal, for the algorithms that list it
}

// Validate checks the bag whose base directory is fsys. The error is one of reading fsys; everything about the bag is in the report.
func Validate(fsys fs.FS) (*Report, error) {
	i, err := Inspect(fsys)
	if err != nil {
		return i.report(), err
	}
	return i.Finish(nil)
}

// Inspection is a validation of which everything is done but the digests of the payload.
type Inspection struct {
	v       *validator
	digests map[string][]wanted // by path, of every file
}

// Inspect begins a validation: the declaration, the manifests, what is there and what is listed, and the digests of the tag files. The
// error is one of reading fsys.
func Inspect(fsys fs.FS) (*Inspection, error) {
	v := &validator{fsys: fsys, files: map[string]int64{}, byNFC: map[string]string{}, byFold: map[string]string{}}
	v.so.Files = map[string]File{}
	i := &Inspection{v: v}
	ok, err := v.run()
	if err != nil || !ok {
		return i, err
	}
	i.digests = v.wanted()
	return i, v.checkDigests(i.digests, false, nil)
}

// Report is what was found until now. The payload's files are in it with their sizes, and without digests before Finish.
func (i *Inspection) Report() *Report { return i.report() }

// Taker is given the content of a file of the payload while it is digested, and the digests that the manifests promise, by algorithm. In
// place of its end a file that is not what they say has an error. What is left unread is digested all the same. An error of the taker
// ends the validation.
type Taker func(path string, want map[string]string, r io.Reader) error

// Finish digests the payload and returns the whole report. take may be nil; it is given content only as long as nothing was found
// against the bag, and what it was given counts only when nothing was found at the end.
func (i *Inspection) Finish(take Taker) (*Report, error) {
	err := i.v.checkDigests(i.digests, true, take)
	return i.report(), err
}

func (i *Inspection) report() *Report {
	rep := i.v.so
	rep.Findings = i.v.found
	rep.Listed = slices.Sorted(maps.Keys(i.v.manifests))
	switch {
	case i.v.found.Count(fault.Must) > 0:
		rep.Verdict = Invalid
	case i.v.found.Count(fault.Should) > 0:
		rep.Verdict = Warned
	default:
		rep.Verdict = Valid
	}
	return &rep
}

type validator struct {
	fsys      fs.FS
	decl      declaration
	files     map[string]int64  // regular files by path → size
	byNFC     map[string]string // normal form → path there
	byFold    map[string]string // normal form, lower case → path there
	dataDir   bool
	strays    int                  // listed files of an operating system that did not travel
	manifests map[string]*manifest // by file name
	so        Report               // as far as it is known
	found     fault.List
}

// maxFindings ends a report that would only repeat itself.
const maxFindings = 1000

func (v *validator) add(code, file string, args ...string) { v.put(fault.Must, code, file, args...) }

func (v *validator) warn(code, file string, args ...string) { v.put(fault.Should, code, file, args...) }

func (v *validator) put(s fault.Severity, code, file string, args ...string) {
	if len(v.found) >= maxFindings {
		return
	}
	f := fault.Finding{Code: code, Severity: s, File: file}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	v.found = append(v.found, f)
}

// run does all but the digests; ok is false when nothing can be said of them.
func (v *validator) run() (ok bool, err error) {
	if err := v.walk(); err != nil {
		return false, err
	}
	if ok, err := v.readDeclaration(); !ok || err != nil {
		return false, err
	}
	v.so.Version = v.decl.version()
	if !v.dataDir {
		v.add("bag_payload_missing", "data")
	}
	if err := v.readManifests(); err != nil {
		return false, err
	}
	fetched, err := v.readFetch()
	if err != nil {
		return false, err
	}
	v.checkListed(fetched)
	v.checkUnlisted(fetched)
	return true, v.checkInfo()
}

// walk finds every file. What is neither a file nor a folder is reported and never opened.
func (v *validator) walk() error {
	return fs.WalkDir(v.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && p == ".":
			return err
		case err != nil:
			v.add("bag_unreadable", p)
			return nil
		case d.IsDir():
			v.dataDir = v.dataDir || p == "data"
			return nil
		case !d.Type().IsRegular():
			v.add("bag_not_a_file", p)
			return nil
		}
		in, err := d.Info()
		if err != nil {
			v.add("bag_unreadable", p)
			return nil
		}
		v.files[p] = in.Size()
		v.byNFC[norm.NFC.String(p)] = p
		v.byFold[fold(p)] = p
		if payload(p) {
			v.so.Payload++
			v.so.Bytes += in.Size()
		}
		return nil
	})
}

func payload(p string) bool { return strings.HasPrefix(p, "data/") }

func fold(p string) string { return strings.ToLower(norm.NFC.String(p)) }

// systemFile reports whether a name is one that operating systems leave behind.
func systemFile(p string) bool {
	switch strings.ToLower(path.Base(p)) {
	case ".ds_store", "thumbs.db", "desktop.ini", "icon\r":
		return true
	}
	return false
}

// locate returns the file a listed path means: itself, or the one whose name a file system changed.
func (v *validator) locate(p string) (there string, same bool) {
	if _, ok := v.files[p]; ok {
		return p, true
	}
	if q, ok := v.byNFC[norm.NFC.String(p)]; ok {
		return q, false
	}
	if q, ok := v.byFold[fold(p)]; ok {
		return q, false
	}
	return "", false
}

// read returns a tag file; ok is false after it was reported as missing, too large or damaged.
func (v *validator) read(name string) (b []byte, ok bool, err error) {
	size, there := v.files[name]
	if !there {
		v.add("bag_file_missing", name)
		return nil, false, nil
	}
	if size > maxTagFile {
		v.add("bag_tag_file_too_large", name)
		return nil, false, nil
	}
	b, err = fs.ReadFile(v.fsys, name)
	if err != nil {
		return nil, false, v.damaged(name, err)
	}
	return b, true, nil
}

// maxTagFile is the size of the largest manifest that is read: some 50,000 files under SHA-512.
const maxTagFile = 8 << 20

// damaged takes content that its container found damaged as a finding, and passes on everything else.
func (v *validator) damaged(name string, err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Corrupt {
		v.add("bag_unreadable", name)
		return nil
	}
	return err
}
