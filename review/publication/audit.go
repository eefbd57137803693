package publication

import (
	"encoding/json"
	"html"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Private is a text of an application, or about it, that has no place in the publication.
type Private struct {
	No    ident.CertificateNo // whose it is
	Field string              // what it is: the name of a field of FormA, remark, evidence, asked, reason, approver, reviewer
	Item  ident.ItemID        // of which item, where it is of one
	Text  string
}

// Audit is what a leak check found: the second wall behind the type [Entry], which has no room for what is private.
type Audit struct {
	Texts int // private texts looked for
	Files int // finished files looked into
	// Leaks are private texts that stand in a file and in nothing that may be public, "private_text_published": such files are not published.
	Leaks fault.List
	// Doubts are contacts of the applicant that it wrote into an answer by itself, "contact_in_answer": they are published as part of it.
	Doubts fault.List
}

// How many characters of a text are looked for at once, and from how many on one is looked for at all: a name from the first, other texts, which
// stand everywhere while they are short, from more, and figures alone, as in a date, from more again.
const (
	probe         = 3
	fewest        = 6
	fewestFigures = 10
)

// named are the fields that hold the name of a person.
var named = []string{"representative_name", "contact_name", "pledge_signer", "approver", "reviewer"}

// contacts are the fields whose texts are doubtful in an answer too; others, such as the representative's name, are asked for there.
var contacts = []string{"contact_name", "contact_phone", "contact_email"}

// Check looks for private texts in the finished files, as they would leave, escapes undone.
func (p *Publication) Check(files []File, private []Private) Audit {
	a := Audit{Files: len(files)}
	x := &audit{p: p, heads: map[string][]int{}, met: make([]bool, len(private)), open: map[ident.CertificateNo]string{}}
	for i, t := range private {
		private[i].Text = strings.TrimSpace(t.Text)
		if head, ok := private[i].head(); ok {
			x.heads[head] = append(x.heads[head], i)
			a.Texts++
		}
	}
	for _, f := range files {
		x.search(plain(f), private, func(i int) {
			t := private[i]
			args := map[string]string{"no": string(t.No), "field": t.Field, "item": string(t.Item), "file": f.Name}
			switch {
			case !x.public(t):
				a.Leaks = append(a.Leaks, fault.Finding{Code: "private_text_published", Severity: fault.Must, Clause: "20", Criterion: string(t.Item), Field: t.Field, Args: args})
			case slices.Contains(contacts, t.Field):
				a.Doubts = append(a.Doubts, fault.Finding{Code: "contact_in_answer", Severity: fault.Info, Clause: "11-1", Field: t.Field, Args: args})
			}
		})
	}
	return a
}

// audit finds many texts in one pass: each is known by its first characters.
type audit struct {
	p     *Publication
	heads map[string][]int // first characters → private texts that begin so
	met   []bool           // each text is told once
	open  map[ident.CertificateNo]string
}

// head returns the first characters of a text; false for one that is not looked for.
func (t Private) head() (string, bool) {
	s := t.Text
	if strings.Trim(s, "0123456789年月日-/.:% ") == "" && len(strings.Map(figure, s)) < fewestFigures {
		return "", false
	}
	if n := utf8.RuneCountInString(s); n < probe || n < fewest && !slices.Contains(named, t.Field) {
		return "", false
	}
	n := 0
	for i := range s {
		if n == probe {
			return s[:i], true
		}
		n++
	}
	return s, true
}

// figure keeps digits.
func figure(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

func (x *audit) search(s string, private []Private, found func(i int)) {
	var starts [probe]int // where the last characters began
	n := 0
	at := func(from, to int) {
		for _, i := range x.heads[s[from:to]] {
			if !x.met[i] && strings.HasPrefix(s[from:], private[i].Text) {
				x.met[i] = true
				found(i)
			}
		}
	}
	for i, r := range s {
		starts[n%probe] = i
		n++
		if n >= probe {
			at(starts[n%probe], i+utf8.RuneLen(r))
		}
	}
}

// public reports whether a text is part of what may be public: of its own certification first, of another as well.
func (x *audit) public(t Private) bool {
	if len(x.open) == 0 {
		for i := range x.p.Entries {
			x.open[x.p.Entries[i].No] = x.p.Entries[i].words()
		}
		x.open[""] = x.p.Scheme + "\x00" + x.p.Body + "\x00" + frame()
	}
	if strings.Contains(x.open[t.No], t.Text) {
		return true
	}
	for _, words := range x.open {
		if strings.Contains(words, t.Text) {
			return true
		}
	}
	return false
}

// frame is what stands in the files of every publication: their own words.
func frame() string {
	var all []string
	if found, err := fs.Glob(sources, "*"); err == nil {
		for _, name := range found {
			if b, err := sources.ReadFile(name); err == nil {
				all = append(all, string(b))
			}
		}
	}
	blank := Entry{
		No: "-", Outline: "-", Classes: []string{"-"}, Site: "-", Clause: "-", Criteria: "-", Sample: true,
		Lines: []Line{{Answer: "-", Withheld: true}}, Improvements: []Improvement{{Text: "-"}},
	}
	files, err := (&Publication{Sample: true, Entries: []Entry{blank}}).Files(civil.Date.String)
	if err != nil {
		return strings.Join(all, "\x00") // without them more is taken for a leak, not less
	}
	for _, f := range files {
		all = append(all, plain(f))
	}
	for _, word := range stateWords {
		all = append(all, word)
	}
	return strings.Join(all, "\x00")
}

// words are the texts of an entry, apart from each other.
func (e *Entry) words() string {
	all := []string{string(e.No), e.Page(), e.Service, e.Outline, e.Operator, e.Site, e.Criteria, string(e.State), e.Clause, strings.Join(e.Classes, "\x00")}
	for _, l := range e.Lines {
		all = append(all, l.Group, string(l.Item), l.Title, l.Ask, l.Answer)
	}
	for _, i := range e.Improvements {
		all = append(all, i.Text)
	}
	return strings.Join(all, "\x00")
}

// plain is a file as it is read: without the escapes of its format.
func plain(f File) string {
	s := string(f.Content)
	switch {
	case strings.HasSuffix(f.Name, ".html"):
		return html.UnescapeString(s)
	case strings.HasSuffix(f.Name, ".csv"):
		return strings.ReplaceAll(s, `""`, `"`)
	}
	var v any
	if json.Unmarshal(f.Content, &v) != nil {
		return s
	}
	var b strings.Builder
	texts(v, &b)
	return b.String()
}

// texts writes every text of a JSON value, keys included.
func texts(v any, b *strings.Builder) {
	switch v := v.(type) {
	case string:
		b.WriteString(v)
		b.WriteByte(0)
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
		b.WriteByte(0)
	case []any:
		for _, x := range v {
			texts(x, b)
		}
	case map[string]any:
		for k, x := range v {
			texts(k, b)
			texts(x, b)
		}
	}
}
