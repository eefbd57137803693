// Package ident has the typed identifiers of the desk: never bare strings, so that a member cannot stand where a case should.
package ident

import "regexp"

// CaseID names one examination of one application, such as "C2026-0001". The secretariat's desk gives it; it travels in every parcel.
type CaseID string

// ReviewerID names a committee member, as on the member's card, such as "m-2f61a0c4".
type ReviewerID string

// ItemID names an item within a criteria edition, such as "31.2". Opaque: compared, never computed with.
type ItemID string

// EditionID names an immutable criteria edition.
type EditionID string

// CertificateNo is a certification number (認定番号) as printed; its pattern is a setting of the scheme profile.
type CertificateNo string

// Digest is the SHA-256 of some bytes, 64 lower-case hexadecimal digits.
type Digest string

var (
	casePattern     = regexp.MustCompile(`^[A-Z][0-9]{4}-[0-9]{4,6}$`)
	reviewerPattern = regexp.MustCompile(`^[a-z]-[0-9a-f]{8,16}$`)
	digestPattern   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Valid reports whether the id has the form this program gives: safe in file names and paths.
func (c CaseID) Valid() bool { return casePattern.MatchString(string(c)) }

// Valid reports whether the id has the form this program gives: safe in file names and paths.
func (r ReviewerID) Valid() bool { return reviewerPattern.MatchString(string(r)) }

// Valid reports whether d is a SHA-256 in lower-case hexadecimal.
func (d Digest) Valid() bool { return digestPattern.MatchString(string(d)) }
