package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
)

type formFlags struct {
	out, reader, take string
	preview           bool
}

func formExportFlags(fs *flag.FlagSet) any {
	f := &formFlags{}
	fs.StringVar(&f.out, "o", "", "")
	fs.StringVar(&f.reader, "for", "", "")
	return f
}

func formImportFlags(fs *flag.FlagSet) any {
	f := &formFlags{}
	fs.StringVar(&f.take, "take", "", "")
	fs.BoolVar(&f.preview, "preview", false, "")
	return f
}

// named is an outbox that writes the one file under the name a person chose.
type named struct {
	review.Outbox
	name string
}

// Write implements review.Outbox.
func (n named) Write(_ string, f func(io.Writer) error) (string, error) {
	return n.Outbox.Write(n.name, f)
}

// Read implements review.Outbox.
func (n named) Read(string) (review.Incoming, func() error, error) { return n.Outbox.Read(n.name) }

// Remove implements review.Outbox.
func (n named) Remove(string) error { return n.Outbox.Remove(n.name) }

// formExport writes the checklist as a form; the end of the file's name says which kind.
func formExport(ctx context.Context, c *call) error {
	f := c.flags.(*formFlags)
	kind, ok := form.KindOf(f.out)
	if !ok {
		return &errUsage{"ctl.usage.form", f.out}
	}
	if _, err := os.Lstat(f.out); err == nil {
		return fault.New(fault.Conflict, "file_exists", "name", f.out) // it may have been filled in since
	}
	id := ident.CaseID(c.args[0])
	return c.handOut(ctx, filepath.Dir(f.out), func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		out = named{out, filepath.Base(f.out)}
		var h review.Handed
		var err error
		if f.reader != "" {
			h, err = d.ExportFormFor(ctx, id, ident.ReviewerID(f.reader), kind, out)
		} else {
			h, err = d.ExportForm(ctx, id, kind, out)
		}
		h.Name = filepath.Base(f.out)
		return []review.Handed{h}, err
	})
}

// formImport compares a filled-in form with the desk and, unless only a preview is wanted, takes it in.
func formImport(ctx context.Context, c *call) error {
	f := c.flags.(*formFlags)
	if !slices.Contains([]form.Side{"", form.FromForm, form.FromDesk, form.FromBoth}, form.Side(f.take)) {
		return &errUsage{"ctl.usage.take", f.take}
	}
	id := ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		in, done, err := boot.Incoming(c.args[1])
		if err != nil {
			return err
		}
		defer done()
		p, err := d.PreviewForm(ctx, id, in)
		if err != nil {
			return err
		}
		if f.preview {
			return c.result(p, func() { c.formLines(p) })
		}
		saved, err := d.ImportForm(ctx, id, in, form.Choices{All: form.Side(f.take)})
		if err != nil {
			return err
		}
		v := map[string]any{"case": id, "saved": saved.At, "changed": saved.Revision, "preview": p}
		return c.result(v, func() {
			c.formLines(p)
			c.say("ctl.form.imported", "n", saved.Revision)
		})
	})
}

// formLines prints the three sides of every field that differs.
func (c *call) formLines(p *form.Preview) {
	if p.Head.Scribe != "" {
		c.say("ctl.form.by_scribe", "name", p.Head.Scribe)
	}
	c.say("ctl.form.previewed", "items", p.Items, "take", p.Count(form.Take), "keep", p.Count(form.Keep), "conflict", p.Count(form.Conflict))
	for _, l := range p.Lines {
		fmt.Fprintf(c.out, "%s\t%s\t%s\t%q\t%q\t%q\n", l.Outcome, l.Item, form.Label(l.Field),
			form.Word(l.Field, l.Base), form.Word(l.Field, l.Desk), form.Word(l.Field, l.Form))
	}
}

type inquireFlags struct{ due, out string }

func inquireFlag(fs *flag.FlagSet) any {
	f := &inquireFlags{}
	fs.StringVar(&f.due, "due", "", "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// inquire writes the one letter with every question to the applicant.
func inquire(ctx context.Context, c *call) error {
	f := c.flags.(*inquireFlags)
	due, err := readDate(f.due)
	if err != nil {
		return err
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := d.InquiryLetter(ctx, ident.CaseID(c.args[0]), due, out)
		return []review.Handed{h}, err
	})
}
