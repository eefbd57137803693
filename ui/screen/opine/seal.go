package opine

import (
	"context"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// seal asks in words, then signs and writes the report and the opinion.
func (s *Screen) seal() {
	if !s.open() {
		return
	}
	t := s.host.Text()
	s.wait.Flush()
	s.queue.Flush()
	// Judged on what stands on the screen now: what was shown as standing against it may be from before the last change.
	now := present.ObstaclesTo(t, s.file, opinion.Check(s.file.Sheet(), cleaned(s.draft)))
	if now.Musts > 0 {
		var why []string
		if n := len(now.Open); n > 0 {
			why = append(why, t.N("opine.open_items", n))
		}
		for _, f := range now.Findings {
			if f.Severity == fault.Must {
				why = append(why, f.Sentence)
			}
		}
		widget.Tell(s.host.Canvas(), t.T("opine.not_ready"), t.T("opine.back"), why[:min(len(why), 8)]...)
		return
	}
	body := []string{
		t.T("opine.seal_what", "operator", s.file.Operator, "service", s.file.Service, "items", len(s.file.Edition.Items()), "overall", present.Overall(t, s.draft.Overall).Word),
		t.T("opine.seal_for", "body", t.T("opine.secretariat")), t.T("opine.seal_final"),
	}
	for _, name := range s.file.Scribes {
		body = append(body, t.T("opine.seal_scribed", "name", name))
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("opine.seal_title"), Do: t.T("opine.seal_do"), Not: t.T("opine.back"), Grave: true, Body: body,
		Type: t.T("opine.seal_word"), TypeLabel: t.T("opine.seal_type", "word", t.T("opine.seal_word")), Secret: t.T("opine.passphrase"), Watch: t,
		Act: func(secret string) string {
			if err := s.desk.Confirm(secret); err != nil {
				return present.ProblemOf(t, err).Sentence
			}
			s.host.ChooseFolder(func(out review.Outbox) { s.submit(secret, out) })
			return ""
		},
	})
}

func (s *Screen) submit(secret string, out review.Outbox) {
	t, c := s.host.Text(), s.at.Case
	s.hold(true)
	task.Run(s.host.Tasks(), t.T("opine.sealing"), func(ctx context.Context, _ *task.Progress) (kept, err error) {
		handed, err := s.desk.Submit(ctx, c, secret, out)
		if err == nil {
			kept = present.KeepHanded(ctx, s.desk, c, handed)
		}
		return kept, err
	}, func(kept, err error) {
		if err != nil {
			s.hold(false)
			s.host.Problem(err)
			return
		}
		s.host.Go(route.Of(route.Handover, c))
		if kept != nil { // the opinion is sealed and its files are good: only where they are was not kept
			s.host.Problem(kept)
		}
	})
}

// hold keeps the opinion from being changed while it is signed, and opens it again when that failed.
func (s *Screen) hold(sealing bool) {
	s.sealing = sealing
	s.form.fill()
	s.form.ready()
}
