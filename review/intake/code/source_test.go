package code_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// said is one place of the source that makes a finding. A severity or clause of "*" is put together there and not compared.
type said struct{ code, severity, clause, at string }

var (
	codeForm   = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$`)
	clauseForm = regexp.MustCompile(`^(?:\d{1,2}(?:-\d{1,2})?(?:\(\d{1,2}\))?)?$`)
)

// sourceReader gathers what the files of one package say.
type sourceReader struct {
	set     *token.FileSet
	files   []*ast.File
	clauses map[string]string // receiver and name of a helper → the clause it gives to every finding
	all     []said
}

// readSource reads the rooms in which the pre-check is made.
func readSource(t *testing.T) []said {
	t.Helper()
	var all []said
	fsys := os.DirFS("..")
	err := fs.WalkDir(fsys, ".", func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || dir == "code" || strings.HasPrefix(dir, "mess") {
			return err
		}
		got, err := readPackage(fsys, dir)
		all = append(all, got...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func readPackage(fsys fs.FS, dir string) ([]said, error) {
	r := &sourceReader{set: token.NewFileSet(), clauses: map[string]string{}}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		b, err := fs.ReadFile(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(r.set, path.Join(dir, e.Name()), b, 0)
		if err != nil {
			return nil, err
		}
		r.files = append(r.files, f)
	}
	r.each(r.helper)
	r.each(r.find)
	return r.all, nil
}

func (r *sourceReader) each(f func(recv string, n ast.Node)) {
	for _, file := range r.files {
		for _, d := range file.Decls {
			recv := ""
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				recv = receiver(fn.Recv.List[0].Type)
			}
			ast.Inspect(d, func(n ast.Node) bool { f(recv, n); return true })
		}
	}
}

func receiver(e ast.Expr) string {
	if s, ok := e.(*ast.StarExpr); ok {
		e = s.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// helper notes the clause of functions that make findings for others.
func (r *sourceReader) helper(recv string, n ast.Node) {
	name, body := "", (*ast.BlockStmt)(nil)
	switch n := n.(type) {
	case *ast.FuncDecl:
		name, body = n.Name.Name, n.Body
	case *ast.AssignStmt:
		if lit, ok := n.Rhs[0].(*ast.FuncLit); ok {
			name, body = n.Lhs[0].(*ast.Ident).Name, lit.Body
		}
	}
	if body == nil || name != "find" && name != "field" && name != "add" {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CompositeLit); ok {
			if clause, ok := text(value(c, "Clause")); ok {
				r.clauses[recv+"."+name] = clause
			}
		}
		return true
	})
}

func (r *sourceReader) find(recv string, n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		r.call(recv, n)
	case *ast.CompositeLit:
		if code, ok := text(value(n, "Code")); ok {
			s := said{code: code, severity: severity(value(n, "Severity")), at: r.at(n)}
			if c := value(n, "Clause"); c != nil {
				s.clause = clause(c)
			}
			r.all = append(r.all, s)
		}
	case *ast.AssignStmt:
		r.assigned(n)
	}
}

// call reads find("code", fault.Must, …) in its several forms, and fault.New(fault.Invalid, "code").
func (r *sourceReader) call(recv string, n *ast.CallExpr) {
	name := ""
	switch f := n.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	for i, a := range n.Args {
		code, ok := text(a)
		if !ok || !codeForm.MatchString(code) {
			continue
		}
		if name == "New" && i == 1 && selector(n.Args[0]) == "Invalid" {
			r.all = append(r.all, said{code, "refused", "*", r.at(n)})
			return
		}
		if i+1 >= len(n.Args) || severity(n.Args[i+1]) == "*" {
			continue
		}
		s := said{code: code, severity: severity(n.Args[i+1]), clause: "*", at: r.at(n)}
		if c, fixed := r.clauses[recv+"."+name]; fixed {
			s.clause = c
		} else if i+2 < len(n.Args) {
			s.clause = clause(n.Args[i+2])
		}
		r.all = append(r.all, s)
		return
	}
}

// assigned reads code, sev := "code", fault.Info and code = "code".
func (r *sourceReader) assigned(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	s := said{severity: "*", clause: "*", at: r.at(n)}
	for i, l := range n.Lhs {
		name := ""
		switch l := l.(type) {
		case *ast.Ident:
			name = l.Name
		case *ast.SelectorExpr:
			name = l.Sel.Name
		}
		switch strings.ToLower(name) {
		case "code":
			s.code, _ = text(n.Rhs[i])
		case "sev", "severity":
			s.severity = severity(n.Rhs[i])
		case "clause":
			s.clause = clause(n.Rhs[i])
		}
	}
	if codeForm.MatchString(s.code) {
		r.all = append(r.all, s)
	}
}

func (r *sourceReader) at(n ast.Node) string { return r.set.Position(n.Pos()).String() }

func value(c *ast.CompositeLit, key string) ast.Expr {
	for _, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && id.Name == key {
				return kv.Value
			}
		}
	}
	return nil
}

func text(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

func selector(e ast.Expr) string {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if id, ok := s.X.(*ast.Ident); !ok || id.Name != "fault" {
		return ""
	}
	return s.Sel.Name
}

// severity is the severity that an expression names; "*" for one put together.
func severity(e ast.Expr) string {
	if s := strings.ToLower(selector(e)); slices.Contains([]string{"must", "should", "info"}, s) {
		return s
	}
	return "*"
}

// clause is the clause that an expression says; "*" for one put together.
func clause(e ast.Expr) string {
	if s, ok := text(e); ok && clauseForm.MatchString(s) {
		return s
	}
	return "*"
}
