package review_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/i18n/era"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/probe"
	"shinsa/review/paper"
	"shinsa/review/typeface"
	"shinsa/store/mem"
)

const passphrase = "試験の合言葉"

// opening is the instant at which every test begins.
var opening = time.Date(2026, 4, 6, 10, 0, 0, 0, civil.Japan)

// scheme is a committee with its secretariat, all in memory and all at one clock.
type scheme struct {
	testing.TB
	ctx     context.Context
	at      time.Time
	office  *seat
	members []*seat
}

// seat is one desk, what was ever written to its store, and the folder it hands files out into.
type seat struct {
	*review.Desk
	store *witness
	out   *folder
}

// keeper knows the one passphrase of all test desks.
type keeper struct{}

func (keeper) Check(given string) error {
	if given != passphrase {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	return nil
}

// press and hand read the fonts once for all tests.
var (
	press = sync.OnceValues(func() (*paper.Press, error) { return paper.NewPress(assets.Font, era.Format) })
	hand  = sync.OnceValues(func() (review.Hand, error) {
		b, err := assets.Font(assets.MinchoRegular)
		if err != nil {
			return review.Hand{}, err
		}
		f, err := typeface.Parse(b)
		return review.Hand{Fonts: []*typeface.Font{f}}, err
	})
	smallEdition = sync.OnceValues(func() (*criteria.Edition, error) { return criteria.Parse([]byte(smallCriteria)) })
)

// services puts a desk over any store together, as boot does.
func (s *scheme) services(store review.Store) review.Services {
	s.Helper()
	p, err := press()
	if err != nil {
		s.Fatal(err)
	}
	h, err := hand()
	if err != nil {
		s.Fatal(err)
	}
	e, err := smallEdition()
	if err != nil {
		s.Fatal(err)
	}
	return review.Services{
		Store: store, Now: s.now, Press: p, Shipped: []*criteria.Edition{e}, Keeper: keeper{}, Prober: probe.Reader{}, Hand: h,
	}
}

func (s *scheme) now() time.Time { return s.at }

// later moves the clock on.
func (s *scheme) later(days int) { s.at = s.at.AddDate(0, 0, days) }

// bare is a scheme without a desk yet.
func bare(tb testing.TB) *scheme { return &scheme{TB: tb, ctx: tb.Context(), at: opening} }

// newScheme founds a secretariat and enrols n members.
func newScheme(tb testing.TB, n int) *scheme {
	tb.Helper()
	s := bare(tb)
	s.office = s.found(review.Founding{Role: review.Secretariat, Name: "見本事務局", Profile: review.SampleProfile(), Rehearsal: true})
	for i := range n {
		m := s.found(review.Founding{Role: review.Member, Name: memberNames[i], Rehearsal: true})
		s.enrol(m)
		s.members = append(s.members, m)
	}
	return s
}

var memberNames = []string{"審査 花子", "監査 次郎", "利害 三郎"}

func (s *scheme) found(f review.Founding) *seat {
	s.Helper()
	store := &witness{Store: mem.New(s.now)}
	d, err := review.Found(s.ctx, s.services(store), f)
	if err != nil {
		s.Fatal(err)
	}
	return &seat{Desk: d, store: store, out: newFolder()}
}

// enrol carries request and card between a member and the secretariat.
func (s *scheme) enrol(m *seat) {
	s.Helper()
	h, err := m.EnrolRequest(s.ctx, m.out)
	s.must(err)
	card, _, err := s.office.EnrolApprove(s.ctx, m.out.file(h.Name), s.office.out)
	s.must(err)
	s.must(m.EnrolAccept(s.ctx, s.office.out.file(card.Name)))
}

func (s *scheme) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// refused fails the test unless err is a refusal with this code, and returns it.
func (s *scheme) refused(err error, code string) *fault.Error {
	s.Helper()
	return refused(s, err, code)
}

func refused(tb testing.TB, err error, code string) *fault.Error {
	tb.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code && !f.Findings.Has(code) {
		tb.Fatalf("error %v, want the refusal %s", err, code)
	}
	return f
}

// state returns where a case stands on a desk.
func (s *scheme) state(d *seat, id ident.CaseID) review.State {
	s.Helper()
	row, err := d.Case(s.ctx, id)
	s.must(err)
	return row.State
}

// pack sends a case to every member of the scheme.
func (s *scheme) pack(id ident.CaseID, strict bool) {
	s.Helper()
	var to []ident.ReviewerID
	for _, m := range s.members {
		to = append(to, m.Self().ID)
	}
	_, err := s.office.Pack(s.ctx, id, review.Sending{To: to, Strict: strict}, s.office.out)
	s.must(err)
}

// dossier is the file packed for a member in the present round.
func (s *scheme) dossier(id ident.CaseID, m *seat) review.Incoming {
	s.Helper()
	c, err := s.office.Case(s.ctx, id)
	s.must(err)
	suffix := ""
	if c.Round > 1 {
		suffix = fmt.Sprintf("_r%d", c.Round)
	}
	return s.office.out.file(fmt.Sprintf("%s_%s%s.dossier", id, m.Self().ID, suffix))
}

// open brings the dossier to the member's desk.
func (s *scheme) open(id ident.CaseID, m *seat) {
	s.Helper()
	got, err := m.OpenDossier(s.ctx, s.dossier(id, m))
	s.must(err)
	if got != id {
		s.Fatalf("opened %s, want %s", got, id)
	}
}

// declare opens the dossier and signs that there is no interest, or the interest of the given kind.
func (s *scheme) declare(id ident.CaseID, m *seat, held ...conflict.Kind) review.Handed {
	s.Helper()
	s.open(id, m)
	h, _, err := m.Declare(s.ctx, id, s.declaration(m, held...), m.out)
	s.must(err)
	return h
}

// declaration answers every question of the form.
func (s *scheme) declaration(m *seat, held ...conflict.Kind) conflict.Declaration {
	d := conflict.Declaration{Pledge: conflict.Pledge{Agreed: true}}
	for _, k := range conflict.Kinds() {
		i := conflict.Interest{Kind: k}
		for _, h := range held {
			if h == k {
				i.Held, i.Party, i.Detail = true, "見本ホールディングス", "技術顧問"
			}
		}
		d.Interests = append(d.Interests, i)
	}
	for _, y := range m.Profile().Conflict.Years(m.Today()) {
		d.Money = append(d.Money, conflict.Income{Year: y, Band: conflict.BandNone})
	}
	return d
}

// incoming makes bytes a file that somebody brings.
func incoming(name string, b []byte) review.Incoming {
	return review.Incoming{Name: name, R: bytes.NewReader(b), Size: int64(len(b))}
}

// folder is an Outbox in memory that can be made to fail.
type folder struct {
	files map[string][]byte
	full  bool                        // every write fails
	spoil func(name string, b []byte) // damages what was written
}

func newFolder() *folder { return &folder{files: map[string][]byte{}} }

func (f *folder) Write(name string, write func(io.Writer) error) (string, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return "", err
	}
	if f.full {
		return "", fault.New(fault.Unavailable, "folder_unwritable", "name", name)
	}
	f.files[name] = b.Bytes()
	if f.spoil != nil {
		f.spoil(name, f.files[name])
	}
	return "/" + name, nil
}

