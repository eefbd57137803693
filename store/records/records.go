// Package records is the central records: what the office keeps of every case once desks have handed it over.
//
// It is a relational database of its own, on SQLite for one machine or on PostgreSQL for an office, chosen by the address. Bundles of
// review/exchange go in through Import and nothing else does. The parcels that carried them are the truth; the records make them
// queryable, and keep the digest of every parcel and of every record in it.
//
// # Taking in
//
// A bundle is taken in whole or not at all, in one transaction, one bundle at a time. A record is named by the SHA-256 of its canonical
// JSON and belongs to a place:
//
//	edition        its id
//	case           its id (the facts of the case without what follows)
//	opinion        case/reviewer/round
//	meeting        case/round
//	decision       case
//	certification  number
//
// A record whose place is free is new. The same digest again changes nothing. Another digest in a taken place:
//
//   - For a case, a meeting and a certification, which grow, it takes the place when the office's journal continues the one that was
//     handed over before (the earlier head is among the bundle's) and, for a certification, when it only adds events. It is ignored
//     when the bundle is older than what is held.
//   - A case that is held for another office takes nothing from this one.
//   - Otherwise, and always for an edition, an opinion or a decision, it is a conflict: what is held stays, and both digests are kept and
//     reported. Somebody has to look.
//
// A bundle whose journal neither continues nor precedes the one known of its office is itself reported as a conflict ("journal"): the
// desk was put back to an older state, or two desks use one name.
//
// Applying a bundle twice, or an older one after a newer one, therefore changes nothing and says so.
//
// # At rest
//
// Unlike a desk, the records are not encrypted by this program: they stand on the office's server under its protection. The SQLite
// file is made readable by its owner alone.
package records

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"shinsa/review/ident"
)

// Records is an open database of records. It may be used from several goroutines and several programs.
type Records struct {
	db   *sql.DB
	kind dialect
	now  func() time.Time
}

// Kind names what a record is.
type Kind string

// The kinds of record, and Journal for a conflict about the sender's journal itself.
const (
	Edition       Kind = "edition"
	Case          Kind = "case"
	Opinion       Kind = "opinion"
	Meeting       Kind = "meeting"
	Decision      Kind = "decision"
	Certification Kind = "certification"
	Journal       Kind = "journal"
)

// Conflict is a record that was offered for a place that is taken. What is held has stayed.
type Conflict struct {
	Kind    Kind         `json:"kind"`
	Place   string       `json:"place"`
	Held    ident.Digest `json:"held"`
	Offered ident.Digest `json:"offered"`
}

// Report is what taking in a bundle has done. New, Same, Changed and Conflicts count records; a journal that stands apart is one conflict
// more.
type Report struct {
	Source    ident.Digest `json:"source"`
	Office    string       `json:"office"`
	Repeated  bool         `json:"repeated"` // this very parcel was taken in before
	Cases     int          `json:"cases"`
	Opinions  int          `json:"opinions"`
	New       int          `json:"new"`
	Same      int          `json:"same"`
	Changed   int          `json:"changed"`
	Conflicts int          `json:"conflicts"`
	Conflict  []Conflict   `json:"conflict,omitempty"`
}

// Open opens the records at address, "sqlite:FILE" or "postgres://…", and brings them to this program's version. It refuses an address
// it does not know with Invalid "records_address", a server that cannot be reached or does not let us in with Unavailable
// "records_unreachable", and records of a newer program with Unavailable "records_newer".
func Open(ctx context.Context, address string, now func() time.Time) (*Records, error) {
	d, db, err := connect(address)
	if err != nil {
		return nil, err
	}
	r := &Records{db: db, kind: d, now: now}
	if err := r.migrate(ctx, scripts); err != nil {
		return nil, errors.Join(refusal(err), db.Close())
	}
	return r, nil
}

// Close releases the database.
func (r *Records) Close() error {
	if err := r.db.Close(); err != nil {
		return fmt.Errorf("close records: %w", err)
	}
	return nil
}
