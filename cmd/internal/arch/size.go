package arch

import (
	"fmt"
	"go/ast"
)

// The hard limits of size. What is smaller reads better; what is larger holds two subjects.
const (
	MaxFile   = 500 // lines of a file
	MaxFunc   = 80  // lines of a function, rows of tables not counted
	MaxParams = 5   // parameters of a function; the coordinates of a place count as one
)

// foreign are functions whose parameters somebody else decides.
var foreign = map[string]string{
	"store/internal/shim.onOpen": "SQLite calls it",
}

// CheckSizes reports files, functions and parameter lists over the limits. Tests are free of it.
func CheckSizes(t Tree) []string {
	var out []string
	for _, f := range t {
		if f.Test || ast.IsGenerated(f.AST) {
			continue
		}
		if f.Lines > MaxFile {
			out = append(out, fmt.Sprintf("%s has %d lines, more than %d", f.Path, f.Lines, MaxFile))
		}
		for _, d := range f.AST.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.span(fn) - f.tableRows(fn); n > MaxFunc {
				out = append(out, fmt.Sprintf("%s: %s has %d lines, more than %d", f.at(fn), fn.Name.Name, n, MaxFunc))
			}
			if n := params(fn); n > MaxParams && foreign[f.Room+"."+fn.Name.Name] == "" {
				out = append(out, fmt.Sprintf("%s: %s has %d parameters, more than %d", f.at(fn), fn.Name.Name, n, MaxParams))
			}
		}
	}
	return out
}

// params counts the parameters of a function; x, y, w, h float64 are one place.
func params(fn *ast.FuncDecl) int {
	n := 0
	for _, f := range fn.Type.Params.List {
		if id, ok := f.Type.(*ast.Ident); ok && id.Name == "float64" {
			n++
			continue
		}
		n += max(1, len(f.Names))
	}
	return n
}

// span returns the lines a node covers.
func (f *File) span(n ast.Node) int {
	return f.set.Position(n.End()).Line - f.set.Position(n.Pos()).Line + 1
}

// tableRows counts the lines that are only rows of a literal: a table is long because its subject is, not because its code is. A
// literal that holds a function is code.
func (f *File) tableRows(fn *ast.FuncDecl) int {
	rows := 0
	ast.Inspect(fn, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if holdsCode(lit) {
			return true
		}
		rows += f.span(lit) - 1
		return false
	})
	return rows
}

func holdsCode(lit *ast.CompositeLit) bool {
	code := false
	ast.Inspect(lit, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			code = true
		}
		return !code
	})
	return code
}
