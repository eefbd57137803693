package records_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/exchange"
	"shinsa/review/ident"
	"shinsa/review/journal"
	"shinsa/review/opinion"
	"shinsa/review/register"
	"shinsa/store/records"
)

// server is the address of a PostgreSQL server for tests; every test makes a schema of its own in it.
const server = "SHINSA_TEST_POSTGRES"

func now() time.Time { return time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC) }

// onEach runs a test on SQLite, and on PostgreSQL when there is a server.
func onEach(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "records #1.db")) })
	if os.Getenv(server) != "" {
		t.Run("postgres", func(t *testing.T) { test(t, newSchema(t)) })
	}
}

var schemas atomic.Int64

func newSchema(t testing.TB) string {
	t.Helper()
	db, err := sql.Open("pgx", os.Getenv(server))
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("shinsa_test_%d_%d", os.Getpid(), schemas.Add(1))
	if _, err := db.Exec("create schema " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("drop schema " + name + " cascade"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u, err := url.Parse(os.Getenv(server))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func open(t testing.TB, address string) *records.Records {
	t.Helper()
	r, err := records.Open(context.Background(), address, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

const items = 5

func itemID(i int) ident.ItemID { return ident.ItemID(fmt.Sprintf("%d.1", i+1)) }

func edition(n int) exchange.Edition {
	e := exchange.Edition{ID: "sample-1", Digest: ident.Sum([]byte("edition")), Title: "見本", Sample: true}
	for i := range n {
		e.Items = append(e.Items, exchange.Item{ID: itemID(i), Group: "組織", Title: fmt.Sprintf("項目%d", i), Duty: "mandatory", Level: i%2 == 0})
	}
	return e
}

func caseID(n int) ident.CaseID { return ident.CaseID(fmt.Sprintf("C2026-%06d", n)) }

func reviewerID(n int) ident.ReviewerID { return ident.ReviewerID(fmt.Sprintf("m-%08x", n)) }

// newCase is a decided case of n items with two opinions and one recusal.
func newCase(id ident.CaseID, n int) exchange.Case {
	day := civil.MustParse("2026-04-01")
	c := exchange.Case{
		ID: id, Kind: "new", State: "decided", Operator: "株式会社例", Corporate: "7000012050002", Service: "例クラウド", Edition: "sample-1",
		Received: day, Application: ident.Sum([]byte(id)),
		Reviewers: []exchange.Reviewer{
			{ID: reviewerID(1), Name: "委員 一", Outcome: "opinion", On: day},
			{ID: reviewerID(2), Name: "委員 二", Outcome: "opinion", On: day},
			{ID: reviewerID(3), Name: "委員 三", Outcome: "recused", On: day},
		},
		Opinions: []opinion.Opinion{newOpinion(id, 1, n), newOpinion(id, 2, n)},
		Meeting:  &opinion.Meeting{Case: id, Round: 1, On: day, Chair: "委員 一", Overall: opinion.Recommend, Summary: "妥当"},
		Decision: &decision.Decision{Case: id, Outcome: decision.Grant, On: day, By: "理事長"},
	}
	for i := range n {
		c.Disclosures = append(c.Disclosures, exchange.Disclosure{Item: itemID(i), Kind: "answered", Text: "開示内容" + fmt.Sprint(i)})
	}
	c.Certificate = &register.Certification{
		No: ident.CertificateNo("IP-" + string(id)), Serial: 1, Case: id, Operator: c.Operator, Corporate: c.Corporate, Service: c.Service,
		Classes: []string{"IaaS"}, First: day, From: day, To: civil.MustParse("2028-03-31"), Events: []register.Event{{Kind: register.Granted, On: day}},
	}
	return c
}

func newOpinion(c ident.CaseID, member, n int) opinion.Opinion {
	o := opinion.Opinion{
		Format: opinion.Format, Version: opinion.Version, Case: c, Round: 1, Reviewer: reviewerID(member), Name: fmt.Sprint("委員", member),
		Edition: "sample-1", EditionDigest: ident.Sum([]byte("edition")), Dossier: ident.Sum([]byte("d")), On: civil.MustParse("2026-04-01"),
		Draft:  opinion.Draft{Overall: opinion.Conditional, Summary: "概ね妥当", Conditions: []string{"明記すること"}},
		Report: ident.Sum([]byte("r")), Evidence: []opinion.EvidenceUse{{No: "資料1", File: ident.Sum([]byte("f")), Pages: 3, Seen: []int{1, 3}}},
	}
	for i := range n {
		m := checklist.Mark{Item: itemID(i), Verdict: checklist.Verdicts[(i+member)%2], Seen: true, Revision: 1, Remark: "所見" + fmt.Sprint(i)}
		if i == 0 {
			m.Pointers = []checklist.Pointer{{Evidence: "資料1", File: ident.Sum([]byte("f")), Page: 2, Quote: "引用"}}
		}
		o.Marks = append(o.Marks, m)
	}
	return o
}

func head(n int) journal.Head {
	return journal.Head{Seq: int64(n), Hash: ident.Sum(fmt.Append(nil, "head", n))}
}

// newBundle has cases 1…n; its journal is at head at, and earlier exports were at the heads before.
func newBundle(n, at int, before ...int) *exchange.Bundle {
	b := &exchange.Bundle{
		Format: exchange.Format, Version: exchange.Version, Office: "o-00000001", Body: "見本協会", On: civil.MustParse("2026-04-01"),
		Head: head(at), Edition: []exchange.Edition{edition(items)},
	}
	for _, h := range before {
		b.Heads = append(b.Heads, head(h))
	}
	for i := range n {
		b.Cases = append(b.Cases, newCase(caseID(i+1), items))
	}
	return b
}

// recordsIn is how many records a bundle of newBundle has: case, two opinions, meeting, decision, certification each, and an edition.
func recordsIn(cases int) int { return 6*cases + 1 }

func source(name string) ident.Digest { return ident.Sum([]byte(name)) }

func take(t testing.TB, r *records.Records, name string, b *exchange.Bundle) records.Report {
	t.Helper()
	rep, err := r.Import(context.Background(), source(name), b)
	if err != nil {
		t.Fatalf("import %s: %v", name, err)
	}
	return rep
}

// counted compares what a report counts: new, same, changed, conflicts.
func counted(t *testing.T, rep records.Report, want ...int) {
	t.Helper()
	if got := []int{rep.New, rep.Same, rep.Changed, rep.Conflicts}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("new, same, changed, conflicts %v, want %v: %v", got, want, rep.Conflict)
	}
	if len(rep.Conflict) != rep.Conflicts {
		t.Errorf("%d conflicts counted, %d named", rep.Conflicts, len(rep.Conflict))
	}
}

func status(t testing.TB, r *records.Records) records.Status {
	t.Helper()
	s, err := r.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(s.Database) == "" {
		t.Error("no database named")
	}
	s.Database = ""
	return s
}
