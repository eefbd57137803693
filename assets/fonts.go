// Package assets carries what the program needs and never changes: fonts, icons, criteria editions, the rules and the
// licences of what is not ours. It only embeds; it imports nothing of ours and parses nothing.
package assets

import (
	"embed"
	"fmt"
)

// The fonts carried in the program. All are under the SIL Open Font License 1.1; see [Licence].
const (
	// MinchoRegular is the body face of papers: BIZ UDMincho, all of JIS X 0208 and beyond.
	MinchoRegular = "BIZUDMincho-Regular.ttf"
	// GothicRegular is the face of tables and small print: BIZ UDGothic.
	GothicRegular = "BIZUDGothic-Regular.ttf"
	// GothicBold is the face of headings: BIZ UDGothic Bold.
	GothicBold = "BIZUDGothic-Bold.ttf"
	// MinchoLatin is the face of English lines on papers: the Latin letters of BIZ UDPMincho, whose widths are proportional, and 〓.
	MinchoLatin = "BIZUDPMincho-Latin.ttf"
	// NotoRegular is the window's face and the papers' fallback: Noto Sans JP, static TrueType.
	NotoRegular = "NotoSansJP-Regular.ttf"
	// NotoBold is the window's bold face: Noto Sans JP Bold, static TrueType.
	NotoBold = "NotoSansJP-Bold.ttf"
)

//go:embed fonts/*.ttf
var fonts embed.FS

//go:embed licences/*.txt
var licences embed.FS

// Font returns the bytes of a carried font by its file name, one of the names above. Every call returns its own copy,
// so a consumer that writes into its bytes harms nobody; keep the copy rather than calling again.
func Font(name string) ([]byte, error) {
	b, err := fonts.ReadFile("fonts/" + name)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return b, nil
}

// Licence returns the licence text of a carried work by its file name, for example "NotoSansJP-OFL.txt".
func Licence(name string) ([]byte, error) {
	b, err := licences.ReadFile("licences/" + name)
	if err != nil {
		return nil, fmt.Errorf("read licence: %w", err)
	}
	return b, nil
}

// Licences returns the file names of all licence texts carried, sorted.
func Licences() []string {
	entries, err := licences.ReadDir("licences")
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
