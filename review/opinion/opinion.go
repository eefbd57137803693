// Package opinion holds what members and the committee say of a case.
//
// A Draft is edited freely. An Opinion (意見書) is a draft sealed together with every mark it rests on; it is one member's, is signed,
// and does not change. The committee's opinion (委員会意見) is made from sealed opinions in a Meeting; by Art. 6-2 it is advice to the
// body and never the decision.
package opinion

import (
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

// Overall is the conclusion of an opinion.
type Overall string

// The conclusions; the empty value means none yet.
const (
	Recommend   Overall = "recommend"   // 認定相当
	Conditional Overall = "conditional" // 条件付
	Against     Overall = "against"     // 不相当
	Defer       Overall = "defer"       // 保留
)

// Overalls lists the conclusions in the order they are offered.
var Overalls = []Overall{Recommend, Conditional, Against, Defer}

// Reason is a ground of an opinion or a decision; Item is empty when it concerns the case as a whole.
type Reason struct {
	Item ident.ItemID `json:"item,omitempty" yaml:"item,omitempty"`
	Text string       `json:"text" yaml:"text"`
}

// Draft is a member's opinion while it can still change.
type Draft struct {
	Overall    Overall  `json:"overall" yaml:"overall"`
	Summary    string   `json:"summary,omitempty" yaml:"summary,omitempty"` // 総合所見
	Reasons    []Reason `json:"reasons,omitempty" yaml:"reasons,omitempty"`
	Conditions []string `json:"conditions,omitempty" yaml:"conditions,omitempty"`
}

// Format and Version name the JSON of a sealed Opinion.
const (
	Format  = "shinsa/opinion"
	Version = 1
)

// Opinion is one member's sealed opinion on a case in one round of examination.
type Opinion struct {
	Format        string           `json:"format"`
	Version       int              `json:"version"`
	Case          ident.CaseID     `json:"case"`
	Round         int              `json:"round"` // from 1
	Reviewer      ident.ReviewerID `json:"reviewer"`
	Name          string           `json:"name"`
	Role          string           `json:"role,omitempty"` // chair or member
	Edition       ident.EditionID  `json:"edition"`
	EditionDigest ident.Digest     `json:"edition_digest"`
	Dossier       ident.Digest     `json:"dossier"` // the tag manifest of the dossier it was made from
	On            civil.Date       `json:"on"`
	Draft         Draft            `json:"opinion"`
	Marks         []checklist.Mark `json:"marks"` // one for every item, in the edition's order
	Evidence      []EvidenceUse    `json:"evidence"`
	Scribes       []string         `json:"scribes,omitempty"` // 代筆: who wrote offline forms for the member; the signature is the member's
	Report        ident.Digest     `json:"report"`            // the signed PDF that travels with it
}

// EvidenceUse says which pages of a document the member had on screen.
type EvidenceUse struct {
	No    string       `json:"no"`
	File  ident.Digest `json:"file"`
	Pages int          `json:"pages"`          // of the document
	Seen  []int        `json:"seen,omitempty"` // pages shown, ascending
}
