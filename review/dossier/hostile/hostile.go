// Package hostile makes files that do harm to who reads them carelessly, from descriptions in words, and knows what has to be said of
// each. It is for tests: of the rooms that check such files, and of whole desks that are shown them.
//
// Rules that hold here:
//
//   - A case is a text file: what it is, which word of [Words] it stands for, how it is made, and every finding there has to be, in order.
//   - Archives ([Archives]) are for package zipcheck, bags ([Bags]) for package bag, documents ([Documents]) for package canon. Each of them can
//     be dropped on a desk as well, see [Case.Bytes] and [Case.Enrolment].
//   - Every word has a case; a test holds the list to that.
//
// It serves the promise that hostile input is refused whole, with all reasons, and nothing left behind.
package hostile

import (
	"archive/zip"
	"bytes"
	"embed"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"

	"shinsa/review/dossier"
	"shinsa/review/dossier/zipcheck"
)

//go:embed archive bag document
var files embed.FS

// Kind is what a case is a file of.
type Kind string

// The kinds; the values are folders.
const (
	Archives  Kind = "archive"
	Bags      Kind = "bag"
	Documents Kind = "document"
)

// Words are what may be wrong with a file that comes from elsewhere; "in order" is for what looks wrong and is not.
var Words = []string{
	"path escape", "absolute path", "drive letter", "UNC path", "user folder", "symbolic link", "special file", "duplicate name", "normal form twin",
	"case twin", "CP932 name", "reserved Windows name", "name too long", "unreadable name", "bomb by ratio", "bomb by nesting", "bomb by entries",
	"overlapping entries", "wrong CRC", "truncated", "encrypted", "two readings", "packing unknown", "fetch.txt", "huge JSON", "deep JSON", "duplicate key",
	"number beyond 2^53", "invalid UTF-8", "no JSON", "everything at once", "in order",
}

// Case is one described file.
type Case struct {
	Kind    Kind
	Name    string
	Comment string // what it is, in words
	Word    string // of Words
	Limits  string // "name=value" of zipcheck.Limits, when they are not the default ones
	Want    string // a line for each finding: severity, code, place in quotation marks
	Names   string // a line for each entry as it has to be decoded, where that is the point
	script  string
}

// Cases returns all cases of a kind, sorted by name.
func Cases(t testing.TB, k Kind) []Case {
	t.Helper()
	entries, err := fs.ReadDir(files, string(k))
	if err != nil {
		t.Fatal(err)
	}
	var out []Case
	for _, e := range entries {
		b, err := fs.ReadFile(files, path.Join(string(k), e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		s := sections(string(b))
		out = append(out, Case{
			Kind: k, Name: strings.TrimSuffix(e.Name(), ".txtar"), Comment: strings.TrimSpace(s["comment"]), Word: strings.TrimSpace(s["word"]),
			Limits: s["limits"], Want: s["want"], Names: s["names"], script: s["archive"] + s["document"],
		})
	}
	return out
}

// sections reads a txtar file: a comment, then sections that begin with a line "-- name --".
func sections(text string) map[string]string {
	out, name := map[string]string{}, "comment"
	for _, line := range strings.SplitAfter(text, "\n") {
		if s := strings.TrimSpace(line); strings.HasPrefix(s, "-- ") && strings.HasSuffix(s, " --") {
			name = strings.TrimSuffix(strings.TrimPrefix(s, "-- "), " --")
			continue
		}
		out[name] += line
	}
	return out
}

// Bad reports whether the case has to be refused.
func (c Case) Bad() bool { return strings.Contains(c.Want, "must ") }

// Codes returns the codes of the findings for which the case has to be refused.
func (c Case) Codes() []string {
	var out []string
	for line := range strings.Lines(c.Want) {
		if f := strings.Fields(line); f[0] == "must" {
			out = append(out, f[1])
		}
	}
	return out
}

// ZipLimits are the limits under which an archive is checked.
func (c Case) ZipLimits(t testing.TB) (l zipcheck.Limits) {
	t.Helper()
	for _, word := range strings.Fields(c.Limits) {
		k, v, _ := strings.Cut(word, "=")
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		switch k {
		case "archive":
			l.Archive = n
		case "entries":
			l.Entries = int(n)
		case "entry":
			l.Entry = n
		case "total":
			l.Total = n
		case "ratio":
			l.Ratio = n
		default:
			t.Fatalf("no limit %q", k)
		}
	}
	return l
}

// Bytes makes the file.
func (c Case) Bytes(t testing.TB) []byte {
	t.Helper()
	if c.Kind == Documents {
		return document(t, c.script)
	}
	return Archive(t, c.script)
}

// Enrolment is a member's request to be enrolled whose document is the case: the one parcel that anybody can make. Rehearsal is whether the
// desk it is for was made for rehearsal.
func (c Case) Enrolment(t testing.TB, rehearsal bool) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := dossier.Create(&b, dossier.Outgoing{
		Kind: dossier.Enrolment, Rehearsal: rehearsal, Sender: dossier.Party{ID: "m-2f61a0c4", Name: "委員"}, Created: time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC),
		Payload: []dossier.File{dossier.BytesFile("request.json", c.Bytes(t))},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Headed is a parcel whose header is the case.
func (c Case) Headed(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, body := range map[string][]byte{"b/bagit.txt": []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), "b/parcel.json": c.Bytes(t)} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name})
		if err == nil {
			_, err = f.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// document makes the text that a case describes, one line each:
//
//	text "…"       as it stands
//	repeat N "…"   N times
//
// Texts are Go string literals.
func document(t testing.TB, script string) []byte {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(script) {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		n := 1
		if verb == "repeat" {
			count, text, _ := strings.Cut(rest, " ")
			var err error
			if n, err = strconv.Atoi(count); err != nil {
				t.Fatal(err)
			}
			rest = text
		}
		text, err := strconv.Unquote(rest)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out.WriteString(strings.Repeat(text, n))
	}
	return out.Bytes()
}
