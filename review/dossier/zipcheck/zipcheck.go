// Package zipcheck reads a ZIP archive that somebody else made and says everything that is wrong with it, before any of it is used.
//
// Rules that hold here:
//
//   - Every reason is reported, not the first. An archive with a finding of severity must is not to be used at all.
//   - Nothing is written, and no more is kept in memory than the directory under [Limits]. The number of entries is counted before
//     any entry is kept.
//   - An archive has one reading: entries and directory fill the file without gap, overlap or anything in front, local headers agree
//     with the directory, and no two names are equal on any system this program runs on (case, NFC, NFD, NFKC).
//   - A name is a relative path that every such system can hold. Names from Japanese Windows (CP932) are decoded, and that is said.
//   - Entries are regular files and folders, stored or deflated, not encrypted.
//
// What is inside an entry is checked while it is read: size and CRC as the directory says ([Archive.CheckContents], [Entry.Open]).
//
// It serves the promise that hostile input is refused whole, with all reasons, and nothing left behind.
package zipcheck

import (
	"archive/zip"
	"io"
	"strconv"

	"shinsa/review/fault"
)

// Limits bound what an archive may be. A zero field means its default.
type Limits struct {
	Archive int64 // bytes of the file; default 4 GiB
	Entries int   // default 10,000
	Entry   int64 // bytes of one entry, unpacked; default 2 GiB
	Total   int64 // bytes of all entries, unpacked; default 4 GiB
	Ratio   int64 // unpacked to packed, for entries above 1 MiB; default 200
	Name    int   // bytes of a name; default 400
}

// Default returns the limits of parcels.
func Default() Limits {
	return Limits{Archive: 4 << 30, Entries: 10_000, Entry: 2 << 30, Total: 4 << 30, Ratio: 200, Name: 400}
}

func (l Limits) orDefault() Limits {
	d := Default()
	pick := func(v *int64, or int64) {
		if *v <= 0 {
			*v = or
		}
	}
	pick(&l.Archive, d.Archive)
	pick(&l.Entry, d.Entry)
	pick(&l.Total, d.Total)
	pick(&l.Ratio, d.Ratio)
	if l.Entries <= 0 {
		l.Entries = d.Entries
	}
	if l.Name <= 0 {
		l.Name = d.Name
	}
	return l
}

// maxFindings ends a report that would only repeat itself.
const maxFindings = 500

// Archive is an archive that could be read. It is safe for concurrent use where its ReaderAt is.
type Archive struct {
	Entries []*Entry // in the order of the directory
	byName  map[string]*Entry
	dirs    map[string][]string // folder → names directly in it, sorted
}

// Entry is one file or folder of an archive.
type Entry struct {
	Name   string // decoded, NFC, without the final slash of a folder
	Dir    bool
	CP932  bool // the name was decoded from the code page of Japanese Windows
	Size   int64
	Stored bool // not compressed: RawOffset is where the bytes are
	file   *zip.File
}

// Check reads the directory of an archive and reports everything against it. The Archive is nil when the directory cannot be read; when
// there is one, it may be used only if no finding is of severity must.
func Check(r io.ReaderAt, size int64, l Limits) (*Archive, fault.List) {
	c := &checker{r: r, size: size, limits: l.orDefault()}
	if size > c.limits.Archive {
		c.add("zip_too_large", "", "size", itoa(size), "limit", itoa(c.limits.Archive))
		return nil, c.found
	}
	end, ok := c.directoryEnd()
	if !ok {
		return nil, c.found
	}
	records, ok := c.directory(end)
	if !ok {
		return nil, c.found
	}
	zr, err := zip.NewReader(r, size)
	if err != nil && zr == nil {
		c.add("zip_unreadable", "")
		return nil, c.found
	}
	if len(zr.File) != len(records) {
		c.add("zip_directory_miscounted", "")
		return nil, c.found
	}
	a := &Archive{}
	for i, rec := range records {
		a.Entries = append(a.Entries, c.entry(rec, zr.File[i]))
	}
	c.spans(records, end.offset)
	c.names(a)
	c.totals(a)
	a.index()
	return a, c.found
}

type checker struct {
	r      io.ReaderAt
	size   int64
	limits Limits
	found  fault.List
}

func (c *checker) add(code, file string, args ...string) { c.put(fault.Must, code, file, args...) }

func (c *checker) put(s fault.Severity, code, file string, args ...string) {
	if len(c.found) < maxFindings {
		c.found = append(c.found, finding(s, code, file, args...))
	}
}

func finding(s fault.Severity, code, file string, args ...string) fault.Finding {
	f := fault.Finding{Code: code, Severity: s, File: show(file)}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// entry checks what the directory says of one entry, its name apart.
func (c *checker) entry(rec record, f *zip.File) *Entry {
	e := &Entry{Size: rec.size, Stored: rec.method == zip.Store, file: f}
	c.name(e, rec)
	mode := f.Mode()
	e.Dir = mode.IsDir()
	switch {
	case !mode.IsRegular() && !mode.IsDir():
		c.add("zip_not_a_file", e.Name, "mode", mode.String())
	case e.Dir && (rec.size != 0 || rec.packed > 2): // an empty deflate stream has two bytes
		c.add("zip_folder_with_content", e.Name)
	}
	if rec.flags&(flagEncrypted|flagStrong|flagMasked) != 0 {
		c.add("zip_encrypted", e.Name)
	}
	if rec.method != zip.Store && rec.method != zip.Deflate {
		c.add("zip_method_unknown", e.Name, "method", strconv.Itoa(int(rec.method)))
	}
	if rec.method == zip.Store && rec.size != rec.packed && rec.flags&flagEncrypted == 0 {
		c.add("zip_size_wrong", e.Name)
	}
	if rec.size > c.limits.Entry {
		c.add("zip_entry_too_large", e.Name, "size", itoa(rec.size), "limit", itoa(c.limits.Entry))
	}
	if rec.size > 1<<20 && rec.size/max(rec.packed, 1) > c.limits.Ratio {
		c.add("zip_bomb", e.Name, "ratio", itoa(rec.size/max(rec.packed, 1)), "limit", itoa(c.limits.Ratio))
	}
	if nested(e.Name) {
		c.put(fault.Should, "zip_nested", e.Name)
	}
	return e
}

// totals checks the sum of all entries against its limit, without overflow.
func (c *checker) totals(a *Archive) {
	var total int64
	for _, e := range a.Entries {
		if e.Size > c.limits.Total-total {
			c.add("zip_total_too_large", "", "limit", itoa(c.limits.Total))
			return
		}
		total += e.Size
	}
}
