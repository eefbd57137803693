package paper_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shinsa/review/paper"
)

// A look is what a page looks like from afar: how dark each of 30 by 42 squares of about 7 mm is, as a digit from 0, white, to f. It is small
// enough to be kept for every page of every kind, and readers of PDF that smooth edges differently agree on it within one step.
const (
	lookWide, lookHigh = 30, 42
	lookSteps          = 30.0 // of darkness, up to half of which a square of text ever has
)

type look [lookHigh]string

// looks draws the pages of a paper as a reader would and returns how each looks.
func looks(tb testing.TB, d *paper.Document) []look {
	tb.Helper()
	dir := tb.TempDir()
	tool(tb, "pdftoppm", "-r", "36", "-gray", saved(tb, d), filepath.Join(dir, "p"))
	names, err := filepath.Glob(filepath.Join(dir, "*.pgm"))
	if err != nil || len(names) != d.Pages {
		tb.Fatalf("%s: %d pictures of %d pages: %v", d.Kind, len(names), d.Pages, err)
	}
	slices.Sort(names)
	out := make([]look, len(names))
	for i, name := range names {
		out[i] = lookOf(tb, name)
	}
	return out
}

// lookOf reads a picture as pdftoppm writes it: a line each for the format, the size and the greatest value, and a byte for each point.
func lookOf(tb testing.TB, path string) look {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var w, h, top int
	if _, err := fmt.Sscanf(string(b[:min(len(b), 40)]), "P5\n%d %d\n%d\n", &w, &h, &top); err != nil || top != 255 || len(b) < w*h {
		tb.Fatalf("%s is no picture: %v", path, err)
	}
	b = b[len(b)-w*h:]
	var out look
	for y := range lookHigh {
		for x := range lookWide {
			sum, n := 0, 0
			for py := y * h / lookHigh; py < (y+1)*h/lookHigh; py++ {
				for _, v := range b[py*w+x*w/lookWide : py*w+(x+1)*w/lookWide] {
					sum, n = sum+255-int(v), n+1
				}
			}
			step := min(int(lookSteps*float64(sum)/float64(255*n)+0.5), 15)
			out[y] += fmt.Sprintf("%x", step)
		}
	}
	return out
}

// unlike counts the squares that are more than one step apart.
func (l look) unlike(m look) int {
	n := 0
	for y := range l {
		for x := range l[y] {
			a, b := strings.IndexByte("0123456789abcdef", l[y][x]), strings.IndexByte("0123456789abcdef", m[y][x])
			if max(a-b, b-a) > 1 {
				n++
			}
		}
	}
	return n
}

func readLooks(tb testing.TB, path string) map[string]look {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]look{}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	for ; len(lines) > lookHigh; lines = lines[lookHigh+1:] {
		var l look
		copy(l[:], lines[1:])
		out[lines[0]] = l
	}
	return out
}

// Every page of every kind looks as it did when it was last looked at.
func TestGolden_Looks(t *testing.T) {
	const path = "testdata/looks.txt"
	docs := all(t)
	var b bytes.Buffer
	now := map[string]look{}
	for _, kind := range slices.Sorted(maps.Keys(docs)) {
		for i, l := range looks(t, docs[kind]) {
			name := fmt.Sprintf("%s %d", kind, i+1)
			now[name] = l
			fmt.Fprintf(&b, "%s\n%s\n", name, strings.Join(l[:], "\n"))
		}
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := readLooks(t, path)
	if len(want) != len(now) {
		t.Errorf("%d pages, %d in %s", len(now), len(want), path)
	}
	for name, l := range now {
		if n := l.unlike(want[name]); n > 0 {
			kind, _, _ := strings.Cut(name, " ")
			t.Errorf("page %s looks different in %d of %d squares (look at it with -artifacts, then -update)", name, n, lookWide*lookHigh)
			if err := os.WriteFile(filepath.Join(t.ArtifactDir(), kind+".pdf"), finished(t, docs[kind]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A look is fine enough to see a line that is missing or a name that is another.
func TestLooks_SeeWhatAReaderWouldMiss(t *testing.T) {
	draw := func(change func(*paper.Grant)) look {
		g := grant
		change(&g)
		d, err := press(t).Grant(profile, g)
		if err != nil {
			t.Fatal(err)
		}
		return looks(t, d)[0]
	}
	same := draw(func(*paper.Grant) {})
	if n := same.unlike(draw(func(*paper.Grant) {})); n != 0 {
		t.Errorf("the same page differs in %d squares", n)
	}
	for name, change := range map[string]func(*paper.Grant){
		"no conditions":   func(g *paper.Grant) { g.Conditions = nil },
		"another service": func(g *paper.Grant) { g.Service = "別のサービス" },
		"no number":       func(g *paper.Grant) { g.Number = "" },
	} {
		if n := same.unlike(draw(change)); n < 5 {
			t.Errorf("%s: only %d squares differ", name, n)
		}
	}
}
