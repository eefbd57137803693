package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// agendaList lists the amendments that wait for the committee; a session takes them up by naming them in its minutes.
func agendaList(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		items, err := d.Agenda(ctx)
		if err != nil {
			return err
		}
		return c.result(items, func() {
			if len(items) == 0 {
				c.say("ctl.agenda.none")
			}
			for _, a := range items {
				fmt.Fprintf(c.out, "%s\t%s%s\t%s\t%s\n", a.Proposed, a.Edition, a.Rules, a.Title.In(c.text.Lang()), a.Text)
			}
		})
	})
}

type draftFlags struct{ title, from, first string }

func draftFlag(fs *flag.FlagSet) any {
	f := &draftFlags{}
	fs.StringVar(&f.title, "title", "", "")
	fs.StringVar(&f.from, "from", "", "")
	fs.StringVar(&f.first, "first", "", "")
	return f
}

// criteriaDraft begins a draft, with everything of another edition or with one item.
func criteriaDraft(ctx context.Context, c *call) error {
	f := c.flags.(*draftFlags)
	if f.title == "" || (f.from == "") == (f.first == "") {
		return &errUsage{"ctl.usage.draft", c.args[0]}
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		e, err := d.StartDraft(ctx, review.Drafting{
			ID: ident.EditionID(c.args[0]), Title: criteria.Text{JA: f.title}, From: ident.EditionID(f.from), First: criteria.Text{JA: f.first},
		})
		if err != nil {
			return err
		}
		return c.draft(e, nil)
	})
}

// draft shows a draft as it is, and the changes that take the last ones back.
func (c *call) draft(e *criteria.Edition, back []criteria.Alteration) error {
	v := map[string]any{"id": e.ID(), "sha256": e.Digest(), "items": len(e.Items()), "groups": len(e.Groups()), "status": e.Status()}
	if back != nil {
		v["back"] = back
	}
	return c.result(v, func() { c.say("ctl.criteria.good", "id", e.ID(), "n", len(e.Items())) })
}

// criteriaAlter changes a draft by a file: all changes in it or none.
func criteriaAlter(ctx context.Context, c *call) error {
	path := c.flags.(*inOut).file
	if path == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
	}
	as, err := criteria.ParseAlterations(b)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		out, back, err := d.AlterDraftAll(ctx, ident.EditionID(c.args[0]), as)
		if err != nil {
			return err
		}
		return c.draft(out.Edition, back)
	})
}

// criteriaDrop takes a draft away that was never deliberated.
func criteriaDrop(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.DropDraft(ctx, ident.EditionID(c.args[0])); err != nil {
			return err
		}
		return c.result(map[string]string{"id": c.args[0]}, func() { c.say("ctl.criteria.dropped", "id", c.args[0]) })
	})
}

// statuteEditions lists the editions of the operating rules as the desk has them: those the program knows, and amendments on their way.
func statuteEditions(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		all, err := d.RulesEditions(ctx)
		if err != nil {
			return err
		}
		return c.result(all, func() {
			for _, r := range all {
				c.rules(r)
			}
		})
	})
}

func (c *call) rules(r review.RulesEdition) {
	day := ""
	if !r.InForceFrom.IsZero() {
		day = r.InForceFrom.String()
	}
	fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", r.ID, day, c.text.T("edition.status."+string(r.Status)), r.Title.In(c.text.Lang()))
}

type proposeFlags struct{ title, text, on string }

func proposeFlag(fs *flag.FlagSet) any {
	f := &proposeFlags{}
	fs.StringVar(&f.title, "title", "", "")
	fs.StringVar(&f.text, "text", "", "")
	fs.StringVar(&f.on, "on", "", "")
	return f
}

// statutePropose puts an amendment of the operating rules on the committee's agenda.
func statutePropose(ctx context.Context, c *call) error {
	f := c.flags.(*proposeFlags)
	return c.onDay(ctx, f.on, func(d *review.Desk, on civil.Date) error {
		if err := d.ProposeRules(ctx, c.args[0], criteria.Text{JA: f.title}, review.AmendmentStep{On: on, Text: f.text}); err != nil {
			return err
		}
		r := review.RulesEdition{ID: c.args[0], Title: criteria.Text{JA: f.title}, Status: criteria.Draft}
		return c.result(map[string]any{"id": r.ID, "status": r.Status, "on": on}, func() { c.rules(r) })
	})
}

// step reads the step of an amendment that the arguments and flags name.
func (c *call) step(stages ...criteria.Status) (review.AmendmentStep, error) {
	f := c.flags.(*advanceFlags)
	s := review.AmendmentStep{To: criteria.Status(c.args[1]), Text: f.text}
	var err error
	if s.On, err = readDate(f.on); err != nil {
		return s, err
	}
	if s.InForce, err = readDate(f.inForce); err != nil {
		return s, err
	}
	if s.On.IsZero() || !slices.Contains(stages, s.To) {
		return s, &errUsage{"ctl.usage.advance", c.args[1]}
	}
	return s, nil
}

// statuteAdvance takes an amendment of the operating rules one step on its way.
func statuteAdvance(ctx context.Context, c *call) error {
	s, err := c.step(criteria.Deliberated, criteria.Announced, criteria.InForce)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		r, found, err := d.AdvanceRules(ctx, c.args[0], s)
		if err != nil {
			return err
		}
		v := map[string]any{"id": r.ID, "status": r.Status, "in_force_from": r.InForceFrom, "steps": r.Steps, "findings": listOf(found)}
		return c.result(v, func() {
			c.rules(r)
			c.findings(found)
		})
	})
}
