package dossier

import (
	"errors"
	"io"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// Take is given a file of a sealed part while it is checked: its name, the SHA-256 that the manifest promises, and its content, which has an
// error in place of its end when it is not what was promised. What it got may be used only when the whole was found good, and is to be
// destroyed otherwise. Its error ends the reading.
type Take func(name string, sum ident.Digest, r io.Reader) error

// Opened is a parcel and its sealed part, both checked whole.
type Opened struct {
	*Parcel
	Inner *Parcel // nil when it cannot be opened
}

// Open is Check and Unseal in one, for who has the key and may use it: both are read at the same time, and the files of the sealed part are
// handed to take in the pass that digests them. Nothing is decrypted before the outer parcel's container, header, signature and recipient
// are good, and nothing is handed over before those of the sealed part are. Inner is nil, and no content can be read, when the list has a
// finding of severity must; then what take was given counts for nothing. r has to bear reading at two places at once. An error is that
// of take.
func Open(r io.ReaderAt, size int64, trust Trust, take Take, boxes ...*seal.Box) (Opened, fault.List, error) {
	outer := begin(r, size, trust)
	outer.judge(trust)
	if !outer.good() {
		_ = outer.finish(nil) // what stands against it is said; that it also cannot be read adds nothing
		p, l := outer.settle()
		return Opened{Parcel: p}, l, nil
	}
	digested := make(chan error, 1)
	go func() { digested <- outer.finish(nil) }()
	inner := outer.p.unseal(trust, boxes)
	var failed error
	err := inner.finish(func(path string, want map[string]string, r io.Reader) error {
		failed = take(strings.TrimPrefix(path, "data/"), ident.Digest(want["sha256"]), r)
		return failed
	})
	if <-digested != nil {
		outer.add(finding("parcel_unreadable", ""))
	}
	switch {
	case err != nil && errors.Is(failed, err):
		return Opened{}, nil, err
	case err != nil:
		inner.add(finding("parcel_unreadable", ""))
	}
	p, l := outer.settle()
	body, more := inner.settle()
	if l = append(l, more...); !outer.good() || !inner.good() {
		body = nil
	}
	return Opened{Parcel: p, Inner: body}, l, nil
}
