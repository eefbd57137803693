package arch

import (
	"os"
	"slices"
	"strings"
	"testing"
)

const top = "../../.."

func checkout(t *testing.T) Tree {
	t.Helper()
	tree, err := Read(top)
	if err != nil {
		t.Fatal(err)
	}
	if len(tree) == 0 {
		t.Fatal("no source found")
	}
	return tree
}

func report(t *testing.T, found []string) {
	t.Helper()
	slices.Sort(found)
	for _, s := range slices.Compact(found) {
		t.Error(s)
	}
}

func TestDirections(t *testing.T)    { report(t, CheckDirections(checkout(t), directions)) }
func TestLibraries(t *testing.T)     { report(t, CheckLibraries(checkout(t), libraries)) }
func TestCalls(t *testing.T)         { report(t, CheckCalls(checkout(t), calls, invariants)) }
func TestSizes(t *testing.T)         { report(t, CheckSizes(checkout(t))) }
func TestDocumentation(t *testing.T) { report(t, CheckDocs(checkout(t))) }

// TestTopLevel holds the top of the checkout to what DESIGN.md fixes; what git ignores may lie there too.
func TestTopLevel(t *testing.T) {
	fixed := strings.Fields(`cmd ui review store assets i18n go.mod go.sum FyneApp.toml README.md DESIGN.md CHANGELOG.md LICENSE Makefile
		.ci .gitignore .git`)
	ignored, err := os.ReadFile(top + "/.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Fields(string(ignored)) {
		fixed = append(fixed, strings.Trim(line, "/"))
	}
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	var here []string
	for _, e := range entries {
		here = append(here, e.Name())
		if !slices.Contains(fixed, e.Name()) {
			t.Errorf("%s stands at the top, where DESIGN.md fixes what may", e.Name())
		}
	}
	for _, must := range []string{"go.mod", "README.md", "DESIGN.md", "CHANGELOG.md", "LICENSE", "Makefile", "FyneApp.toml"} {
		if !slices.Contains(here, must) {
			t.Errorf("%s is missing", must)
		}
	}
}

// TestReadmeMapsEveryRoom holds the map in the README to the rooms there are; parts of a room need no line of their own.
func TestReadmeMapsEveryRoom(t *testing.T) {
	readme, err := os.ReadFile(top + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	mapped := map[string]bool{}
	for _, line := range strings.Split(string(readme), "\n") {
		if room, _, ok := strings.Cut(strings.TrimPrefix(line, "| `"), "` |"); ok && strings.HasPrefix(line, "| `") {
			mapped[room] = false
		}
	}
	for _, room := range checkout(t).Rooms() {
		for room != "" {
			if _, ok := mapped[room]; ok {
				mapped[room] = true
				break
			}
			parent, _, inside := cutLast(room, "/")
			if _, part, _ := cutLast(room, "/"); !inside || !strings.Contains(parent, "/") && parent != "assets" && part != "internal" {
				t.Errorf("the README has no line for %s", room)
				break
			}
			room = parent
		}
	}
	for room, here := range mapped {
		if !here {
			t.Errorf("the README names %s, where there is no source", room)
		}
	}
}
