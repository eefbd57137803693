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
	v := &validator{fsys: fsys, files: map[string]int64{}, byNFC: map[string]string{}, byFold: map[string]string{}}
	v.report.Files = map[string]File{}
	err := v.run()
	v.report.Findings = v.found
	v.report.Listed = slices.Sorted(maps.Keys(v.manifests))
	switch {
	case v.found.Count(fault.Must) > 0:
		v.report.Verdict = Invalid
	case v.found.Count(fault.Should) > 0:
		v.report.Verdict = Warned
	default:
		v.report.Verdict = Valid
	}
	return &v.report, err
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
	report    Report
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

func (v *validator) run() error {
	if err := v.walk(); err != nil {
		return err
	}
	if ok, err := v.readDeclaration(); !ok || err != nil {
		return err
	}
	v.report.Version = v.decl.version()
	if !v.dataDir {
		v.add("bag_payload_missing", "data")
	}
	if err := v.readManifests(); err != nil {
		return err
	}
	fetched, err := v.readFetch()
	if err != nil {
		return err
	}
	v.checkListed(fetched)
	v.checkUnlisted(fetched)
	if err := v.checkInfo(); err != nil {
		return err
	}
	return v.checkDigests()
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
			v.report.Payload++
			v.report.Bytes += in.Size()
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
