package review

import (
	"time"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

// Role is what a desk is for.
type Role string

// The roles of a desk.
const (
	Secretariat Role = "secretariat" // 事務局
	Member      Role = "member"      // 委員
)

// State is where a case stands on this desk.
type State string

// The states of a case. A secretariat's case runs Received … Closed, a member's Sealed … Purged.
const (
	Received  State = "received"  // 受付: taken in, not yet with members
	Sent      State = "sent"      // 審査中: dossiers are with members
	Gathered  State = "gathered"  // 意見到着: every member answered
	Convened  State = "convened"  // 委員会意見あり
	Decided   State = "decided"   // 決定済
	Issued    State = "issued"    // 交付済
	Sealed    State = "sealed"    // 申告待ち: only the cover can be read
	Awaiting  State = "awaiting"  // 鍵待ち: declared, strict gate, key not yet here
	Recused   State = "recused"   // 回避
	Open      State = "open"      // 審査中
	Submitted State = "submitted" // 提出済
	Receipted State = "receipted" // 受領済
	Purged    State = "purged"    // 消去済
)

// Step is what a person can do next with a case; the window offers it as the row's button.
type Step string

// The next steps.
const (
	StepNone    Step = ""
	StepFee     Step = "fee"     // record the fee (Art. 5)
	StepPack    Step = "pack"    // prepare dossiers
	StepWait    Step = "wait"    // members are at work
	StepMerge   Step = "merge"   // take opinions in
	StepConvene Step = "convene" // hold the committee
	StepDecide  Step = "decide"
	StepIssue   Step = "issue"
	StepDeclare Step = "declare"
	StepRelease Step = "release" // take the release key in
	StepWalk    Step = "walk"
	StepOpine   Step = "opine"
	StepSubmit  Step = "submit"
	StepPurge   Step = "purge"
)

// Self says whose desk this is.
type Self struct {
	Role      Role             `json:"role"`
	ID        ident.ReviewerID `json:"id"`
	Name      string           `json:"name"`
	Rehearsal bool             `json:"rehearsal"` // every paper carries 見本 and the clock may be set
	Enrolled  bool             `json:"enrolled"`  // a member: the card has been accepted
	Since     civil.Date       `json:"since"`
}

// Fee is what was received under Art. 5.
type Fee struct {
	On     civil.Date `json:"on"`
	Amount int64      `json:"amount"` // yen
}

// Case is one examination of one application as the desk keeps it.
type Case struct {
	ID            ident.CaseID    `json:"id"`
	Kind          string          `json:"kind"` // new, renewal, change
	State         State           `json:"state"`
	Operator      string          `json:"operator"`
	Service       string          `json:"service"`
	Edition       ident.EditionID `json:"edition"`
	EditionDigest ident.Digest    `json:"edition_digest"`
	Received      civil.Date      `json:"received"`
	Due           civil.Date      `json:"due"` // members' answers
	Round         int             `json:"round"`
	Fee           *Fee            `json:"fee,omitempty"`
	Members       []Assignment    `json:"members,omitempty"`  // secretariat: of the present round
	Rounds        []PastRound     `json:"rounds,omitempty"`   // secretariat: the rounds before, the first one first
	Previous      ident.CaseID    `json:"previous,omitempty"` // secretariat: of a renewal or change, the case it follows
	Strict        bool            `json:"strict,omitempty"`
	Dossier       ident.Digest    `json:"dossier,omitempty"` // member: tag manifest digest of the dossier in hand
	Rehearsal     bool            `json:"rehearsal"`
}

// PastRound is a round of examination that is over.
type PastRound struct {
	Round   int          `json:"round"`
	Due     civil.Date   `json:"due"`
	Members []Assignment `json:"members"`
}

// Assignment is one member's part in a case as the secretariat knows it.
type Assignment struct {
	Reviewer ident.ReviewerID `json:"reviewer"`
	Name     string           `json:"name"`
	Sent     civil.Date       `json:"sent"`
	Outcome  string           `json:"outcome"` // "", declared, recused, opined
	Answered civil.Date       `json:"answered"`
}

// Row is a case in the list (案件一覧).
type Row struct {
	Case
	Seen     int             `json:"seen"`
	Judged   int             `json:"judged"`
	Total    int             `json:"total"`
	Evidence int             `json:"evidence"` // documents
	Opened   int             `json:"opened"`   // documents ever opened
	Next     Step            `json:"next"`
	Blocked  []fault.Finding `json:"blocked,omitempty"` // why Next cannot be done yet
	SavedAt  time.Time       `json:"saved_at"`          // when it was last changed here; zero in a list of cases, and where that is long ago
}

// File is everything about one case that its reader may see: for a member only after the declaration (Arts 7, 20).
type File struct {
	Row
	Cover       conflict.Cover
	Declaration *conflict.Declaration // the member's own
	Edition     *criteria.Edition
	Application *intake.Application
	Previous    *intake.Application // the application certified before, for a renewal
	Marks       map[ident.ItemID]checklist.Mark
	Notes       map[ident.ItemID]string // private, never exported
	Draft       opinion.Draft
	EvidenceUse map[string]opinion.EvidenceUse // by evidence number
	Opinions    []opinion.Opinion              // secretariat: sealed ones taken in, of the present round
	Scribes     []string                       // who wrote offline forms for the member in this round

	PreviousVerdicts map[ident.ItemID]checklist.Verdict // what the committee found then, where it was of one mind or settled it

	// The round before, from the second round on. A member finds the own marks in Earlier and the own opinion in EarlierDraft, nil when
	// none was written; the secretariat every opinion.
	EarlierRound    int
	Earlier         map[ident.ItemID]checklist.Mark
	EarlierDraft    *opinion.Draft
	EarlierAnswers  intake.Answers
	EarlierOpinions []opinion.Opinion
	Revisions       int             // secretariat: corrected forms that replaced the one before in the first round
	Changes         *intake.Changes // from the application of the round before, or before the correction, to the present one

	Readonly bool // submitted, recused or purged: nothing can change
}

// Saved acknowledges one durable change.
type Saved struct {
	At       time.Time
	Revision int
}

// Handed is one file handed over: written, then read back and checked.
type Handed struct {
	Name    string       `json:"name"`
	Path    string       `json:"path"`
	Kind    string       `json:"kind"` // dossier, opinion, report, certificate …
	Size    int64        `json:"size"`
	Digest  ident.Digest `json:"sha256"`
	Verdict string       `json:"verdict"` // genuine, or why not
	Notes   fault.List   `json:"notes,omitempty"`
}
