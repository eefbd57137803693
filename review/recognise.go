package review

import (
	"context"
	"slices"

	"shinsa/review/decision"
	"shinsa/review/fault"
	"shinsa/review/intake"
)

// recognise finds the certification that a renewal or a change names in its form, where nobody chose the case it follows, and reads the
// application again beside what the register and that case say (Arts 12, 13). A finding tells what it was taken for.
func (d *Desk) recognise(ctx context.Context, p *intake.Package, s *Submission, app *intake.Application) (*intake.Application, error) {
	if s.Previous != "" || s.Revises != "" {
		return app, nil
	}
	f := &File{Row: Row{Case: Case{Kind: app.Header.Kind.Text()}}, Application: app}
	var found bool
	err := d.Store.View(ctx, func(tx Tx) error {
		c, state, err := followed(tx, f, d.Today())
		if found = err == nil && state != decision.FollowsNone && state != decision.FollowsUnknown; !found {
			return err
		}
		s.Previous, p.Facts.Certification, p.Facts.ValidUntil = c.Case, string(c.No), c.To
		if on, ok := c.Revocation(); ok {
			p.Facts.Revoked = on
		}
		return nil
	})
	if err != nil || !found {
		return app, err
	}
	if s.Previous != "" {
		if err := d.previous(ctx, s.Previous, p); err != nil {
			return nil, err
		}
	}
	if app, err = intake.Read(ctx, *p); err != nil || app.Load == intake.Refused {
		return app, err
	}
	app.Findings = slices.Insert(app.Findings, 0, fault.Finding{
		Code: "follows_recognised", Severity: fault.Info, Clause: "12-1", Field: "current_certification_number",
		Args: map[string]string{"no": p.Facts.Certification, "case": string(s.Previous)},
	})
	return app, nil
}
