package records_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/exchange"
	"shinsa/review/fault"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/store/records"
)

func refused(t *testing.T, err error, k fault.Kind, code string) {
	t.Helper()
	if !errors.Is(err, &fault.Error{Kind: k, Code: code}) {
		t.Errorf("%v, want %s %s", err, k, code)
	}
}

func TestABundleIsTakenInOnce(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		b := newBundle(3, 10)
		rep := take(t, r, "first", b)
		counted(t, rep, recordsIn(3), 0, 0, 0)
		if rep.Cases != 3 || rep.Opinions != 6 || rep.Repeated || rep.Office != b.Office || rep.Source != source("first") {
			t.Errorf("report %+v", rep)
		}
		want := records.Status{
			Editions: 1, Cases: 3, Opinions: 6, Verdicts: 6 * items, Meetings: 3, Decisions: 3, Granted: 3, Certifications: 3, Imports: 1,
			LastImport: "2026-04-01T09:00:00Z",
		}
		if got := status(t, r); got != want {
			t.Errorf("status %+v, want %+v", got, want)
		}

		rep = take(t, r, "first", b) // the same parcel
		counted(t, rep, 0, recordsIn(3), 0, 0)
		if !rep.Repeated || rep.Cases != 3 || rep.Opinions != 6 {
			t.Errorf("report %+v", rep)
		}
		counted(t, take(t, r, "second", b), 0, recordsIn(3), 0, 0) // the same content in another parcel
		want.Imports = 2
		if got := status(t, r); got != want {
			t.Errorf("status %+v, want %+v", got, want)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if got := status(t, open(t, address)); got != want {
			t.Errorf("status after reopening %+v, want %+v", got, want)
		}
	})
}

func TestALaterBundleBringsWhatIsNew(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		early := newBundle(1, 10)
		early.Cases[0].State, early.Cases[0].Decision, early.Cases[0].Certificate = "convened", nil, nil
		take(t, r, "early", early)

		late := newBundle(2, 20, 10)
		late.Cases[0].Meeting.Summary = "字句を整えた"
		late.Cases[0].Disclosures = late.Cases[0].Disclosures[:2]
		late.Cases[0].Reviewers = late.Cases[0].Reviewers[:2]
		// case 1: facts and meeting changed, two opinions the same, decision and certification new; case 2 new; edition the same
		counted(t, take(t, r, "late", late), 2+6, 3, 2, 0)

		lines, err := r.Cases(context.Background(), records.Filter{})
		if err != nil || len(lines) != 2 {
			t.Fatalf("%d cases, %v", len(lines), err)
		}
		first := lines[0]
		if first.State != "decided" || first.Opinions != 2 || first.Recused != 0 || first.Outcome != "grant" || first.Certificate == "" {
			t.Errorf("case %+v", first)
		}

		// The early bundle once more, in another parcel: what is held is newer.
		counted(t, take(t, r, "early again", early), 0, 5, 0, 0)
		if lines, err = r.Cases(context.Background(), records.Filter{}); err != nil || lines[0] != first {
			t.Errorf("an older bundle changed the case to %+v, %v", lines[0], err)
		}
	})
}

func TestWhatWasSealedIsNeverReplaced(t *testing.T) {
	changes := map[records.Kind]func(*exchange.Bundle){
		records.Edition:  func(b *exchange.Bundle) { b.Edition[0].Title = "x" },
		records.Opinion:  func(b *exchange.Bundle) { b.Cases[0].Opinions[1].Marks[0].Verdict = checklist.Nonconforming },
		records.Decision: func(b *exchange.Bundle) { b.Cases[0].Decision.Outcome = decision.Refuse; b.Cases[0].Certificate = nil },
	}
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		take(t, r, "held", newBundle(1, 10))
		before, err := r.Matrix(context.Background(), caseID(1))
		if err != nil {
			t.Fatal(err)
		}
		places := map[records.Kind]string{
			records.Edition: "sample-1", records.Opinion: "C2026-000001/m-00000002/1", records.Decision: "C2026-000001",
		}
		total := 0
		for kind, change := range changes {
			b := newBundle(1, 20, 10)
			change(b)
			for range 2 { // the second time from the books
				rep := take(t, r, string(kind), b)
				if rep.Conflicts != 1 || len(rep.Conflict) != 1 || rep.New != 0 || rep.Changed != 0 {
					t.Fatalf("%s: %+v", kind, rep)
				}
				c := rep.Conflict[0]
				if c.Kind != kind || c.Place != places[kind] || c.Held == c.Offered || !c.Held.Valid() || !c.Offered.Valid() {
					t.Errorf("conflict %+v", c)
				}
			}
			total++
		}
		after, err := r.Matrix(context.Background(), caseID(1))
		if err != nil || fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("the verdicts changed, %v", err)
		}
		if s := status(t, r); s.Granted != 1 || s.Conflicts != total {
			t.Errorf("status %+v", s)
		}
		all, err := r.Conflicts(context.Background())
		if err != nil || len(all) != total {
			t.Errorf("%d conflicts listed, want %d, %v", len(all), total, err)
		}
	})
}

