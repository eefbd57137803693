package letter

// The fixed words of these papers alone.
const (
	wordPerson = "様"
	wordRecord = "記"
	wordEnd    = "以上"
)
