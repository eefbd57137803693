package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/ui/present"
)

// intakeForm reads an application into a new case. With --dry-run nothing is kept and no desk is needed.
func intakeForm(ctx context.Context, c *call) error {
	f := c.flags.(*intakeFlags)
	received, err := readDate(f.received)
	if err != nil {
		return err
	}
	form, done, err := boot.Incoming(c.args[0])
	if err != nil {
		return err
	}
	defer done()
	evidence, closeAll, err := boot.Evidence(f.evidence)
	if err != nil {
		return err
	}
	defer closeAll()
	return c.onDesk(ctx, func(d *review.Desk) error {
		sub := review.Submission{Form: form, Evidence: evidence, Received: received, Previous: ident.CaseID(f.previous), Revises: ident.CaseID(f.revises)}
		sub.Edition, sub.Reason = ident.EditionID(f.edition), f.reason
		if f.dry {
			app, err := d.ReadApplication(ctx, sub)
			if err != nil {
				return err
			}
			return c.application("", app, nil)
		}
		id, app, err := d.Intake(ctx, sub)
		if err != nil {
			return err
		}
		revised, err := d.Revised(ctx, id)
		if err != nil {
			return err
		}
		return c.application(id, app, revised)
	})
}

// application prints what was read: the JSON of the application with the case beside it, or the findings; of a corrected form also what it
// changed.
func (c *call) application(id ident.CaseID, app *intake.Application, revised *intake.Changes) error {
	b, err := json.Marshal(app)
	if err != nil {
		return err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	if id != "" {
		m["case"] = id
	}
	if revised != nil {
		m["revised"] = revised
	}
	return c.result(m, func() {
		c.say("ctl.intake.done", "case", id, "must", app.Findings.Count(fault.Must), "should", app.Findings.Count(fault.Should))
		c.findings(app.Findings)
		c.revision(app, revised)
	})
}

// revision shows what a corrected form changed, one line for each field and answer: what it said before and what it says now.
func (c *call) revision(app *intake.Application, revised *intake.Changes) {
	if revised == nil {
		return
	}
	c.say("ctl.intake.revised", "fields", len(revised.Header), "answers", len(revised.Answers))
	oneLine := strings.NewReplacer("\n", " / ", "\t", " ")
	for _, h := range revised.Header {
		fmt.Fprintf(c.out, "%s\t%s\t→\t%s\n", h.Field, oneLine.Replace(h.From), oneLine.Replace(h.To))
	}
	for _, a := range revised.Answers {
		fmt.Fprintf(c.out, "%s\t%s\t→\t%s\n", a.Item, oneLine.Replace(a.Was), oneLine.Replace(app.Answers[a.Item].Wording()))
	}
}

func fee(ctx context.Context, c *call) error {
	f := c.flags.(*feeFlags)
	on, err := readDate(f.received)
	if err != nil {
		return err
	}
	if on.IsZero() || f.amount <= 0 {
		return &errUsage{"ctl.usage.fee", ""}
	}
	id := ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.RecordFee(ctx, id, on, f.amount); err != nil {
			return err
		}
		return c.result(map[string]any{"case": id, "received": on, "amount": f.amount}, func() { c.say("ctl.fee.done", "case", id) })
	})
}

func caseList(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		rows, err := d.Cases(ctx)
		if err != nil {
			return err
		}
		return c.result(rows, func() {
			for _, r := range rows {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\t%d/%d\n", r.ID, r.State, r.Operator, r.Service, r.Due, r.Judged, r.Total)
			}
		})
	})
}

func caseShow(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		row, err := d.Case(ctx, ident.CaseID(c.args[0]))
		if err != nil {
			return err
		}
		return c.result(row, func() {
			fmt.Fprintf(c.out, "%s\t%s\t%s\n%s\n%s\n", row.ID, row.Kind, row.State, row.Operator, row.Service)
			for _, m := range row.Members {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", m.Reviewer, m.Name, m.Sent, m.Outcome)
			}
		})
	})
}

func pack(ctx context.Context, c *call) error {
	f := c.flags.(*packFlags)
	due, err := readDate(f.due)
	if err != nil {
		return err
	}
	if len(f.to) == 0 {
		return &errUsage{"ctl.usage.to", ""}
	}
	to := make([]ident.ReviewerID, len(f.to))
	for i, id := range f.to {
		to[i] = ident.ReviewerID(id)
	}
	pins, err := readPins(f.pins)
	if err != nil {
		return err
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		return d.Pack(ctx, ident.CaseID(c.args[0]), review.Sending{To: to, Strict: f.strict, Due: due, Round: f.round, Pins: pins}, out)
	})
}

// readPins reads the interests of members that the secretariat knows of: a list of member, kind, party and reason.
func readPins(file string) (map[ident.ReviewerID][]conflict.Pin, error) {
	if file == "" {
		return nil, nil
	}
	var list []struct {
		Member       ident.ReviewerID `yaml:"member"`
		conflict.Pin `yaml:",inline"`
	}
	if err := readYAML(file, &list); err != nil {
		return nil, err
	}
	pins := map[ident.ReviewerID][]conflict.Pin{}
	for _, x := range list {
		pins[x.Member] = append(pins[x.Member], x.Pin)
	}
	return pins, nil
}

