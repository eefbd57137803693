package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

type importFlags struct{ id, title, from, columns string }

func importFlag(fs *flag.FlagSet) any {
	f := &importFlags{}
	fs.StringVar(&f.id, "id", "", "")
	fs.StringVar(&f.title, "title", "", "")
	fs.StringVar(&f.from, "from", "", "")
	fs.StringVar(&f.columns, "columns", "", "")
	return f
}

// criteriaImport reads an edition from any of its formats and keeps it.
func criteriaImport(ctx context.Context, c *call) error {
	f := c.flags.(*importFlags)
	columns, err := readColumns(f.columns)
	if err != nil {
		return err
	}
	return c.withFile(ctx, func(d *review.Desk, in review.Incoming) error {
		e, found, err := d.ReadEdition(ctx, in, review.Reading{ID: ident.EditionID(f.id), Title: f.title, From: ident.EditionID(f.from), Columns: columns})
		if err != nil {
			return err
		}
		if err := d.ImportEdition(ctx, e); err != nil {
			return err
		}
		content, err := e.Content()
		if err != nil {
			return err
		}
		v := map[string]any{"id": e.ID(), "sha256": e.Digest(), "content": content, "items": len(e.Items()), "status": e.Status(), "findings": listOf(found)}
		return c.result(v, func() {
			c.say("ctl.criteria.good", "id", e.ID(), "n", len(e.Items()))
			c.findings(found)
		})
	})
}

// listOf is an empty list in JSON, never null.
func listOf(l fault.List) fault.List { return append(fault.List{}, l...) }

// readColumns reads "no=0,title=2,ask=3"; what is not named is not in the table.
func readColumns(s string) (*catalog.Columns, error) {
	if s == "" {
		return nil, nil
	}
	c := catalog.None
	places := map[string]*int{"head": &c.Head, "no": &c.No, "category": &c.Category, "title": &c.Title, "ask": &c.Ask, "duty": &c.Duty}
	for _, pair := range strings.Split(s, ",") {
		name, value, _ := strings.Cut(pair, "=")
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || places[name] == nil {
			return nil, &errUsage{"ctl.usage.columns", s}
		}
		*places[name] = n
	}
	return &c, nil
}

// criteriaForm makes the empty form of an edition.
func criteriaForm(ctx context.Context, c *call) error {
	return c.editionFile(ctx, func(d *review.Desk, out review.Outbox, name string) (review.Handed, error) {
		if filepath.Ext(name) != ".xlsx" {
			return review.Handed{}, &errUsage{"ctl.usage.edition_file", name}
		}
		return d.EmptyForm(ctx, ident.EditionID(c.args[0]), out, name)
	})
}

// criteriaExport writes an edition in the format that the end of the file's name says.
func criteriaExport(ctx context.Context, c *call) error {
	return c.editionFile(ctx, func(d *review.Desk, out review.Outbox, name string) (review.Handed, error) {
		format := review.EditionFormat(strings.TrimPrefix(filepath.Ext(name), "."))
		return d.ExportEdition(ctx, ident.EditionID(c.args[0]), format, out, name)
	})
}

// editionFile hands out the one file that -o names.
func (c *call) editionFile(ctx context.Context, f func(*review.Desk, review.Outbox, string) (review.Handed, error)) error {
	path := c.flags.(*outFlags).out
	if path == "" {
		return &errUsage{"ctl.usage.out", ""}
	}
	return c.handOut(ctx, filepath.Dir(path), func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := f(d, out, filepath.Base(path))
		return []review.Handed{h}, err
	})
}

// criteriaDiff compares two editions, and writes the table of old and new when -o names a file.
func criteriaDiff(ctx context.Context, c *call) error {
	path := c.flags.(*outFlags).out
	return c.onDesk(ctx, func(d *review.Desk) error {
		cmp, err := d.CompareEditions(ctx, ident.EditionID(c.args[0]), ident.EditionID(c.args[1]))
		if err != nil {
			return err
		}
		if path == "" {
			return c.result(cmp, func() { c.comparison(cmp) })
		}
		write := map[string]func(context.Context, *review.Comparison, review.Outbox, string) (review.Handed, error){
			".xlsx": d.ComparisonXLSX, ".pdf": d.ComparisonPDF,
		}[filepath.Ext(path)]
		if write == nil {
			return &errUsage{"ctl.usage.edition_file", path}
		}
		out, err := boot.Outbox(filepath.Dir(path))
		if err != nil {
			return err
		}
		h, err := write(ctx, cmp, out, filepath.Base(path))
		if err != nil {
			return err
		}
		return c.handed([]review.Handed{h})
	})
}

