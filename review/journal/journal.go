// Package journal is the append-only, hash-chained record of acts on a desk.
//
// Every change of a desk is one entry: who did what, when, to what, and the digests before and after. Each entry's hash covers its
// canonical JSON (RFC 8785) without the hash itself, and names the hash of the entry before it, so an entry that was removed, edited
// or moved breaks the chain at a place that can be named. A chain proves nothing against the holder of the desk's key until its head
// has left the machine: exports carry the signed Head, and parcels between desks also the Trail of the last lines, so that who receives the
// next one can name the lines that are not as they were.
package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gowebpki/jcs"

	"shinsa/review/canon"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Act names what was done, in the words of the command line: "mark", "declare", "issue".
type Act string

// Entry is one act. Seq counts from 1 without gaps; Prev of the first is Genesis.
type Entry struct {
	Seq     int64        `json:"seq"`
	At      time.Time    `json:"at"`
	Actor   string       `json:"actor"` // the desk's own reviewer or office id
	Act     Act          `json:"act"`
	Case    ident.CaseID `json:"case,omitempty"`
	Subject string       `json:"subject,omitempty"` // item, file digest, certificate number: an id, never content
	Old     ident.Digest `json:"old,omitempty"`
	New     ident.Digest `json:"new,omitempty"`
	Prev    ident.Digest `json:"prev"`
	Hash    ident.Digest `json:"hash"`
}

// Genesis is the Prev of the first entry.
const Genesis ident.Digest = "0000000000000000000000000000000000000000000000000000000000000000"

// Head is the last entry of a chain as it is written into exports.
type Head struct {
	Seq  int64        `json:"seq"`
	Hash ident.Digest `json:"hash"`
}

// Chain returns e as the entry after head: Seq, Prev and Hash are set, and At is cut to microseconds in UTC so that it survives storage.
func Chain(head Head, e Entry) (Entry, error) {
	e.Seq, e.Prev = head.Seq+1, head.Hash
	if head.Seq == 0 {
		e.Prev = Genesis
	}
	e.At = e.At.UTC().Truncate(time.Microsecond)
	h, err := digest(e)
	e.Hash = h
	return e, err
}

// Head returns e as the head of its chain.
func (e Entry) Head() Head { return Head{e.Seq, e.Hash} }

// Check verifies that entries continue the chain from head, and returns a finding for each place where they do not.
func Check(head Head, entries []Entry) fault.List {
	var l fault.List
	add := func(code string, e Entry) {
		l = append(l, fault.Finding{Code: code, Severity: fault.Must, At: fmt.Sprint(e.Seq)})
	}
	for _, e := range entries {
		prev := head.Hash
		if head.Seq == 0 {
			prev = Genesis
		}
		switch h, err := digest(e); {
		case err != nil || h != e.Hash:
			add("journal_entry_altered", e)
		case e.Seq != head.Seq+1:
			add("journal_entry_missing", e)
		case e.Prev != prev:
			add("journal_chain_broken", e)
		}
		head = e.Head()
	}
	return l
}

// Contains reports whether the chain still has the head that once left the desk.
func Contains(entries []Entry, h Head) bool {
	if h.Seq == 0 {
		return true
	}
	for _, e := range entries {
		if e.Seq == h.Seq {
			return e.Hash == h.Hash
		}
	}
	return false
}

// sorted is an Entry with its members in canonical order, which an encoder writes as they stand.
type sorted struct {
	Act     Act          `json:"act"`
	Actor   string       `json:"actor"`
	At      time.Time    `json:"at"`
	Case    ident.CaseID `json:"case,omitempty"`
	Hash    ident.Digest `json:"hash"` // empty: the hash does not cover itself
	New     ident.Digest `json:"new,omitempty"`
	Old     ident.Digest `json:"old,omitempty"`
	Prev    ident.Digest `json:"prev"`
	Seq     int64        `json:"seq"`
	Subject string       `json:"subject,omitempty"`
}

// canonical returns the canonical JSON of e without its hash. What an encoder writes without an escape is canonical already when the
// members are sorted and the numbers are whole; anything else is transformed.
func canonical(e Entry) ([]byte, error) {
	b, err := json.Marshal(sorted{
		Act: e.Act, Actor: e.Actor, At: e.At, Case: e.Case, New: e.New, Old: e.Old, Prev: e.Prev, Seq: e.Seq, Subject: e.Subject,
	})
	if err != nil {
		return nil, fmt.Errorf("encode journal entry: %w", err)
	}
	if bytes.IndexByte(b, '\\') < 0 && e.Seq >= 0 && e.Seq <= canon.MaxInteger {
		return b, nil
	}
	if b, err = jcs.Transform(b); err != nil {
		return nil, fmt.Errorf("canonicalise journal entry: %w", err)
	}
	return b, nil
}

func digest(e Entry) (ident.Digest, error) {
	b, err := canonical(e)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return ident.Digest(hex.EncodeToString(sum[:])), nil
}
