package review

import (
	"context"
	"crypto/x509"
	"reflect"
	"time"

	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/exchange"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/seal"
)

// Signer returns the desk's signer, for tests that forge what a manipulated program could send.
func (d *Desk) Signer() (*seal.Signer, error) { return d.signing() }

// EvidenceUses is what an opinion says of the documents of a case.
func EvidenceUses(f *File) []opinion.EvidenceUse { return evidenceUses(f.Application, f.EvidenceUse) }

// Root returns the scheme's root of a secretariat.
func (d *Desk) Root() *seal.Signer { return d.root }

// Box returns what opens parcels for this desk.
func (d *Desk) Box() *seal.Box { return d.box }

// Boxes returns everything that opens parcels for this desk.
func (d *Desk) Boxes() []*seal.Box { return d.boxes() }

// Payloads are the Go types of every JSON document that travels, by the format it names.
var Payloads = map[string]reflect.Type{
	dossier.Format: reflect.TypeFor[dossier.Header](), ApplicationFormat: reflect.TypeFor[applicationFile](), EarlierFormat: reflect.TypeFor[earlierFile](),
	conflict.CoverFormat: reflect.TypeFor[conflict.Cover](), conflict.DeclarationFormat: reflect.TypeFor[conflict.Declaration](),
	opinion.Format: reflect.TypeFor[opinion.Opinion](), ReceiptFormat: reflect.TypeFor[Receipt](), RequestFormat: reflect.TypeFor[enrolment](),
	CardFormat: reflect.TypeFor[cardFile](), KeysFormat: reflect.TypeFor[KeyRegister](), ReleaseFormat: reflect.TypeFor[releaseKey](),
	SnapshotFormat: reflect.TypeFor[Snapshot](), exchange.Format: reflect.TypeFor[exchange.Bundle](),
}

// Outgoing returns a parcel of this desk with its head filled in.
func (d *Desk) Outgoing(kind dossier.Kind, c ident.CaseID, round int, at time.Time) (dossier.Outgoing, error) {
	return d.outgoing(kind, c, round, at)
}

// Unpack checks a parcel as the desk does.
func (d *Desk) Unpack(in Incoming, kinds ...dossier.Kind) (*dossier.Parcel, error) {
	return d.unpack(in, kinds...)
}

// Musts returns the findings that refuse.
func Musts(l fault.List) fault.List { return musts(l) }

// Fold returns what a search compares.
func Fold(s string) string { return fold(s) }

// Names of the files of payloads.
const (
	FileDeclaration = fileDeclaration
	FileOpinion     = fileOpinion
	FileReport      = fileReport
	FileReceipt     = fileReceipt
	FileRelease     = fileRelease
	FileRequest     = fileRequest
)

// RecordRevision puts a form that was read in the place of a case's application.
func (d *Desk) RecordRevision(ctx context.Context, id ident.CaseID, app *intake.Application) error {
	return d.recordRevision(ctx, id, app, "")
}

// Material returns what the desk keeps with files that it stamps.
func (d *Desk) Material(ctx context.Context) ([]*x509.Certificate, [][]byte, error) {
	return d.material(ctx)
}

// Points are the questions as the letter asks them.
var Points = points
