package paper

import (
	"shinsa/review/paper/frame"
	"shinsa/review/paper/letter"
	"shinsa/review/paper/report"
)

// What all papers have in common is told by package frame.
type (
	Profile  = frame.Profile
	Document = frame.Document
	Kind     = frame.Kind
	Reason   = frame.Reason
)

// The kinds of paper.
const (
	KindReport      = frame.KindReport
	KindDeclaration = frame.KindDeclaration
	KindCommittee   = frame.KindCommittee
	KindMinutes     = frame.KindMinutes
	KindCertificate = frame.KindCertificate
	KindGrant       = frame.KindGrant
	KindRefusal     = frame.KindRefusal
	KindReceipt     = frame.KindReceipt
	KindRenewal     = frame.KindRenewal
	KindInquiry     = frame.KindInquiry
	KindCorrection  = frame.KindCorrection
	KindImprovement = frame.KindImprovement
	KindRevocation  = frame.KindRevocation
	KindComparison  = frame.KindComparison
	KindRecovery    = frame.KindRecovery
)

// The names of signature fields.
const (
	FieldMember = frame.FieldMember
	FieldChair  = frame.FieldChair
	FieldBody   = frame.FieldBody
)

// What a report says is told by package report.
type (
	Report      = report.Report
	ReportItem  = report.Item
	Opinion     = report.Opinion
	Pointer     = report.Pointer
	Place       = report.Place
	EvidenceUse = report.EvidenceUse
	Dropped     = report.Dropped
)

// What letters say is told by package letter.
type (
	Envelope    = letter.Envelope
	Addressee   = letter.Addressee
	Point       = letter.Point
	Ground      = letter.Ground
	Grant       = letter.Grant
	Refusal     = letter.Refusal
	Correction  = letter.Correction
	Inquiry     = letter.Inquiry
	Renewal     = letter.Renewal
	Improvement = letter.Improvement
	Revocation  = letter.Revocation
	Receipt     = letter.Receipt
	ReceiptItem = letter.ReceiptItem
	Count       = letter.Count
)
