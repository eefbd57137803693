package uitest

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/phrase"
)

// Desk stands in for a member's desk with one sample case in hand, as review.Desk behaves towards a screen: marks have revisions, a case
// that is not open cannot be marked, and saving can be made to fail.
type Desk struct {
	Who      review.Self
	Files    map[ident.CaseID]*review.File
	Rows     []review.Row
	Day      civil.Date
	Clock    time.Time
	Backup   review.BackedUp // the last one; none while its day is zero
	Acts     int64           // since then
	Doubt    *review.Doubt   // of the numbers given
	Fail     error           // returned by everything that saves, when set
	Settings map[string]string
	Matches  []conflict.Match
	Declared []conflict.Declaration
	Sealed   []string // passphrases used to submit
	Purged   []ident.CaseID
	Seen     []string        // documents and pages that were on screen
	Behind   error           // why the clock cannot be relied on
	Lost     map[string]bool // documents whose file is lost until they are mended
	Phrase   []phrase.Phrase // kept by the member
	Dropped  []string        // phrases no longer offered
	history  map[ident.ItemID][]checklist.Mark
	at       map[ident.ItemID][]time.Time      // of the history
	bytes    map[string][]byte                 // evidence by number
	notes    map[ident.ItemID][]review.Version // every state of the sample case's
	drafts   []opinion.Draft                   // every state of the sample case's
}

// Case is the number of the sample case.
const Case = ident.CaseID("C2026-0001")

// Passphrase opens the stand-in desk.
const Passphrase = "見本の合言葉"

// NewDesk returns a member's desk with the first sample case in a state.
func NewDesk(tb testing.TB, state review.State) *Desk {
	tb.Helper()
	d := &Desk{
		Who: review.Self{Role: review.Member, ID: "m-0123456789ab", Name: "審査 花子", Enrolled: true, Rehearsal: true},
		Day: civil.MustParse("2026-11-20"), Clock: time.Date(2026, 11, 20, 12, 4, 32, 0, time.UTC),
		Files: map[ident.CaseID]*review.File{}, Settings: map[string]string{}, history: map[ident.ItemID][]checklist.Mark{}, at: map[ident.ItemID][]time.Time{}, bytes: map[string][]byte{},
	}
	f := d.sample(tb)
	f.State = state
	f.Readonly = state != review.Open
	d.Files[Case] = f
	d.Rows = []review.Row{f.Row}
	return d
}

// Edition returns the sample edition of the criteria.
func Edition(tb testing.TB) *criteria.Edition {
	tb.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		tb.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// sample reads the first sample application as the secretariat would.
func (d *Desk) sample(tb testing.TB) *review.File {
	tb.Helper()
	raw, err := assets.Sample("case-1")
	if err != nil {
		tb.Fatal(err)
	}
	p := intake.Package{Edition: Edition(tb), Received: civil.MustParse("2026-11-01")}
	contents := map[string][]byte{}
	err = fs.WalkDir(raw, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(raw, name)
		switch base := path.Base(name); path.Ext(base) {
		case ".xlsx":
			p.Form, p.FormName = b, base
		case ".pdf":
			contents[base] = b
			p.Files = append(p.Files, intake.File{Name: base, Size: int64(len(b)), Data: bytes.NewReader(b)})
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	app, err := intake.Read(tb.Context(), p)
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range app.Evidence {
		d.bytes[e.No] = contents[e.File]
	}
	h := app.Header
	cover := conflict.Cover{
		Format: conflict.CoverFormat, Version: conflict.CoverVersion, Case: Case, Kind: "new", Operator: h.OperatorName.Text(),
		OperatorKana: h.OperatorKana.Text(), CorporateNumber: h.CorporateNumber.Text(), Service: h.ServiceName.Text(), ServiceClass: []string{"IaaS", "PaaS"},
		Group: []conflict.Company{{Name: "見本ホールディングス株式会社", Relation: "親会社"}}, Officers: []conflict.Officer{{Name: "見本 太郎", Title: "代表取締役社長"}, {Name: "見本 次郎", Title: "取締役"}},
		Competitors: []conflict.Company{{Name: "例示クラウド株式会社"}}, Due: civil.MustParse("2026-12-05"), Round: 1, Pledge: conflict.DefaultPledge(), Reviewer: d.Who.ID,
	}
	c := review.Case{
		ID: Case, Kind: "new", Operator: cover.Operator, Service: cover.Service, Edition: p.Edition.ID(), Received: p.Received, Due: cover.Due, Round: 1, Rehearsal: true,
	}
	return &review.File{
		Row: review.Row{Case: c, Total: len(p.Edition.Items()), Evidence: len(app.Evidence)}, Cover: cover, Edition: p.Edition, Application: app,
		Marks: map[ident.ItemID]checklist.Mark{}, Notes: map[ident.ItemID]string{}, EvidenceUse: map[string]opinion.EvidenceUse{},
	}
}

// Self implements the screens' desks.
func (d *Desk) Self() review.Self { return d.Who }

// Today implements the screens' desks.
func (d *Desk) Today() civil.Date { return d.Day }

// Profile implements the screens' desks.
func (d *Desk) Profile() review.Profile { return review.SampleProfile() }

// Cases implements the screens' desks.
func (d *Desk) Cases(context.Context) ([]review.Row, error) { return d.Rows, nil }

// Case implements the screens' desks.
func (d *Desk) Case(_ context.Context, c ident.CaseID) (review.Row, error) {
	f, err := d.file(c)
	if err != nil {
		return review.Row{}, err
	}
	return f.Row, nil
}

func (d *Desk) file(c ident.CaseID) (*review.File, error) {
	f, ok := d.Files[c]
	if !ok {
		return nil, fault.New(fault.Missing, "no_such_case", "case", string(c))
	}
	return f, nil
}

// Search implements the screens' desks: it finds remarks only.
func (d *Desk) Search(_ context.Context, text string) ([]review.Hit, error) {
	var out []review.Hit
	for c, f := range d.Files {
		for _, m := range f.Sheet().Marks() {
			if strings.Contains(m.Remark, text) {
				out = append(out, review.Hit{Case: c, Service: f.Service, Item: m.Item, Where: "remark", Text: m.Remark})
			}
		}
	}
	return out, nil
}

// File implements the screens' desks. It hands out a copy: what a screen changes in it is not kept.
func (d *Desk) File(_ context.Context, c ident.CaseID) (*review.File, error) {
	f, err := d.file(c)
	if err != nil {
		return nil, err
	}
	if f.State == review.Sealed {
		return nil, fault.By("7", "declare_first")
	}
	out := *f
	out.Marks, out.Notes = map[ident.ItemID]checklist.Mark{}, map[ident.ItemID]string{}
	for k, v := range f.Marks {
		out.Marks[k] = v
	}
	for k, v := range f.Notes {
		out.Notes[k] = v
	}
	return &out, nil
}

// Setting implements the screens' desks.
func (d *Desk) Setting(_ context.Context, name string) string { return d.Settings[name] }

// SetSetting implements the screens' desks.
func (d *Desk) SetSetting(_ context.Context, name, value string) error {
	d.Settings[name] = value
	return d.Fail
}

// tick moves the clock of the desk one second on.
func (d *Desk) tick() time.Time {
	d.Clock = d.Clock.Add(time.Second)
	return d.Clock
}
