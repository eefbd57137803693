package verify

import (
	"context"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/register"
	"shinsa/review/seal"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk judges a file by its name and remembers what it was asked.
type desk struct{ asked *review.Question }

func (d desk) VerifyAll(_ context.Context, files []review.Incoming, q review.Question, progress func(int)) ([]review.Verification, error) {
	*d.asked = q
	var out []review.Verification
	for i, in := range files {
		progress(i)
		out = append(out, judged(in.Name))
	}
	return out, nil
}

func judged(name string) review.Verification {
	v := review.Verification{Name: name, Kind: "pdf", Verdict: seal.Unsigned}
	switch {
	case strings.HasPrefix(name, "good"):
		v.Verdict, v.Paper = seal.Genuine, "certificate"
		v.Signers = []review.Signature{{
			Verdict: seal.Genuine, Name: "見本認定機構", Role: "office", When: "2026-05-27T01:00:00Z", Covered: 100, Certifies: true,
			Stamped: &review.Stamped{At: "2026-05-27T01:00:05Z", By: "Sample TSA"},
			Changes: fault.List{{Code: "pdf_changed_upkeep", Severity: fault.Info}},
		}}
		v.Standing = &review.Standing{
			No: "IPT0001-2605", Service: "見本クラウド基盤", Operator: "見本クラウド株式会社", From: civil.MustParse("2026-05-27"), To: civil.MustParse("2028-05-26"),
			On: civil.MustParse("2026-11-23"), State: register.IsRevoked, AsOf: civil.MustParse("2026-11-20"), Source: "register_2026-11-20.register",
		}
	case strings.HasPrefix(name, "bad"):
		v.Verdict = seal.Altered
		v.Signers = []review.Signature{{
			Verdict: seal.Altered, Name: "審査 花子", Role: "member", When: "2026-05-20T01:00:00Z", Covered: 90,
			Changes: fault.List{{Code: "pdf_changed_page", Severity: fault.Must, Args: map[string]string{"name": "2"}}},
		}}
		v.Reasons = fault.List{{Code: "pdf_changed_page", Severity: fault.Must, Args: map[string]string{"name": "2"}}}
	}
	return v
}

func play(t *testing.T, lang string) (*uitest.Robot, *uitest.Stage, *Screen) {
	t.Helper()
	st := uitest.NewStage(t, uitest.Laptop, lang)
	for _, name := range []string{"good.pdf", "bad.pdf", "plain.pdf"} {
		st.Files[name] = []byte("%PDF")
	}
	s := New(desk{&review.Question{}}, st, route.To(route.Verify))
	return st.Play(s), st, s
}

func TestVerify_OneBigWordPerFile(t *testing.T) {
	r, _, s := play(t, "ja")
	r.See("まだ何も確かめていません。")
	s.Drop([]string{"bad.pdf"})
	s.Drop([]string{"good.pdf", "plain.pdf"})
	r.See("真正", "署名後に変更あり", "署名なし", "見本認定機構", "事務局", "2026年5月27日 10:00", "判断の理由").Picture("verify-ja")
	r.See("認定証", "2026年11月23日：取消し", "IPT0001-2605", "register_2026-11-20.register", "Sample TSA", "後の変更を禁じ", "許された変更", "許されない変更")
}

func TestVerify_TypedPathIsEnough(t *testing.T) {
	r, _, _ := play(t, "en")
	r.Type("good.pdf").Tap("Verify").See("Genuine", "27 May 2026").Picture("verify-en")
}

// The day that is asked about goes with the question; what is no day is a problem and asks nothing.
func TestVerify_AsOfADay(t *testing.T) {
	st := uitest.NewStage(t, uitest.Laptop, "ja")
	st.Files["good.pdf"] = []byte("%PDF")
	asked := &review.Question{}
	s := New(desk{asked}, st, route.To(route.Verify))
	r := st.Play(s)
	r.FocusOn("今日").Type("2026-07-01")
	s.Drop([]string{"good.pdf"})
	if asked.On != civil.MustParse("2026-07-01") || asked.Known == nil {
		t.Errorf("asked %+v", asked)
	}
	*asked = review.Question{}
	r.Type("x")
	s.Drop([]string{"good.pdf"})
	if asked.Known != nil || len(st.Problems) != 1 || fault.KindOf(st.Problems[0]) != fault.Invalid {
		t.Errorf("asked %+v, problems %v", asked, st.Problems)
	}
}

func TestVerify_LooksRightEverywhere(t *testing.T) {
	for name, look := range map[string]uitest.Look{"dark": uitest.Laptop, "large": uitest.Laptop} {
		if name == "dark" {
			look.Mode = theme.Dark
		} else {
			look.Percent = 150
		}
		st := uitest.NewStage(t, look, "ja")
		s := New(desk{&review.Question{}}, st, route.To(route.Verify))
		st.Files["good.pdf"], st.Files["bad.pdf"] = []byte("%PDF"), []byte("%PDF")
		r := st.Play(s)
		s.Drop([]string{"good.pdf", "bad.pdf"})
		if clipped := r.Picture("verify-" + name).Clipped(); len(clipped) > 0 {
			t.Errorf("%s: clipped %q", name, clipped)
		}
	}
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
