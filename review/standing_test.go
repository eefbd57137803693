package review_test

import (
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/review/seal"
)

// certified is a scheme with one certificate issued, and the certification in the register.
func certified(t *testing.T) (*scheme, review.Incoming, register.Certification) {
	t.Helper()
	s, id := granted(t)
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	cs, err := s.office.Register(s.ctx)
	s.must(err)
	return s, s.office.out.file(hs[0].Name), cs[0]
}

// happened enters an event into the register.
func (s *scheme) happened(c register.Certification, e register.Event) {
	s.Helper()
	c.Events = append(c.Events, e)
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { return tx.Put(review.KindCertification, string(c.No), c) }))
}

func (s *scheme) snapshot() review.Incoming {
	s.Helper()
	h, err := s.office.ExportRegister(s.ctx, s.office.out)
	s.must(err)
	if h.Verdict != string(seal.Genuine) || h.Kind != "register" {
		s.Fatalf("the register was handed out as %+v", h)
	}
	return s.office.out.file(h.Name)
}

func TestArt9_1_CertificateInForceOnTheDay(t *testing.T) {
	s, file, c := certified(t)
	for _, tt := range []struct {
		on   civil.Date
		want register.State
	}{
		{c.From.AddDays(-1), register.NotYet},
		{c.From, register.InForce},
		{c.To, register.InForce},
		{c.To.AddDays(1), register.Expired},
	} {
		vs, err := s.office.VerifyAll(s.ctx, []review.Incoming{file}, review.Question{On: tt.on}, nil)
		s.must(err)
		st := vs[0].Standing
		if !vs[0].Good() || (st == nil || st.State != tt.want || st.On != tt.on || st.No != c.No || st.AsOf != s.office.Today() || st.Source != "") {
			t.Errorf("on %s: %+v", tt.on, st)
		}
	}
	v := s.office.Verify(s.ctx, file)
	if v.Paper != "certificate" || v.Standing == nil || v.Standing.State != register.InForce || len(v.Reasons) > 0 || !v.Signers[0].Certifies {
		t.Errorf("%+v, standing %+v", v, v.Standing)
	}
}

// Whoever has no register judges by the period on the certificate, and says so.
func TestStanding_WithoutARegister(t *testing.T) {
	s, file, c := certified(t)
	s.happened(c, register.Event{Kind: register.Revoked, On: s.office.Today(), Clause: "17-1"})
	v := review.NewVerifier(s.office.Roots(), s.office.Today(), nil)
	got := v.Verify(s.ctx, file)
	if !got.Good() || got.Standing.State != register.InForce || !got.Standing.AsOf.IsZero() || !got.Reasons.Has("certificate_without_register") {
		t.Errorf("%+v, standing %+v", got, got.Standing)
	}
	keys := s.keysOf()
	s.must(v.Learn(keys)) // the register of keys knows nothing of certifications
	if got := v.Verify(s.ctx, file); !got.Reasons.Has("certificate_without_register") {
		t.Errorf("with the register of keys: %v", got.Reasons)
	}
}

func TestStanding_ByARegisterBesideTheFile(t *testing.T) {
	s, file, c := certified(t)
	early := s.snapshot()
	s.later(30)
	gone := s.office.Today()
	s.happened(c, register.Event{Kind: register.Revoked, On: gone, Clause: "17-1"})
	late := s.snapshot()
	m := s.members[0]
	known := &review.Known{}
	judge := func(on civil.Date, files ...review.Incoming) *review.Standing {
		t.Helper()
		vs, err := m.VerifyAll(s.ctx, append(files, file), review.Question{On: on, Known: known}, nil)
		s.must(err)
		last := vs[len(vs)-1]
		if !last.Good() {
			t.Fatalf("the certificate is %s: %v", last.Verdict, last.Reasons)
		}
		for _, v := range vs[:len(vs)-1] {
			if v.Kind != "register" || !v.Good() {
				t.Errorf("the register is %+v", v)
			}
		}
		return last.Standing
	}
	if st := judge(civil.Date{}); !st.AsOf.IsZero() {
		t.Errorf("before any register: %+v", st)
	}
	if st := judge(civil.Date{}, early); st.State != register.InForce || st.Source != early.Name || st.AsOf != gone.AddDays(-30) {
		t.Errorf("by the early register: %+v", st)
	}
	if st := judge(civil.Date{}, late); st.State != register.IsRevoked || st.Since != gone || st.Source != late.Name {
		t.Errorf("by the late register: %+v", st)
	}
	if st := judge(civil.Date{}, early); st.State != register.IsRevoked {
		t.Errorf("the early register again: %+v", st)
	}
	if st := judge(gone.AddDays(-1)); st.State != register.InForce {
		t.Errorf("the day before: %+v", st)
	}
	// A register of another scheme teaches nothing.
	known = &review.Known{}
	other, _, _ := certified(t)
	vs, err := m.VerifyAll(s.ctx, []review.Incoming{other.snapshot(), file}, review.Question{Known: known}, nil)
	s.must(err)
	if vs[0].Verdict != seal.UnknownSigner || !vs[1].Standing.AsOf.IsZero() {
		t.Errorf("by a stranger's register: %+v, %+v", vs[0], vs[1].Standing)
	}
	if err := review.NewVerifier(s.office.Roots(), civil.Date{}, nil).Learn(other.snapshot()); err == nil {
		t.Error("a stranger's register was learnt")
	}
}

func TestStanding_NotInTheRegister(t *testing.T) {
	s, file, c := certified(t)
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error { return tx.Delete(review.KindCertification, string(c.No)) }))
	if v := s.office.Verify(s.ctx, file); v.Standing.State != "" || !v.Reasons.Has("certificate_not_in_register") {
		t.Errorf("%+v, %v", v.Standing, v.Reasons)
	}
}

func TestTakeRegister_KeepsTheNewest(t *testing.T) {
	s, file, c := certified(t)
	m := s.members[0]
	early := s.snapshot()
	s.later(30)
	s.happened(c, register.Event{Kind: register.Lapsed, On: s.office.Today(), Clause: "9-2"})
	late := s.snapshot()
	for _, in := range []review.Incoming{early, late, late} {
		got, err := m.Receive(s.ctx, []review.Incoming{in}, m.out)
		s.must(err)
		if len(got.Taken) != 1 || len(got.Refused) > 0 {
			t.Fatalf("received %+v", got)
		}
	}
	s.refused(m.TakeRegister(s.ctx, early), "register_older")
	s.refused(s.office.TakeRegister(s.ctx, early), "desk_other_role")
	if v := m.Verify(s.ctx, file); v.Standing.State != register.IsLapsed || len(v.Reasons) > 0 {
		t.Errorf("%+v, %v", v.Standing, v.Reasons)
	}
	_, err := m.ExportRegister(s.ctx, m.out)
	s.refused(err, "desk_other_role")
}

// What the verification of other papers says of them.
func TestVerify_NamesThePaperAndWhatCameAfter(t *testing.T) {
	s, id := granted(t)
	hs, err := s.office.Issue(s.ctx, []ident.CaseID{id}, passphrase, s.office.out, nil)
	s.must(err)
	notice := s.office.Verify(s.ctx, s.office.out.file(hs[1].Name))
	if notice.Paper != "notice" || notice.Standing != nil || notice.Signers[0].Certifies || notice.Signers[0].Covered == 0 || !notice.Signers[0].Whole {
		t.Errorf("notice %+v", notice)
	}
	if v := s.office.Verify(s.ctx, s.members[0].out.ending(t, ".pdf")); v.Paper != "report" {
		t.Errorf("report %+v", v)
	}
}
