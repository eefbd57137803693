package walk

import (
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// bulk offers to give several items the same verdict.
func (s *Screen) bulk() {
	if s.fixed() {
		return
	}
	s.judge.flush()
	t := s.host.Text()
	var list []widget.Command
	for _, sel := range s.model.Selections(t, s.outline.rows, s.at.Item) {
		for _, v := range checklist.Verdicts {
			verdict := present.Verdict(t, v).Word
			list = append(list, widget.Command{
				Word:    t.T("walk.bulk_choice", "verdict", verdict, "selection", sel.Word),
				Reading: t.T("verdict."+string(v)+"_reading") + " " + t.T("walk.bulk_reading"),
				Key:     t.T("walk.bulk_ready", "n", len(sel.Ready)), Run: func() { s.confirmBulk(sel, v) },
			})
		}
	}
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("walk.bulk_search"), Nothing: t.T("walk.bulk_none")}, list)
}

// confirmBulk says how many items are judged and which are left out, and why.
func (s *Screen) confirmBulk(sel present.Selection, v checklist.Verdict) {
	t := s.host.Text()
	verdict := present.Verdict(t, v).Word
	body := []string{t.T("walk.bulk_of", "selection", sel.Word, "total", len(sel.Ready)+len(sel.Unopened)+sel.Judged)}
	if n := len(sel.Unopened); n > 0 {
		body = append(body, t.T("walk.bulk_unopened", "n", n, "verdict", verdict, "id", sel.Unopened[0]))
	}
	if sel.Judged > 0 {
		body = append(body, t.T("walk.bulk_judged", "n", sel.Judged))
	}
	if len(sel.Ready) == 0 {
		widget.Ask(s.host.Canvas(), widget.Question{
			Title: t.T("walk.bulk_nothing"), Body: body, Do: t.T("walk.bulk_open"), Not: t.T("walk.stay"),
			Act: func(string) string { s.goTo(sel.Unopened[0]); return "" },
		})
		return
	}
	body = append(body, t.T("walk.bulk_undo"))
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.N("walk.bulk_title", len(sel.Ready), "verdict", verdict), Body: body,
		Do: t.T("walk.bulk_do", "n", len(sel.Ready)), Not: t.T("walk.stay"),
		Act: func(string) string { s.judgeAll(sel.Ready, v); return "" },
	})
}

// judgeAll gives items a verdict as one act, which one undo takes back.
func (s *Screen) judgeAll(items []ident.ItemID, v checklist.Verdict) {
	was := make([]checklist.Mark, len(items))
	for i, id := range items {
		was[i] = present.MarkOf(s.file, id)
	}
	judged, l := checklist.Bulk(was, v)
	if len(l) > 0 {
		s.host.Problem(&fault.Error{Kind: fault.Forbidden, Code: "bulk_refused", Clause: "1", Findings: l})
		return
	}
	changes := make([]change, len(judged))
	for i, m := range judged {
		note := s.file.Notes[m.Item]
		changes[i] = change{state{was[i], note}, state{m, note}}
		s.put(m)
	}
	s.trail.did(changes...)
	s.keep.judged(items, v)
	s.redraw()
	s.tell(s.host.Text().N("walk.bulk_done", len(items), "verdict", present.Verdict(s.host.Text(), v).Word))
}
