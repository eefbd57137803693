package dossier

import (
	"slices"
	"strconv"
	"time"

	"shinsa/review/canon"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// Gate says what keeps the body closed until the declaration.
type Gate string

// The gates.
const (
	Recorded Gate = "recorded" // the member's program, which journals what it does
	Strict   Gate = "strict"   // a key that the secretariat sends later
)

// Party is a sender or recipient: the id of a card and the name on it.
type Party struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// IsZero reports whether the party names nobody: a parcel for anyone.
func (p Party) IsZero() bool { return p == Party{} }

// Header is parcel.json: what a parcel is, before anything of its payload is looked at.
type Header struct {
	Format    string         `json:"format"`
	Version   int            `json:"version"`
	Kind      Kind           `json:"kind"`
	Case      ident.CaseID   `json:"case,omitempty"`
	Round     int            `json:"round,omitempty"`
	Sender    Party          `json:"sender"`
	Recipient Party          `json:"recipient,omitzero"`
	Created   time.Time      `json:"created"` // UTC, whole seconds
	Gate      Gate           `json:"gate,omitempty"`
	Answers   ident.Digest   `json:"answers,omitempty"` // id of the parcel this one answers
	Rehearsal bool           `json:"rehearsal,omitempty"`
	Journal   *journal.Head  `json:"journal,omitempty"` // of the sender when it was made
	Trail     *journal.Trail `json:"trail,omitempty"`   // its last lines, by which a receiver names what was changed since
	Sealed    *Sealed        `json:"sealed,omitempty"`
	Files     []Listing      `json:"files"` // the payload by name, sealed part included
}

// Sealed says to which keys body.age is encrypted.
type Sealed struct {
	To []seal.Recipient `json:"to"`
}

// Listing is one payload file as the header declares it.
type Listing struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// maxHeader bounds parcel.json: some 50,000 files.
const maxHeader = 4 << 20

// readHeader reads parcel.json and checks it for itself. The header is nil when it cannot be read as one of this version. Entries is how many
// files an archive may have: a header that lists more is not built.
func readHeader(b []byte, entries int) (h *Header, unknown []string, l fault.List) {
	var top struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	limits := canon.Limits{Size: maxHeader, Depth: 8, Values: min(maxHeader/16, 10_000+3*entries)} // each file has three values
	if _, err := canon.Decode(b, &top, limits); err != nil {
		return nil, nil, jsonFindings(headerName, err)
	}
	if top.Format != Format {
		return nil, nil, fault.List{finding("parcel_format_unknown", headerName)}
	}
	if top.Version != Version {
		return nil, nil, fault.List{finding("parcel_version_unknown", headerName, "version", strconv.Itoa(top.Version))}
	}
	h = &Header{}
	unknown, err := canon.Exact(b, h, limits)
	if err != nil {
		l = jsonFindings(headerName, err)
		if !slices.Equal(l.Codes(), []string{"json_not_canonical"}) {
			return nil, nil, l
		}
		// It was read, and is refused; what else stands against the parcel can be said.
	}
	return h, unknown, append(l, h.check()...)
}

// check returns what the header lacks for its kind.
func (h *Header) check() fault.List {
	var l fault.List
	add := func(bad bool, code string) {
		if bad {
			l = append(l, finding(code, headerName, "kind", string(h.Kind)))
		}
	}
	t, known := traits[h.Kind]
	if !known {
		return append(l, finding("parcel_kind_unknown", headerName, "kind", string(h.Kind)))
	}
	add(h.Sender.ID == "", "parcel_sender_missing")
	add(h.Created.IsZero() || !h.Created.Equal(h.Created.UTC().Truncate(time.Second)), "parcel_time_missing")
	add(t.addressed && h.Recipient.ID == "", "parcel_recipient_missing")
	add(t.ofCase && !h.Case.Valid() || h.Case != "" && !h.Case.Valid(), "parcel_case_missing")
	add(h.Kind == Dossier && h.Gate != Recorded && h.Gate != Strict, "parcel_gate_unknown")
	add(h.Answers != "" && !h.Answers.Valid(), "parcel_answers_unreadable")
	add(h.Round < 0, "parcel_case_missing")
	add(h.Trail != nil && (h.Journal == nil || len(h.Trail.Lines) > journal.TrailLines || h.Trail.From < 1 || h.Trail.Last() != h.Journal.Seq), "parcel_trail_unfit")
	has := map[string]bool{}
	for _, f := range h.Files {
		has[f.Name] = true
	}
	add(t.clear != "" && !has[t.clear], "parcel_payload_missing")
	add(t.sealed && h.Sealed == nil, "parcel_sealed_part_missing")
	add((h.Sealed != nil) != has[bodyName], "parcel_sealed_part_missing")
	add(h.Sealed != nil && len(h.Sealed.To) == 0, "parcel_sealed_to_nobody")
	add(len(h.Files) == 0, "parcel_payload_missing")
	return l
}

// jsonFindings gives the findings of a refused document their file.
func jsonFindings(file string, err error) fault.List {
	var l fault.List
	if f, ok := asFault(err); ok {
		for _, x := range f.Findings {
			x.File = file
			l = append(l, x)
		}
	}
	if len(l) == 0 {
		l = append(l, finding("json_refused", file))
	}
	return l
}
