package conflict

import (
	"shinsa/review/civil"
	"shinsa/review/ident"
)

// DeclarationFormat and DeclarationVersion head every declaration.json.
const (
	DeclarationFormat  = "shinsa/declaration"
	DeclarationVersion = 1
)

// Declaration is one member's answer to one cover card (利益相反申告書・秘密保持誓約書). Signed, it is never changed.
type Declaration struct {
	Format   string           `json:"format" yaml:"format,omitempty"`
	Version  int              `json:"version" yaml:"version,omitempty"`
	Case     ident.CaseID     `json:"case" yaml:"case,omitempty"`
	Reviewer ident.ReviewerID `json:"reviewer" yaml:"reviewer,omitempty"`
	Name     string           `json:"name" yaml:"name,omitempty"`
	On       civil.Date       `json:"on" yaml:"on,omitempty"`
	Dossier  ident.Digest     `json:"dossier,omitempty" yaml:"dossier,omitempty"` // of the dossier that carried the cover
	Cover    ident.Digest     `json:"cover,omitempty" yaml:"cover,omitempty"`     // canonical digest of the cover that was read

	Interests []Interest `json:"interests" yaml:"interests"`
	Money     []Income   `json:"money" yaml:"money"`
	Matches   []Match    `json:"matches,omitempty" yaml:"matches,omitempty"`

	Withdraw bool   `json:"withdraw,omitempty" yaml:"withdraw,omitempty"` // 回避する: the member's own choice
	Reason   string `json:"reason,omitempty" yaml:"reason,omitempty"`     // of Withdraw
	Pledge   Pledge `json:"pledge" yaml:"pledge"`
	Late     *Late  `json:"late,omitempty" yaml:"late,omitempty"`

	Outcome Outcome `json:"outcome" yaml:"outcome,omitempty"` // as assessed when it was signed; the receiver assesses again
}

// Interest answers one kind: Held false says that there is none. One kind may have several held entries.
type Interest struct {
	Kind   Kind       `json:"kind" yaml:"kind"`
	Held   bool       `json:"held" yaml:"held"`
	Party  string     `json:"party,omitempty" yaml:"party,omitempty"`   // with whom
	Detail string     `json:"detail,omitempty" yaml:"detail,omitempty"` // what
	Until  civil.Date `json:"until,omitzero" yaml:"until,omitempty"`    // when a post ended; none while it lasts
}

// Band is the class of what was received in one fiscal year. The limits between bands are the policy's.
type Band string

// The bands, smallest first.
const (
	BandNone   Band = "none"   // nothing: may vote
	BandMinor  Band = "minor"  // up to the first limit: may vote
	BandMajor  Band = "major"  // up to the second limit: may speak, has no vote
	BandExcess Band = "excess" // above: leaves
)

// Known reports whether b is one of the four bands.
func (b Band) Known() bool {
	return b == BandNone || b == BandMinor || b == BandMajor || b == BandExcess
}

// Income says what was received from the operator and its group, all together, in one fiscal year (April to March). The amount is
// optional; where it is given it must lie in the band.
type Income struct {
	Year   int    `json:"year" yaml:"year"` // in which the fiscal year begins: 2025 is 令和7年度
	Band   Band   `json:"band" yaml:"band"`
	Amount int64  `json:"amount,omitempty" yaml:"amount,omitempty"` // yen
	From   string `json:"from,omitempty" yaml:"from,omitempty"`
	For    string `json:"for,omitempty" yaml:"for,omitempty"` // such as 講演料
}

// Pledge is the member's promise of secrecy under Art. 20: to which words, and that they were agreed to.
type Pledge struct {
	Version string       `json:"version" yaml:"version,omitempty"`     // PledgeText.Version
	Text    ident.Digest `json:"text,omitempty" yaml:"text,omitempty"` // PledgeText.Digest
	Agreed  bool         `json:"agreed" yaml:"agreed"`                 // nothing opens without it
	On      civil.Date   `json:"on,omitzero" yaml:"on,omitempty"`      // the day it was given
}

// Late marks a declaration made after the case was opened: an interest was found in mid-review. It withdraws an opinion already given.
type Late struct {
	Discovered civil.Date   `json:"discovered" yaml:"discovered"`
	Reason     string       `json:"reason" yaml:"reason"`     // what was found, and how
	Replaces   ident.Digest `json:"replaces" yaml:"replaces"` // canonical digest of the earlier declaration
}

// Recused reports whether the member leaves the case by this declaration.
func (d *Declaration) Recused() bool { return d.Withdraw || d.Outcome == Recuse }

// Holds reports whether the declaration says that an interest of this kind is held.
func (d *Declaration) Holds(k Kind) bool {
	if k == Money {
		for _, m := range d.Money {
			if m.Band != BandNone {
				return true
			}
		}
		return false
	}
	for _, i := range d.Interests {
		if i.Kind == k && i.Held {
			return true
		}
	}
	return false
}
