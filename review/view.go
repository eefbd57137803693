package review

import (
	"io"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// Verification is what is known of a file somebody brings: a PDF, a parcel, or something else.
type Verification struct {
	Name    string       `json:"name"`
	Kind    string       `json:"kind"` // pdf, or the kind of parcel; "" for anything else
	Case    ident.CaseID `json:"case,omitempty"`
	Paper   string       `json:"paper,omitempty"` // of a genuine PDF: which paper it is, such as certificate or report
	Verdict seal.Verdict `json:"verdict"`
	Signers []Signature  `json:"signers"`
	Stamps  []Signature  `json:"stamps,omitempty"` // time stamps of the whole document
	Reasons fault.List   `json:"reasons"`          // everything against it, and what a reader should know
	Parcel  *Contents    `json:"parcel,omitempty"` // of a parcel that could be read: what it says it is, and what is in it

	Standing *Standing `json:"standing,omitempty"` // of a genuine certificate: the certification on the day asked
}

// Contents are the payload of a parcel, and the head of its header.
type Contents struct {
	ID        ident.Digest  `json:"id"` // of the tag manifest that is signed
	Created   string        `json:"created"`
	Sender    dossier.Party `json:"sender"`
	Recipient dossier.Party `json:"recipient,omitzero"`
	Files     []Content     `json:"files"` // sorted by name
}

// Content is one file of a parcel's payload, as it is there.
type Content struct {
	Name   string       `json:"name"`
	Size   int64        `json:"size"`
	SHA256 ident.Digest `json:"sha256"`
}

// Good reports whether the file is genuine.
func (v Verification) Good() bool { return v.Verdict == seal.Genuine }

// Signature is one signature of a file.
type Signature struct {
	Verdict seal.Verdict `json:"verdict"`
	Name    string       `json:"name"`
	Role    string       `json:"role"` // root, office, member; "" without a chain to a trusted root
	ID      string       `json:"id,omitempty"`
	When    string       `json:"when"` // RFC 3339, as the signer claims
	Field   string       `json:"field,omitempty"`
	Whole   bool         `json:"whole"` // covers the file as it is now

	Covered   int        `json:"covered,omitempty"`   // of a PDF: bytes from the beginning of the file to the end of what was signed
	Certifies bool       `json:"certifies,omitempty"` // of a PDF: forbids every later change
	Reason    string     `json:"reason,omitempty"`    // as the signer wrote
	Stamped   *Stamped   `json:"stamped,omitempty"`   // by when it was there, as an authority says that is believed
	Changes   fault.List `json:"changes,omitempty"`   // what came after: as allowed (info), or not (must)
}

// Stamped is what a trusted time stamp says.
type Stamped struct {
	At string `json:"at"` // RFC 3339
	By string `json:"by"` // name of the authority
}

// To is where a parcel for the person is encrypted to.
func (c Card) To() seal.Recipient {
	if c.Hybrid != "" {
		return c.Hybrid
	}
	return c.Recipient
}

// Card is an enrolled person as the secretariat knows them.
type Card struct {
	ID          ident.ReviewerID `json:"id"`
	Name        string           `json:"name"`
	Recipient   seal.Recipient   `json:"recipient"`
	Hybrid      seal.Recipient   `json:"hybrid,omitempty"` // what new parcels for the person are encrypted to, when the card has it
	Certificate string           `json:"certificate"`      // PEM
	Fingerprint ident.Digest     `json:"fingerprint"`
	Issued      civil.Date       `json:"issued"`
	NotAfter    civil.Date       `json:"not_after"`
	Revoked     civil.Date       `json:"revoked,omitzero"`
	Reason      string           `json:"reason,omitempty"` // of the revocation
}

// Fingerprint names a certificate a desk relies on.
type Fingerprint struct {
	Role   seal.Role    `json:"role"`
	Name   string       `json:"name"`
	SHA256 ident.Digest `json:"sha256"`
}

// Merged says what a merge changed.
type Merged struct {
	Opinions     int            `json:"opinions"`
	Declarations int            `json:"declarations"`
	Recusals     int            `json:"recusals"`            // of the declarations
	Withdrawn    int            `json:"withdrawn,omitempty"` // opinions taken out by a late declaration
	Known        int            `json:"known"`               // files that were taken in before
	Cases        []ident.CaseID `json:"cases"`
	Receipts     []Handed       `json:"receipts,omitempty"`
	Released     []Handed       `json:"released,omitempty"` // keys for members under the strict gate
	Notes        fault.List     `json:"notes,omitempty"`    // what stops nothing and should be known
}

// Reception is what became of files brought to the desk.
type Reception struct {
	Taken   []Taken    `json:"taken"`
	Handed  []Handed   `json:"handed,omitempty"` // files written in answer
	Refused []Turned   `json:"refused,omitempty"`
	Notes   fault.List `json:"notes,omitempty"` // what stops nothing and should be known
}

// Taken is one file taken in.
type Taken struct {
	Name string       `json:"name"`
	Kind string       `json:"kind"` // dossier, declaration, opinion, receipt, release, enrolment, card
	Case ident.CaseID `json:"case,omitempty"`
	// Known is set when the desk had the file before, and nothing was to be done but to mend.
	Known  bool `json:"known,omitempty"`
	Mended int  `json:"mended,omitempty"` // documents that were lost or damaged on the desk and are in place again
}

// Turned is one file that was not taken in, and why.
type Turned struct {
	Name string `json:"name"`
	Err  error  `json:"-"`
}

// Paper is a composed paper for the screen, before it is signed.
type Paper struct {
	Kind  string
	Title string
	PDF   []byte
}

// EvidenceFile is one document of evidence, open for reading in memory. Close it.
type EvidenceFile struct {
	No    string
	Title string
	Name  string // as received
	Size  int64
	io.ReaderAt
	close func() error
}

// Close releases the document; a document that holds nothing needs none.
func (e *EvidenceFile) Close() error {
	if e.close == nil {
		return nil
	}
	return e.close()
}

// Hit is one place where a search found its words.
type Hit struct {
	Case    ident.CaseID
	Service string
	Item    ident.ItemID // empty when the case itself was found
	Where   string       // case, disclosure, remark, inquiry, note
	Text    string       // the line that was found
}

// Submission is what an applicant sent, as the secretariat takes it in.
type Submission struct {
	Form     Incoming
	Typed    string // in place of Form: the ID of an application on paper, see Typed; its dates, edition and cases count, not those below
	Evidence []Incoming
	Received civil.Date   // today when zero
	Previous ident.CaseID // of a renewal or change: the case it follows
	Revises  ident.CaseID // the case of which this is the corrected form

	Edition ident.EditionID // chosen against the one the date gives; needs a Reason (Art. 22)
	Reason  string
}