func (f *folder) Read(name string) (review.Incoming, func() error, error) {
	b, ok := f.files[name]
	if !ok {
		return review.Incoming{}, nil, fault.New(fault.Missing, "file_missing", "name", name)
	}
	return incoming(name, b), func() error { return nil }, nil
}

func (f *folder) Replace(files []review.Finished, gone []string, next func(n int) error) ([]string, error) {
	var paths []string
	for i, x := range files {
		if err := next(i); err != nil {
			return nil, err
		}
		if f.full {
			return nil, fault.New(fault.Unavailable, "folder_unwritable", "name", x.Name)
		}
	}
	for _, x := range files {
		f.files[x.Name] = x.Content
		paths = append(paths, "/"+x.Name)
	}
	for _, name := range gone {
		delete(f.files, name)
	}
	return paths, nil
}

func (f *folder) Remove(name string) error {
	delete(f.files, name)
	return nil
}

// file is a file of the folder as the next person receives it: a copy.
func (f *folder) file(name string) review.Incoming { return incoming(name, bytes.Clone(f.files[name])) }

// ending returns the one file whose name ends so.
func (f *folder) ending(tb testing.TB, end string) review.Incoming {
	tb.Helper()
	var found []string
	for name := range f.files {
		if len(name) >= len(end) && name[len(name)-len(end):] == end {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		tb.Fatalf("%d files end in %s, want one", len(found), end)
	}
	return f.file(found[0])
}
