package intake

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/form"
	"shinsa/review/intake/record"
	"shinsa/review/intake/template"
	"shinsa/review/intake/workbook"
	"shinsa/review/term"
)

// Read reads a package. A form that cannot be read is refused: the application then holds the findings and Load is Refused, and the
// error is a *fault.Error of kind Invalid with the same findings. Any other error is one of reading files or of ctx.
func Read(ctx context.Context, p Package) (*Application, error) {
	if p.Facts.Rule == (term.Rule{}) {
		p.Facts.Rule = term.Default()
	}
	app := begin(p)
	f, err := readForm(ctx, p, app)
	if err != nil {
		if fault.KindOf(err) != fault.Invalid {
			return nil, err
		}
		return refuse(app, err)
	}
	app.Header, app.Answers, app.Evidence, app.Form.Sheets = f.Header, f.Answers, f.Evidence, f.Sheets
	m, err := attached(ctx, p, app.Evidence)
	if err != nil {
		return nil, err
	}
	app.Evidence, app.Unlisted, app.Files = m.Rows, m.Unlisted(), m.Digests()
	c := &checker{pkg: p, app: app, list: slices.Concat(f.Findings, m.Findings)}
	c.run()
	app.Findings = c.list
	app.Counts = count(app, p.Edition)
	return app, nil
}

// attached matches the evidence; of an application on paper the scans of it are evidence too.
func attached(ctx context.Context, p Package, rows []Evidence) (*evidence.Set, error) {
	m, err := evidence.Match(ctx, rows, p.Files, p.Prober)
	if err != nil || p.Paper == nil {
		return m, err
	}
	return m, m.AddScans(ctx, p.Paper.Scans, p.Prober)
}

// readForm reads the form in whichever way it came. The findings begin with those about the workbook as a whole.
func readForm(ctx context.Context, p Package, app *Application) (form.Form, error) {
	if p.Paper != nil {
		return readTyped(ctx, p, app)
	}
	book, err := workbook.Read(ctx, p.Form, workbook.Default)
	if err != nil {
		return form.Form{}, err
	}
	f := form.Read(book, p.Edition)
	if f.Sheets["A"] == "" && f.Sheets["B"] == "" {
		return f, fault.New(fault.Invalid, "form_not_application")
	}
	if len(f.Sheets) < 3 {
		app.Load = LoadedWithFindings
	}
	made, err := madeFrom(ctx, book, p.Edition)
	if err != nil {
		return f, err
	}
	f.Findings = slices.Concat(bookNotes(book), made, f.Findings)
	return f, nil
}

func begin(p Package) *Application {
	return &Application{
		Load: Loaded, Received: p.Received,
		Edition:  EditionRef{p.Edition.ID(), p.Edition.Digest(), len(p.Edition.Items()), p.Edition.Sample()},
		Form:     Form{File: p.FormName, Bytes: len(p.Form), Digest: ident.Sum(p.Form), Sheets: map[string]string{}},
		Header:   Header{Withhold: []Withholding{}},
		Answers:  Answers{},
		Levels:   map[ident.ItemID]criteria.Outcome{},
		Evidence: []Evidence{},
		Files:    []FileDigest{},
		Findings: fault.List{},
	}
}

func refuse(app *Application, err error) (*Application, error) {
	app.Load = Refused
	code := "form_damaged"
	if e, ok := err.(*fault.Error); ok { //nolint:errorlint // workbook.Read returns it bare
		code = e.Code
	}
	app.Findings = fault.List{{Code: code, Severity: fault.Must, Clause: "4-1(1)", File: app.Form.File}}
	return app, fault.Refuse(fault.Invalid, "form_refused", app.Findings)
}

// bookNotes reports what a workbook carries beside its cells; none of it was followed.
func bookNotes(b *workbook.Book) fault.List {
	var l fault.List
	if b.Macros {
		l = append(l, fault.Finding{Code: "form_macros", Severity: fault.Should})
	}
	if b.External {
		l = append(l, fault.Finding{Code: "form_external_links", Severity: fault.Should})
	}
	if len(b.Drawn) > 0 {
		l = append(l, fault.Finding{Code: "form_text_in_shapes", Severity: fault.Should, Args: record.Args("text", strings.Join(b.Drawn, "\n"))})
	}
	return l
}

// madeFrom finds a form that was made from another edition than the one it is read against (Art. 22), and one of this edition whose own words
// were altered. A form that carries no mark was not made here, and nothing is said of it.
func madeFrom(ctx context.Context, b *workbook.Book, e *criteria.Edition) (fault.List, error) {
	switch digest := strings.Trim(b.Names[template.Mark], `"`); digest {
	case "":
		return nil, nil
	case string(e.Digest()):
	default:
		return fault.List{{Code: "form_of_other_edition", Severity: fault.Must, Clause: "22"}}, nil
	}
	places, err := template.Altered(ctx, b, e)
	if len(places) == 0 {
		return nil, err
	}
	return fault.List{{
		Code: "form_altered", Severity: fault.Should, Clause: "4-1(1)",
		Args: record.Args("n", strconv.Itoa(len(places)), "cells", strings.Join(places[:min(len(places), 10)], "、")),
	}}, err
}

// run makes the checks in the order in which a person would.
func (c *checker) run() {
	if c.pkg.Previous != nil {
		c.app.Changes = CompareBy(c.pkg.Previous, c.app, c.pkg.Mapping)
		c.evidenceBefore()
	}
	c.completeness()
	c.papers()
	c.admission()
	c.renewal()
	c.links()
	c.levels()
	c.identity()
	c.sense()
	c.contradictions()
	c.withholdings()
	c.changes()
	c.notices()
}

func count(app *Application, e *criteria.Edition) Counts {
	var n Counts
	for _, it := range e.Items() {
		switch app.Answers[it.ID].Kind {
		case criteria.StateAnswered:
			n.Answered++
		case criteria.StateByReference:
			n.ByReference++
		case criteria.StateNotApplicable:
			n.NotApplicable++
		case criteria.StateBlank:
			n.Blank++
			if it.Duty == criteria.Mandatory {
				n.MandatoryBlank++
			}
		}
	}
	return n
}

// inOrder returns the items of answers by the numbers in their ids, so that 31.2 stands before 31.10.
func inOrder(a Answers) []ident.ItemID {
	return slices.SortedFunc(func(yield func(ident.ItemID) bool) {
		for id := range a {
			if !yield(id) {
				return
			}
		}
	}, func(x, y ident.ItemID) int {
		p, q := strings.Split(string(x), "."), strings.Split(string(y), ".")
		for i := range min(len(p), len(q)) {
			a, errA := strconv.Atoi(p[i])
			b, errB := strconv.Atoi(q[i])
			if errA == nil && errB == nil && a != b {
				return a - b
			}
			if p[i] != q[i] && (errA != nil || errB != nil) {
				return strings.Compare(p[i], q[i])
			}
		}
		return len(p) - len(q)
	})
}
