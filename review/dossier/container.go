package dossier

import (
	"archive/zip"
	"errors"
	"io"

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

var errContainer = errors.New("container differs")

// rewrite writes the archive anew, its compressed content as it is.
func rewrite(r io.ReaderAt, size int64, head Header, w io.Writer) error {
	in, err := zip.NewReader(r, size)
	if err != nil {
		return err
	}
	out := zip.NewWriter(w)
	for _, f := range in.File {
		h := entryHeader(f.Name, f.Method, head.Created)
		if _, err := zip.NewWriter(io.Discard).CreateHeader(h); err != nil { // which adds to h what it adds to every header
			return err
		}
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = f.CRC32, f.CompressedSize64, f.UncompressedSize64
		raw, err := f.OpenRaw()
		if err != nil {
			return err
		}
		to, err := out.CreateRaw(h)
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, raw); err != nil {
			return err
		}
	}
	return out.Close()
}

// comparer takes what is written and holds it against what is there.
type comparer struct {
	r    io.ReaderAt
	size int64
	at   int64
	buf  [32 << 10]byte
}

// Write refuses the first byte that differs.
func (c *comparer) Write(b []byte) (int, error) {
	done := 0
	for done < len(b) {
		part := b[done:min(len(b), done+len(c.buf))]
		if c.at+int64(len(part)) > c.size {
			return done, errContainer
		}
		there := c.buf[:len(part)]
		if _, err := c.r.ReadAt(there, c.at); err != nil && !errors.Is(err, io.EOF) {
			return done, err
		}
		if string(there) != string(part) {
			return done, errContainer
		}
		done, c.at = done+len(part), c.at+int64(len(part))
	}
	return done, nil
}
