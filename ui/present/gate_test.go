package present

import (
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/dossier"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

func TestGatedLines_SayWhatBecameOfTheKey(t *testing.T) {
	day := civil.MustParse("2026-04-01")
	got := GatedLines(i18n.New("ja"), []review.Gated{{Name: "a"}, {Name: "b", Released: day}, {Name: "c", Recused: true}})
	for i, want := range []struct {
		tone       Tone
		open, sent bool
	}{{Caution, true, false}, {Good, true, true}, {Neutral, false, false}} {
		if got[i].Sign.Tone != want.tone || got[i].Open != want.open || got[i].Sent != want.sent {
			t.Errorf("line %d is %+v", i, got[i])
		}
	}
}

func TestDeclared_SaysEverythingThatIsHeldAndDismissed(t *testing.T) {
	text, p := i18n.New("ja"), review.SampleProfile().Conflict
	clear := Declared(text, conflict.Declaration{On: civil.MustParse("2026-04-01"), Outcome: conflict.Clear, Money: []conflict.Income{{Year: 2025, Band: conflict.BandNone}}}, p)
	if len(clear) != 2 || !strings.Contains(clear[1], "該当する利害関係はない") {
		t.Errorf("without interests: %q", clear)
	}
	all := strings.Join(Declared(text, conflict.Declaration{
		Outcome: conflict.Recuse, Late: &conflict.Late{Reason: "思い出した"},
		Interests: []conflict.Interest{{Kind: conflict.Post, Held: true, Party: "親会社", Detail: "顧問"}, {Kind: conflict.Other}},
		Money:     []conflict.Income{{Year: 2025, Band: conflict.BandMinor, From: "子会社"}},
		Matches:   []conflict.Match{{Kind: conflict.Competitor, Mine: "甲", Theirs: "甲", State: conflict.Dismissed, Reason: "同名"}},
	}, p), "\n")
	for _, want := range []string{"回避が必要", "思い出した", "親会社", "顧問", "子会社", "同名"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
}

func TestPassageLines_WaitUntilTheReceiptIsHere(t *testing.T) {
	text, day := i18n.New("ja"), civil.MustParse("2026-04-01")
	got := PassageLines(text, []review.Passage{
		{Kind: dossier.Declaration, On: day, Late: true},
		{Kind: dossier.Opinion, On: day, Receipt: &review.Receipt{On: day, By: "事務局", Items: 136, Evidence: 8}},
	})
	if got[0].Sign.Tone != Caution || !strings.Contains(got[0].Kind, "改めて") || got[1].Sign.Tone != Good || !strings.Contains(got[1].Counts, "136") {
		t.Errorf("lines %+v", got)
	}
}

func TestHeld_AndItsDestruction(t *testing.T) {
	text := i18n.New("en")
	if got := Held(text, review.Holding{}); len(got) != 0 {
		t.Errorf("nothing is %q", got)
	}
	got := Held(text, review.Holding{Dossier: true, Documents: 1, Bytes: 1 << 20, Marks: 2, Notes: 1})
	if len(got) != 4 || got[1] != "1 document (1.0 MB)" {
		t.Errorf("held %q", got)
	}
	if got := Proof(text, journal.Entry{Seq: 204, Hash: ident.Sum([]byte("x"))}); !strings.Contains(got, "204") || !strings.Contains(got, Fingerprint(ident.Sum([]byte("x")))) {
		t.Errorf("proof %q", got)
	}
}
