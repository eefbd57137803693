package verify

import (
	"context"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/seal"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk judges a file by its name.
type desk struct{}

func (desk) Verify(_ context.Context, in review.Incoming) review.Verification {
	v := review.Verification{Name: in.Name, Kind: "pdf", Verdict: seal.Unsigned}
	if strings.HasPrefix(in.Name, "good") {
		v.Verdict = seal.Genuine
		v.Signers = []review.Signature{{Verdict: seal.Genuine, Name: "見本認定機構", Role: "office", When: "2026-05-27T01:00:00Z", Whole: true}}
	}
	if strings.HasPrefix(in.Name, "bad") {
		v.Verdict = seal.Altered
		v.Reasons = fault.List{{Code: "mark_without_verdict", Severity: fault.Must, Criterion: "1.1"}}
	}
	return v
}

func play(t *testing.T, lang string) (*uitest.Robot, *uitest.Stage, *Screen) {
	t.Helper()
	st := uitest.NewStage(t, uitest.Laptop, lang)
	for _, name := range []string{"good.pdf", "bad.pdf", "plain.pdf"} {
		st.Files[name] = []byte("%PDF")
	}
	s := New(desk{}, st, route.To(route.Verify))
	return st.Play(s), st, s
}

func TestVerify_OneBigWordPerFile(t *testing.T) {
	r, _, s := play(t, "ja")
	r.See("まだ何も確かめていません。")
	s.Drop([]string{"bad.pdf"})
	s.Drop([]string{"good.pdf", "plain.pdf"})
	r.See("真正", "署名後に変更あり", "署名なし", "見本認定機構", "事務局", "2026年5月27日 10:00", "判断の理由").Picture("verify-ja")
}

func TestVerify_TypedPathIsEnough(t *testing.T) {
	r, _, _ := play(t, "en")
	r.Type("good.pdf").Tap("Verify").See("Genuine", "27 May 2026").Picture("verify-en")
}

func TestVerify_MissingFileIsAProblemNotAVerdict(t *testing.T) {
	r, st, _ := play(t, "ja")
	r.Type("nowhere.pdf").Tap("確かめる")
	if len(st.Problems) != 1 || fault.KindOf(st.Problems[0]) != fault.Missing {
		t.Errorf("problems %v", st.Problems)
	}
	r.DontSee("根拠にしないでください", "本制度の証明書を持ち")
}

func TestVerify_ResultsCanBeCleared(t *testing.T) {
	r, _, s := play(t, "ja")
	s.Drop([]string{"good.pdf"})
	for _, a := range s.Actions() {
		if a.Why == "" && a.Reading == "clear" {
			a.Run()
		}
	}
	r.DontSee("本制度の証明書を持ち").See("まだ何も確かめていません。")
}
