package frame

import "shinsa/review/paper/sheet"

// The colours of papers. Ink is black; a tone never stands without its word or sign.
var (
	Ink       = sheet.Colour{}
	Grey      = sheet.Colour{R: 96, G: 96, B: 96}
	RuleGrey  = sheet.Colour{R: 150, G: 150, B: 150}
	HeadFill  = sheet.Colour{R: 236, G: 238, B: 242}
	GroupFill = sheet.Colour{R: 246, G: 246, B: 244}
	SplitFill = sheet.Colour{R: 252, G: 240, B: 222}
	Vermilion = sheet.Colour{R: 176, G: 36, B: 24}
	Faint     = sheet.Colour{R: 243, G: 243, B: 243}
)

// The styles of papers, by what is set in them.
var (
	BodyStyle    = sheet.Style{Face: sheet.Mincho, Size: 10.5, Leading: 1.75}
	ListStyle    = sheet.Style{Face: sheet.Mincho, Size: 10.5, Leading: 1.6}
	TitleStyle   = sheet.Style{Face: sheet.Mincho, Size: 22, Align: sheet.Spread}
	HeadingStyle = sheet.Style{Face: sheet.Bold, Size: 11, Leading: 1.7, Align: sheet.Left}
	LabelStyle   = sheet.Style{Face: sheet.Gothic, Size: 8.5, Leading: 1.5, Align: sheet.Left}
	ValueStyle   = sheet.Style{Face: sheet.Mincho, Size: 9.5, Leading: 1.5}
	SmallStyle   = sheet.Style{Face: sheet.Gothic, Size: 7.5, Leading: 1.45}
	GroupStyle   = sheet.Style{Face: sheet.Bold, Size: 8.5, Leading: 1.45, Align: sheet.Left}
	HeadStyle    = sheet.Style{Face: sheet.Bold, Size: 8, Leading: 1.4, Align: sheet.Centre}
	FigureStyle  = sheet.Style{Face: sheet.Gothic, Size: 8.5, Leading: 1.5, Align: sheet.Centre}
	FootStyle    = sheet.Style{Face: sheet.Gothic, Size: 7, Leading: 1.4, Align: sheet.Left, Colour: Grey}
)

// Area is where text flows on most papers, between head and foot.
var Area = sheet.Area{Left: 22, Top: 25, Width: 166, Bottom: 275}
