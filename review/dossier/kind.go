package dossier

import (
	"slices"

	"shinsa/review/seal"
)

// Kind is what a parcel is for. The values are part of the format.
type Kind string

// The kinds of parcel.
const (
	Dossier     Kind = "dossier"     // 申請パッケージ: secretariat → member
	Declaration Kind = "declaration" // 利益相反申告: member → secretariat; a recusal is one
	Opinion     Kind = "opinion"     // 意見書: member → secretariat
	Receipt     Kind = "receipt"     // 受領書: secretariat → member
	Enrolment   Kind = "enrolment"   // 登録申込: member → secretariat
	Card        Kind = "card"        // 委員証: secretariat → member
	Register    Kind = "register"    // 台帳: secretariat → anyone
	Records     Kind = "records"     // 記録: secretariat → central records
	Backup      Kind = "backup"      // 控え: desk → its owner
	Release     Kind = "release"     // 開封鍵: secretariat → member, strict gate
	Body        Kind = "body"        // the sealed part of another parcel; never alone
)

// trait is what the format demands of a kind.
type trait struct {
	extension string
	signers   []seal.Role // none: the kind is not signed
	clear     string      // a file that has to be in clear
	sealed    bool        // it has a sealed part
	addressed bool        // it names its recipient
	ofCase    bool        // it belongs to a case
}

var traits = map[Kind]trait{
	Dossier:     {".dossier", []seal.Role{seal.Office}, "cover.json", true, true, true},
	Declaration: {".declaration", []seal.Role{seal.Member}, "declaration.json", false, false, true},
	Opinion:     {".opinion", []seal.Role{seal.Member}, "", false, false, true},
	Receipt:     {".receipt", []seal.Role{seal.Office}, "receipt.json", false, true, true},
	Enrolment:   {".enrol", nil, "request.json", false, false, false},
	Card:        {".card", []seal.Role{seal.Office}, "card.json", false, true, false},
	Register:    {".register", []seal.Role{seal.Office}, "register.json", false, false, false},
	Records:     {".records", []seal.Role{seal.Office}, "", false, false, false},
	Backup:      {".backup", []seal.Role{seal.Office, seal.Member}, "desk.key", false, false, false},
	Release:     {".release", []seal.Role{seal.Office}, "", true, true, true},
	Body:        {"", []seal.Role{seal.Office, seal.Member}, "", false, false, false},
}

// Kinds returns the kinds that travel on their own, in the order of the format's table.
func Kinds() []Kind {
	return []Kind{Dossier, Declaration, Opinion, Receipt, Enrolment, Card, Register, Records, Backup, Release}
}

// Known reports whether k travels on its own.
func (k Kind) Known() bool { return slices.Contains(Kinds(), k) }

// Extension returns the end of the file name, such as ".dossier"; "" for what does not travel.
func (k Kind) Extension() string { return traits[k].extension }

// Signers returns the roles that may sign the kind; none for a kind that is not signed.
func (k Kind) Signers() []seal.Role { return slices.Clone(traits[k].signers) }

// bringsRoot reports whether a parcel of the kind brings the root by which its signer can be known, so that it may be looked into before.
func (k Kind) bringsRoot() bool { return k == Card || k == Backup }

// algorithms are the digests of a kind's manifests. The sealed part has SHA-256 alone: as body.age it is under SHA-512 already.
func algorithms(k Kind) []string {
	if k == Body {
		return []string{"sha256"}
	}
	return []string{"sha256", "sha512"}
}