func merge(ctx context.Context, c *call) error {
	files, done, err := boot.IncomingAll(c.args)
	if err != nil {
		return err
	}
	defer done()
	return c.onDesk(ctx, func(d *review.Desk) error {
		var out review.Outbox
		if dir := c.flags.(*outFlags).out; dir != "" {
			if out, err = boot.Outbox(dir); err != nil {
				return err
			}
		}
		m, err := d.Merge(ctx, files, out)
		if err != nil {
			return err
		}
		defer c.reasons(m.Notes)
		return c.result(m, func() {
			c.say("ctl.merge.done", "opinions", m.Opinions, "declarations", m.Declarations, "recusals", m.Recusals, "known", m.Known)
			for _, h := range m.Receipts {
				fmt.Fprintf(c.out, "%s\t%s\t%s\n", h.Verdict, h.Kind, h.Path)
			}
		})
	})
}

// convene shows the matrix, or records a meeting when a file is given.
func convene(ctx context.Context, c *call) error {
	f := c.flags.(*inOut)
	id := ident.CaseID(c.args[0])
	if f.file == "" {
		return c.onDesk(ctx, func(d *review.Desk) error {
			m, err := d.Matrix(ctx, id)
			if err != nil {
				return err
			}
			return c.result(m, func() { c.matrix(m) })
		})
	}
	var minutes opinion.Meeting
	if err := readYAML(f.file, &minutes); err != nil {
		return err
	}
	minutes.Case = id
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		return d.Convene(ctx, id, minutes, out)
	})
}

func (c *call) matrix(m *opinion.Matrix) {
	c.say("ctl.matrix", "members", len(m.Columns), "items", len(m.Lines), "disagreements", m.Disagreements())
	for _, l := range m.Contested() {
		fmt.Fprintf(c.out, "%s", l.Item)
		for _, cell := range l.Cells {
			fmt.Fprintf(c.out, "\t%s", cell.Verdict)
		}
		fmt.Fprintln(c.out)
	}
}

func decide(ctx context.Context, c *call) error {
	f := c.flags.(*inOut)
	if f.file == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	var dec decision.Decision
	if err := readYAML(f.file, &dec); err != nil {
		return err
	}
	dec.Case = ident.CaseID(c.args[0])
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.Decide(ctx, dec); err != nil {
			return err
		}
		return c.result(dec, func() {
			c.say("ctl.decide.done", "case", dec.Case, "outcome", c.text.T("outcome."+string(dec.Outcome)))
		})
	})
}

func issue(ctx context.Context, c *call) error {
	f := c.flags.(*issueFlags)
	if f.all == (len(c.args) > 0) {
		return &errUsage{"ctl.usage.issue", ""}
	}
	return c.handOut(ctx, f.out, func(d *review.Desk, out review.Outbox) ([]review.Handed, error) {
		pass, err := c.passphrase()
		if err != nil {
			return nil, err
		}
		var ids []ident.CaseID
		for _, a := range c.args {
			ids = append(ids, ident.CaseID(a))
		}
		if f.all {
			rows, err := d.Cases(ctx)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				if r.Next == review.StepIssue {
					ids = append(ids, r.ID)
				}
			}
		}
		return d.Issue(ctx, ids, pass, out, nil)
	})
}

func registerList(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		cs, err := d.Register(ctx)
		if err != nil {
			return err
		}
		return c.result(cs, func() {
			for _, r := range cs {
				fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\t%s\t%s\n", r.No, r.On(d.Today()), r.From, r.To, r.Operator, r.Service)
			}
		})
	})
}

// shown is a certification with what is noted about it.
type shown struct {
	register.Certification
	Notes []register.Note `json:"notes,omitempty"`
}

func registerShow(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		cs, err := d.Register(ctx)
		if err != nil {
			return err
		}
		for _, r := range cs {
			if string(r.No) == c.args[0] {
				notes, err := d.CertificationNotes(ctx, r.No)
				if err != nil {
					return err
				}
				return c.result(shown{r, notes}, func() {
					fmt.Fprintf(c.out, "%s\t%s\n%s\n%s\n%s – %s\n", r.No, r.On(d.Today()), r.Operator, r.Service, r.From, r.To)
					for _, e := range r.Events {
						fmt.Fprintf(c.out, "%s\t%s\t%s\n", e.On, e.Kind, e.Clause)
					}
					for _, n := range present.NoteLines(c.text, notes, d.Today()) {
						fmt.Fprintf(c.out, "%s\t%s\t%s\t%s\n", n.On, n.Topic, n.Text, n.Rest)
					}
				})
			}
		}
		return fault.New(fault.Missing, "no_such_certification", "no", c.args[0])
	})
}
