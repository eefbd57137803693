package criteria

// Text is a wording in both languages of the program. Japanese is the source; English may be empty in an edition that a body imported.
type Text struct {
	JA string `json:"ja" yaml:"ja"`
	EN string `json:"en,omitempty" yaml:"en,omitempty"`
}

// In returns the wording in lang ("ja" or "en"), and the Japanese one where the other is missing.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.JA
}

// IsZero reports whether there is no wording at all.
func (t Text) IsZero() bool { return t == Text{} }
