package convene

import (
	"fyne.io/fyne/v2"

	"shinsa/review/checklist"
	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// settle is the form in which the committee settles the item at hand.
type settle struct {
	s       *Screen
	object  *fyne.Container
	title   *widget.Paragraph
	verdict *widget.Choice
	how     *widget.Choice
	text    *widget.Entry
	dissent *widget.Entry
	minor   fyne.CanvasObject
	page    *widget.Page
}

func newSettle(s *Screen) *settle {
	t := s.host.Text()
	f := &settle{s: s, title: widget.NewNote("")}
	var verdicts, hows []widget.Option
	for i, v := range present.SettleVerdicts() {
		sign := present.Verdict(t, v)
		verdicts = append(verdicts, widget.Option{Value: string(v), Word: sign.Word, Key: string(rune('1' + i)), Tone: theme.Tone(sign.Tone)})
	}
	for _, h := range present.Hows {
		hows = append(hows, widget.Option{Value: string(h), Word: present.How(t, h), Key: howKeys[h]})
	}
	f.verdict = widget.NewSmallChoice(verdicts, func(string) { f.put() })
	f.how = widget.NewSmallChoice(hows, func(string) { f.put() })
	f.text = widget.NewTextArea(t.T("convene.settle_text"), 2, func(string) { f.put() })
	f.dissent = widget.NewTextArea(t.T("convene.settle_dissent"), 2, func(string) { f.put() })
	f.minor = widget.Labelled(t.T("convene.dissent_of_item"), f.dissent)
	f.object = widget.Column(10, widget.NewHeading(t.T("convene.settle_title"), widget.Heading), widget.NewRule(), f.title,
		f.verdict, f.how, f.text, f.minor)
	return f
}

// howKeys are the keys for the ways of settling.
var howKeys = map[opinion.How]string{opinion.Agreed: "G", opinion.Majority: "M", opinion.Dissent: "D"}

// show fills the form with what was settled on the item at hand.
func (f *settle) show() {
	t := f.s.host.Text()
	x, _ := present.SettledOn(f.s.form.Settled, f.s.item())
	open := !f.s.recorded && f.s.item() != ""
	f.title.Set(t.T("convene.settle_nothing"))
	if f.s.at < len(f.s.rows) {
		r := f.s.rows[f.s.at]
		f.title.Set(string(r.Item) + "　" + r.Title)
	}
	f.verdict.Set(string(x.Verdict))
	f.how.Set(string(x.How))
	f.text.SetText(x.Text)
	f.dissent.SetText(x.Dissent)
	f.verdict.Allow(open)
	f.how.Allow(open)
	able(f.text, open)
	able(f.dissent, open)
	show(f.minor, x.How == opinion.Dissent)
	f.page.Reflow()
}

// put takes the form over into the minutes.
func (f *settle) put() {
	item := f.s.item()
	if item == "" || f.s.recorded {
		return
	}
	how := opinion.How(f.how.Chosen())
	f.s.form.Settled = present.Settle(f.s.form.Settled, opinion.Settled{
		Item: item, Verdict: checklist.Verdict(f.verdict.Chosen()), How: how, Text: f.text.Text, Dissent: f.dissent.Text,
	})
	show(f.minor, how == opinion.Dissent)
	for i, r := range present.MatrixRows(f.s.host.Text(), f.s.file.Edition, f.s.matrix, f.s.filter, f.s.form.Settled) {
		f.s.rows[i] = r
	}
	f.s.grid.list.Refresh()
	f.s.changed()
	f.page.Reflow()
}

func able(e *widget.Entry, on bool) {
	if on {
		e.Enable()
	} else {
		e.Disable()
	}
}
