package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

func bytesReader(b []byte) io.Reader { return bytes.NewReader(b) }

func openDossier(ctx context.Context, c *call) error {
	return c.withFile(ctx, func(d *review.Desk, in review.Incoming) error {
		id, err := d.OpenDossier(ctx, in)
		if err != nil {
			return err
		}
		cover, matches, err := d.Cover(ctx, id)
		if err != nil {
			return err
		}
		return c.result(map[string]any{"case": id, "cover": cover, "matches": matches}, func() {
			c.say("ctl.open.done", "case", id, "service", cover.Service, "operator", cover.Operator)
			for _, m := range matches {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", m.ID, m.Kind, m.Mine, m.Theirs)
			}
		})
	})
}

func declare(ctx context.Context, c *call) error {
	f := c.flags.(*declareFlags)
	if f.file == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	var decl conflict.Declaration
	if err := readYAML(f.file, &decl); err != nil {
		return err
	}
	if f.late != (decl.Late != nil) {
		return &errUsage{"ctl.usage.late", ""}
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		sign := d.Declare
		if f.late {
			sign = d.DeclareLate
		}
		h, state, err := sign(ctx, ident.CaseID(c.args[0]), decl, out)
		if err != nil {
			return nil, err
		}
		fmt.Fprintln(c.err, c.text.T("ctl.declare."+string(state)))
		return []review.Handed{h}, nil
	})
}

func release(ctx context.Context, c *call) error {
	return c.withFile(ctx, func(d *review.Desk, in review.Incoming) error {
		id, err := d.Release(ctx, in)
		if err != nil {
			return err
		}
		return c.result(map[string]any{"case": id}, func() { c.say("ctl.release.done", "case", id) })
	})
}

// mark reads verdicts from YAML (a list of marks, or a map from item to mark) or CSV with a heading row.
func mark(ctx context.Context, c *call) error {
	f := c.flags.(*inOut)
	if f.file == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	marks, err := readMarks(f.file)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		saved, err := d.MarkAll(ctx, ident.CaseID(c.args[0]), marks)
		if err != nil {
			return err
		}
		row, err := d.Case(ctx, ident.CaseID(c.args[0]))
		if err != nil {
			return err
		}
		v := map[string]any{"saved": saved.At, "marks": len(marks), "judged": row.Judged, "total": row.Total}
		return c.result(v, func() { c.say("ctl.mark.done", "n", len(marks), "judged", row.Judged, "total", row.Total) })
	})
}

// markRow is a mark as a person writes it in a file.
type markRow struct {
	Item      ident.ItemID        `yaml:"item"`
	Verdict   checklist.Verdict   `yaml:"verdict"`
	Disclosed checklist.Disclosed `yaml:"disclosed"`
	Level     checklist.Level     `yaml:"level"`
	Remark    string              `yaml:"remark"`
	Inquiry   string              `yaml:"inquiry"`
	Evidence  string              `yaml:"evidence"`
	Page      int                 `yaml:"page"`
	Quote     string              `yaml:"quote"`
}

func (r markRow) mark() checklist.Mark {
	m := checklist.Mark{
		Item: r.Item, Verdict: r.Verdict, Disclosed: r.Disclosed, Level: r.Level, Remark: r.Remark, Inquiry: r.Inquiry, Seen: true,
	}
	if m.Verdict == "" {
		m.Verdict = checklist.Unseen
	}
	if r.Evidence != "" {
		m.Pointers = []checklist.Pointer{{Evidence: r.Evidence, Page: r.Page, Quote: r.Quote}}
	}
	return m
}

func readMarks(path string) ([]checklist.Mark, error) {
	var rows []markRow
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
		}
		if rows, err = readMarkCSV(b); err != nil {
			return nil, fault.Wrap(fault.Invalid, "csv_unreadable", err, "name", path, "detail", err.Error())
		}
	} else if err := readYAML(path, &rows); err != nil {
		return nil, err
	}
	marks := make([]checklist.Mark, len(rows))
	for i, r := range rows {
		marks[i] = r.mark()
	}
	return marks, nil
}

// readMarkCSV finds the columns by their headings, which are the keys of the YAML form.
func readMarkCSV(b []byte) ([]markRow, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	table, err := r.ReadAll()
	if err != nil || len(table) == 0 {
		return nil, err
	}
	var rows []markRow
	for _, line := range table[1:] {
		var m markRow
		for i, head := range table[0] {
			switch strings.TrimSpace(head) {
			case "item":
				m.Item = ident.ItemID(line[i])
			case "verdict":
				m.Verdict = checklist.Verdict(line[i])
			case "disclosed":
				m.Disclosed = checklist.Disclosed(line[i])
			case "level":
				m.Level = checklist.Level(line[i])
			case "remark":
				m.Remark = line[i]
			case "inquiry":
				m.Inquiry = line[i]
			case "evidence":
				m.Evidence = line[i]
			case "page":
				fmt.Sscan(line[i], &m.Page) // an empty page is no page
			case "quote":
				m.Quote = line[i]
			}
		}
		rows = append(rows, m)
	}
	return rows, nil
}

func opine(ctx context.Context, c *call) error {
	f := c.flags.(*inOut)
	if f.file == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	var draft opinion.Draft
	if err := readYAML(f.file, &draft); err != nil {
		return err
	}
	id := ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		if _, err := d.SaveDraft(ctx, id, draft); err != nil {
			return err
		}
		l, err := d.Contradictions(ctx, id)
		if err != nil {
			return err
		}
		return c.result(map[string]any{"case": id, "findings": l}, func() { c.findings(l) })
	})
}

type submitFlags struct {
	out   string
	again bool
}

func submitFlag(fs *flag.FlagSet) any {
	f := &submitFlags{}
	fs.StringVar(&f.out, "o", "", "")
	fs.BoolVar(&f.again, "again", false, "")
	return f
}

// submit seals the opinion, or writes the files of a sealed one once more.
func submit(ctx context.Context, c *call) error {
	f := c.flags.(*submitFlags)
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		if f.again {
			return d.HandAgain(ctx, ident.CaseID(c.args[0]), out)
		}
		pass, err := c.passphrase()
		if err != nil {
			return nil, err
		}
		return d.Submit(ctx, ident.CaseID(c.args[0]), pass, out)
	})
}

func purge(ctx context.Context, c *call) error {
	f := c.flags.(*purgeFlags)
	if f.receipt == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	id := ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		in, done, err := boot.Incoming(f.receipt)
		if err != nil {
			return err
		}
		defer done()
		got, err := d.TakeReceipt(ctx, in)
		if err != nil {
			return err
		}
		if got != id {
			return fault.New(fault.Conflict, "receipt_other_case", "case", string(got))
		}
		if err := d.Purge(ctx, id); err != nil {
			return err
		}
		return c.result(map[string]any{"case": id, "purged": true}, func() { c.say("ctl.purge.done", "case", id) })
	})
}

// findings prints what a check found.
func (c *call) findings(l fault.List) {
	for _, f := range l {
		fmt.Fprintf(c.out, "%s\t%s\t%s\n", f.Severity, c.text.Fault(f.Code, f.Values()), c.text.Clause(f.Clause))
	}
}
