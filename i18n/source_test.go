package i18n

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// saying is one place in the source that names a sentence: a key that T, N or Map say, or a code that is raised as a finding or refusal.
type saying struct {
	at    string
	key   *regexp.Regexp // matches the key; a key that is put together matches several
	name  string         // as written, for the report
	exact bool
	given []string // names of the values given; meaningful when known
	known bool     // all values stand in the source as literals
}

// source is everything the tests of this package read out of the program.
type source struct {
	fset     *token.FileSet
	root     string
	consts   map[string]map[string]string  // folder → constant → value
	carriers map[string]map[string]carrier // folder → function → how it passes its parameter "code" or "key" on
	records  map[string]map[string]int     // folder → struct type → position of its field "code"
	literals map[string]bool               // every string in the program
	patterns []*regexp.Regexp              // every string put together with +
	said     []saying
	unread   []string // codes this reader cannot follow
}

var modulePath = regexp.MustCompile(`(?m)^module (\S+)$`)

// readSource parses the program below root, tests excepted.
func readSource(t *testing.T, root string) *source {
	t.Helper()
	s := &source{
		fset: token.NewFileSet(), root: root, consts: map[string]map[string]string{},
		carriers: map[string]map[string]carrier{}, records: map[string]map[string]int{}, literals: map[string]bool{},
	}
	folders := map[string][]*ast.File{}
	err := filepath.WalkDir(s.root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != s.root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "out"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(s.fset, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(p))
		folders[dir] = append(folders[dir], f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, files := range folders {
		s.declare(dir, files)
	}
	mod, err := os.ReadFile(filepath.Join(s.root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module := modulePath.FindSubmatch(mod)[1]
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		for _, f := range folders[dir] {
			(&reader{source: s, dir: dir, imports: importsOf(f, s.root, string(module))}).read(f)
		}
	}
	return s
}

// importsOf maps the names a file uses for our packages to their folders.
func importsOf(f *ast.File, root, module string) map[string]string {
	m := map[string]string{}
	for _, imp := range f.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		rest, ours := strings.CutPrefix(p, module+"/")
		if !ours {
			continue
		}
		name := p[strings.LastIndex(p, "/")+1:]
		if imp.Name != nil {
			name = imp.Name.Name
		}
		m[name] = root + "/" + rest
	}
	return m
}

// declare notes the constants, the functions that pass a code or key on, and the structs that carry a code.
func (s *source) declare(dir string, files []*ast.File) {
	consts, carriers, records := map[string]string{}, map[string]carrier{}, map[string]int{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, v := range n.Values {
					if lit, ok := literal(v); ok && i < len(n.Names) {
						consts[n.Names[i].Name] = lit
					}
				}
			case *ast.FuncDecl:
				if c, ok := carrierOf(n.Type, n.Body); ok {
					carriers[n.Name.Name] = c
				}
			case *ast.AssignStmt:
				if fn, ok := n.Rhs[0].(*ast.FuncLit); ok {
					if c, ok := carrierOf(fn.Type, fn.Body); ok {
						carriers[fmt.Sprint(n.Lhs[0])] = c
					}
				}
			case *ast.Field:
				if fn, ok := n.Type.(*ast.FuncType); ok && len(n.Names) == 1 {
					if c, ok := carrierOf(fn, nil); ok {
						carriers[n.Names[0].Name] = c
					}
				}
			case *ast.TypeSpec:
				if st, ok := n.Type.(*ast.StructType); ok {
					if i, ok := fieldAt(st.Fields, "code", "Code"); ok {
						records[n.Name.Name] = i
					}
				}
			}
			return true
		})
	}
	s.consts[dir], s.carriers[dir], s.records[dir] = consts, carriers, records
}

// fieldAt returns the position of the first string among fields or parameters that has one of the names.
func fieldAt(l *ast.FieldList, wanted ...string) (int, bool) {
	i := 0
	for _, f := range l.List {
		for _, n := range f.Names {
			if slices.Contains(wanted, n.Name) && isIdent(f.Type, "string") {
				return i, true
			}
			i++
		}
		if len(f.Names) == 0 {
			i++
		}
	}
	return 0, false
}

func literal(e ast.Expr) (string, bool) {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		s, err := strconv.Unquote(l.Value)
		return s, err == nil
	}
	return "", false
}

func TestSource_EveryKeySaidHasWords(t *testing.T) {
	s := readSource(t, "..")
	ja, en := readCatalogue(t, Japanese), readCatalogue(t, English)
	for _, say := range s.said {
		if strings.HasPrefix(say.at, "i18n/") {
			continue // this package only puts keys together for others
		}
		var keys []string
		for key := range ja {
			if say.key.MatchString(key) {
				keys = append(keys, key)
			}
		}
		if len(keys) == 0 {
			t.Errorf("%s: %s has no sentence", say.at, say.name)
		}
		for _, key := range keys {
			if !say.known || !say.exact || en[key] == nil {
				continue
			}
			for _, name := range names(t, key, ja[key]["other"]) {
				if !slices.Contains(say.given, name) {
					t.Errorf("%s: %s is said without its value {{.%s}}", say.at, key, name)
				}
			}
		}
	}
	for _, u := range s.unread {
		t.Errorf("%s: this code is neither a literal, a constant, nor passed on as \"code\"; write it so that it can be found", u)
	}
}

func TestSource_EverySentenceIsUsed(t *testing.T) {
	s := readSource(t, "..")
	for _, key := range slices.Sorted(maps.Keys(readCatalogue(t, Japanese))) {
		if !s.uses(key) {
			t.Errorf("key %s is used nowhere", key)
		}
	}
}

// uses reports whether the program can say key: it stands in the source, is put together there, or is the sentence, hint or request of a code or
// of a kind that does.
func (s *source) uses(key string) bool {
	if code, ok := strings.CutPrefix(key, "fault."); ok {
		return s.literals[strings.TrimSuffix(strings.TrimSuffix(code, ".hint"), ".ask")]
	}
	if s.literals[key] {
		return true
	}
	return slices.ContainsFunc(s.patterns, func(p *regexp.Regexp) bool { return p.MatchString(key) })
}