// Certifications grow by events (Arts 9, 12, 14, 17) and by nothing else.
func TestACertificationGrowsByEvents(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		take(t, r, "granted", newBundle(1, 10))
		revoked := newBundle(1, 20, 10)
		c := revoked.Cases[0].Certificate
		c.Events = append(c.Events, register.Event{Kind: register.Revoked, On: civil.MustParse("2027-04-01"), Clause: "17-1(3)"})
		counted(t, take(t, r, "revoked", revoked), 0, recordsIn(1)-1, 1, 0)

		forgotten := newBundle(1, 30, 10, 20) // a newer journal, and the revocation is gone
		rep := take(t, r, "forgotten", forgotten)
		counted(t, rep, 0, recordsIn(1)-1, 0, 1)
		if rep.Conflict[0].Kind != records.Certification {
			t.Errorf("conflict %+v", rep.Conflict[0])
		}
		rewritten := newBundle(1, 40, 10, 20, 30)
		c = rewritten.Cases[0].Certificate
		c.Events = []register.Event{{Kind: register.Granted, On: civil.MustParse("2026-05-01")}, {Kind: register.Revoked}, {Kind: register.Returned}}
		counted(t, take(t, r, "rewritten", rewritten), 0, recordsIn(1)-1, 0, 1)
	})
}

// A desk that was put back to an older state hands over a journal that does not continue the known one.
func TestAJournalThatStandsApartIsReported(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		take(t, r, "one", newBundle(1, 10))
		take(t, r, "two", newBundle(1, 20, 10))
		fork := newBundle(2, 21, 10) // knows 10, not 20
		fork.Cases[0].State = "closed"
		rep := take(t, r, "fork", fork)
		// The second case is new; the first one's facts differ and stay; the journal itself is a conflict.
		counted(t, rep, 6, recordsIn(1)-1, 0, 2)
		kinds := map[records.Kind]bool{}
		for _, c := range rep.Conflict {
			kinds[c.Kind] = true
		}
		if !kinds[records.Journal] || !kinds[records.Case] {
			t.Errorf("conflicts %+v", rep.Conflict)
		}
	})
}

func TestACaseOfAnotherOfficeTakesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		take(t, r, "ours", newBundle(1, 10))
		theirs := newBundle(1, 10)
		theirs.Office = "o-00000002"
		theirs.Cases[0].Operator = "別会社"
		theirs.Cases[0].Opinions = append(theirs.Cases[0].Opinions, newOpinion(caseID(1), 4, items))
		rep := take(t, r, "theirs", theirs)
		counted(t, rep, 0, recordsIn(1)-1, 0, 2) // the facts, and the opinion that would be new
		if s := status(t, r); s.Opinions != 2 {
			t.Errorf("%d opinions, want 2", s.Opinions)
		}
	})
}

func TestABundleThatIsNotWholeIsRefusedWhole(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		b := newBundle(2, 10)
		b.Cases[1].Opinions[0].Marks[0].Item = "99.9"
		_, err := r.Import(context.Background(), source("x"), b)
		refused(t, err, fault.Invalid, "bundle_invalid")
		_, err = r.Import(context.Background(), "x", newBundle(1, 10))
		refused(t, err, fault.Invalid, "bundle_without_source")

		// A reviewer named twice passes the check and fails in the database: nothing of the bundle stays.
		b = newBundle(2, 10)
		b.Cases[1].Reviewers = append(b.Cases[1].Reviewers, b.Cases[1].Reviewers[0])
		if _, err := r.Import(context.Background(), source("x"), b); err == nil {
			t.Error("a reviewer is there twice")
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := r.Import(ctx, source("x"), newBundle(1, 10)); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want cancelled", err)
		}
		if s := status(t, r); s != (records.Status{}) {
			t.Errorf("left behind: %+v", s)
		}
		counted(t, take(t, r, "x", newBundle(1, 10)), recordsIn(1), 0, 0, 0)
	})
}

