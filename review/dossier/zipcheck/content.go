package zipcheck

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"

	"shinsa/review/fault"
)

// CheckContents reads every entry once and reports those that are not what the directory says: wrong CRC, another length, packed bytes
// that do not unpack. An error is one of reading the archive itself.
func (a *Archive) CheckContents() (fault.List, error) {
	var found fault.List
	buf := make([]byte, 64<<10)
	for _, e := range a.Entries {
		if e.Dir || len(found) >= maxFindings {
			continue
		}
		r, err := e.Open()
		if err == nil {
			_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, r, buf)
			r.Close()
		}
		var f *fault.Error
		switch {
		case errors.As(err, &f):
			found = append(found, f.Findings...)
		case err != nil:
			return found, err
		}
	}
	return found, nil
}

// Open reads the entry. No more than its declared size comes out. What is not as the directory says is a fault.Error of Kind corrupt
// (zip_content_damaged) instead of the clean end, with its finding.
func (e *Entry) Open() (io.ReadCloser, error) {
	r, err := e.file.Open()
	if err != nil {
		return nil, e.damage(err)
	}
	return &content{entry: e, r: r, left: e.Size}, nil
}

// RawOffset returns where in the archive the packed bytes of the entry begin: for a stored entry, the bytes themselves.
func (e *Entry) RawOffset() (int64, error) {
	n, err := e.file.DataOffset()
	if err != nil {
		return 0, e.damage(err)
	}
	return n, nil
}

// damage tells damaged content from a failure to read the archive.
func (e *Entry) damage(err error) error {
	code := ""
	switch {
	case errors.Is(err, zip.ErrChecksum):
		code = "zip_crc_wrong"
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errLonger):
		code = "zip_size_wrong"
	case isFlate(err):
		code = "zip_content_unreadable"
	default:
		return fmt.Errorf("read archive: %w", err)
	}
	return &fault.Error{Kind: fault.Corrupt, Code: "zip_content_damaged", Findings: fault.List{finding(fault.Must, code, e.Name)}}
}

var errLonger = errors.New("entry is longer than its declared size")

type content struct {
	entry *Entry
	r     io.ReadCloser
	left  int64
}

// Read reads up to the declared size, then makes sure that nothing follows.
func (c *content) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	if int64(n) > c.left {
		return 0, c.entry.damage(errLonger)
	}
	c.left -= int64(n)
	switch {
	case err == io.EOF && c.left > 0:
		return n, c.entry.damage(io.ErrUnexpectedEOF)
	case err != nil && err != io.EOF:
		return n, c.entry.damage(err)
	}
	return n, err
}

// Close releases the entry.
func (c *content) Close() error { return c.r.Close() }
