package review_test

import (
	"testing"

	"shinsa/review"
)

func TestArt20_2_DisclosuresNameTheirGround(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	for i, g := range review.Grounds() {
		x, err := s.office.Disclose(s.ctx, review.Disclosure{Case: id, To: "○○新聞", Ground: g, Text: "公知の事実"})
		s.must(err)
		if x.No != i+1 || x.On != s.office.Today() || x.By != s.office.Self().ID {
			t.Errorf("recorded %+v", x)
		}
	}
	all, err := s.office.Disclosures(s.ctx, id)
	s.must(err)
	if len(all) != 8 || all[7].Ground != "20-3" {
		t.Errorf("the log is %+v", all)
	}
	s.doctored(true)
}

func TestArt20_2_WithoutAGroundNothingIsRecorded(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	_, err := s.office.Disclose(s.ctx, review.Disclosure{Case: id, Ground: "20-2-7", On: s.office.Today().AddDays(1)})
	f := s.refused(err, "disclosure_not_recordable")
	for _, code := range []string{"disclosure_without_ground", "disclosure_without_recipient", "disclosure_without_text", "disclosure_date_unfit"} {
		if !f.Findings.Has(code) {
			t.Errorf("%s is not among the reasons", code)
		}
	}
	_, err = s.office.Disclose(s.ctx, review.Disclosure{Case: "C2099-0001", To: "x", Ground: "20-3", Text: "x"})
	s.refused(err, "no_such_case")
	if all, err := s.office.Disclosures(s.ctx, ""); len(all) != 0 || err != nil {
		t.Errorf("recorded %+v, %v", all, err)
	}
}

// The log cannot lose or change an entry unnoticed.
func TestArt20_2_TheDoctorMissesADisclosure(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	_, err := s.office.Disclose(s.ctx, review.Disclosure{Case: id, To: "裁判所", Ground: "20-3", Text: "文書提出命令"})
	s.must(err)
	s.doctored(true)
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		return tx.Delete(review.KindDisclosure, string(id)+"/0001")
	}))
	s.doctored(false)
}

// doctored runs the office's doctor and looks at the log of disclosures.
func (s *scheme) doctored(want bool) {
	s.Helper()
	all, err := s.office.Doctor(s.ctx)
	s.must(err)
	for _, i := range all {
		if i.Name == "disclosures_name_their_ground" {
			if i.OK != want {
				s.Errorf("the doctor says %+v", i)
			}
			return
		}
	}
	s.Error("the doctor does not look at the disclosures")
}
