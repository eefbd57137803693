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
	ID        ident.ItemID `json:"id" yaml:"id"`
	Group     string       `json:"group" yaml:"group"`
	Category  Text         `json:"category" yaml:"category"`
	Title     Text         `json:"title" yaml:"title"`
	Ask       Text         `json:"ask" yaml:"ask"`                                   // 記述内容: what the applicant has to write
	Guidance  Text         `json:"guidance,omitzero" yaml:"guidance,omitempty"`      // how a reviewer reads it; may be empty
	Duty      Duty         `json:"duty" yaml:"duty"`                                 // 必須 / 選択
	Answer    Answer       `json:"answer" yaml:"answer"`                             // what a well-formed answer is
	Level     *Level       `json:"level,omitempty" yaml:"level,omitempty"`           // 一定の要件, nil where the item has none
	IoT       bool         `json:"iot,omitempty" yaml:"iot,omitempty"`               // asked of IoT services only
	Source    string       `json:"source,omitempty" yaml:"source,omitempty"`         // where the row is from, see Edition.Sources
	DependsOn *Dependency  `json:"depends_on,omitempty" yaml:"depends_on,omitempty"` // answer of another item under which this one is asked
	SameAs    string       `json:"same_as,omitempty" yaml:"same_as,omitempty"`       // field of FormA that has to say the same
	Earlier   []string     `json:"earlier,omitempty" yaml:"earlier,omitempty"`       // titles the item had in earlier forms
	Cover     CoverPart    `json:"cover,omitempty" yaml:"cover,omitempty"`           // part of the cover card that the answer names
}

// Dependency ties an item to the yes or no of another: 委託先の管理状況 is asked where 委託 is yes.
type Dependency struct {
	Item ident.ItemID `json:"item" yaml:"item"`
	Word string       `json:"word" yaml:"word"` // "yes" or "no"
}

// CoverPart is a part of the cover card (Art. 7): an answer that names people or companies a member has to know before declaring.
type CoverPart string

// The parts of the cover card.
const (
	CoverGroup      CoverPart = "group"      // parent, subsidiaries, main shareholders
	CoverOfficer    CoverPart = "officer"    // directors and officers
	CoverCompetitor CoverPart = "competitor" // direct competitors
)

// Answer describes a well-formed answer of an item.
type Answer struct {
	Type     AnswerType `json:"type" yaml:"type"`
	Also     AnswerType `json:"also,omitempty" yaml:"also,omitempty"`                 // a second type that is as good: file for text, text for file
	Unit     string     `json:"unit,omitempty" yaml:"unit,omitempty"`                 // of a number: 人, 千円, %, 時間, …
	Choices  []Choice   `json:"choices,omitempty" yaml:"choices,omitempty"`           // closed words of a choice or list
	Columns  []Part     `json:"columns,omitempty" yaml:"columns,omitempty"`           // named columns of a list whose entries are rows
	Parts    []Part     `json:"parts,omitempty" yaml:"parts,omitempty"`               // named parts inside the answer
	Detail   *Part      `json:"detail,omitempty" yaml:"detail,omitempty"`             // what should follow a yes, a choice or a number
	Format   string     `json:"format,omitempty" yaml:"format,omitempty"`             // "url"
	Pattern  string     `json:"pattern,omitempty" yaml:"pattern,omitempty"`           // RE2 that the normalised text has to match
	MaxChars int        `json:"max_chars,omitempty" yaml:"max_chars,omitempty"`       // longest text; 0 is no limit
	MaxAge   int        `json:"max_age_days,omitempty" yaml:"max_age_days,omitempty"` // oldest date, in days before the application; 0 is no limit
}

// Choice is one of the words an answer may use.
type Choice struct {
	Text `yaml:",inline"`
	Also []string `json:"also,omitempty" yaml:"also,omitempty"` // other usual writings, such as Pマーク
}

// PartKind says how a part is recognised in running text when it carries no label.
type PartKind string

// The kinds of part. A part without a kind is found by its label only.
const (
	Frequency      PartKind = "frequency"      // 5分間隔, 日次, 週1回
	Duration       PartKind = "duration"       // 30分, 13か月
	Count          PartKind = "count"          // 3世代, 4か所
	Place          PartKind = "place"          // 遠隔地, 別棟
	Means          PartKind = "means"          // 電子メール, 管理画面
	Notice         PartKind = "notice"         // 10営業日前まで
	Period         PartKind = "period"         // 2023年1月～2023年12月
	Term           PartKind = "term"           // 2023年12月期
	Authentication PartKind = "authentication" // ICカード及び静脈認証
)

// Part is a named part of an answer, such as 間隔(分). With a Unit its value is a number in that unit.
type Part struct {
	Text `yaml:",inline"`
	Unit string   `json:"unit,omitempty" yaml:"unit,omitempty"`
	Kind PartKind `json:"kind,omitempty" yaml:"kind,omitempty"`
	Also []string `json:"also,omitempty" yaml:"also,omitempty"` // other labels, and words the part is recognised by
}

// Takes reports whether an answer of type t is well formed for the item.
func (a Answer) Takes(t AnswerType) bool { return a.Type == t || a.Also == t }
