package letter

// The fixed words of letters alone.
const (
	wordPerson = "様"
	wordRecord = "記"
	wordEnd    = "以上"
)
