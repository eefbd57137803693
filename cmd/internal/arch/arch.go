// Package arch holds the shape of the program as tables and checks the source against them.
//
// Three tables say what may stand where: directions (which room may import which), libraries (who may import what was written
// elsewhere) and calls (what may only be done in one place, such as reading the clock). Sizes and documentation are held to the same
// way. A row that names a room or a function that is gone is an error too, so that the tables stay true. The test of this package
// runs the checks over the whole checkout, in every `go test ./...`.
//
// The checks read the source with go/parser alone: they need neither a build nor a network, and take well under a second.
package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module is the path all our imports begin with.
const Module = "shinsa/"

// File is one parsed source file.
type File struct {
	Path  string // from the top of the checkout, with slashes
	Room  string // folder of the file; "" at the top
	Test  bool
	Lines int
	AST   *ast.File
	set   *token.FileSet
}

// Tree is the parsed source of the program.
type Tree []*File

// Read parses every Go file below root, whatever its build tags. Folders that the go tool passes over are passed over here.
func Read(root string) (Tree, error) {
	set := token.NewFileSet()
	var tree Tree
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && p != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "out"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		f, err := parser.ParseFile(set, p, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("parse source: %w", err)
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return fmt.Errorf("place source: %w", err)
		}
		rel = filepath.ToSlash(rel)
		room, _, inside := cutLast(rel, "/")
		if !inside {
			room = ""
		}
		tree = append(tree, &File{
			Path: rel, Room: room, Test: strings.HasSuffix(name(rel), "_test.go"), Lines: set.File(f.Pos()).LineCount(), AST: f, set: set,
		})
		return nil
	})
	return tree, err
}

func name(p string) string {
	_, after, ok := cutLast(p, "/")
	if !ok {
		return p
	}
	return after
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// Rooms returns the folders that hold source, sorted.
func (t Tree) Rooms() []string {
	var rooms []string
	for _, f := range t {
		if !slices.Contains(rooms, f.Room) {
			rooms = append(rooms, f.Room)
		}
	}
	slices.Sort(rooms)
	return rooms
}

// Imports returns the paths a file imports.
func (f *File) Imports() []string {
	var out []string
	for _, imp := range f.AST.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		out = append(out, p)
	}
	return out
}

// at says where in the checkout a node is.
func (f *File) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.Path, f.set.Position(n.Pos()).Line)
}

// matches reports whether a room is named by a pattern: the room itself, or with "/..." it and everything below.
func matches(pattern, room string) bool {
	if base, deep := strings.CutSuffix(pattern, "/..."); deep {
		return room == base || strings.HasPrefix(room, base+"/")
	}
	return pattern == room
}

func matchesAny(patterns []string, room string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, room) })
}
