package record

import "shinsa/review/ident"

// Evidence is one row of FormC, matched with the file it names (根拠資料).
type Evidence struct {
	No           string       `json:"no"`
	Title        string       `json:"title"`
	File         string       `json:"file"`
	OnDisk       string       `json:"file_on_disk,omitempty"` // the name as received, when it differs
	Present      bool         `json:"present"`
	FromPrevious bool         `json:"from_previous,omitempty"` // of a renewal: the file handed in with the application before
	Pages        *int         `json:"pages"`                   // pages the file really has
	Confidential *bool        `json:"confidential"`
	Content      Content      `json:"content,omitempty"`
	Digest       ident.Digest `json:"sha256,omitempty"`
	Raw          EvidenceRaw  `json:"raw"`
	At           string       `json:"at,omitempty"`
}

// EvidenceRaw is what a row of FormC says, as typed.
type EvidenceRaw struct {
	No           string `json:"no"`
	Pages        string `json:"pages"`
	Confidential string `json:"conf"`
}

// Content says what a file holds, as far as a machine can tell.
type Content string

// The kinds of content.
const (
	HasText    Content = "text"
	ImageOnly  Content = "image_only" // pages without any text: a scan
	Encrypted  Content = "encrypted"
	Unreadable Content = "unreadable"
	Empty      Content = "empty"
	OtherKind  Content = "other" // not a PDF
)