func TestCasesArePagedAndFiltered(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		b := newBundle(7, 10)
		b.Cases[2].State, b.Cases[4].Corporate = "sent", "1234567890123"
		take(t, r, "x", b)
		for _, row := range []struct {
			f    records.Filter
			want string
		}{
			{records.Filter{}, "1 2 3 4 5 6 7"},
			{records.Filter{Limit: 3}, "1 2 3"},
			{records.Filter{Limit: 3, After: caseID(3)}, "4 5 6"},
			{records.Filter{After: caseID(7)}, ""},
			{records.Filter{State: "sent"}, "3"},
			{records.Filter{Corporate: "1234567890123"}, "5"},
			{records.Filter{State: "sent", Corporate: "1234567890123"}, ""},
			{records.Filter{State: "' or 1=1 --"}, ""},
		} {
			lines, err := r.Cases(context.Background(), row.f)
			var got []string
			for _, l := range lines {
				got = append(got, strings.TrimLeft(string(l.ID[len("C2026-"):]), "0"))
			}
			if strings.Join(got, " ") != row.want || err != nil {
				t.Errorf("%+v: %v, %v, want %s", row.f, got, err, row.want)
			}
		}
	})
}

func TestTheMatrixStandsInTheOrderOfTheEdition(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		r := open(t, address)
		b := newBundle(1, 10)
		second := newOpinion(caseID(1), 1, items)
		second.Round = 2
		second.Draft.Overall = opinion.Recommend
		b.Cases[0].Opinions = append(b.Cases[0].Opinions, second)
		take(t, r, "x", b)
		cells, err := r.Matrix(context.Background(), caseID(1))
		if err != nil || len(cells) != 3*items {
			t.Fatalf("%d cells, %v", len(cells), err)
		}
		for i, c := range cells {
			want := []string{"m-00000001/1", "m-00000002/1", "m-00000001/2"}[i%3]
			if c.Item != itemID(i/3) || fmt.Sprintf("%s/%d", c.Reviewer, c.Round) != want || c.Remark != fmt.Sprint("所見", i/3) {
				t.Errorf("cell %d: %+v, want %s", i, c, want)
			}
		}
		if none, err := r.Matrix(context.Background(), "C2026-9999"); len(none) != 0 || err != nil {
			t.Errorf("matrix of an unknown case: %v, %v", none, err)
		}
	})
}

// Two programs take bundles in at the same time: one waits for the other.
func TestImportsWaitForEachOther(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		a, b := open(t, address), open(t, address)
		done := make(chan error, 2)
		for i, r := range []*records.Records{a, b} {
			go func() {
				var err error
				for n := range 5 {
					bundle := newBundle(n+1, 10)
					bundle.Office = fmt.Sprintf("o-0000000%d", i)
					for k := range bundle.Cases {
						bundle.Cases[k] = newCase(caseID(1000*i+k+1), items)
					}
					if _, e := r.Import(context.Background(), source(fmt.Sprint(i, "/", n)), bundle); e != nil {
						err = errors.Join(err, e)
					}
				}
				done <- err
			}()
		}
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if s := status(t, a); s.Cases != 10 || s.Imports != 10 || s.Opinions != 20 || s.Conflicts != 0 {
			t.Errorf("status %+v", s)
		}
	})
}

func BenchmarkImport(b *testing.B) {
	addresses := map[string]func() string{"sqlite": func() string { return "sqlite:" + filepath.Join(b.TempDir(), "r.db") }}
	if os.Getenv(server) != "" {
		addresses["postgres"] = func() string { return newSchema(b) }
	}
	bundle := newBundle(0, 10)
	bundle.Edition = []exchange.Edition{edition(136)}
	for i := range 100 {
		bundle.Cases = append(bundle.Cases, newCase(caseID(i+1), 136))
	}
	for name, address := range addresses {
		b.Run(name+"/first", func(b *testing.B) {
			for b.Loop() {
				take(b, open(b, address()), "x", bundle)
			}
			b.ReportMetric(float64(200*136*b.N)/b.Elapsed().Seconds(), "verdicts/s")
		})
		b.Run(name+"/again", func(b *testing.B) {
			r := open(b, address())
			take(b, r, "x", bundle)
			for i := 0; b.Loop(); i++ {
				take(b, r, fmt.Sprint("y", i), bundle)
			}
			b.ReportMetric(float64(200*136*b.N)/b.Elapsed().Seconds(), "verdicts/s")
		})
	}
}
