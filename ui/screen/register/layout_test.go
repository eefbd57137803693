package register

import (
	"testing"

	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// Every dialog of every act is looked at too, from a certification with notes, of which one awaits its answer.
func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "register", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st, d := uitest.NewStage(t, l, lang), newDesk()
		no, on := d.cs[0].No, d.Today()
		d.notes = map[ident.CertificateNo][]register.Note{no: {
			{
				No: no, N: 1, Topic: register.Improvement, On: on.AddDays(-30), Until: on.AddDays(-2), Text: "障害の報告の体制を整えること。", Public: true,
				File: &register.NotedFile{Name: "improvement_IPT0001-2505_1.pdf", Digest: ident.Sum([]byte("x"))},
			},
			{No: no, N: 2, Topic: register.Question, On: on, Text: "利用者から、稼働率の計算について照会があった。"},
		}}
		return st.Play(New(d, st, route.To(route.Register)))
	})
}

func TestRevocationIsNotCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "register-revoke", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		st := uitest.NewStage(t, l, lang)
		return st.Play(New(newDesk(), st, route.To(route.Register))).Press("F9").Tap("6").Tap("9")
	})
}
