package journal

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/gowebpki/jcs"

	"shinsa/review/canon"
)

// The short way to the canonical bytes gives what RFC 8785 asks for, whatever stands in an entry: hashes of existing journals rest on it.
func TestEntriesAreDigestedInCanonicalForm(t *testing.T) {
	at := time.Date(2026, 4, 1, 9, 0, 0, 123456000, time.UTC)
	full := Entry{
		Seq: 7, At: at, Actor: "m-01234567", Act: "mark", Case: "C2026-0001", Subject: "31.2",
		Old: Genesis, New: Genesis, Prev: Genesis, Hash: "left out",
	}
	entries := []Entry{{}, full}
	for _, text := range []string{"資料１", "<&>", "\u2028", "\"\\\n", "\x7f", "\xff", "𠮷", "a/b", "\u00e9"} {
		e := full
		e.Subject, e.Actor = text, text
		entries = append(entries, e)
	}
	for _, seq := range []int64{-1, canon.MaxInteger, canon.MaxInteger + 2, math.MaxInt64} {
		e := full
		e.Seq = seq
		entries = append(entries, e)
	}
	for _, when := range []time.Time{at.In(time.FixedZone("", 9*3600)), at.Truncate(time.Second)} {
		e := full
		e.At = when
		entries = append(entries, e)
	}
	for _, e := range entries {
		got, err := canonical(e)
		if err != nil {
			t.Fatal(err)
		}
		e.Hash = ""
		plain, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		want, err := jcs.Transform(plain)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
