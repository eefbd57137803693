package review

import (
	"context"
	"io"
	"time"

	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Store is the durable memory of one desk. Everything in it is encrypted at rest.
//
// Update runs f in one transaction: when it returns nil, every change and every journal entry of f is on disk, together; when it
// returns an error, nothing of f is. An error of f is returned unchanged. Transactions of one desk never overlap.
type Store interface {
	// View runs f on a consistent state; writes inside it return a fault.Internal error.
	View(ctx context.Context, f func(Tx) error) error
	// Update runs f and commits. A full disk, a read-only desk or a lost file is a fault.Unavailable error; a page that fails its
	// seal is fault.Corrupt.
	Update(ctx context.Context, f func(Tx) error) error
	// Blobs keeps evidence, parcels and papers by digest, outside the database, sealed likewise.
	Blobs() Blobs
	// Check runs every invariant of the stored form and names the broken ones.
	Check(ctx context.Context) ([]Invariant, error)
	// Close releases the desk. Further calls fail.
	Close() error
}

// Kind is a family of documents in a store. Documents are what the desk digests, signs and sends; the relational form of the
// same facts belongs to the central records.
type Kind string

// The kinds of document. The set only grows: a kind is never given another meaning.
const (
	KindSelf          Kind = "self"          // id "self": who owns the desk
	KindProfile       Kind = "profile"       // id "profile": the scheme profile
	KindKey           Kind = "key"           // id root, sign, box: private keys
	KindCard          Kind = "card"          // id reviewer: certificate and recipient of a person
	KindEdition       Kind = "edition"       // id edition: an imported criteria edition
	KindCase          Kind = "case"          // id case
	KindApplication   Kind = "application"   // id case: what intake read
	KindCover         Kind = "cover"         // id case: the cover card, readable before the declaration
	KindDossier       Kind = "dossier"       // id case (member) or case/reviewer (secretariat)
	KindDeclaration   Kind = "declaration"   // id case/reviewer
	KindEvidenceUse   Kind = "evidence_use"  // id case/evidence number: pages that were on screen
	KindDraft         Kind = "draft"         // id case: the member's opinion while it can change
	KindForm          Kind = "form"          // id case/file digest: offline forms taken in, and who wrote them
	KindEarlier       Kind = "earlier"       // id case: the round before, as the member has it beside the present one
	KindNote          Kind = "note"          // id case/item: private, never exported
	KindOpinion       Kind = "opinion"       // id case/reviewer: sealed
	KindMeeting       Kind = "meeting"       // id case: the committee's session and opinion
	KindDecision      Kind = "decision"      // id case
	KindCertification Kind = "certification" // id certificate number
	KindWithholding   Kind = "withholding"   // id case: decisions on what is left out of the publication
	KindPublication   Kind = "publication"   // id certificate number: what was last made public of it
	KindPublished     Kind = "published"     // id "last": the publication that was handed over last
	KindRegisterNote  Kind = "register_note" // id certificate number/number: what came in, went out or was found about it
	KindPaper         Kind = "paper"         // id case/name: papers made here
	KindParcel        Kind = "parcel"        // id digest: parcels taken in or sent
	KindReceipt       Kind = "receipt"       // id case
	KindDisclosure    Kind = "disclosure"    // id case/number: what was told outside, and by which clause
	KindAmendment     Kind = "amendment"     // id edition: its steps on the way into force
	KindRules         Kind = "rules"         // id edition: an amendment of the operating rules on its way into force
	KindChoice        Kind = "choice"        // id case: the edition chosen against the one its date gives, and why
	KindMapping       Kind = "mapping"       // id case/edition: a mapping while persons confirm its lines
	KindMigration     Kind = "migration"     // id case/number: the mapping by which the case changed its edition, and the application before
	KindCorrection    Kind = "correction"    // id case/number: what the applicant was asked to correct
	KindTyped         Kind = "typed"         // id T…: an application on paper as it was typed in
	KindSetting       Kind = "setting"       // id name: preferences of the window
	KindCounter       Kind = "counter"       // id name: serial numbers
)

// Record is one document as stored: its id and its JSON.
type Record struct {
	ID   string
	Body []byte
}

// Tx is one transaction. It carries its own time: every act in it happens at the same instant.
type Tx interface {
	// Now is the instant of the transaction, from the desk's clock.
	Now() time.Time
	// Get decodes the document into v; a fault.Missing error "no_such_document" when there is none.
	Get(k Kind, id string, v any) error
	// Put stores v as JSON, in place of what was there.
	Put(k Kind, id string, v any) error
	// Delete removes the document; removing what is not there is no error. States that Edit saved stay until DropStates.
	Delete(k Kind, id string) error
	// List returns the documents whose id starts with prefix, by id ascending in byte order.
	List(k Kind, prefix string) ([]Record, error)

	// Edit is Put for what a person writes and may want back: every state is kept. A nil v removes the document, and that is a state too.
	// Restores is the number (from 1) of the state that v brings back, 0 for what was written anew, -1 for the blank
	// before the first state.
	Edit(k Kind, id string, v any, restores int) error
	// States returns every state of a document that Edit saved, oldest first; none for a document that was only Put.
	States(k Kind, id string) ([]Edited, error)
	// DropStates removes every state of the documents whose id starts with prefix, and leaves the documents (purge).
	DropStates(k Kind, prefix string) error

	// PutMark stores a member's mark of an item and keeps the earlier one in the item's history.
	PutMark(c ident.CaseID, r ident.ReviewerID, m checklist.Mark) error
	// Marks returns the latest mark of every item marked so far, by item id ascending in byte order.
	Marks(c ident.CaseID, r ident.ReviewerID) ([]checklist.Mark, error)
	// Mark returns the latest mark of one item; checklist.Blank when it was never marked.
	Mark(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) (checklist.Mark, error)
	// MarkHistory returns every saved state of one item's mark with its time, oldest first.
	MarkHistory(c ident.CaseID, r ident.ReviewerID, item ident.ItemID) ([]MarkState, error)
	// DropMarks removes every mark of a case and its history (recusal, purge).
	DropMarks(c ident.CaseID) error

	// Append chains e to the journal; the store sets Seq, At, Prev and Hash.
	Append(e journal.Entry) (journal.Entry, error)
	// Journal returns up to limit entries after seq, ascending; limit 0 means all.
	Journal(after int64, limit int) ([]journal.Entry, error)
	// Head returns the last entry's head; the zero Head for an empty journal.
	Head() (journal.Head, error)
}

// Edited is a document as it was saved at one time.
type Edited struct {
	At       time.Time
	Body     []byte // JSON; nil: it was removed
	Restores int    // the number of the state it brought back; 0: written; -1: the blank before the first
}

// MarkState is a mark as it was saved at one time.
type MarkState struct {
	At   time.Time
	Mark checklist.Mark
}

// Invariant is one thing that must always hold of a desk, and whether it does.
type Invariant struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"` // ids and counts, never content
}

// Blobs keeps bytes by their SHA-256, sealed on disk. Writing the same bytes twice keeps one copy.
type Blobs interface {
	// Put reads r to its end and returns the digest and the length; on disk when it returns.
	Put(ctx context.Context, r io.Reader) (ident.Digest, int64, error)
	// Open returns the bytes; fault.Missing "no_such_blob" when they are not held, fault.Corrupt when they fail their seal on reading.
	Open(d ident.Digest) (Blob, error)
	// Has reports whether the bytes are held.
	Has(d ident.Digest) (bool, error)
	// Remove destroys the bytes; removing what is not there is no error.
	Remove(d ident.Digest) error
	// Each calls f with every digest held.
	Each(f func(ident.Digest) error) error
}

// Blob is an open blob.
type Blob interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
	// Size is the length in bytes.
	Size() int64
}
