package fill

import (
	"fyne.io/fyne/v2"

	"shinsa/review/form"
	"shinsa/ui/route"
	"shinsa/ui/screen"
)

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	act := func(menu screen.Menu, key, why string, run func(), keys ...screen.Key) screen.Action {
		return screen.Action{Menu: menu, Word: t.T("fill.do_" + key), Reading: t.T("fill.do_" + key + "_reading"), Why: why, Keys: keys, Run: run}
	}
	if !s.member() {
		return []screen.Action{act(screen.MenuCase, "back_to_committee", "", func() { s.host.Go(route.Of(route.Convene, s.at.Case)) }, screen.Plain("W"))}
	}
	readonly, none, waiting := "", "", ""
	if s.file == nil || s.file.Readonly {
		readonly = t.T("fill.readonly")
	}
	if len(s.lines) == 0 {
		none = t.T("fill.cannot_accept")
	}
	if waiting = none; waiting == "" && s.nextUnsettled(s.row) == s.row && s.lines[s.row].Side != "" {
		waiting = t.T("fill.settled")
	}
	accept := act(screen.MenuCase, "accept", none, s.accept, screen.Ctrl(fyne.KeyReturn))
	accept.Hint = t.T("fill.hint_accept")
	both := act(screen.MenuItem, "take_both", none, func() { s.take(form.FromBoth) }, screen.Plain("3"))
	if none == "" && !s.lines[s.row].Text {
		both.Why = t.T("fill.both_why")
	}
	next := act(screen.MenuItem, "next", waiting, func() { s.goTo(s.nextUnsettled(s.row + 1)) }, screen.Plain("N"))
	next.Hint = t.T("fill.hint_next")
	sheet := act(screen.MenuCase, "sheet", readonly, func() { s.export(form.Sheet, "") }, screen.Plain("X"))
	text := act(screen.MenuCase, "text", readonly, func() { s.export(form.Text, "") }, screen.Plain("T"))
	choose := act(screen.MenuCase, "choose", readonly, s.choose, screen.Plain("O"))
	sheet.Hint, text.Hint, choose.Hint = t.T("fill.hint_sheet"), t.T("fill.hint_text"), t.T("fill.hint_choose")
	return []screen.Action{
		sheet, text, choose, accept,
		act(screen.MenuCase, "back_to_walk", "", func() { s.host.Go(route.Of(route.Walk, s.at.Case)) }, screen.Plain("W")),
		act(screen.MenuItem, "take_form", none, func() { s.take(form.FromForm) }, screen.Plain("1")),
		act(screen.MenuItem, "take_desk", none, func() { s.take(form.FromDesk) }, screen.Plain("2")),
		both,
		next,
		act(screen.MenuItem, "all_form", waiting, func() { s.takeAll(form.FromForm) }),
		act(screen.MenuItem, "all_desk", waiting, func() { s.takeAll(form.FromDesk) }),
		act(screen.MenuItem, "line_next", none, func() { s.goTo(s.row + 1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)),
		act(screen.MenuItem, "line_previous", none, func() { s.goTo(s.row - 1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)),
		act(screen.MenuView, "pane_next", "", func() { s.panes.Next(1) }, screen.Plain(fyne.KeyF6)),
	}
}
