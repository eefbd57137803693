package review_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/decision"
	"shinsa/review/form"
	"shinsa/review/ident"
)

const private = "PRIVATENOTE"

// A private note stays with who wrote it, through everything that ever leaves a desk in the life of a case: forms, reports, parcels,
// papers, records, what is public; and through every search but the writer's own.
func TestArt20_APrivateNoteNeverLeavesItsDesk(t *testing.T) {
	s := newScheme(t, 3)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	for _, item := range smallItems {
		_, err := m.Note(s.ctx, id, item, private+string(item))
		s.must(err)
	}
	for _, kind := range []form.Kind{form.Sheet, form.Text} {
		_, err := m.ExportForm(s.ctx, id, kind, m.out)
		s.must(err)
	}
	s.judged(id, m)
	hits, err := m.Search(s.ctx, private)
	if err != nil || len(hits) != len(smallItems) {
		t.Errorf("the writer finds %d of %d notes, %v", len(hits), len(smallItems), err)
	}
	_, err = m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	answers := []review.Incoming{m.out.ending(t, ".declaration"), m.out.ending(t, ".opinion")}
	answers = append(answers, s.submit(id, s.members[1])...)
	h := s.declare(id, s.members[2], "post")
	answers = append(answers, s.members[2].out.file(h.Name))
	s.merge(answers...)
	_, err = s.office.Convene(s.ctx, id, session(s), s.office.out)
	s.must(err)
	s.must(s.office.Decide(s.ctx, decision.Decision{Case: id, Outcome: decision.Grant, By: "代表理事"}))
	_, err = s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	for _, export := range []func() error{
		func() error { _, err := s.office.ExportRecords(s.ctx, s.office.out); return err },
		func() error { _, err := s.office.ExportRegister(s.ctx, s.office.out); return err },
		func() error { _, err := s.office.ExportKeys(s.ctx, s.office.out); return err },
	} {
		s.must(export())
	}
	var left [][]byte
	for _, out := range []*folder{m.out, s.members[1].out, s.office.out} {
		for _, b := range out.files {
			left = append(left, b)
		}
	}
	if got := leaks(left, []string{private, "REMARK"}); len(left) < 15 || !slices.Equal(got, []string{"REMARK"}) {
		t.Errorf("%q in %d files that left", got, len(left))
	}
	for _, other := range []*seat{s.office, s.members[1], s.members[2]} {
		if hits, err := other.Search(s.ctx, private); err != nil || len(hits) > 0 {
			t.Errorf("another desk finds %+v, %v", hits, err)
		}
		if got := leaks(other.store.everything(), []string{private}); len(got) > 0 {
			t.Error("another desk keeps a note")
		}
	}
}

// Notes have no way out because nothing that writes for others touches them. Who does is a short list; whoever joins it has to think.
func TestArt20_WhoTouchesPrivateNotes(t *testing.T) {
	want := []string{
		"Desk.Note", "Desk.ownWork", "Desk.passages", "Written.place", "notesOf", // write, show, search and undo them, on the desk itself
		"Desk.forget", "Desk.holding", // destroy them, and count what a purge will destroy
	}
	var got []string
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && touchesNotes(f) {
				got = append(got, owner(f)+f.Name.Name)
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("private notes are touched by %q, want %q", got, want)
	}
}

// touchesNotes reports whether a function names the kind of notes, reads them, or takes those of a file (f.Notes).
func touchesNotes(f *ast.FuncDecl) (found bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Ident:
			found = found || x.Name == "KindNote" || x.Name == "notesOf"
		case *ast.SelectorExpr:
			file, ok := x.X.(*ast.Ident)
			found = found || ok && x.Sel.Name == "Notes" && file.Name == "f"
		}
		return !found
	})
	return found
}

// owner is the type a method belongs to, with a dot.
func owner(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if p, ok := of.(*ast.StarExpr); ok {
		of = p.X
	}
	return of.(*ast.Ident).Name + "."
}
