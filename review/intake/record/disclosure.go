package record

import (
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Disclosure is what the applicant disclosed for one item (情報開示内容).
type Disclosure struct {
	Kind criteria.State      `json:"kind"`           // answered, blank, by_reference, not_applicable
	Type criteria.AnswerType `json:"type,omitempty"` // what the item asks for; empty when the answer is not of it

	// Value is the answer as read; none while Kind is answered means that something is written which could not be read for sure.
	Value Value `json:"value"`
	// Raw is what stands in the cell where that differs from Value.
	Raw *Raw `json:"raw,omitempty"`
	// At is sheet!cell; empty where the form has no row for the item.
	At string `json:"at,omitempty"`

	Unit      string           `json:"unit,omitempty"`            // of a number, the item's
	Written   string           `json:"unit_as_written,omitempty"` // unit the applicant used instead
	Fields    map[string]Value `json:"fields,omitempty"`          // named parts of the answer
	Detail    string           `json:"detail,omitempty"`          // what follows a yes, no, choice or number, as typed
	Reason    string           `json:"reason,omitempty"`          // why the item does not apply, as typed
	Target    *Target          `json:"target,omitempty"`          // where the answer is, of a reference
	Files     []string         `json:"file,omitempty"`            // evidence numbers that a file answer names
	Other     string           `json:"other,omitempty"`           // words that are none of the choices
	AndOthers bool             `json:"and_others,omitempty"`      // the list says that there are more
	Approx    bool             `json:"approx,omitempty"`
	Qualifier string           `json:"qualifier,omitempty"` // 以内, 以上
	Dash      bool             `json:"explicit_dash,omitempty"`

	Ambiguous bool     `json:"ambiguous,omitempty"` // another reading is possible; a finding names it
	Doubt     string   `json:"doubt,omitempty"`     // the reason, as a key for a sentence
	Flags     []string `json:"flags,omitempty"`
	Comment   string   `json:"comment,omitempty"` // note on the cell
	Remark    string   `json:"remark,omitempty"`  // what stands in the column for remarks, as typed
	HiddenRow bool     `json:"hidden_row,omitempty"`

	Evidence    []Pointer `json:"evidence,omitempty"`
	EvidenceRaw string    `json:"evidence_raw,omitempty"` // as typed, when it differs
}

// Target is where a reference points.
type Target struct {
	Place    string `json:"place,omitempty"`
	URL      string `json:"url,omitempty"`
	Evidence string `json:"evidence,omitempty"` // the evidence number, where it is one of the applicant's
}

// Pointer names a page of evidence. Page is 0 where no page is given; To is the last page of a stretch.
type Pointer struct {
	No   string `json:"no"`
	Page int    `json:"page,omitempty"`
	To   int    `json:"to,omitempty"`
}

// Wording returns what stands in the cell, for people to read: the raw text, and the value where both are the same.
func (d Disclosure) Wording() string {
	if d.Raw != nil && d.Raw.Number == nil {
		return d.Raw.Text
	}
	return d.Value.String()
}

// Reading returns what a level check needs to know of the disclosure.
func (d Disclosure) Reading() criteria.Reading {
	r := criteria.Reading{State: d.Kind, Number: d.Value.Number, Yes: d.Value.Yes, Text: d.Value.String(), Detail: d.Detail}
	if len(d.Fields) > 0 {
		r.Parts = make(map[string]criteria.PartRead, len(d.Fields))
		for name, v := range d.Fields {
			r.Parts[name] = criteria.PartRead{Text: v.String(), Number: v.Number}
		}
	}
	return r
}

// Answers are the disclosures of an application, one for every item of its edition.
type Answers map[ident.ItemID]Disclosure
