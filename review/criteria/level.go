package criteria

import "shinsa/review/ident"

// Level is a required minimum (一定の要件) of an item, in words and, where a machine can tell, as a check.
type Level struct {
	Text   Text   `json:"text" yaml:"text"`
	Check  Check  `json:"check" yaml:"check"`
	Source string `json:"source,omitempty" yaml:"source,omitempty"`
}

// Op is the comparison a check makes.
type Op string

// The comparisons.
const (
	NonEmpty   Op = "nonempty"    // something is disclosed
	Answered   Op = "answered"    // presence or absence is stated; either will do
	AtLeast    Op = "gte"         // the number is at least Number
	AtMost     Op = "lte"         // the number, or the part named Part, is at most Number
	AtLeastOf  Op = "gte_item"    // the number is at least that of Item
	Equal      Op = "eq"          // the yes/no answer is Word
	HasParts   Op = "parts"       // every part of Parts is given
	PartsLimit Op = "parts_lte"   // every part of Limits is given and at most its Max
	YesAndPart Op = "yes_and_gte" // the answer is yes and the part named Part is at least Number
)

// Check is the machine-readable half of a level.
type Check struct {
	Op       Op           `json:"op" yaml:"op"`
	Number   float64      `json:"number,omitempty" yaml:"number,omitempty"`
	Unit     string       `json:"unit,omitempty" yaml:"unit,omitempty"`
	Word     string       `json:"word,omitempty" yaml:"word,omitempty"` // "yes" or "no"
	Part     string       `json:"part,omitempty" yaml:"part,omitempty"` // Japanese name of a part of the answer
	Parts    []string     `json:"parts,omitempty" yaml:"parts,omitempty"`
	Limits   []Limit      `json:"limits,omitempty" yaml:"limits,omitempty"`
	Item     ident.ItemID `json:"item,omitempty" yaml:"item,omitempty"`
	Else     string       `json:"else,omitempty" yaml:"else,omitempty"`         // "comment": a stated reason leaves it to a person
	Advisory bool         `json:"advisory,omitempty" yaml:"advisory,omitempty"` // a benchmark (目安): missing it is never more than a question
}

// Limit is the highest value a part may have.
type Limit struct {
	Part string  `json:"part" yaml:"part"`
	Max  float64 `json:"max" yaml:"max"`
}

// State is what became of a disclosure, as a check sees it.
type State string

// The states of a disclosure (情報開示内容).
const (
	StateAnswered      State = "answered"
	StateBlank         State = "blank"
	StateByReference   State = "by_reference"
	StateNotApplicable State = "not_applicable"
)

// Reading is what a check needs to know of a disclosure. A nil Number or Yes was not readable, or is not part of the answer.
type Reading struct {
	State  State
	Number *float64
	Yes    *bool
	Text   string              // the answer as text; for a list, its entries
	Detail string              // what follows the yes, no, choice or number
	Parts  map[string]PartRead // by Japanese name
}

// PartRead is one named part of a disclosure; Number is nil for text.
type PartRead struct {
	Text   string
	Number *float64
}

// Result is the outcome of a level's check.
type Result string

// The results. Only met and not_met are the machine's word; the others leave the question to a person.
const (
	Met         Result = "met"
	NotMet      Result = "not_met"
	Unclear     Result = "unclear"
	NotAssessed Result = "not_assessed"
)

// Outcome is a result with its reason. Reason is a key for the sentence "level.<reason>", Args are its values.
type Outcome struct {
	Result Result            `json:"result"`
	Reason string            `json:"reason"`
	Args   map[string]string `json:"args,omitempty"`
}