func (c *call) comparison(cmp *review.Comparison) {
	var pairs []any
	for _, k := range []criteria.ChangeKind{
		criteria.Unchanged, criteria.Modified, criteria.Moved, criteria.Split, criteria.Merged, criteria.New, criteria.Withdrawn,
	} {
		pairs = append(pairs, string(k), cmp.Counts[k])
	}
	c.say("ctl.criteria.diff", pairs...)
	for _, l := range cmp.Lines {
		if l.Kind != criteria.Unchanged {
			fmt.Fprintf(c.out, "%s\t%v\t%v\t%v\n", l.Kind, l.From, l.To, l.Fields)
		}
	}
}

type advanceFlags struct{ on, inForce, text string }

func advanceFlag(fs *flag.FlagSet) any {
	f := &advanceFlags{}
	fs.StringVar(&f.on, "on", "", "")
	fs.StringVar(&f.inForce, "in-force", "", "")
	fs.StringVar(&f.text, "text", "", "")
	return f
}

// criteriaAdvance takes an edition one step on its way into force; a draft that is proposed stands on the committee's agenda.
func criteriaAdvance(ctx context.Context, c *call) error {
	step, err := c.step(criteria.Draft, criteria.Deliberated, criteria.Announced, criteria.InForce)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		e, found, err := d.Advance(ctx, ident.EditionID(c.args[0]), step)
		if err != nil {
			return err
		}
		a, err := d.Amendment(ctx, e.ID())
		if err != nil {
			return err
		}
		v := map[string]any{"id": e.ID(), "status": e.Status(), "in_force_from": e.InForceFrom(), "sha256": e.Digest(), "steps": a.Steps, "findings": listOf(found)}
		return c.result(v, func() {
			c.say("ctl.criteria.advanced", "id", e.ID(), "status", c.text.T("edition.status."+string(e.Status())))
			c.findings(found)
		})
	})
}

type migrateFlags struct {
	mapping, out string
	propose      bool
}

func migrateFlag(fs *flag.FlagSet) any {
	f := &migrateFlags{}
	fs.StringVar(&f.mapping, "map", "", "")
	fs.StringVar(&f.out, "o", "", "")
	fs.BoolVar(&f.propose, "propose", false, "")
	return f
}

// criteriaMigrate writes a proposed mapping, or carries a case by a mapping that a person confirmed.
func criteriaMigrate(ctx context.Context, c *call) error {
	f := c.flags.(*migrateFlags)
	id, to := ident.CaseID(c.args[0]), ident.EditionID(c.args[1])
	switch {
	case f.propose && f.out != "" && f.mapping == "":
		return c.onDesk(ctx, func(d *review.Desk) error { return c.propose(ctx, d, id, to) })
	case f.propose || f.mapping == "":
		return &errUsage{"ctl.usage.migrate", ""}
	}
	b, err := os.ReadFile(f.mapping)
	if err != nil {
		return fault.Wrap(fault.Missing, "file_unreadable", err, "name", f.mapping)
	}
	m, err := criteria.ParseMapping(b)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		app, err := d.Migrate(ctx, id, to, m)
		if err != nil {
			return err
		}
		last := app.Migrations[len(app.Migrations)-1]
		v := map[string]any{"case": id, "edition": to, "migration": last, "findings": app.Findings}
		return c.result(v, func() {
			c.say("ctl.criteria.migrated", "case", id, "id", to, "n", len(last.Lines), "dropped", len(last.Dropped))
			c.findings(app.Findings)
		})
	})
}

func (c *call) propose(ctx context.Context, d *review.Desk, id ident.CaseID, to ident.EditionID) error {
	path := c.flags.(*migrateFlags).out
	m, err := d.ProposeMapping(ctx, id, to)
	if err != nil {
		return err
	}
	b, err := m.YAML()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		return fault.Wrap(fault.Unavailable, "folder_unwritable", err, "name", path)
	}
	open := 0
	for _, l := range m.Lines {
		if !l.Confirmed {
			open++
		}
	}
	return c.result(map[string]any{"path": path, "lines": len(m.Lines), "unconfirmed": open}, func() { c.say("ctl.criteria.proposed", "path", path, "n", open) })
}
