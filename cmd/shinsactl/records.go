package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/rehearsal"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/dossier/bag"
	"shinsa/review/dossier/zipcheck"
	"shinsa/store/records"
)

func recordsExport(ctx context.Context, c *call) error {
	return c.handOut(ctx, c.flags.(*outFlags).out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		h, err := d.ExportRecords(ctx, out)
		return []review.Handed{h}, err
	})
}

// onRecords opens the central records for f and closes them.
func (c *call) onRecords(ctx context.Context, db string, f func(*records.Records) error) error {
	if db == "" {
		return &errUsage{"ctl.usage.db", ""}
	}
	r, err := records.Open(ctx, db, c.now)
	if err != nil {
		return err
	}
	return errors.Join(f(r), r.Close())
}

// recordsImport takes bundles into the central records, each whole or not at all. With --root no desk is needed.
func recordsImport(ctx context.Context, c *call) error {
	f := c.flags.(*dbFlags)
	files, done, err := boot.IncomingAll(c.args)
	if err != nil {
		return err
	}
	defer done()
	take := func(v *review.Verifier) error {
		return c.onRecords(ctx, f.db, func(r *records.Records) error {
			var all []records.Report
			for _, in := range files {
				b, source, err := review.ReadRecords(v, in)
				if err != nil {
					return err
				}
				report, err := r.Import(ctx, source, b)
				if err != nil {
					return err
				}
				all = append(all, report)
			}
			return c.reports(all)
		})
	}
	if f.root != "" {
		roots, err := readRoots(f.root)
		if err != nil {
			return err
		}
		return take(review.NewVerifier(roots, civil.Date{}, nil))
	}
	return c.onDesk(ctx, func(d *review.Desk) error { return take(d.Verifier(civil.Date{})) })
}

// reports prints what each bundle has done; a conflict makes the result not good.
func (c *call) reports(all []records.Report) error {
	conflicts := 0
	for _, r := range all {
		conflicts += r.Conflicts
	}
	err := c.result(all, func() {
		for _, r := range all {
			c.say("ctl.records.done", "cases", r.Cases, "opinions", r.Opinions, "new", r.New, "same", r.Same, "changed", r.Changed, "conflicts", r.Conflicts)
		}
	})
	for _, r := range all {
		for _, x := range r.Conflict {
			fmt.Fprintf(c.err, "%s\t%s\t%s\t%s\n", x.Kind, x.Place, x.Held, x.Offered)
		}
	}
	if err == nil && conflicts > 0 {
		return errNotGood
	}
	return err
}

func recordsStatus(ctx context.Context, c *call) error {
	return c.onRecords(ctx, c.flags.(*dbFlags).db, func(r *records.Records) error {
		s, err := r.Status(ctx)
		if err != nil {
			return err
		}
		return c.result(s, func() {
			fmt.Fprintf(c.out, "%s\tcases %d\topinions %d\tverdicts %d\tdecisions %d\tcertifications %d\tconflicts %d\n",
				s.Database, s.Cases, s.Opinions, s.Verdicts, s.Decisions, s.Certifications, s.Conflicts)
		})
	})
}

// bagCheck validates a bag, in a folder or a ZIP.
func bagCheck(_ context.Context, c *call) error {
	report, err := checkBag(c.args[0])
	if err != nil {
		return err
	}
	v := map[string]any{"verdict": report.Verdict, "version": report.Version, "findings": report.Findings}
	if err := c.result(v, func() { fmt.Fprintln(c.out, report.Verdict) }); err != nil {
		return err
	}
	c.reasons(report.Findings)
	if report.Verdict == bag.Invalid {
		return errNotGood
	}
	return nil
}

func checkBag(path string) (*bag.Report, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return bag.Validate(os.DirFS(path))
	}
	in, done, err := boot.Incoming(path)
	if err != nil {
		return nil, err
	}
	defer done()
	return bag.ValidateZip(in.R, in.Size, zipcheck.Limits{})
}

// demo plays the sample case to its end.
func demo(ctx context.Context, c *call) error {
	dir := c.flags.(*outFlags).out
	if dir == "" {
		return &errUsage{"ctl.usage.out", ""}
	}
	r, err := rehearsal.Demo(ctx, dir, func(step string) { fmt.Fprintln(c.err, "· "+step) })
	if err != nil {
		return err
	}
	return c.result(r, func() {
		for _, f := range r.Files {
			fmt.Fprintf(c.out, "%s\t%s\t%s\n", f.Verdict, f.Kind, f.Path)
		}
		c.say("ctl.demo.done", "dir", dir, "n", len(r.Files))
	})
}

// rehearse prepares desks with the sample cases for trying the program out.
func rehearse(ctx context.Context, c *call) error {
	dir := c.flags.(*outFlags).out
	if dir == "" {
		return &errUsage{"ctl.usage.out", ""}
	}
	r, err := rehearsal.Prepare(ctx, dir, func(step string) { fmt.Fprintln(c.err, "· "+step) })
	if err != nil {
		return err
	}
	return c.result(r, func() {
		for _, d := range r.Desks {
			fmt.Fprintf(c.out, "%s\t%s\t%s\n", d.Role, d.Name, d.Dir)
		}
		c.say("ctl.rehearse.done", "dir", dir, "passphrase", r.Passphrase)
	})
}
