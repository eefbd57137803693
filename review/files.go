package review

import (
	"context"
	"errors"
	"fmt"
	"io"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// Incoming is a file that a person brings to the desk. Its name is for messages only; what it is, is read from its bytes.
type Incoming struct {
	Name string
	R    io.ReaderAt
	Size int64
}

// bytes reads a file that is small by nature.
func (in Incoming) bytes(limit int64) ([]byte, error) {
	if in.Size > limit {
		return nil, fault.New(fault.Invalid, "file_too_large", "name", in.Name)
	}
	b := make([]byte, in.Size)
	if _, err := in.R.ReadAt(b, 0); err != nil && err != io.EOF {
		return nil, fault.Wrap(fault.Unavailable, "file_unreadable", err, "name", in.Name)
	}
	return b, nil
}

// Outbox is the folder a desk hands files out into.
type Outbox interface {
	// Write creates the file in one step: it is there whole when Write returns, or not at all. It returns where it is.
	Write(name string, f func(io.Writer) error) (path string, err error)
	// Read opens a file written before, as a stranger would find it.
	Read(name string) (in Incoming, done func() error, err error)
	// Replace creates files together in place of those with their names, and takes those that are gone away with them: each is written and
	// read back before any takes its place, and where one cannot, the folder is as it was. Next is called before each file is
	// written; its error stops everything. It returns where the files are, in their order.
	Replace(files []Finished, gone []string, next func(n int) error) (paths []string, err error)
	// Remove takes back a file that turned out wrong.
	Remove(name string) error
}

// Finished is a file that only has to be written.
type Finished struct {
	Name    string
	Content []byte
}

// handOver writes a file, reads it back from where it was written, and has it judged. A file that is not genuine on reading is taken
// back and refused: nothing is called done that was not checked.
func (d *Desk) handOver(ctx context.Context, out Outbox, kind, name string, write func(io.Writer) error) (Handed, error) {
	path, err := out.Write(name, write)
	if err != nil {
		return Handed{}, err
	}
	h, err := d.readBack(ctx, out, kind, name)
	if err != nil {
		if rerr := out.Remove(name); rerr != nil {
			err = errors.Join(err, fmt.Errorf("remove the file: %w", rerr))
		}
		return Handed{}, err
	}
	h.Path = path
	return h, nil
}

// readBack judges a file that was just written, as a stranger would.
func (d *Desk) readBack(ctx context.Context, out Outbox, kind, name string) (Handed, error) {
	in, done, err := out.Read(name)
	if err != nil {
		return Handed{}, err
	}
	ctx, g := gauged(ctx, 2*in.Size)
	in = g.over(ctx, in)
	v := d.Verifier(d.Today()).Verify(ctx, in)
	digest, size, err := digestOf(in)
	if cerr := done(); err == nil {
		err = cerr
	}
	if err == nil {
		err = ctx.Err() // what was not read to its end was not judged
	}
	if err != nil {
		return Handed{}, stopped(ctx, err)
	}
	if !v.Good() && !(kind == string(dossier.Enrolment) && v.Verdict == seal.Unsigned) {
		return Handed{}, &fault.Error{Kind: fault.Internal, Code: "file_not_good_after_writing", Findings: v.Reasons}
	}
	h := Handed{Name: name, Kind: kind, Size: size, Digest: digest, Verdict: string(v.Verdict)}
	if v.Kind == kindPDF && !v.stamped() {
		if a, err := d.Authority(ctx); err != nil {
			return Handed{}, err
		} else if a.Address != "" {
			h.Notes = fault.List{{Code: "handed_without_stamp", Severity: fault.Should, File: name, Args: map[string]string{"name": name}}}
		}
	}
	return h, nil
}

func digestOf(in Incoming) (ident.Digest, int64, error) {
	h := ident.NewHash()
	n, err := io.Copy(h, io.NewSectionReader(in.R, 0, in.Size))
	return h.Digest(), n, err
}
