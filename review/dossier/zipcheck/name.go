package zipcheck

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// name decodes and checks the name of an entry.
func (c *checker) name(e *Entry, rec record) {
	raw := string(rec.name)
	switch {
	case utf8.ValidString(raw):
		e.Name = raw // ASCII, UTF-8, or UTF-8 without its flag as macOS writes it
	case rec.flags&flagUTF8 != 0:
		c.add("zip_name_encoding", raw)
		e.Name = strings.ToValidUTF8(raw, "\uFFFD")
	default:
		s, err := japanese.ShiftJIS.NewDecoder().String(raw)
		if err != nil || strings.ContainsRune(s, utf8.RuneError) {
			c.add("zip_name_encoding", raw)
			e.Name = strings.ToValidUTF8(raw, "\uFFFD")
			break
		}
		e.Name, e.CP932 = s, true
		c.put(fault.Should, "zip_name_cp932", s)
	}
	// A folder ends in one slash; a second one stays and is an empty part.
	e.Name = norm.NFC.String(strings.TrimSuffix(e.Name, "/"))
	for _, code := range CheckName(e.Name, c.limits.Name) {
		c.add(code, e.Name)
	}
}

// CheckName returns the codes of everything that keeps name from being a relative path on every system: nil for a good one. maxLen is
// in bytes, 0 for the default.
func CheckName(name string, maxLen int) []string {
	var codes []string
	add := func(bad bool, code string) {
		if bad && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if maxLen <= 0 {
		maxLen = Default().Name
	}
	add(name == "", "zip_name_empty")
	add(len(name) > maxLen, "zip_name_too_long")
	add(strings.Contains(name, `\`), "zip_name_backslash")
	// Compatibility forms such as ．．／ become the real thing on a system that folds them.
	for _, s := range []string{name, norm.NFKC.String(name)} {
		s = strings.ReplaceAll(s, `\`, "/")
		add(strings.HasPrefix(s, "//"), "zip_name_unc")
		add(strings.HasPrefix(s, "/"), "zip_name_absolute")
		add(strings.HasPrefix(s, "~"), "zip_name_home")
		add(len(s) > 1 && s[1] == ':' && unicode.IsLetter(rune(s[0])), "zip_name_drive")
		add(slices.Contains(strings.Split(s, "/"), ".."), "zip_name_escape")
	}
	for _, r := range name {
		add(unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) ||
			r == unicode.ReplacementChar || strings.ContainsRune(`:*?"<>|`, r), "zip_name_character")
	}
	if name == "" {
		return codes
	}
	for _, part := range strings.Split(strings.TrimLeft(name, "/"), "/") {
		add(part == "" || part == ".", "zip_name_part_empty")
		add(len(part) > 255, "zip_name_too_long")
		add(part != "" && part != "." && part != ".." && strings.TrimRight(part, " .　") != part || strings.HasPrefix(part, " "), "zip_name_trailing")
		stem, _, _ := strings.Cut(part, ".")
		add(reserved[strings.ToUpper(norm.NFKC.String(strings.TrimSpace(stem)))], "zip_name_reserved")
	}
	return codes
}

// reserved are the device names of Windows, with any extension. The superscript digits fold to these.
var reserved = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields("CON PRN AUX NUL CONIN$ CONOUT$ CLOCK$") {
		m[n] = true
	}
	for _, d := range "0123456789" {
		m["COM"+string(d)], m["LPT"+string(d)] = true, true
	}
	return m
}()

// names finds entries that are one on some system: equal, equal but for case or normal form, or a file and a folder at once.
func (c *checker) names(a *Archive) {
	seen := map[string]*Entry{}
	for _, e := range a.Entries {
		key := foldName(e.Name)
		if other, ok := seen[key]; ok {
			if other.Name == e.Name {
				c.add("zip_name_twice", e.Name)
			} else {
				c.add("zip_name_twin", e.Name, "other", show(other.Name))
			}
			continue
		}
		seen[key] = e
	}
	reported := map[string]bool{}
	for _, e := range a.Entries {
		key := foldName(e.Name)
		for dir := path.Dir(key); dir != "." && dir != "/" && dir != key; dir = path.Dir(dir) {
			if f, ok := seen[dir]; ok && !f.Dir && !reported[dir] {
				reported[dir] = true
				c.add("zip_file_and_folder", f.Name)
			}
		}
	}
}

func foldName(s string) string {
	return strings.ToLower(norm.NFKC.String(strings.ToUpper(norm.NFKC.String(s))))
}

// show returns a name that can stand in a report: without characters that act on a screen, and of bounded length.
func show(name string) string {
	var b strings.Builder
	for i, r := range []rune(strings.ToValidUTF8(name, "\uFFFD")) {
		if i == 120 {
			b.WriteRune('…')
			break
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return b.String()
}

// nested reports whether an entry is itself an archive, by its name: it is never opened here.
func nested(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".7z", ".rar", ".lzh", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab":
		return true
	}
	return false
}
