package paper_test

import (
	"errors"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper"
)

func TestArt6_4_RefusalNeedsReasons(t *testing.T) {
	for name, reasons := range map[string][]paper.Reason{"none": nil, "blank": {{Item: "31.2", Text: "　"}}} {
		r := refusal
		r.Reasons = reasons
		if _, err := press(t).Refusal(profile, r); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "refusal_without_reasons"}) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestArt16_ImprovementNeedsFactsAndMeasures(t *testing.T) {
	r := improvement
	r.Facts = nil
	if _, err := press(t).Improvement(profile, r); !errors.Is(err, &fault.Error{Code: "paper_improvement_without_ground"}) {
		t.Errorf("got %v", err)
	}
}

func TestArt17_2_RevocationNamesItsGround(t *testing.T) {
	for name, grounds := range map[string][]paper.Ground{"none": nil, "no such number": {{Number: 10, Facts: "事実"}}, "no facts": {{Number: 1}}} {
		r := revocation
		r.Grounds = grounds
		if _, err := press(t).Revocation(profile, r); !errors.Is(err, &fault.Error{Code: "paper_revocation_without_ground"}) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	d, err := press(t).Revocation(profile, revocation)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(unspaced(pages(t, d)[0]), "第17条第1項第7号") {
		t.Error("the ground is not named")
	}
}

func TestCompose_NeedsADayOfTheCalendar(t *testing.T) {
	for _, on := range []civil.Date{{}, {Year: 2025, Month: 2, Day: 29}} {
		c := certificate
		c.Issued = on
		if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_without_date"}) {
			t.Errorf("%v: got %v", on, err)
		}
	}
}

func TestDates_FollowTheProfile(t *testing.T) {
	western := profile
	western.EraDates = false
	for want, p := range map[string]paper.Profile{"令和6年5月20日": profile, "2024年5月20日": western} {
		d, err := press(t).Grant(p, grant)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(unspaced(pages(t, d)[0]), want) {
			t.Errorf("no %s on the notice", want)
		}
	}
}
