package intake

import (
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/record"
)

// What was read has its home in package record, and what was attached in package evidence; under these names it belongs to an Application.
type (
	Header          = record.Header
	Entry           = record.Entry
	Tick            = record.Tick
	WordList        = record.WordList
	MarkDeclaration = record.MarkDeclaration
	Withholding     = record.Withholding
	Answers         = record.Answers
	Disclosure      = record.Disclosure
	Value           = record.Value
	Row             = record.Row
	Raw             = record.Raw
	Target          = record.Target
	Pointer         = record.Pointer
	Evidence        = record.Evidence
	EvidenceRaw     = record.EvidenceRaw
	Content         = record.Content
	Typed           = record.Typed
	TypedAnswer     = record.TypedAnswer
	TypedEvidence   = record.TypedEvidence
	TypedBy         = record.TypedBy

	File       = evidence.File
	FileDigest = evidence.FileDigest
	Unlisted   = evidence.Unlisted
	Prober     = evidence.Prober
	Probe      = evidence.Probe
)

// The kinds of application and of evidence content, see package record.
const (
	NewApplication     = record.NewApplication
	RenewalApplication = record.RenewalApplication
	ChangeApplication  = record.ChangeApplication

	HasText    = record.HasText
	ImageOnly  = record.ImageOnly
	Encrypted  = record.Encrypted
	Unreadable = record.Unreadable
	Empty      = record.Empty
	OtherKind  = record.OtherKind
)

// TextValue makes the Value of a text.
func TextValue(s string) Value { return record.TextValue(s) }

// NumberValue makes the Value of a number.
func NumberValue(f float64) Value { return record.NumberValue(f) }

// YesValue makes the Value of a yes or no.
func YesValue(b bool) Value { return record.YesValue(b) }
