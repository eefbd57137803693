package present

import (
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
)

func TestFingerprint_IsReadOutInGroups(t *testing.T) {
	got := Fingerprint(ident.Sum([]byte("root")))
	if groups := strings.Fields(got); len(groups) != 16 || len(groups[0]) != 4 || got != strings.ToUpper(got) {
		t.Errorf("fingerprint %q", got)
	}
}

func TestMemberLines(t *testing.T) {
	text, on := i18n.New("ja"), civil.MustParse("2026-04-01")
	got := MemberLines(text, []review.Card{
		{Name: "a", NotAfter: on}, {Name: "b", NotAfter: on.AddDays(-1)}, {Name: "c", NotAfter: on, Revoked: on},
	}, on)
	for i, want := range []string{"有効", "期限切れ", "失効"} {
		if got[i].Sign.Word != want {
			t.Errorf("card %d is %s, want %s", i, got[i].Sign.Word, want)
		}
	}
}

func TestInvariantLines_BrokenFirst(t *testing.T) {
	got := InvariantLines(i18n.New("ja"), []review.Invariant{{Name: "journal_chain", OK: true}, {Name: "unheard_of", Detail: "3"}})
	if len(got) != 2 || got[0].Sign.Tone != Bad || got[0].Name != "unheard_of" || !strings.Contains(got[0].Detail, "3") || got[1].Sign.Tone != Good {
		t.Errorf("lines %+v", got)
	}
}

func TestProfileFacts_SayHowDaysAreCounted(t *testing.T) {
	p := review.SampleProfile()
	ja := ProfileFacts(i18n.New("ja"), p)
	p.Term.FirstDayCounted, p.FeeFirst = !p.Term.FirstDayCounted, !p.FeeFirst
	other := ProfileFacts(i18n.New("ja"), p)
	differ := 0
	for i := range ja {
		if ja[i].Value == "" || ja[i].Label != other[i].Label {
			t.Errorf("fact %+v", ja[i])
		}
		if ja[i].Value != other[i].Value {
			differ++
		}
	}
	if differ != 2 {
		t.Errorf("%d facts follow two settings", differ)
	}
	if en := ProfileFacts(i18n.New("en"), p); en[1].Value != p.BodyEN {
		t.Errorf("the body is %q in English", en[1].Value)
	}
}

func TestOwnerFacts(t *testing.T) {
	got := OwnerFacts(i18n.New("en"), review.Self{Role: review.Member, Name: "Hanako", ID: "m-2f61a0c4"}, []review.Fingerprint{{Role: "office", SHA256: ident.Sum(nil)}})
	if len(got) != 5 || got[0].Value != "Member" || got[4].Label != "Fingerprint (Secretariat)" {
		t.Errorf("facts %+v", got)
	}
}

func TestTextSizes(t *testing.T) {
	for _, c := range TextSizes() {
		if TextSizeValue(TextSize(c.Value)) != c.Value {
			t.Errorf("size %s does not come back", c.Value)
		}
	}
	if TextSize("huge") != 100 {
		t.Error("an unknown size is not the normal one")
	}
}
