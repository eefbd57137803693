package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"shinsa/review"
	"shinsa/review/ident"
)

type writtenFlags struct {
	item, name string
	to         int
}

func writtenFlag(fs *flag.FlagSet) any {
	f := &writtenFlags{}
	fs.StringVar(&f.item, "item", "", "")
	fs.StringVar(&f.name, "name", "", "")
	fs.IntVar(&f.to, "to", 0, "")
	return f
}

// written is what the command line names.
func (c *call) written() (review.Written, *writtenFlags, error) {
	f := c.flags.(*writtenFlags)
	w := review.Written{What: review.Writing(c.args[0]), Item: ident.ItemID(f.item), Name: f.name}
	if len(c.args) > 1 {
		w.Case = ident.CaseID(c.args[1])
	}
	ok := false
	switch w.What {
	case review.WrittenMark, review.WrittenNote:
		ok = w.Case != "" && w.Item != ""
	case review.WrittenDraft:
		ok = w.Case != ""
	case review.WrittenPhrases, review.WrittenProfile:
		ok = w.Case == ""
	case review.WrittenSetting:
		ok = w.Name != ""
	}
	if !ok {
		return w, f, &errUsage{"ctl.usage.written", c.args[0]}
	}
	return w, f, nil
}

// history lists every version of something written, oldest first.
func history(ctx context.Context, c *call) error {
	w, _, err := c.written()
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		all, err := d.Versions(ctx, w)
		if err != nil {
			return err
		}
		return c.result(all, func() {
			for _, v := range all {
				fmt.Fprintf(c.out, "%d\t%s\t%d\t%s\n", v.N, v.At.Format(time.RFC3339), v.Restores, v.Body)
			}
		})
	})
}

// undo brings an earlier version back.
func undo(ctx context.Context, c *call) error {
	w, f, err := c.written()
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		back := d.UndoWritten
		if f.to != 0 {
			back = func(ctx context.Context, w review.Written) (review.Saved, error) {
				return d.RestoreWritten(ctx, w, f.to)
			}
		}
		saved, err := back(ctx, w)
		if err != nil {
			return err
		}
		return c.result(saved, func() { c.say("ctl.undo.done", "n", saved.Revision, "at", saved.At.Format(time.RFC3339)) })
	})
}
