package route

import (
	"testing"

	"shinsa/review/ident"
)

func TestRoutesSurviveWriting(t *testing.T) {
	for _, r := range []Route{
		To(Home), To(Verify), Of(Declare, "C2026-0001"),
		AtItem("C2026-0001", "31.2"),
		{Screen: Walk, Case: "C2026-0001", Item: "31.2", Evidence: "資料3", Page: 2, Filter: "unseen"},
	} {
		got, err := Parse(r.String())
		if err != nil || got != r {
			t.Errorf("%v came back as %v, %v", r, got, err)
		}
	}
}

func TestParseRefusesWhatIsNoPlace(t *testing.T) {
	for _, s := range []string{
		"", "{}", `{"screen":"attic"}`, `{"screen":"walk"}`, `{"screen":"home","case":"C2026-0001"}`,
		`{"screen":"walk","case":"../x"}`, `{"screen":"walk","case":"C2026-0001","page":-1}`,
	} {
		if r, err := Parse(s); err == nil {
			t.Errorf("%q was taken as %v", s, r)
		}
	}
}

func TestHistoryGoesBackTheSameWay(t *testing.T) {
	var h History
	if _, ok := h.Back(); ok {
		t.Fatal("an empty history went back")
	}
	h.Go(To(Home))
	h.Go(Of(Walk, "C2026-0001"))
	h.Go(Of(Walk, "C2026-0001"))
	h.Replace(AtItem("C2026-0001", "31.2"))
	h.Go(Of(Opine, "C2026-0001"))
	if r, _ := h.Back(); r != AtItem("C2026-0001", "31.2") {
		t.Fatalf("back at %v", r)
	}
	if r, _ := h.Back(); r != To(Home) {
		t.Fatalf("back at %v", r)
	}
	if _, ok := h.Back(); ok {
		t.Fatal("went back beyond the first place")
	}
}

func TestHistoryForgetsAPurgedCase(t *testing.T) {
	var h History
	h.Go(To(Home))
	h.Go(Of(Walk, "C2026-0001"))
	h.Forget(func(r Route) bool { return r.Case != ident.CaseID("C2026-0001") })
	if r, _ := h.Here(); r != To(Home) {
		t.Fatalf("at %v", r)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	var h History
	for i := range 3 * depth {
		h.Go(Route{Screen: Walk, Case: "C2026-0001", Page: i + 1})
	}
	if len(h.way) != depth {
		t.Fatalf("remembers %d places", len(h.way))
	}
}
