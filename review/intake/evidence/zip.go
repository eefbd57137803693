package evidence

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"shinsa/review/dossier/zipcheck"
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
// macOS are composed, backslashes of old packers become slashes. A ZIP that cannot be taken in whole is refused with a *fault.Error of kind
// Invalid and every reason: evidence_zip_damaged, evidence_zip_encrypted, evidence_zip_too_large, evidence_zip_unsafe (such as a name that leaves
// its folder, the same name twice, a link). No file is held in memory: each is unpacked as it is read.
func Unzip(r io.ReaderAt, size int64) ([]File, error) {
	a, found := zipcheck.Check(r, size, zipcheck.Limits{Entries: maxZipFiles, Entry: maxZipFile, Total: maxZipBytes})
	if err := refuse(found); err != nil {
		return nil, err
	}
	more, err := a.CheckContents()
	if err == nil {
		err = refuse(more)
	}
	if err != nil {
		return nil, err
	}
	var out []File
	seen := map[string]bool{}
	for _, e := range a.Entries {
		name := strings.ReplaceAll(e.Name, `\`, "/")
		if e.Dir || strings.HasSuffix(name, "/") || litter(name) {
			continue
		}
		if !safe(name) || seen[strings.ToLower(name)] {
			return nil, fault.New(fault.Invalid, "evidence_zip_unsafe")
		}
		seen[strings.ToLower(name)] = true
		data, err := content(r, e)
		if err != nil {
			return nil, err
		}
		out = append(out, File{Name: name, Size: e.Size, Data: data, Decoded: e.CP932})
	}
	return out, nil
}

// tolerated is what an applicant's packer does and nobody suffers from: names are never used as paths here, and what lies between the
// entries is not read.
var tolerated = map[string]bool{"zip_name_backslash": true, "zip_name_trailing": true, "zip_hidden_data": true, "zip_trailing_data": true}

// refuse names the worst of what was found, with all of it; nil when nothing keeps the ZIP from being taken in.
func refuse(found fault.List) error {
	var against fault.List
	for _, f := range found {
		if f.Severity == fault.Must && !tolerated[f.Code] {
			against = append(against, f)
		}
	}
	if len(against) == 0 {
		return nil
	}
	var err *fault.Error
	switch {
	case against.Has("zip_encrypted"):
		err = fault.New(fault.Invalid, "evidence_zip_encrypted")
	case slices.ContainsFunc(tooLarge, against.Has):
		err = fault.New(fault.Invalid, "evidence_zip_too_large")
	case slices.ContainsFunc(damaged, against.Has):
		err = fault.New(fault.Invalid, "evidence_zip_damaged")
	default:
		err = fault.New(fault.Invalid, "evidence_zip_unsafe")
	}
	err.Findings = against
	return err
}

// What makes a ZIP too large, and what says that it is damaged.
var (
	tooLarge = []string{"zip_too_large", "zip_bomb", "zip_entry_too_large", "zip_total_too_large", "zip_too_many_entries"}
	damaged  = []string{
		"zip_truncated", "zip_unreadable", "zip_several_disks", "zip_directory_misplaced", "zip_directory_miscounted", "zip_crc_wrong", "zip_size_wrong",
		"zip_content_unreadable", "zip_method_unknown",
	}
)

func safe(name string) bool {
	return fs.ValidPath(name) && name != "."
}

// content is the file of an entry: where it lies in the ZIP, or unpacked as it is read.
func content(r io.ReaderAt, e *zipcheck.Entry) (io.ReaderAt, error) {
	if !e.Stored {
		return &packed{entry: e}, nil
	}
	at, err := e.RawOffset()
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, "evidence_zip_damaged", err)
	}
	return io.NewSectionReader(r, at, e.Size), nil
}

// packed reads an entry from its beginning on, and again from there when it is asked for what it has passed: files are read in passes.
type packed struct {
	entry *zipcheck.Entry
	mu    sync.Mutex
	r     io.ReadCloser
	at    int64
}

// ReadAt implements io.ReaderAt.
func (p *packed) ReadAt(b []byte, off int64) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if off >= p.entry.Size {
		return 0, io.EOF
	}
	if err := p.seek(off); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(p.r, b)
	p.at += int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

func (p *packed) seek(off int64) error {
	if p.r != nil && off < p.at {
		if err := p.r.Close(); err != nil {
			return fmt.Errorf("read evidence: %w", err)
		}
		p.r = nil
	}
	if p.r == nil {
		r, err := p.entry.Open()
		if err != nil {
			return err
		}
		p.r, p.at = r, 0
	}
	n, err := io.CopyN(io.Discard, p.r, off-p.at)
	p.at += n
	return err
}
