package opine

import (
	"fyne.io/fyne/v2"

	"shinsa/review/opinion"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
)

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	why := ""
	if !s.open() {
		why = t.T("opine.readonly")
	}
	out := []screen.Action{}
	for i, o := range opinion.Overalls {
		out = append(out, screen.Action{
			Menu: screen.MenuCase, Word: t.T("opine.do_conclude", "overall", present.Overall(t, o).Word), Reading: string(o), Why: why,
			Hint: present.Overall(t, o).Word, Keys: []screen.Key{screen.Plain(fyne.KeyName('1' + rune(i)))}, Run: func() { s.form.overall.Choose(string(o)) },
		})
	}
	act := func(menu screen.Menu, key string, run func(), keys ...screen.Key) screen.Action {
		return screen.Action{Menu: menu, Word: t.T("opine.do_" + key), Reading: t.T("opine.do_" + key + "_reading"), Keys: keys, Run: run}
	}
	editing := []screen.Action{
		act(screen.MenuItem, "summary", func() { s.host.Canvas().Focus(s.form.words) }, screen.Plain("R")),
		act(screen.MenuItem, "reason", s.form.addReason, screen.Plain("A")),
		act(screen.MenuItem, "import", s.form.importReasons, screen.Plain("M")),
		act(screen.MenuItem, "condition", s.form.addCondition, screen.Plain("C")),
		act(screen.MenuCase, "seal", s.seal, screen.Ctrl(fyne.KeyReturn)),
		act(screen.MenuItem, "undo", s.undo, screen.Ctrl("Z")),
	}
	for i := range editing {
		editing[i].Why = why
	}
	editing[4].Hint = t.T("opine.hint_seal")
	out = append(out, editing...)
	earlier := act(screen.MenuItem, "earlier", s.copyEarlier, screen.Plain("B"))
	if s.earlier() == nil || why != "" {
		earlier.Why = t.T("opine.earlier_why")
	}
	return append(out, earlier,
		act(screen.MenuItem, "versions", s.versions, screen.Plain("H")),
		act(screen.MenuCase, "form", func() { s.host.Go(route.Of(route.Fill, s.at.Case)) }, screen.Plain("F")),
		act(screen.MenuCase, "walk", func() { s.host.Go(route.Of(route.Walk, s.at.Case)) }, screen.Plain("W")),
		act(screen.MenuView, "page_next", func() { s.preview.Turn(1) }, screen.Plain(fyne.KeyPageDown)),
		act(screen.MenuView, "page_previous", func() { s.preview.Turn(-1) }, screen.Plain(fyne.KeyPageUp)),
		act(screen.MenuView, "pane_next", func() { s.panes.Next(1) }, screen.Plain(fyne.KeyF6)),
	)
}
