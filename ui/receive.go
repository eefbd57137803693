package ui

import (
	"context"
	"strings"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen/setup"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// chooseAndTake asks for a file and takes it as if it had been dropped.
func (f *Frame) chooseAndTake() { f.ChooseFile(nil, func(path string) { f.take([]string{path}) }) }

// Receive implements screen.Host: it hands files to the desk, which tells by their content what they are, and shows what became of each.
func (f *Frame) Receive(paths []string) {
	switch {
	case f.examine(paths):
	case len(paths) == 1 && present.IsOffline(paths[0]) && f.desk.Self().Role == review.Member:
		f.compare(paths)
	default:
		f.receive(paths)
	}
}

// compare takes an offline form to where it is laid beside the desk, wherever it was dropped; a file that is none is received like others.
func (f *Frame) compare(paths []string) {
	task.Run(f.tasks, f.text.T("frame.taking"), func(ctx context.Context, _ *task.Progress) (ident.CaseID, error) {
		in, done, err := f.Open(paths...)
		if err != nil {
			return "", err
		}
		defer done()
		return f.desk.FormCase(ctx, in[0]), nil
	}, func(c ident.CaseID, err error) {
		if err == nil && c != "" {
			f.Go(route.Of(route.Fill, c))
			if d, ok := f.shown.(interface{ Drop([]string) bool }); ok && d.Drop(paths) {
				return
			}
		}
		f.receive(paths)
	})
}

func (f *Frame) receive(paths []string) {
	task.Run(f.tasks, f.text.T("frame.taking"), func(ctx context.Context, p *task.Progress) (*review.Reception, error) {
		in, done, err := f.Open(paths...)
		if err != nil {
			return nil, err
		}
		defer done()
		out, err := f.Outbox("")
		if err != nil {
			return nil, err
		}
		return f.desk.Receive(review.WithMeter(ctx, p.Of), in, out)
	}, func(got *review.Reception, err error) {
		if err != nil {
			f.Problem(err)
			return
		}
		f.received(got)
	})
}

// examine takes a member's card to where it is looked at before the desk trusts who issued it, wherever it was dropped.
func (f *Frame) examine(paths []string) bool {
	if len(paths) != 1 || !present.IsCard(paths[0]) || f.desk.Self().Role != review.Member {
		return false
	}
	f.Go(route.Route{Screen: route.Setup, Filter: setup.SubjectCard})
	d, ok := f.shown.(interface{ Drop([]string) bool })
	return ok && d.Drop(paths)
}

// received shows what was taken in and leads to the case when there is one to begin.
func (f *Frame) received(got *review.Reception) {
	r := present.Receive(f.text, got)
	if len(r.Refused) > 0 {
		f.refused(got, r)
		return
	}
	switch {
	case r.Known && r.Case == f.here.Case: // what is on screen may have been mended
		f.reload()
	case r.Known && r.Case != "" && r.Kind == "dossier":
		f.Go(route.Of(f.standing(r.Case), r.Case))
	case r.Known && r.Case != "":
		f.Go(route.Of(route.Handover, r.Case))
	case r.Case != "" && r.Kind == "dossier":
		f.Go(route.Of(route.Declare, r.Case))
	case r.Case != "" && r.Kind == "release":
		f.Go(route.Of(route.Walk, r.Case))
	default:
		f.reload()
	}
	f.Done(r.Sentence)
	if len(r.Notes) > 0 {
		widget.Tell(f.Canvas(), f.text.T("frame.notes"), f.text.T("frame.close"), append([]string{r.Sentence}, r.Notes...)...)
	}
}

// standing is the screen of a member's case where its next step is done.
func (f *Frame) standing(c ident.CaseID) route.Screen {
	if row, err := f.desk.Case(f.ctx, c); err == nil {
		if place := present.Place(row.Next); place != "" {
			return route.Screen(place)
		}
	}
	return route.Handover
}

// manyRefused is how many refused files are told of at once.
const manyRefused = 3

// refused says which files were turned away, why, and what to do; what would be too much for one look folds out.
func (f *Frame) refused(got *review.Reception, r present.Reception) {
	shown, rest := r.Refused, r.More
	if len(shown) > manyRefused {
		shown, rest = shown[:manyRefused], append(shown[manyRefused:len(shown):len(shown)], rest...)
	}
	if len(got.Taken) > 0 || len(r.Refused) > 1 {
		shown = append([]string{r.Sentence}, shown...)
	}
	widget.ShowTrouble(f.Canvas(), widget.Trouble{
		Title: f.text.T("frame.not_all_taken"), Sentence: shown[0], Hint: strings.Join(shown[1:], "\n\n"), Details: rest,
		More: f.text.T("frame.more"), Close: f.text.T("frame.close"), Closed: func() { f.reload() },
	})
}
