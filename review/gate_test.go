package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// awaiting is a strict case whose member has declared: the key is still with the secretariat.
func awaiting(s *scheme) (ident.CaseID, *seat, review.Incoming) {
	s.Helper()
	id := ready(s, true)
	m := s.members[0]
	h := s.declare(id, m)
	if s.state(m, id) != review.Awaiting {
		s.Fatalf("after declaring the case is %s", s.state(m, id))
	}
	return id, m, m.out.file(h.Name)
}

func TestStrictGate_KeyComesAfterTheDeclarationWasAccepted(t *testing.T) {
	s := newScheme(t, 1)
	id, m, decl := awaiting(s)
	words := newSecrets().all()
	_, err := m.File(s.ctx, id)
	if f := s.refused(err, "key_not_released"); f.Clause != "7" {
		t.Errorf("refused by Art. %s", f.Clause)
	}
	if got := leaks(m.store.everything(), words); len(got) > 0 {
		t.Fatalf("without the key the desk has written %q", got)
	}
	p, err := m.Unpack(s.dossier(id, m), dossier.Dossier)
	s.must(err)
	if inner, _ := p.Unseal(dossier.Trust{}, m.Box()); inner != nil {
		t.Fatal("the member's own key opens a strict dossier")
	}

	got, err := s.office.Merge(s.ctx, []review.Incoming{decl}, s.office.out)
	s.must(err)
	if len(got.Released) != 1 || got.Released[0].Kind != string(dossier.Release) {
		t.Fatalf("released %+v", got.Released)
	}
	key := s.office.out.file(got.Released[0].Name)
	if c, err := m.Release(s.ctx, key); err != nil || c != id {
		t.Fatalf("released %s, %v", c, err)
	}
	if s.state(m, id) != review.Open {
		t.Fatalf("after the key the case is %s", s.state(m, id))
	}
	if got := leaks(m.store.everything(), words); len(got) != len(words) {
		t.Errorf("the open desk holds %d of %d words", len(got), len(words))
	}
	acts := journalLength(s, m)
	if c, err := m.Release(s.ctx, key); err != nil || c != id || journalLength(s, m) != acts {
		t.Errorf("the same key again: %s, %v", c, err)
	}
}

func TestStrictGate_OtherKeysAreRefused(t *testing.T) {
	s := newScheme(t, 2)
	id, m, _ := awaiting(s)
	row, err := m.Case(s.ctx, id)
	s.must(err)
	box, err := seal.NewBox()
	s.must(err)
	release := func(to *seat, d ident.Digest, secret string) review.Incoming {
		return incoming("key.release", s.parcel(s.office, dossier.Release, id, func(o *dossier.Outgoing) {
			o.Answers, o.Recipient = ident.Sum(nil), dossier.Party{ID: string(to.Self().ID), Name: to.Self().Name}
			o.To = []seal.Recipient{to.Box().Recipient()}
			o.Sealed = []dossier.File{s.json(review.FileRelease, map[string]any{
				"format": review.ReleaseFormat, "version": review.ReleaseVersion, "dossier": d, "secret": secret,
			})}
		}))
	}
	for _, c := range []struct {
		name string
		in   review.Incoming
		code string
	}{
		{"for another dossier", release(m, ident.Sum([]byte("other")), box.Secret()), "release_not_awaited"},
		{"for another member", release(s.members[1], row.Dossier, box.Secret()), "parcel_not_taken"},
		{"that opens nothing", release(m, row.Dossier, box.Secret()), ""},
		{"changed", flipped(release(m, row.Dossier, box.Secret()), 900), "parcel_not_taken"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := m.Release(s.ctx, c.in)
			if c.code == "" && fault.KindOf(err) != fault.Invalid || err == nil {
				t.Fatalf("error %v, want a refusal", err)
			}
			if c.code != "" {
				refused(t, err, c.code)
			}
			if s.state(m, id) != review.Awaiting || len(leaks(m.store.everything(), newSecrets().all())) > 0 {
				t.Error("a wrong key has changed the desk")
			}
		})
	}
}

