package conflict

import (
	"shinsa/review/civil"
	"shinsa/review/ident"
)

// Profile is what a member keeps on the own desk to find possible conflicts: it never leaves it. What is declared from it does.
type Profile struct {
	Name   string    `json:"name" yaml:"name"`
	Kana   string    `json:"kana,omitempty" yaml:"kana,omitempty"`
	Posts  []OwnPost `json:"posts,omitempty" yaml:"posts,omitempty"`
	Kin    []Kin     `json:"kin,omitempty" yaml:"kin,omitempty"`
	Shares []Holding `json:"shares,omitempty" yaml:"shares,omitempty"`
	Money  []Income  `json:"money,omitempty" yaml:"money,omitempty"`
	Work   []Work    `json:"work,omitempty" yaml:"work,omitempty"`
}

// OwnPost is an employer, office or paid adviser's post of the member.
type OwnPost struct {
	Organization    string     `json:"organization" yaml:"organization"` // with the laboratory or department where there is one
	CorporateNumber string     `json:"corporate_number,omitempty" yaml:"corporate_number,omitempty"`
	Title           string     `json:"title,omitempty" yaml:"title,omitempty"`
	Until           civil.Date `json:"until,omitzero" yaml:"until,omitempty"`
}

// Kin is a relative with a post.
type Kin struct {
	Relation        string     `json:"relation" yaml:"relation"` // such as 配偶者
	Name            string     `json:"name,omitempty" yaml:"name,omitempty"`
	Organization    string     `json:"organization,omitempty" yaml:"organization,omitempty"`
	CorporateNumber string     `json:"corporate_number,omitempty" yaml:"corporate_number,omitempty"`
	Until           civil.Date `json:"until,omitzero" yaml:"until,omitempty"`
}

// Holding is a company of which the member holds shares.
type Holding struct {
	Company         string `json:"company" yaml:"company"`
	CorporateNumber string `json:"corporate_number,omitempty" yaml:"corporate_number,omitempty"`
}

// Work is a service or project the member worked on with others.
type Work struct {
	Name string `json:"name" yaml:"name"`
	With string `json:"with,omitempty" yaml:"with,omitempty"` // the company
}

// Part says which part of the cover a match was found in.
type Part string

// The parts of a cover that can match.
const (
	PartOperator   Part = "operator"
	PartGroup      Part = "group"
	PartOfficer    Part = "officer"
	PartCompetitor Part = "competitor"
	PartService    Part = "service"
	PartPin        Part = "pin" // stated by the secretariat
)

// How says what made two names match, surest first.
type How string

// The ways to match.
const (
	ByPin    How = "pin"    // the secretariat says so
	ByNumber How = "number" // the same corporate number
	ByName   How = "name"   // the same name after folding width, kana, old kanji, spaces and company forms
	ByKana   How = "kana"   // the same reading
	ByPart   How = "part"   // one name contains the other
	ByNear   How = "near"   // one letter apart
)

// State is what the member made of a match.
type State string

// The states of a match.
const (
	Undecided State = ""          // has to be looked at
	Confirmed State = "confirmed" // it is so, and is declared
	Dismissed State = "dismissed" // it is not so, for a reason
)

// Match is a possible conflict between the member's profile and the cover: to be confirmed, or dismissed with a reason. Its ID stays
// the same as long as the same two things match, so a dismissed one does not come back.
type Match struct {
	ID     ident.Digest `json:"id" yaml:"id"`
	Kind   Kind         `json:"kind" yaml:"kind,omitempty"`
	Part   Part         `json:"part" yaml:"part,omitempty"`
	How    How          `json:"how" yaml:"how,omitempty"`
	Mine   string       `json:"mine,omitempty" yaml:"mine,omitempty"`     // from the profile
	Theirs string       `json:"theirs,omitempty" yaml:"theirs,omitempty"` // from the cover
	Pinned bool         `json:"pinned,omitempty" yaml:"pinned,omitempty"`
	State  State        `json:"state" yaml:"state"`
	Reason string       `json:"reason,omitempty" yaml:"reason,omitempty"`

	Since civil.Date `json:"-" yaml:"-"` // of the earlier declaration whose answer this is; zero for an answer of this one
}
