// Package assets carries what the program needs and never changes: fonts, icons, criteria editions, the rules and the
// licences of what is not ours. It only embeds; it imports nothing of ours and parses nothing.
package assets

import (
	"bytes"
	"embed"
	"errors"
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

// Embedded one by one, a font stays where the program lies and is only paged in where it is read.
var (
	//go:embed fonts/BIZUDMincho-Regular.ttf
	minchoRegular []byte
	//go:embed fonts/BIZUDGothic-Regular.ttf
	gothicRegular []byte
	//go:embed fonts/BIZUDGothic-Bold.ttf
	gothicBold []byte
	//go:embed fonts/BIZUDPMincho-Latin.ttf
	minchoLatin []byte
	//go:embed fonts/NotoSansJP-Regular.ttf
	notoRegular []byte
	//go:embed fonts/NotoSansJP-Bold.ttf
	notoBold []byte
)

var fonts = map[string][]byte{
	MinchoRegular: minchoRegular, GothicRegular: gothicRegular, GothicBold: gothicBold, MinchoLatin: minchoLatin,
	NotoRegular: notoRegular, NotoBold: notoBold,
}

//go:embed licences/*.txt
var licences embed.FS

// ErrNoFont is returned for a name that is none of the carried fonts.
var ErrNoFont = errors.New("no such font")

// Font returns the bytes of a carried font by its file name, one of the names above. Every call returns its own copy,
// so a consumer that writes into its bytes harms nobody; keep the copy rather than calling again.
func Font(name string) ([]byte, error) {
	b, err := SharedFont(name)
	return bytes.Clone(b), err
}

// SharedFont is Font for those who only read: everyone gets the same bytes, which take no memory but where they are read.
func SharedFont(name string) ([]byte, error) {
	b, ok := fonts[name]
	if !ok {
		return nil, fmt.Errorf("read font %s: %w", name, ErrNoFont)
	}
	return b[:len(b):len(b)], nil
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
