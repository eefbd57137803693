package walk

import (
	"context"
	"errors"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/task"
	"shinsa/ui/viewer"
)

// offerMend offers to take the documents out of the dossier again where the desk's copy of one is lost or damaged.
func (p *evidencePane) offerMend(v *viewer.Viewer, err error) {
	var e *fault.Error
	if errors.As(err, &e) && e.Code == "evidence_lost" {
		v.Offer(p.s.host.Text().T("walk.do_mend"), p.mend)
	}
}

// mend takes them out again and shows the document at hand. A dossier that is damaged too says that it has to come again.
func (p *evidencePane) mend() {
	c := p.s.at.Case
	task.Run(p.s.host.Tasks(), p.s.host.Text().T("walk.mending"), func(ctx context.Context, progress *task.Progress) (int, error) {
		return p.s.desk.Mend(review.WithMeter(ctx, progress.Of), c)
	}, func(n int, err error) {
		switch {
		case err != nil:
			p.s.host.Problem(err)
		case n == 0:
			p.s.done(p.s.host.Text().T("walk.mend_nothing"))
		default:
			p.s.done(p.s.host.Text().N("walk.mended", n))
			p.again()
		}
	})
}

// again opens what could not be shown.
func (p *evidencePane) again() {
	for i, v := range p.viewer.all {
		if no := p.nos[i]; no != "" && v.Page() == 0 {
			p.viewer.use(i)
			p.open(no, p.memory.page(no))
		}
	}
}
