package bag

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// declaration is what bagit.txt says.
type declaration struct {
	major, minor string
	text         encoding.Encoding // of the other tag files
}

var (
	versionLine  = regexp.MustCompile(`^BagIt-Version: ([0-9]+)\.([0-9]+)$`)
	encodingLine = regexp.MustCompile(`^Tag-File-Character-Encoding: (\S+)$`)
)

func (d declaration) version() string { return d.major + "." + d.minor }

// one reports whether the rules of version 1.0 hold.
func (d declaration) one() bool { return d.major == "1" }

// readDeclaration reads bagit.txt: two lines, no byte order mark, a version this package knows. Without it nothing else has a meaning.
func (v *validator) readDeclaration() (bool, error) {
	const name = "bagit.txt"
	b, ok, err := v.read(name)
	if !ok || err != nil {
		return false, err
	}
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		v.add("bag_declaration_malformed", name)
		return false, nil
	}
	l := lines(string(b))
	if len(l) != 2 {
		v.add("bag_declaration_malformed", name)
		return false, nil
	}
	ver, enc := versionLine.FindStringSubmatch(l[0]), encodingLine.FindStringSubmatch(l[1])
	if ver == nil || enc == nil {
		v.add("bag_declaration_malformed", name)
		return false, nil
	}
	v.decl = declaration{major: ver[1], minor: ver[2]}
	if s := v.decl.version(); s != "1.0" && (len(s) != 4 || s < "0.93" || s > "0.97") {
		v.add("bag_version_unknown", name, "version", s)
		return false, nil
	}
	if v.decl.text = textEncoding(enc[1]); v.decl.text == nil {
		v.add("bag_encoding_unknown", name)
		return false, nil
	}
	return true, nil
}

func textEncoding(name string) encoding.Encoding {
	if strings.EqualFold(name, "UTF-16") {
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if strings.EqualFold(name, "UTF-8") {
		return unicode.UTF8
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}

// tagLines reads a tag file in the encoding of the bag.
func (v *validator) tagLines(name string) ([]string, bool, error) {
	b, ok, err := v.read(name)
	if !ok || err != nil {
		return nil, false, err
	}
	text, err := v.decl.text.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(text, '\uFFFD') {
		v.add("bag_encoding_wrong", name)
		return nil, false, nil
	}
	return lines(string(text)), true, nil
}

// lines splits text at LF, CR LF and CR, and drops empty lines.
func lines(s string) []string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}
