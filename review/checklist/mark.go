// Package checklist holds one member's examination of one case: a mark for every item of the criteria edition.
//
// Article 1 asks for two things, so a mark carries two findings: is the item properly disclosed (開示), and, where the item has a
// level, is the level met (水準). The verdict (判定) is the member's own; nothing is ever judged by default, the only initial verdict
// is Unseen. A private note is not part of a mark and has no way into a parcel.
package checklist

import (
	"strconv"
	"unicode/utf8"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Verdict is a member's judgement of one item (判定).
type Verdict string

// The verdicts. Unseen is the only initial value.
const (
	Unseen        Verdict = "unseen"         // 未確認
	Conforming    Verdict = "conforming"     // 適合
	Query         Verdict = "query"          // 要確認
	Nonconforming Verdict = "nonconforming"  // 不適合
	NotApplicable Verdict = "not_applicable" // 該当なし
)

// Verdicts lists what a member can choose, in the order of the keys 1 to 4.
var Verdicts = []Verdict{Conforming, Query, Nonconforming, NotApplicable}

// Disclosed is the first finding of Art. 1: how the item was disclosed (開示).
type Disclosed string

// The findings on disclosure; the empty value means not yet found.
const (
	Adequate     Disclosed = "adequate"     // 適切
	Insufficient Disclosed = "insufficient" // 不十分
	Absent       Disclosed = "absent"       // なし
)

// Level is the second finding of Art. 1: whether the required level is met (水準).
type Level string

// The findings on the level; the empty value means not yet found.
const (
	LevelMet    Level = "met"     // 満たす
	LevelNotMet Level = "not_met" // 満たさない
)

// Rect is a rectangle on a page in points (1/72 inch), origin at the top left of the page as displayed, before any turning by the reader.
// Pages that are set by this program (text, tables, pictures) have points too: those of the page as it is set.
type Rect struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Pointer says where in the evidence a finding rests: a document, a page, and the words or the place on it.
type Pointer struct {
	Evidence string       `json:"evidence"`        // number of FormC, such as 資料3
	File     ident.Digest `json:"file"`            // digest of the document pointed into
	Page     int          `json:"page,omitempty"`  // counted from 1; 0 for the whole document
	Quote    string       `json:"quote,omitempty"` // text on the page
	Rect     *Rect        `json:"rect,omitempty"`  // place on the page
	Lost     bool         `json:"lost,omitempty"`  // the document was sent anew and no longer has the words
}

// Mark is what a member has found about one item. Revision counts the saved changes, from 1.
type Mark struct {
	Item      ident.ItemID `json:"item"`
	Verdict   Verdict      `json:"verdict"`
	Disclosed Disclosed    `json:"disclosed,omitempty"`
	Level     Level        `json:"level,omitempty"`
	Remark    string       `json:"remark,omitempty"`  // 所見
	Inquiry   string       `json:"inquiry,omitempty"` // 照会: a question to the applicant
	Pointers  []Pointer    `json:"pointers,omitempty"`
	Seen      bool         `json:"seen"`
	Revision  int          `json:"revision"`
	Restores  int          `json:"restores,omitempty"` // an undo: the revision brought back, -1 for the blank mark
}

// Blank returns the mark of an item nobody has looked at.
func Blank(item ident.ItemID) Mark { return Mark{Item: item, Verdict: Unseen} }

// Judged reports whether the member has given a verdict.
func (m Mark) Judged() bool { return m.Verdict != Unseen && m.Verdict != "" }

// MaxRemark is the longest remark or inquiry, in characters; MaxQuote the longest quotation of a pointer, MaxPointers the most of them an
// item may have.
const (
	MaxRemark   = 10_000
	MaxQuote    = 1_000
	MaxPointers = 50
)

// maxSide bounds the coordinates of a rectangle, in points: PDF allows pages of 14,400.
const maxSide = 20_000

// ok reports whether a rectangle could lie on a page: it has an area, and none of its figures is beyond any page.
func (r *Rect) ok() bool {
	if r == nil {
		return true
	}
	return r.X >= 0 && r.Y >= 0 && r.W > 0 && r.H > 0 && r.X+r.W <= maxSide && r.Y+r.H <= maxSide
}

// ok reports whether a pointer names a place that can be.
func (p Pointer) ok() bool {
	return p.Evidence != "" && p.Page >= 0 && len([]rune(p.Quote)) <= MaxQuote && p.Rect.ok() && (p.Rect == nil || p.Page > 0)
}

// Check returns what is not acceptable in a mark: an unknown word, a text that is too long, a place that cannot be.
func (m Mark) Check() fault.List {
	var l fault.List
	add := func(code, field string) {
		l = append(l, fault.Finding{Code: code, Severity: fault.Must, Criterion: string(m.Item), Field: field})
	}
	switch m.Verdict {
	case Unseen, Conforming, Query, Nonconforming, NotApplicable:
	default:
		add("mark_verdict_unknown", "verdict")
	}
	switch m.Disclosed {
	case "", Adequate, Insufficient, Absent:
	default:
		add("mark_disclosed_unknown", "disclosed")
	}
	switch m.Level {
	case "", LevelMet, LevelNotMet:
	default:
		add("mark_level_unknown", "level")
	}
	measure := func(code, text string) {
		if n := utf8.RuneCountInString(text); n > MaxRemark {
			add(code, "")
			l[len(l)-1].Args = map[string]string{"n": strconv.Itoa(n), "most": strconv.Itoa(MaxRemark)}
		}
	}
	measure("mark_remark_too_long", m.Remark)
	measure("mark_inquiry_too_long", m.Inquiry)
	for _, p := range m.Pointers {
		if !p.ok() {
			add("mark_pointer_bad", "pointers")
		}
	}
	if len(m.Pointers) > MaxPointers {
		add("mark_pointers_too_many", "pointers")
	}
	return l
}
