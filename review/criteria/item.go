package criteria

import "shinsa/review/ident"

// Duty says whether an item has to be disclosed (必須) or may be (選択).
type Duty string

// The two duties of the criteria.
const (
	Mandatory Duty = "mandatory" // 必須
	Optional  Duty = "optional"  // 選択
)

// AnswerType is the kind of value an item asks for.
type AnswerType string

// The kinds of value.
const (
	TextAnswer   AnswerType = "text"   // free text, kept as written
	DateAnswer   AnswerType = "date"   // a calendar date
	NumberAnswer AnswerType = "number" // a number in Answer.Unit
	YesNoAnswer  AnswerType = "yesno"  // 有無, with what follows as detail
	ChoiceAnswer AnswerType = "choice" // one of Answer.Choices
	ListAnswer   AnswerType = "list"   // several of Answer.Choices, rows of Answer.Columns, or entries as written
	FileAnswer   AnswerType = "file"   // a reference to evidence, with text
)

// Group is a heading over items; an edition of several levels names the heading above in Parent.
type Group struct {
	ID     string `json:"id" yaml:"id"`
	Parent string `json:"parent,omitempty" yaml:"parent,omitempty"`
	Title  Text   `json:"title" yaml:"title"`
}

// Item is one object of examination (審査対象項目).
type Item struct {
	ID       ident.ItemID `json:"id" yaml:"id"`
	Group    string       `json:"group" yaml:"group"`
	Category Text         `json:"category" yaml:"category"`
	Title    Text         `json:"title" yaml:"title"`
	Ask      Text         `json:"ask" yaml:"ask"`                              // 記述内容: what the applicant has to write
	Guidance Text         `json:"guidance,omitzero" yaml:"guidance,omitempty"` // how a reviewer reads it; may be empty
	Duty     Duty         `json:"duty" yaml:"duty"`                            // 必須 / 選択
	Answer   Answer       `json:"answer" yaml:"answer"`                        // what a well-formed answer is
	Level    *Level       `json:"level,omitempty" yaml:"level,omitempty"`      // 一定の要件, nil where the item has none
	IoT      bool         `json:"iot,omitempty" yaml:"iot,omitempty"`          // asked of IoT services only
	Source   string       `json:"source,omitempty" yaml:"source,omitempty"`    // where the row is from, see Edition.Sources
	Earlier  []string     `json:"earlier,omitempty" yaml:"earlier,omitempty"`  // titles the item had in earlier forms
}

// Answer describes a well-formed answer of an item.
type Answer struct {
	Type     AnswerType `json:"type" yaml:"type"`
	Also     AnswerType `json:"also,omitempty" yaml:"also,omitempty"`           // a second type that is as good: file for text, text for file
	Unit     string     `json:"unit,omitempty" yaml:"unit,omitempty"`           // of a number: 人, 千円, %, 時間, …
	Choices  []Choice   `json:"choices,omitempty" yaml:"choices,omitempty"`     // closed words of a choice or list
	Columns  []Part     `json:"columns,omitempty" yaml:"columns,omitempty"`     // named columns of a list whose entries are rows
	Parts    []Part     `json:"parts,omitempty" yaml:"parts,omitempty"`         // named parts inside the answer
	Detail   *Part      `json:"detail,omitempty" yaml:"detail,omitempty"`       // what should follow a yes, a choice or a number
	Format   string     `json:"format,omitempty" yaml:"format,omitempty"`       // "url"
	Pattern  string     `json:"pattern,omitempty" yaml:"pattern,omitempty"`     // RE2 that the normalised text has to match
	MaxChars int        `json:"max_chars,omitempty" yaml:"max_chars,omitempty"` // longest text; 0 is no limit
}

// Choice is one of the words an answer may use.
type Choice struct {
	Text `yaml:",inline"`
	Also []string `json:"also,omitempty" yaml:"also,omitempty"` // other usual writings, such as Pマーク
}

// Part is a named part of an answer, such as 間隔(分). With a Unit its value is a number in that unit.
type Part struct {
	Text `yaml:",inline"`
	Unit string   `json:"unit,omitempty" yaml:"unit,omitempty"`
	Also []string `json:"also,omitempty" yaml:"also,omitempty"` // other labels, and words the part is recognised by
}

// Takes reports whether an answer of type t is well formed for the item.
func (a Answer) Takes(t AnswerType) bool { return a.Type == t || a.Also == t }
