package form

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// unreadable is the refusal of a form with findings; nil without any.
func unreadable(l fault.List) error { return fault.Refuse(fault.Invalid, "offline_form_unreadable", l) }

// readText reads a plain form.
func readText(b []byte) (*Form, error) {
	text, ok := decode(b)
	if !ok {
		return nil, notForm()
	}
	r := &reader{form: &Form{Kind: Text}, seen: map[string]bool{}, items: map[ident.ItemID]bool{}}
	for i, line := range strings.Split(unquoted(tidyLines(text)), "\n") {
		r.line = i + 1
		r.read(line)
	}
	r.close()
	r.whole()
	return r.form, unreadable(r.list)
}

// brokenDigest is the one line of a form that is too long for mail programs, after one broke it.
var brokenDigest = regexp.MustCompile(`(?m)^(【(?:基準の要約値|申請パッケージ)】[0-9a-f]{1,63})\n([0-9a-f]{1,63})$`)

// tidyLines makes the ends of all lines alike; every line keeps its number.
func tidyLines(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return brokenDigest.ReplaceAllString(s, "$1$2\n")
}

// decode returns the text of a file as editors and mail programs save it; false when it is in none of their encodings.
func decode(b []byte) (string, bool) {
	var tries []encoding.Encoding
	switch {
	case len(b) > 1 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff):
		tries = []encoding.Encoding{unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	case bytes.Contains(b, []byte("\x1b$")):
		tries = []encoding.Encoding{japanese.ISO2022JP}
	case utf8.Valid(b):
		tries = []encoding.Encoding{unicode.UTF8BOM}
	default:
		tries = []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP}
	}
	for _, e := range tries {
		out, err := e.NewDecoder().Bytes(b)
		if s := string(out); err == nil && !strings.ContainsAny(s, "\x00\ufffd") && strings.Contains(s, "【"+version+"】") {
			return s, true
		}
	}
	return "", false
}

// reader reads a plain form line by line.
type reader struct {
	form  *Form
	list  fault.List
	line  int
	entry *Entry          // nil while in the head
	seen  map[string]bool // fields of the present part
	items map[ident.ItemID]bool
	head  map[string]bool // fields of the head, once it is done
	ended bool
	lost  bool // the block began wrongly: its lines are not read

	field Field // the text being collected; empty outside one
	text  []string
}

func (r *reader) add(code, value string) {
	item := ident.ItemID("")
	if r.entry != nil {
		item = r.entry.Item
	}
	r.list = append(r.list, finding(code, r.at(), item, value))
}

func (r *reader) at() string { return fmt.Sprintf("L%d", r.line) }

func (r *reader) read(line string) {
	switch {
	case r.ended:
		r.stray(line)
	case lastLine.MatchString(line):
		r.close()
		r.ended = true
	case blockLine.MatchString(line):
		r.block(line)
	case r.lost:
	case r.entry == nil:
		r.inHead(line)
	default:
		r.inBlock(line)
	}
}

// stray reports words where none are read, so that nothing a person wrote is dropped in silence.
func (r *reader) stray(line string) {
	if strings.TrimSpace(line) != "" && !shown(line) {
		r.add("offline_words_outside", clip(line))
	}
}

// shown reports whether a line only shows something.
func shown(line string) bool {
	line = strings.TrimLeft(line, " \t　")
	return strings.HasPrefix(line, shownMark) || strings.HasPrefix(line, "|")
}

// clip shortens what is shown of a line.
func clip(s string) string {
	rs := []rune(strings.TrimSpace(s))
	if len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return string(rs)
}

func (r *reader) inHead(line string) {
	m := fieldLine.FindStringSubmatch(line)
	if m == nil {
		if trimmed := strings.TrimLeft(line, " \t　"); !strings.HasPrefix(trimmed, "#") && !strings.HasPrefix(trimmed, "＃") {
			r.stray(line)
		}
		return
	}
	name, value := m[1], strings.TrimSpace(m[2])
	f, ok := findHead(name)
	switch {
	case r.seen[name]:
		r.add("offline_field_twice", name)
	case name == version && value != format:
		r.add("offline_version_unknown", clip(value))
	case name != version && !ok:
		r.add("offline_words_outside", clip(line))
	case ok && !f.set(&r.form.Head, value):
		r.add("offline_head_unreadable", name)
	}
	r.seen[name] = true
}

func (r *reader) block(line string) {
	r.close()
	if r.head == nil {
		r.head = r.seen
	}
	m := blockLine.FindStringSubmatch(line)
	base, err := strconv.Atoi(m[2])
	r.entry = &Entry{Item: ident.ItemID(m[1]), Base: base, At: r.at()}
	r.seen, r.lost = map[string]bool{}, false
	if err != nil || r.items[r.entry.Item] {
		r.add("offline_item_twice", m[1])
		r.entry, r.lost = nil, true
		return
	}
	r.items[r.entry.Item] = true
	r.entry.set(Verdict, "")
}

func (r *reader) inBlock(line string) {
	m := fieldLine.FindStringSubmatch(line)
	var f Field
	ok := false
	if m != nil {
		f, ok = fieldNamed(m[1])
	}
	switch {
	case ok:
		r.begin(f, m[2])
	case r.field != "":
		r.text = append(r.text, strings.TrimPrefix(line, `\`))
	default:
		r.stray(line)
	}
}

// begin starts a field; a word is read at once, a text goes on until the next field.
func (r *reader) begin(f Field, value string) {
	r.finish()
	if r.seen[string(f)] {
		r.add("offline_field_twice", Label(f))
		return
	}
	r.seen[string(f)] = true
	if f.Text() {
		r.field, r.text = f, []string{strings.TrimPrefix(strings.TrimLeft(value, " \t　"), `\`)}
		return
	}
	if !r.entry.set(f, value) {
		r.add("offline_word_unreadable", clip(value))
	}
}

// finish ends the text being collected.
func (r *reader) finish() {
	if r.field == "" {
		return
	}
	r.entry.set(r.field, strings.Join(r.text, "\n"))
	r.field, r.text = "", nil
}

// close ends the block. A field that it does not have says nothing.
func (r *reader) close() {
	if r.entry == nil {
		return
	}
	r.finish()
	for _, f := range Fields {
		if !r.seen[string(f)] {
			r.entry.silent |= f.bit()
		}
	}
	r.form.Entries = append(r.form.Entries, *r.entry)
	r.entry = nil
}

// whole reports what a form has to have.
func (r *reader) whole() {
	if r.head == nil {
		r.head = r.seen
	}
	if !r.head[version] {
		r.list = append(fault.List{{Code: "offline_not_a_form", Severity: fault.Must}}, r.list...)
		return
	}
	for _, f := range headFields {
		if f.name != scribe && !r.head[f.name] {
			r.add("offline_head_unreadable", f.name)
		}
	}
	if !r.ended {
		r.add("offline_form_cut_off", "")
	}
}
