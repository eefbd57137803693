package evidence

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
	"shinsa/review/intake/normal"
)

// Limits of a ZIP file of evidence.
const (
	maxZipFiles = 1000
	maxZipFile  = 256 << 20 // one file, expanded
	maxZipBytes = 512 << 20 // all files, expanded
)

// Expand returns the files with those inside every ZIP file among them put beside it. A ZIP file that FormC names itself is evidence as it is;
// any other counts only for what is in it. ZIP files inside ZIP files stay closed.
func Expand(files []File) ([]File, error) {
	var out []File
	for _, f := range files {
		if !strings.EqualFold(path.Ext(f.Name), ".zip") {
			out = append(out, f)
			continue
		}
		inside, err := Unzip(f.Data, f.Size)
		if err != nil {
			return nil, err
		}
		f.Archive = true
		out = append(out, f)
		for _, x := range inside {
			x.From = f.Name
			out = append(out, x)
		}
		if len(out) > maxZipFiles {
			return nil, fault.New(fault.Invalid, "evidence_zip_too_large")
		}
	}
	return out, nil
}

// Kept returns the files of a package that belong to what was read: all but the ZIP files that only brought others.
func Kept(files []File, read []FileDigest) []File {
	return slices.DeleteFunc(slices.Clone(files), func(f File) bool {
		return f.Archive && !slices.ContainsFunc(read, func(x FileDigest) bool { return x.File == normal.Clean(path.Base(f.Name)) })
	})
}

// Unzip returns the files of a ZIP of evidence. Names written by Windows in Shift_JIS are read as such and marked; names in the decomposed form of
// macOS are composed. A ZIP that cannot be taken in whole is refused with a *fault.Error of kind Invalid: evidence_zip_damaged,
// evidence_zip_encrypted, evidence_zip_too_large, evidence_zip_unsafe (a name that leaves its folder, the same name twice, a link).
func Unzip(r io.ReaderAt, size int64) ([]File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault.New(fault.Invalid, "evidence_zip_damaged")
	}
	if len(z.File) > maxZipFiles {
		return nil, fault.New(fault.Invalid, "evidence_zip_too_large")
	}
	var out []File
	left := int64(maxZipBytes)
	seen := map[string]bool{}
	for _, f := range z.File {
		name, decoded := zipName(f)
		if strings.HasSuffix(name, "/") || litter(name) {
			continue
		}
		if !safe(name) || seen[strings.ToLower(name)] || !f.Mode().IsRegular() {
			return nil, fault.New(fault.Invalid, "evidence_zip_unsafe")
		}
		seen[strings.ToLower(name)] = true
		b, err := expand(f, min(left, maxZipFile))
		if err != nil {
			return nil, err
		}
		left -= int64(len(b))
		out = append(out, File{Name: name, Size: int64(len(b)), Data: bytes.NewReader(b), Decoded: decoded})
	}
	return out, nil
}

// zipName returns the name of an entry in Unicode, composed, with slashes, and whether it was converted. What is UTF-8 is taken as that,
// also without its flag, as macOS writes it.
func zipName(f *zip.File) (name string, decoded bool) {
	name = f.Name
	if !utf8.ValidString(name) {
		if s, err := japanese.ShiftJIS.NewDecoder().String(name); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			name, decoded = s, true
		}
	}
	return norm.NFC.String(strings.ReplaceAll(name, `\`, "/")), decoded
}

func safe(name string) bool {
	clean := path.Clean(name)
	return clean == name && name != "." && !path.IsAbs(name) && !strings.Contains(name, ":") && utf8.ValidString(name) &&
		!slices.Contains(strings.Split(name, "/"), "..") && !strings.ContainsFunc(name, func(r rune) bool { return r < 0x20 || r == 0x7f })
}

func expand(f *zip.File, limit int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, fault.New(fault.Invalid, "evidence_zip_encrypted")
	}
	r, err := f.Open()
	if err != nil {
		return nil, fault.New(fault.Invalid, "evidence_zip_damaged")
	}
	defer r.Close() //nolint:errcheck // read only
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, fault.New(fault.Invalid, "evidence_zip_too_large")
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Invalid, "evidence_zip_damaged")
	}
	return b, nil
}
