package arch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// plant writes a small program and reads it back: path → source.
func plant(t *testing.T, files map[string]string) Tree {
	t.Helper()
	root := t.TempDir()
	for path, src := range files {
		full := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// want fails unless there is exactly one finding for each wanted part, in order.
func want(t *testing.T, found []string, parts ...string) {
	t.Helper()
	if len(found) != len(parts) {
		t.Fatalf("found %d, want %d:\n%s", len(found), len(parts), strings.Join(found, "\n"))
	}
	for i, p := range parts {
		if !strings.Contains(found[i], p) {
			t.Errorf("found %q, want it to say %q", found[i], p)
		}
	}
}

func TestCheckDirections_FindsEachFault(t *testing.T) {
	tree := plant(t, map[string]string{
		"low/a.go":        "package low\nimport _ \"shinsa/high\"\n",
		"low/a_test.go":   "package low\nimport _ \"shinsa/high\"\n",
		"high/b.go":       "package high\nimport (\n_ \"shinsa/low\"\n_ \"shinsa/paper\"\n_ \"fmt\"\n)\n",
		"paper/c.go":      "package paper\n",
		"new/d.go":        "package new\n",
		"whole/e.go":      "package whole\nimport _ \"shinsa/whole/part\"\n",
		"whole/part/f.go": "package part\nimport _ \"shinsa/low\"\n",
	})
	table := []Direction{
		{Rooms: []string{"low"}},
		{Rooms: []string{"high"}, May: []string{"low", "paper/...", "!paper"}},
		{Rooms: []string{"paper"}},
		{Rooms: []string{"gone"}},
		{Rooms: []string{"whole/..."}, Parts: true},
	}
	want(t, CheckDirections(tree, table), "high may not import paper", "low may not import high", "room new has no row",
		"whole/part may not import low", "names gone")
}

func TestCheckLibraries_FindsEachFault(t *testing.T) {
	tree := plant(t, map[string]string{
		"a/a.go":      "package a\nimport _ \"lib/v2/deep\"\n",
		"a/a_test.go": "package a\nimport (\n_ \"lib\"\n_ \"os\"\n)\n",
		"b/b.go":      "package b\nimport _ \"lib\"\n",
	})
	table := []Library{{Paths: []string{"lib/..."}, Only: []string{"b", "gone"}, Why: "one room"}, {Paths: []string{"os"}, Tests: true}}
	want(t, CheckLibraries(tree, table), "a/a.go: a may not import lib/v2/deep: one room", "a/a_test.go", "names gone")
}

func TestCheckCalls_FindsEachFault(t *testing.T) {
	tree := plant(t, map[string]string{
		"a/a.go": `package a
import ("time"; clock "time"; "fyne.io/fyne/v2")
var now = time.Now
func Must() { panic("listed") }
func other() { panic("not listed"); clock.Now(); fyne.Do(nil) }
type T struct{}
func (T) Now() {}
func fine(t T) { t.Now() }
`,
		"a/a_test.go": "package a\nimport \"time\"\nvar day = time.Now()\n",
		"cmd/x/x.go":  "package main\nfunc f() { panic(1) }\n",
	})
	excused := []Invariant{{"a", "Must", "listed"}, {"a", "Gone", "no longer"}}
	want(t, CheckCalls(tree, []Call{
		{Package: "time", Names: []string{"Now"}, Tests: true, Why: "clock"},
		{Package: "fyne.io/fyne/v2", Names: []string{"Do"}, Why: "threads"},
		{Names: []string{"panic"}, Only: []string{"cmd/..."}, Why: "refuse"},
	}, excused), "a/a.go:3: time.Now", "a/a.go:5: panic", "a/a.go:5: time.Now", "a/a.go:5: v2.Do", "Gone is excused")
}

func TestCheckSizes_FindsEachFault(t *testing.T) {
	code := strings.Repeat("\tprintln()\n", MaxFunc)
	rows := strings.Repeat("\t\t\"row\",\n", MaxFunc)
	tree := plant(t, map[string]string{
		"a/long.go":      "package a\n" + strings.Repeat("\n", MaxFile),
		"a/long_test.go": "package a\n" + strings.Repeat("\n", MaxFile),
		"b/func.go":      "package b\nfunc long() {\n" + code + "}\n",
		"c/table.go":     "package c\nfunc table() []string {\n\treturn []string{\n" + rows + "\t}\n}\n",
		"d/closures.go":  "package d\nfunc table() []func() {\n\treturn []func(){func() {\n" + code + "\t}}\n}\n",
		"e/params.go":    "package e\nfunc many(a, b, c, d, e, f int) {}\nfunc place(x, y, w, h, r float64, a, b, c, d int) {}\n",
	})
	want(t, CheckSizes(tree), "a/long.go has 501", "long has 82 lines", "table has 84 lines", "many has 6 parameters")
}

func TestCheckDocs_FindsEachFault(t *testing.T) {
	tree := plant(t, map[string]string{
		"a/a.go": `package a

func Bare() {}

type Naked struct{}

func (Naked) Method() {}

type hidden struct{}

func (*hidden) Method() {}

const One = 1

// The numbers.
const (
	Two = 2
)
`,
		"b/b.go": "// Package b is told.\npackage b\n",
		"c/c.go": "// Program c is told.\npackage main\n",
	})
	want(t, CheckDocs(tree), "Bare", "Naked", "Method", "One", "package a has no comment")
}
