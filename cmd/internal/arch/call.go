package arch

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// Call is one row of the table of calls: what may be done in some rooms only.
type Call struct {
	Package string // import path; "" for what the language has built in
	Names   []string
	Only    []string
	Tests   bool // whether tests elsewhere may too
	Why     string
}

var calls = []Call{
	{
		Package: "time", Names: []string{"Now", "Since"}, Only: []string{"cmd/internal/boot"}, Tests: true,
		Why: "the clock enters the program in one place; everything else is given the day or the instant",
	},
	{
		Package: "time", Names: []string{"Until"}, Only: []string{"ui/evidence"}, Tests: true,
		Why: "only the page engine, which wants a time-out, asks how much of a deadline is left",
	},
	{
		Package: "fyne.io/fyne/v2", Names: []string{"Do", "DoAndWait"}, Only: []string{"ui/task"},
		Why: "one room carries work between the threads",
	},
	{
		Package: "log", Names: []string{"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"}, Only: []string{"cmd/..."},
		Why: "only the program itself may end",
	},
	{
		Package: "os", Names: []string{"Exit"}, Only: []string{"cmd/..."}, Tests: true,
		Why: "only the program itself may end",
	},
	{
		Names: []string{"panic"}, Only: []string{"cmd/..."}, Tests: true,
		Why: "input is refused with a code; a broken invariant of the program is listed with its reason",
	},
	{
		Package: "github.com/jung-kurt/gofpdf", Names: []string{"MultiCell", "SplitText"}, Only: nil,
		Why: "they drop the character at every automatic break; review/typeset breaks lines",
	},
}

// Invariant is a function that may panic, because only a fault of the program itself can bring it there.
type Invariant struct {
	Room, Func string
	Why        string
}

var invariants = []Invariant{
	{"review/civil", "MustParse", "reads constants of the program"},
	{"review/seal", "oidBytes", "encodes constants of the program"},
	{"store/storetest", "aPanicUndoesEverything", "the contract says what a panic leaves behind"},
	{"review/shape", "standard", "the schemas are part of the build"},
	{"i18n", "bundle", "the message files are part of the build"},
}

// CheckCalls reports every call against the table, and invariants that no longer panic.
func CheckCalls(t Tree, table []Call, excused []Invariant) []string {
	var out []string
	needed := map[Invariant]bool{}
	for _, f := range t {
		imports := localNames(f)
		for _, d := range f.AST.Decls {
			owner := declName(d)
			ast.Inspect(d, func(n ast.Node) bool {
				c, ok := n.(ast.Expr)
				if !ok {
					return true
				}
				row, what := callOf(table, imports, c)
				if row == nil || matchesAny(row.Only, f.Room) || f.Test && row.Tests {
					return true
				}
				for _, e := range excused {
					if what == "panic" && e.Room == f.Room && e.Func == owner {
						needed[e] = true
						return true
					}
				}
				out = append(out, fmt.Sprintf("%s: %s in %s: %s", f.at(c), what, f.Room, row.Why))
				return true
			})
		}
	}
	for _, e := range excused {
		if !needed[e] {
			out = append(out, fmt.Sprintf("%s.%s is excused for a panic it does not have", e.Room, e.Func))
		}
	}
	return out
}

// callOf returns the row that an expression touches. A mention is enough: a function passed on as a value is called in the end.
func callOf(table []Call, imports map[string]string, e ast.Expr) (*Call, string) {
	var pkg, fn string
	switch x := e.(type) {
	case *ast.CallExpr: // what is built in can only be called
		id, ok := x.Fun.(*ast.Ident)
		if !ok {
			return nil, ""
		}
		fn = id.Name
	case *ast.SelectorExpr:
		fn = x.Sel.Name
		if id, ok := x.X.(*ast.Ident); ok {
			pkg = imports[id.Name]
		}
		if pkg == "" {
			return methodOf(table, imports, fn)
		}
	default:
		return nil, ""
	}
	for i, row := range table {
		if row.Package == pkg && slices.Contains(row.Names, fn) {
			return &table[i], strings.TrimPrefix(name(pkg)+"."+fn, ".")
		}
	}
	return nil, ""
}

// methodOf finds a method of a library by its name in files that import the library.
func methodOf(table []Call, imports map[string]string, fn string) (*Call, string) {
	for i, row := range table {
		if row.Package == "github.com/jung-kurt/gofpdf" && slices.Contains(row.Names, fn) {
			for _, p := range imports {
				if p == row.Package {
					return &table[i], fn
				}
			}
		}
	}
	return nil, ""
}

// localNames maps the names under which a file uses packages to their paths.
func localNames(f *File) map[string]string {
	m := map[string]string{}
	for i, p := range f.Imports() {
		n := name(p)
		if strings.HasPrefix(n, "v") && len(n) == 2 {
			n = name(strings.TrimSuffix(p, "/"+n))
		}
		if named := f.AST.Imports[i].Name; named != nil {
			n = named.Name
		}
		m[n] = p
	}
	return m
}

// declName returns the name of the function, or of the first variable, that a declaration declares.
func declName(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Name.Name
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if v, ok := s.(*ast.ValueSpec); ok {
				return v.Names[0].Name
			}
		}
	}
	return ""
}
