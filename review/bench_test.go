package review_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/criteria/criteriatest"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/store"
	"shinsa/store/vault"
)

// atDesk is a member's desk on disk, encrypted as in earnest, with one open case of the given size, half of it marked.
func atDesk(tb testing.TB, items, levels int) (*scheme, *seat, ident.CaseID) {
	tb.Helper()
	s := bare(tb)
	st, err := store.Create(s.ctx, tb.TempDir(), passphrase, store.Options{Now: s.now, Cost: vault.Cost{Time: 1, MemoryKiB: 128, Threads: 1}})
	s.must(err)
	tb.Cleanup(func() { s.must(st.Close()) })
	d, err := review.Found(s.ctx, s.services(st), review.Founding{Role: review.Member, Name: memberNames[0], Rehearsal: true})
	s.must(err)
	m := &seat{Desk: d, out: newFolder()}
	e, err := criteriatest.Edition(items, levels)
	s.must(err)
	s.must(d.ImportEdition(s.ctx, e))
	const id = ident.CaseID("C2026-0001")
	s.must(st.Update(s.ctx, func(tx review.Tx) error { return openCase(tx, id, d.Self().ID, e) }))
	var marks []checklist.Mark
	for i, it := range e.Items() {
		if i%2 == 0 {
			marks = append(marks, checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Seen: true, Remark: "資料1により確認した。"})
		}
	}
	_, err = d.MarkAll(s.ctx, id, marks)
	s.must(err)
	return s, m, id
}

// openCase writes what a declared dossier leaves on a member's desk, with eight documents.
func openCase(tx review.Tx, id ident.CaseID, me ident.ReviewerID, e *criteria.Edition) error {
	app := &intake.Application{
		Load: intake.Loaded, Answers: intake.Answers{}, Levels: map[ident.ItemID]criteria.Outcome{}, Findings: fault.List{},
		Edition: intake.EditionRef{ID: e.ID(), Digest: e.Digest(), Items: len(e.Items())},
	}
	for i := range 8 {
		app.Evidence = append(app.Evidence, intake.Evidence{No: fmt.Sprintf("資料%d", i+1), Present: true, Digest: ident.Sum([]byte{byte(i)})})
	}
	for i, it := range e.Items() {
		app.Answers[it.ID] = intake.Disclosure{
			Kind: criteria.StateAnswered, Type: it.Answer.Type, At: fmt.Sprintf("様式B!F%d", i+4),
			Value:    intake.TextValue(strings.Repeat("この項目の開示内容。", 4)),
			Evidence: []intake.Pointer{{No: "資料1", Page: i%9 + 1}},
		}
		if it.Level != nil {
			app.Levels[it.ID] = criteria.Outcome{Result: criteria.Met, Reason: "reached"}
		}
	}
	c := review.Case{ID: id, Kind: "new", State: review.Open, Operator: "見本", Service: "見本", Edition: e.ID(), EditionDigest: e.Digest(), Dossier: e.Digest(), Round: 1, Rehearsal: true}
	own := map[string]any{"declaration": conflict.Declaration{Case: id, Reviewer: me, Pledge: conflict.Pledge{Agreed: true}}}
	for _, x := range []struct {
		kind review.Kind
		id   string
		v    any
	}{
		{review.KindCase, string(id), c},
		{review.KindApplication, string(id), app},
		{review.KindCover, string(id), conflict.Cover{Case: id}},
		{review.KindDeclaration, string(id) + "/" + string(me), own},
	} {
		if err := tx.Put(x.kind, x.id, x.v); err != nil {
			return err
		}
	}
	return nil
}

// sizes are the two cases of DESIGN.md's budgets.
var sizes = []struct{ items, levels int }{{136, 1}, {criteriatest.LargeItems, criteriatest.LargeLevels}}

func BenchmarkOpenCase(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n.items), func(b *testing.B) {
			s, m, id := atDesk(b, n.items, n.levels)
			for b.Loop() {
				_, err := m.File(s.ctx, id)
				s.must(err)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/case")
		})
	}
}

func BenchmarkMark(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n.items), func(b *testing.B) {
			s, m, id := atDesk(b, n.items, n.levels)
			f, err := m.File(s.ctx, id)
			s.must(err)
			k := f.Sheet().Mark(f.Edition.Items()[1].ID)
			for b.Loop() {
				k.Verdict = checklist.Verdicts[k.Revision%len(checklist.Verdicts)]
				saved, err := m.Mark(s.ctx, id, k)
				s.must(err)
				k.Revision = saved.Revision
			}
		})
	}
}

func BenchmarkForm(b *testing.B) {
	for _, kind := range []form.Kind{form.Sheet, form.Text} {
		b.Run(string(kind), func(b *testing.B) {
			s, m, id := atDesk(b, 136, 1)
			for b.Loop() {
				h, err := m.ExportForm(s.ctx, id, kind, m.out)
				s.must(err)
				_, err = m.PreviewForm(s.ctx, id, m.out.file(h.Name))
				s.must(err)
			}
		})
	}
}

func BenchmarkPhrases(b *testing.B) {
	s, m, id := atDesk(b, 136, 1)
	for b.Loop() {
		_, err := m.Phrases(s.ctx, id, "1.1")
		s.must(err)
	}
}

// A case of 136 items opens within its budget with room to spare, and one of 6,000 costs memory for its text, not for its size squared.
func TestBudget_OpeningACase(t *testing.T) {
	const budget = 300 * time.Millisecond
	s, m, id := atDesk(t, 136, 1)
	best := time.Hour
	for range 5 {
		began := time.Now()
		_, err := m.File(s.ctx, id)
		s.must(err)
		best = min(best, time.Since(began))
	}
	t.Logf("136 items open in %v", best)
	if best > budget {
		t.Errorf("opening 136 items takes %v, more than %v", best, budget)
	}
	small := heldBy(s, m, id)
	s, m, id = atDesk(t, criteriatest.LargeItems, criteriatest.LargeLevels)
	large := heldBy(s, m, id)
	ratio := float64(large) / float64(small) / (criteriatest.LargeItems / 136.0)
	t.Logf("a file of 136 items holds %d KiB, of %d items %d KiB: %.2f of the same for each item", small>>10, criteriatest.LargeItems, large>>10, ratio)
	if ratio > 1.3 {
		t.Errorf("an item of the large case costs %.2f times that of the small one", ratio)
	}
}

// heldBy is what an open file keeps in memory.
func heldBy(s *scheme, m *seat, id ident.CaseID) uint64 {
	s.Helper()
	_, err := m.File(s.ctx, id) // the edition is read once
	s.must(err)
	alive := func() uint64 {
		runtime.GC()
		runtime.GC()
		var ms runtime.MemStats
		runtime.ReadMemStats(&ms)
		return ms.HeapAlloc
	}
	before := alive()
	files := make([]*review.File, 10)
	for i := range files {
		files[i], err = m.File(s.ctx, id)
		s.must(err)
	}
	after := alive()
	runtime.KeepAlive(files)
	return (after - min(before, after)) / uint64(len(files))
}