func TestStrictGate_KeyOfAMemberIsNotTaken(t *testing.T) {
	s := newScheme(t, 1)
	id, m, _ := awaiting(s)
	if _, err := dossier.Create(discard{}, dossier.Outgoing{Kind: dossier.Release, Case: id, Created: s.at}, mustSigner(s, m)); err == nil {
		t.Error("a member's card signs a release")
	}
	_, err := s.office.Release(s.ctx, incoming("x", nil))
	s.refused(err, "desk_other_role")
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func mustSigner(s *scheme, d *seat) *seal.Signer {
	s.Helper()
	signer, err := d.Signer()
	s.must(err)
	return signer
}

func TestRound_LaterDossierStartsAnew(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.submit(id, m)
	first := s.dossier(id, m)

	s.round(id, 2)
	s.pack(id, false)
	second := s.dossier(id, m)
	got, err := m.OpenDossier(s.ctx, second)
	s.must(err)
	row, err := m.Case(s.ctx, got)
	s.must(err)
	if row.State != review.Sealed || row.Round != 2 {
		t.Fatalf("the second round is %s, round %d", row.State, row.Round)
	}
	if _, err := m.File(s.ctx, id); err == nil {
		t.Fatal("the second round opens without a declaration of its own")
	}
	_, err = m.OpenDossier(s.ctx, first)
	s.refused(err, "dossier_other")

	h, state, err := m.Declare(s.ctx, id, s.declaration(m), m.out)
	if err != nil || state != review.Open {
		t.Fatalf("declared again: %s, %v", state, err)
	}
	f, err := m.File(s.ctx, id)
	s.must(err)
	if len(f.Marks) != 0 || len(f.Earlier) != len(smallItems) || f.Readonly {
		t.Errorf("%d marks, %d to go on from, read-only %v", len(f.Marks), len(f.Earlier), f.Readonly)
	}
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	merged, err := s.office.Merge(s.ctx, []review.Incoming{m.out.file(h.Name), m.out.file(hs[1].Name)}, nil)
	s.must(err)
	if merged.Opinions != 1 {
		t.Errorf("merged %+v", merged)
	}
}

func TestRound_AnswersOfAnEarlierRoundAreStale(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	files := s.submit(id, s.members[0])
	s.round(id, 2)
	_, err := s.office.Merge(s.ctx, files, nil)
	s.refused(err, "answer_to_other_dossier")
}

func TestRound_AnotherDossierOfTheSameRoundIsRefused(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.open(id, m)
	held := blobs(s, m)
	s.later(1)
	s.pack(id, false)
	_, err := m.OpenDossier(s.ctx, s.dossier(id, m))
	s.refused(err, "dossier_other")
	if blobs(s, m) != held {
		t.Error("the refused dossier was kept")
	}
}

// round turns the office's case to a later round, as a reopened examination does.
func (s *scheme) round(id ident.CaseID, n int) {
	s.Helper()
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		var c review.Case
		if err := tx.Get(review.KindCase, string(id), &c); err != nil {
			return err
		}
		c.Round, c.State = n, review.Received
		for i := range c.Members {
			c.Members[i].Outcome = ""
		}
		var cover map[string]any
		if err := tx.Get(review.KindCover, string(id), &cover); err != nil {
			return err
		}
		cover["round"] = n
		if err := tx.Put(review.KindCover, string(id), cover); err != nil {
			return err
		}
		return tx.Put(review.KindCase, string(id), c)
	}))
}

func TestStrictGate_ADroppedDeclarationWaitsForALookBeforeItsKeyIsSent(t *testing.T) {
	s := newScheme(t, 2)
	id, m, decl := awaiting(s)
	_, err := s.office.ReleaseKey(s.ctx, id, m.Self().ID, s.office.out)
	s.refused(err, "no_declaration_taken")
	got, err := s.office.Receive(s.ctx, []review.Incoming{decl}, s.office.out)
	s.must(err)
	for _, h := range got.Handed {
		if h.Kind == string(dossier.Release) {
			t.Fatal("the key was sent before anybody looked")
		}
	}
	all, err := s.office.Gated(s.ctx, id)
	s.must(err)
	if len(all) != 1 || all[0].Reviewer != m.Self().ID || !all[0].Released.IsZero() || all[0].Recused || all[0].Clearance == nil {
		t.Fatalf("waiting: %+v", all)
	}
	h, err := s.office.ReleaseKey(s.ctx, id, m.Self().ID, s.office.out)
	s.must(err)
	if all, err = s.office.Gated(s.ctx, id); err != nil || all[0].Released != s.office.Today() {
		t.Fatalf("released: %+v, %v", all, err)
	}
	if _, err := m.Release(s.ctx, s.office.out.file(h.Name)); err != nil {
		t.Fatalf("the key does not open the case: %v", err)
	}
	if s.state(m, id) != review.Open {
		t.Errorf("the case is %s", s.state(m, id))
	}
}

func TestStrictGate_NoKeyForOneWhoIsRecused(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, true)
	m := s.members[0]
	h := s.declare(id, m, conflict.Post)
	_, err := s.office.Receive(s.ctx, []review.Incoming{m.out.file(h.Name)}, s.office.out)
	s.must(err)
	all, err := s.office.Gated(s.ctx, id)
	if err != nil || len(all) != 1 || !all[0].Recused {
		t.Fatalf("%+v, %v", all, err)
	}
	_, err = s.office.ReleaseKey(s.ctx, id, m.Self().ID, s.office.out)
	s.refused(err, "key_not_due")
}
