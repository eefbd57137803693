package record

import (
	"shinsa/review/ident"
)

// Typed is a form on paper as one person typed it in (郵送, Art. 4-2): the words that stand on the paper, in the order of the forms, not what
// they come to. Every part may be left empty.
type Typed struct {
	By       string                       `json:"by"`               // who typed it
	FormA    map[string]string            `json:"form_a,omitempty"` // by the names of TypedFields
	Marks    [6]string                    `json:"marks,omitzero"`   // the self-declaration on the mark, paragraphs 1 to 6 of Art. 10
	Withhold []Withholding                `json:"withhold,omitempty"`
	Answers  map[ident.ItemID]TypedAnswer `json:"answers,omitempty"`
	Evidence []TypedEvidence              `json:"evidence,omitempty"`
}

// TypedAnswer is one row of FormB: 情報開示内容 and 根拠資料番号.
type TypedAnswer struct {
	Text     string `json:"text"`
	Evidence string `json:"evidence,omitempty"`
}

// TypedEvidence is one row of FormC.
type TypedEvidence struct {
	No           string `json:"no"`
	Title        string `json:"title"`
	File         string `json:"file"`
	Pages        string `json:"pages,omitempty"`
	Confidential string `json:"confidential,omitempty"`
}

// TypedFields returns the names under which Typed.FormA holds the fields of FormA, in the order of the form.
func TypedFields() []string {
	return []string{
		"kind", "application_date", "operator_name", "operator_kana", "corporate_number", "representative_title", "representative_name",
		"postal_code", "address", "contact_department", "contact_name", "contact_phone", "contact_email", "service_name", "service_outline",
		"service_class", "service_url", "current_certification_number", "current_expiry", "mark_remarks", "pledge", "revoked_past_year",
		"pledge_date", "pledge_signer",
	}
}

// TypedBy says who typed in an application that came on paper, and twice where a second person did so again.
type TypedBy struct {
	First  string `json:"first"`
	Second string `json:"second,omitempty"`
}
