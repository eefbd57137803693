package present

import (
	"strings"
	"testing"
	"time"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
)

func screens(tabs []Tab) string {
	var out []string
	for _, t := range tabs {
		s := t.Screen
		if t.Why != "" {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func row(s review.State) *review.Row {
	return &review.Row{Case: review.Case{ID: "C2026-0001", Kind: "new", State: s, Operator: "見本クラウド", Service: "見本基盤"}}
}

func TestArt7_ContentIsClosedBeforeTheDeclaration(t *testing.T) {
	text := i18n.New("ja")
	for state, want := range map[review.State]string{
		review.Sealed:   "home declare walk! opine! handover! verify setup",
		review.Awaiting: "home declare walk! opine! handover verify setup",
		review.Recused:  "home declare walk! opine! handover verify setup",
		review.Purged:   "home declare walk! opine! handover verify setup",
		review.Open:     "home declare walk opine handover verify setup",
	} {
		if got := screens(Tabs(text, review.Member, row(state))); got != want {
			t.Errorf("%s: %s", state, got)
		}
	}
}

func TestTabs_OfTheSecretariat(t *testing.T) {
	text := i18n.New("en")
	for _, c := range []struct {
		row  *review.Row
		want string
	}{
		{nil, "home intake print register criteria verify setup"},
		{row(review.Received), "home intake convene! decide! print register criteria verify setup"},
		{row(review.Gathered), "home intake convene decide print register criteria verify setup"},
	} {
		if got := screens(Tabs(text, review.Secretariat, c.row)); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestHeaderWords(t *testing.T) {
	text := i18n.New("ja")
	if got := CaseLine(text, *row(review.Open)); got != "C2026-0001　見本クラウド／見本基盤　・　新規" {
		t.Errorf("case line %q", got)
	}
	if got := Who(text, review.Self{Role: review.Member, Name: "青木"}); got != "委員　青木" {
		t.Errorf("who %q", got)
	}
	at := time.Date(2026, 4, 1, 12, 4, 32, 0, time.UTC)
	today := civil.MustParse("2026-04-01")
	if got := SavedAt(text, at, today); got != "保存済 21:04:32" {
		t.Errorf("saved %q", got)
	}
	if got := SavedAt(text, at, today.AddDays(1)); got != "保存済 2026年4月1日 21:04" {
		t.Errorf("saved on another day: %q", got)
	}
	if SavedAt(text, time.Time{}, today) != "保存済" || KindOfCase(text, "odd") != "odd" {
		t.Error("a save without a time, or an unknown kind, got other words")
	}
}
