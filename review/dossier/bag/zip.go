package bag

import (
	"io"
	"io/fs"

	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
)

// ValidateZip checks a bag in a ZIP archive: first the archive itself, then the bag in its one top folder (RFC 8493, section 4). A bag
// zipped without its folder is validated as well, with a warning.
func ValidateZip(r io.ReaderAt, size int64, l zipcheck.Limits) (*Report, error) {
	a, found := zipcheck.Check(r, size, l)
	if a == nil || found.Count(fault.Must) > 0 {
		return &Report{Verdict: Invalid, Findings: found}, nil
	}
	base, ok := Base(a)
	if !ok {
		found = append(found, fault.Finding{Code: "bag_base_missing", Severity: fault.Must})
		return &Report{Verdict: Invalid, Findings: found}, nil
	}
	if base == "." {
		found = append(found, fault.Finding{Code: "bag_without_folder", Severity: fault.Should})
	}
	inner, err := fs.Sub(a, base)
	if err != nil {
		return nil, err
	}
	rep, err := Validate(inner)
	if err != nil {
		return nil, err
	}
	rep.Findings = append(found, rep.Findings...)
	if rep.Verdict == Valid && rep.Findings.Count(fault.Should) > 0 {
		rep.Verdict = Warned
	}
	return rep, nil
}

// Base returns the folder of fsys that is the bag: its only entry, or "." when bagit.txt is at the top.
func Base(fsys fs.FS) (string, bool) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return "", false
	}
	for _, e := range entries {
		if e.Name() == "bagit.txt" && !e.IsDir() {
			return ".", true
		}
	}
	if len(entries) == 1 && entries[0].IsDir() {
		return entries[0].Name(), true
	}
	return "", false
}
