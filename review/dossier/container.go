package dossier

import (
	"archive/zip"
	"errors"
	"io"
	"math"

	"shinsa/review/fault"
)

// checkContainer compares the archive itself with the one the format's writer makes of the same entries: headers, times, descriptors and
// directory, byte by byte. The signature covers what is in the files; this covers what is between them, so that not one byte of a
// parcel can be changed unnoticed.
func (p *Parcel) checkContainer(r io.ReaderAt, size int64) fault.List {
	same := &comparer{r: r, size: size}
	err := rewrite(r, size, p.Header, same)
	if err == nil && same.at != size {
		err = errContainer
	}
	if err != nil {
		return fault.List{finding("parcel_container_changed", "")}
	}
	return nil
}

// zip64 is the version of the format that a reader needs for what has 4 GiB or more.
const zip64 = 45

var errContainer = errors.New("container differs")

// rewrite writes the archive anew, its compressed content as it is. The content is not read for it: it would be held against itself. What
// counts is that it begins where the new archive has come to, and the manifests speak for the rest.
func rewrite(r io.ReaderAt, size int64, head Header, same *comparer) error {
	in, err := zip.NewReader(r, size)
	if err != nil {
		return err
	}
	out := zip.NewWriter(same)
	for _, f := range in.File {
		h := entryHeader(f.Name, f.Method, head.Created)
		if _, err := zip.NewWriter(io.Discard).CreateHeader(h); err != nil { // which adds to h what it adds to every header
			return err
		}
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = f.CRC32, f.CompressedSize64, f.UncompressedSize64
		to, err := out.CreateRaw(h)
		if err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
		if at, err := f.DataOffset(); err != nil || at != same.at {
			return errors.Join(err, errContainer)
		}
		if err := same.pass(to, int64(f.CompressedSize64), out.Flush); err != nil {
			return err
		}
		if max(f.CompressedSize64, f.UncompressedSize64) >= math.MaxUint32 {
			h.ReaderVersion = zip64 // of the directory alone: the local header was written before the sizes were known
		}
	}
	return out.Close()
}

// comparer takes what is written and holds it against what is there.
type comparer struct {
	r       io.ReaderAt
	size    int64
	at      int64
	passing bool // what is written stands for n bytes of content, and is not compared
	buf     [32 << 10]byte
}

// pass lets n bytes of content go by: the writer has to count them.
func (c *comparer) pass(w io.Writer, n int64, flush func() error) error {
	c.passing = true
	defer func() { c.passing = false }()
	var blank [32 << 10]byte
	for n > 0 {
		part := blank[:min(n, int64(len(blank)))]
		if _, err := w.Write(part); err != nil {
			return err
		}
		n -= int64(len(part))
	}
	return flush()
}

// Write refuses the first byte that differs.
func (c *comparer) Write(b []byte) (int, error) {
	done := 0
	for done < len(b) {
		part := b[done:min(len(b), done+len(c.buf))]
		if c.at+int64(len(part)) > c.size {
			return done, errContainer
		}
		if !c.passing {
			if err := c.compare(part); err != nil {
				return done, err
			}
		}
		done, c.at = done+len(part), c.at+int64(len(part))
	}
	return done, nil
}

func (c *comparer) compare(b []byte) error {
	there := c.buf[:len(b)]
	if _, err := c.r.ReadAt(there, c.at); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(there) != string(b) {
		return errContainer
	}
	return nil
}
