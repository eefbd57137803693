package present

import (
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

func TestReceive_CountsByKindAndNamesTheCase(t *testing.T) {
	got := Receive(i18n.New("ja"), &review.Reception{
		Taken:  []review.Taken{{Kind: "opinion", Case: "C2026-0001"}, {Kind: "declaration", Case: "C2026-0001"}, {Kind: "opinion", Case: "C2026-0001"}},
		Handed: []review.Handed{{Kind: "receipt", Path: "/out/a.receipt"}, {Kind: "receipt", Path: "/out/b.receipt"}},
	})
	if want := "意見書2件、利益相反申告1件を受け付けました。受領書2件を作りました：/out"; got.Sentence != want {
		t.Errorf("said %q", got.Sentence)
	}
	if got.Case != "C2026-0001" || got.Kind != "" || len(got.Refused) != 0 {
		t.Errorf("reception %+v", got)
	}
}

func TestReceive_SaysWhyEachFileWasTurnedAway(t *testing.T) {
	got := Receive(i18n.New("en"), &review.Reception{
		Taken:   []review.Taken{{Kind: "dossier", Case: "C2026-0001"}, {Kind: "dossier", Case: "C2026-0002"}},
		Refused: []review.Turned{{Name: "x.opinion", Err: fault.By("6-4", "refusal_without_reasons")}},
	})
	if len(got.Refused) != 1 || !strings.HasPrefix(got.Refused[0], "x.opinion: ") || got.Case != "" {
		t.Errorf("reception %+v", got)
	}
	cut := &fault.Error{Kind: fault.Invalid, Code: "parcel_not_taken", Args: map[string]string{"name": "x.dossier"}}
	for range 6 {
		cut.Findings = append(cut.Findings, fault.Finding{Code: "zip_unreadable", Severity: fault.Must})
	}
	got = Receive(i18n.New("ja"), &review.Reception{Refused: []review.Turned{{Name: "x.dossier", Err: cut}}})
	if n := strings.Count(got.Refused[0], "x.dossier"); n != 1 || strings.Count(got.Refused[0], "\n・") != 4 || !strings.Contains(got.Refused[0], "もう一度送る") || len(got.More) != 2 {
		t.Errorf("reception %+v", got)
	}
	some := Receive(i18n.New("ja"), &review.Reception{Taken: []review.Taken{{Kind: "dossier", Case: "C1"}, {Kind: "dossier", Case: "C2"}, {Kind: "dossier", Case: "C1", Known: true}}})
	if want := "申請パッケージ2件を受け付けました。ほかの1件は、すでに受け取っているものと同じです。"; some.Sentence != want {
		t.Errorf("%q", some.Sentence)
	}
	again := Receive(i18n.New("ja"), &review.Reception{Taken: []review.Taken{{Kind: "dossier", Case: "C2026-0001", Known: true, Mended: 2}}})
	if want := "申請パッケージ1件は、すでに受け取っているものと同じです。このデスクで失われていた資料2件を、元に戻しました。"; again.Sentence != want || !again.Known {
		t.Errorf("received once more: %+v", again)
	}
	if r := Receive(i18n.New("ja"), &review.Reception{}); r.Sentence == "" {
		t.Error("nothing at all is said of no file")
	}
}

func TestVerdictCards_EveryVerdictHasAWordAndAMeaning(t *testing.T) {
	text, words := i18n.New("ja"), map[string]bool{}
	var vs []review.Verification
	for _, v := range []seal.Verdict{seal.Genuine, seal.Altered, seal.Invalid, seal.UnknownSigner, seal.Unsigned} {
		vs = append(vs, review.Verification{Name: "a.pdf", Kind: "pdf", Verdict: v, Signers: []review.Signature{{Verdict: v, Role: "member", Name: "審査 花子"}}})
	}
	for _, c := range VerdictCards(text, vs) {
		words[c.Sign.Word+c.Meaning] = true
		if c.Kind != "PDF" || c.Signers[0].Role != "委員" {
			t.Errorf("card %+v", c)
		}
	}
	if len(words) != 5 || !words[VerdictSign(text, seal.Altered).Word+VerdictMeaning(text, seal.Altered)] {
		t.Errorf("words %v", words)
	}
	if got := FileKind(text, "something"); got != "something" {
		t.Errorf("unknown kind is %q", got)
	}
}

func TestHandedLines(t *testing.T) {
	got := HandedLines(i18n.New("ja"), []review.Handed{{Name: "a.pdf", Kind: "certificate", Size: 2048, Verdict: "genuine", Path: "/out/a.pdf"}})
	if len(got) != 1 || got[0].Sign != (Sign{Good, "真正"}) || got[0].Kind != "認定証" || got[0].Size != "2 KB" {
		t.Errorf("lines %+v", got)
	}
}
