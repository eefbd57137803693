package publication

import (
	"context"
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

// Check looks for private texts in the finished files, as they would leave, escapes undone. It stops with ctx, whose error the caller asks for.
func (p *Publication) Check(ctx context.Context, files []File, private []Private) Audit {
	a := Audit{Files: len(files)}
	x := &audit{p: p, texts: map[string]Private{}, heads: map[string][]string{}, met: map[string]bool{}, open: map[ident.CertificateNo]string{}}
	for _, t := range private {
		if t.Text = strings.TrimSpace(t.Text); t.wanted() {
			x.add(t)
		}
	}
	slices.Sort(x.tiers)
	a.Texts = len(x.texts)
	for _, f := range files {
		if ctx.Err() != nil {
			return a
		}
		x.search(plain(f), func(t Private) {
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

// wanted reports whether a text is looked for.
func (t Private) wanted() bool {
	if strings.Trim(t.Text, "0123456789年月日-/.:% ") == "" && len(strings.Map(figure, t.Text)) < fewestFigures {
		return false
	}
	n := utf8.RuneCountInString(t.Text)
	return n >= fewest || n >= probe && slices.Contains(named, t.Field)
}

// figure keeps digits.
func figure(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// audit finds very many texts in one pass over each file. A text is known by its head: itself when it is short, else as many of its first characters
// as the largest of a few lengths that it has, so that texts beginning alike are told apart soon. A filter over the first characters of all
// passes over most places.
type audit struct {
	p      *Publication
	texts  map[string]Private  // the first of those that say the same
	heads  map[string][]string // texts by their heads
	tiers  []int               // the lengths of heads there are, in characters
	filter [1 << 12]uint64     // a bit for each hash of first characters
	met    map[string]bool     // each text is told once
	open   map[ident.CertificateNo]string
	starts []int32
}

// lengths are those of the heads of long texts.
var lengths = []int{12, 24, 48, 96}

func (x *audit) add(t Private) {
	if _, twice := x.texts[t.Text]; twice {
		return
	}
	x.texts[t.Text] = t
	starts := runeStarts(t.Text, nil)
	tier := len(starts) - 1
	for _, n := range lengths {
		if len(starts)-1 >= n {
			tier = n
		}
	}
	if !slices.Contains(x.tiers, tier) {
		x.tiers = append(x.tiers, tier)
	}
	head := t.Text[:starts[tier]]
	x.heads[head] = append(x.heads[head], t.Text)
	word, bit := place(t.Text[:starts[probe]])
	x.filter[word] |= bit
}

// place is where the filter has the first characters of a text, by the hash FNV-1a.
func place(s string) (word int, bit uint64) {
	sum := uint32(2166136261)
	for i := range len(s) {
		sum = (sum ^ uint32(s[i])) * 16777619
	}
	return int(sum >> 6 & (1<<12 - 1)), 1 << (sum & 63)
}

// runeStarts returns where the characters of a text begin, and its end.
func runeStarts(s string, into []int32) []int32 {
	into = into[:0]
	for i := range s {
		into = append(into, int32(i))
	}
	return append(into, int32(len(s)))
}

func (x *audit) search(s string, found func(Private)) {
	x.starts = runeStarts(s, x.starts)
	last := len(x.starts) - 1
	for i := 0; i+probe <= last; i++ {
		from := x.starts[i]
		if word, bit := place(s[from:x.starts[i+probe]]); x.filter[word]&bit == 0 {
			continue
		}
		for _, n := range x.tiers {
			if i+n > last {
				break
			}
			for _, text := range x.heads[s[from:x.starts[i+n]]] {
				if !x.met[text] && strings.HasPrefix(s[from:], text) {
					x.met[text] = true
					found(x.texts[text])
				}
			}
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
