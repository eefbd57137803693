package review

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Issue signs and hands over what was decided: certificate (6-5) and notice (6-4) for a grant, the notice with its reasons for a refusal.
// A grant enters the register. Cases are handed over one by one, in the order given, each with the next number; when it stops, by ctx or by
// an error, those done stay done, the others are as they were, and no file is half: the same call with the rest goes on where it stopped.
// Progress may be nil; it is told after each case.
func (d *Desk) Issue(ctx context.Context, ids []ident.CaseID, passphrase string, out Outbox, progress func(done, total int)) ([]Handed, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	if err := d.Confirm(passphrase); err != nil {
		return nil, err
	}
	var handed []Handed
	for done := 0; done < len(ids); {
		before := done
		for w, err := range d.drawAhead(ctx, ids[done:]) {
			var hs []Handed
			if err == nil {
				hs, err = d.handOut(ctx, w, out)
			}
			if outdated(err) && done > before {
				break // what was drawn ahead rests on what another act has changed: the rest is drawn anew
			}
			if err != nil {
				return handed, err
			}
			handed = append(handed, hs...)
			done++
			if progress != nil {
				progress(done, len(ids))
			}
		}
	}
	return handed, nil
}

// outdated reports whether papers were refused because the register or its numbers went on after they were drawn.
func outdated(err error) bool {
	return errors.Is(err, &fault.Error{Kind: fault.Conflict, Code: "number_taken_meanwhile"}) ||
		errors.Is(err, &fault.Error{Kind: fault.Conflict, Code: "certification_changed_meanwhile"})
}

// numbers are the last ones given in each series, beyond what the desk has recorded.
type numbers map[string]int

// next returns the number after the last one given, or after the last one recorded when none was given yet.
func (n numbers) next(tx Tx, series string) (int, error) {
	last, given := n[series]
	if !given {
		var err error
		if last, _, err = get[int](tx, KindCounter, series); err != nil {
			return 0, err
		}
	}
	n[series] = last + 1
	return last + 1, nil
}

// drawAhead draws and signs the papers of cases, which is nearly all of the work, on every processor at once, and yields them in their
// order. Each has the numbers it will get when all before it are recorded. Only as many are drawn ahead as there are processors, so that a
// thousand take no more memory than three. It ends with the first error.
func (d *Desk) drawAhead(ctx context.Context, ids []ident.CaseID) iter.Seq2[*issuing, error] {
	type drawn struct {
		w   *issuing
		err error
	}
	return func(yield func(*issuing, error) bool) {
		var wait sync.WaitGroup
		defer wait.Wait()
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan chan drawn, runtime.GOMAXPROCS(0))
		wait.Go(func() {
			defer close(queue)
			given := numbers{}
			for _, id := range ids {
				one := make(chan drawn, 1)
				select {
				case queue <- one:
				case <-ctx.Done():
					return
				}
				w, err := d.prepareIssue(ctx, id, given)
				if err != nil {
					one <- drawn{nil, err}
					return
				}
				wait.Go(func() { one <- drawn{w, d.compose(w)} })
			}
		})
		left := len(ids)
		for one := range queue {
			if r := <-one; !yield(r.w, r.err) || r.err != nil {
				return
			}
			left--
		}
		if left > 0 { // the queue ends early only when ctx does
			yield(nil, ctx.Err())
		}
	}
}
