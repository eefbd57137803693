package record

import (
	"shinsa/review/civil"
)

// Entry is one field of FormA. Value is nil where it is left blank or could not be read; dates are ISO 8601.
type Entry struct {
	Value *string `json:"value"`
	Raw   *Raw    `json:"raw,omitempty"`
	At    string  `json:"at,omitempty"`
}

// Text returns the value, "" when there is none.
func (e Entry) Text() string {
	if e.Value == nil {
		return ""
	}
	return *e.Value
}

// Date returns the value as a day, no date when it is none.
func (e Entry) Date() civil.Date {
	d, err := civil.Parse(e.Text())
	if err != nil {
		return civil.Date{}
	}
	return d
}

// Tick is a field of FormA answered with yes or no; nil where it is left blank or could not be read.
type Tick struct {
	Value *bool  `json:"value"`
	Raw   *Raw   `json:"raw,omitempty"`
	At    string `json:"at,omitempty"`
}

// Is reports whether the field was answered with v.
func (t Tick) Is(v bool) bool { return t.Value != nil && *t.Value == v }

// WordList is a field of FormA that takes several words.
type WordList struct {
	Value []string `json:"value"`
	Raw   *Raw     `json:"raw,omitempty"`
	At    string   `json:"at,omitempty"`
}

// The kinds of application (申請区分) in Header.Kind.
const (
	NewApplication     = "new"     // 新規
	RenewalApplication = "renewal" // 更新
	ChangeApplication  = "change"  // 変更
)

// Header is FormA: who applies, for which service, with which declarations.
type Header struct {
	Kind                Entry           `json:"kind"`
	ApplicationDate     Entry           `json:"application_date"`
	OperatorName        Entry           `json:"operator_name"`
	OperatorKana        Entry           `json:"operator_kana"`
	CorporateNumber     Entry           `json:"corporate_number"`
	RepresentativeTitle Entry           `json:"representative_title"`
	RepresentativeName  Entry           `json:"representative_name"`
	PostalCode          Entry           `json:"postal_code"`
	Address             Entry           `json:"address"`
	ContactDepartment   Entry           `json:"contact_department"`
	ContactName         Entry           `json:"contact_name"`
	ContactPhone        Entry           `json:"contact_phone"`
	ContactEmail        Entry           `json:"contact_email"`
	ServiceName         Entry           `json:"service_name"`
	ServiceOutline      Entry           `json:"service_outline"`
	ServiceClass        WordList        `json:"service_class"`
	ServiceURL          Entry           `json:"service_url"`
	CertificationNumber Entry           `json:"current_certification_number"`
	Expiry              Entry           `json:"current_expiry"`
	Mark                MarkDeclaration `json:"mark_self_declaration"`
	Withhold            []Withholding   `json:"withhold_requests"`
	Pledge              Tick            `json:"pledge"`
	RevokedPastYear     Tick            `json:"revoked_past_year"`
	PledgeDate          Entry           `json:"pledge_date"`
	PledgeSigner        Entry           `json:"pledge_signer"`
}

// MarkDeclaration is the self-declaration of Art. 10-7, one answer for each of the paragraphs 1 to 6: "yes", "no", "not_applicable", or
// nil where none is given.
type MarkDeclaration struct {
	Answers [6]*string `json:"answers"`
	Raw     [6]string  `json:"answers_raw"`
	Remarks *string    `json:"remarks"`
}

// Withholding is a request to leave items out of the publication (Art. 11-2).
type Withholding struct {
	Items  []string `json:"items"`
	Reason string   `json:"reason"`
}

// NamedEntry is a plain field of the header with its JSON name.
type NamedEntry struct {
	Name  string
	Entry *Entry
}

// Entries returns the plain fields by name, in the order of the form.
func (h *Header) Entries() []NamedEntry {
	return []NamedEntry{
		{"kind", &h.Kind},
		{"application_date", &h.ApplicationDate},
		{"operator_name", &h.OperatorName},
		{"operator_kana", &h.OperatorKana},
		{"corporate_number", &h.CorporateNumber},
		{"representative_title", &h.RepresentativeTitle},
		{"representative_name", &h.RepresentativeName},
		{"postal_code", &h.PostalCode},
		{"address", &h.Address},
		{"contact_department", &h.ContactDepartment},
		{"contact_name", &h.ContactName},
		{"contact_phone", &h.ContactPhone},
		{"contact_email", &h.ContactEmail},
		{"service_name", &h.ServiceName},
		{"service_outline", &h.ServiceOutline},
		{"service_url", &h.ServiceURL},
		{"current_certification_number", &h.CertificationNumber},
		{"current_expiry", &h.Expiry},
		{"pledge_date", &h.PledgeDate},
		{"pledge_signer", &h.PledgeSigner},
	}
}

// Field returns a plain field of the header by its JSON name.
func (h *Header) Field(name string) (Entry, bool) {
	for _, e := range h.Entries() {
		if e.Name == name {
			return *e.Entry, true
		}
	}
	return Entry{}, false
}
