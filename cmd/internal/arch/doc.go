package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// CheckDocs reports packages without a package comment, and exported names without a comment. A comment on a group of constants or
// variables serves all of them; methods that only satisfy an interface of the standard library are no exception. Tests are free of it.
func CheckDocs(t Tree) []string {
	var out []string
	told := map[string]bool{}
	var rooms []string
	for _, f := range t {
		if f.Test || f.Room == "" {
			continue
		}
		if !slices.Contains(rooms, f.Room) {
			rooms = append(rooms, f.Room)
		}
		if f.AST.Doc != nil && beginsRight(f.AST.Doc.Text(), f.AST.Name.Name) {
			told[f.Room] = true
		}
		for _, d := range f.AST.Decls {
			out = append(out, f.undocumented(d)...)
		}
	}
	for _, room := range rooms {
		if !told[room] {
			out = append(out, fmt.Sprintf("package %s has no comment that begins with its name", room))
		}
	}
	return out
}

func beginsRight(doc, pkg string) bool {
	if pkg == "main" {
		return doc != ""
	}
	return strings.HasPrefix(doc, "Package "+pkg+" ")
}

func (f *File) undocumented(d ast.Decl) []string {
	var out []string
	miss := func(n ast.Node, name string) {
		out = append(out, fmt.Sprintf("%s: %s is exported and has no comment", f.at(n), name))
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
			miss(d, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() && s.Doc == nil && d.Doc == nil {
					miss(s, s.Name.Name)
				}
			case *ast.ValueSpec:
				if s.Names[0].IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil && d.Tok != token.IMPORT {
					miss(s, s.Names[0].Name)
				}
			}
		}
	}
	return out
}

// exportedReceiver reports whether a function is a plain one or a method of an exported type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return true
		}
	}
}
