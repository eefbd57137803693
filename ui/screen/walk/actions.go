package walk

import (
	"fyne.io/fyne/v2"

	"shinsa/review/checklist"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	return append(append(s.verdicts(), s.moves()...), append(s.words(), append(s.looks(), s.evidence.actions()...)...)...)
}

func (s *Screen) action(menu screen.Menu, key string, run func(), keys ...screen.Key) screen.Action {
	t := s.host.Text()
	a := screen.Action{Menu: menu, Word: t.T("walk.do_" + key), Reading: t.T("walk.do_" + key + "_reading"), Keys: keys, Run: run}
	return a
}

func hinted(a screen.Action, word string) screen.Action {
	a.Hint = word
	return a
}

func (s *Screen) verdicts() []screen.Action {
	t := s.host.Text()
	why := ""
	if s.file == nil || s.file.Readonly {
		why = t.T("walk.readonly")
	}
	var out []screen.Action
	for i, v := range checklist.Verdicts {
		word := t.T("verdict." + string(v))
		out = append(out, screen.Action{
			Menu: screen.MenuItem, Word: t.T("walk.do_judge", "verdict", word), Reading: string(v), Hint: word, Why: why,
			Keys: []screen.Key{screen.Plain(fyne.KeyName('1' + rune(i)))}, Run: func() { s.judge.verdict.Choose(string(v)) },
		})
	}
	disclosed := []checklist.Disclosed{checklist.Adequate, checklist.Insufficient, checklist.Absent}
	out = append(out, s.action(screen.MenuItem, "disclosed", func() { cycle(s.judge.disclosed, values(disclosed)) }, screen.Plain("D")))
	level := s.action(screen.MenuItem, "level", func() {
		if s.judge.levelRow.Visible() {
			cycle(s.judge.level, []string{string(checklist.LevelMet), string(checklist.LevelNotMet)})
		}
	}, screen.Plain("L"))
	return append(out, level)
}

func values[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

// cycle chooses the value after the one chosen, then none.
func cycle(c *widget.Choice, values []string) {
	at := -1
	for i, v := range values {
		if v == c.Chosen() {
			at = i
		}
	}
	if at == len(values)-1 {
		c.Choose(values[at]) // takes it back
		return
	}
	c.Choose(values[at+1])
}

func (s *Screen) moves() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		hinted(s.action(screen.MenuItem, "next", func() { s.step(1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)), t.T("walk.hint_next")),
		hinted(s.action(screen.MenuItem, "previous", func() { s.step(-1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)), t.T("walk.hint_previous")),
		hinted(s.action(screen.MenuItem, "next_open", s.nextOpen, screen.Plain("N")), t.T("walk.hint_next_open")),
		s.action(screen.MenuItem, "undo", s.keep.undo, screen.Ctrl("Z")),
		s.action(screen.MenuCase, "form", func() { s.host.Go(route.Of(route.Fill, s.at.Case)) }, screen.Plain("F")),
		s.action(screen.MenuCase, "opine", func() { s.host.Go(route.Of(route.Opine, s.at.Case)) }, screen.Plain("O")),
	}
}

func (s *Screen) words() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		hinted(s.action(screen.MenuItem, "remark", func() { s.judge.turn(remark) }, screen.Plain("R")), t.T("walk.hint_remark")),
		s.action(screen.MenuItem, "inquiry", func() { s.judge.turn(inquiry) }, screen.Plain("I")),
		s.action(screen.MenuItem, "note", func() { s.judge.turn(note) }, screen.Plain("M")),
		s.action(screen.MenuItem, "phrases", s.phrases, screen.Plain("T")),
		s.action(screen.MenuItem, "point", s.pointHere, screen.Plain("P")),
	}
}

func (s *Screen) looks() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		hinted(s.action(screen.MenuView, "evidence", func() { s.panes.Activate(2) }, screen.Plain("E")), t.T("walk.hint_evidence")),
		hinted(s.action(screen.MenuView, "search", func() { s.host.Canvas().Focus(s.outline.find) }, screen.Char('/')), t.T("walk.hint_search")),
		s.action(screen.MenuView, "read_on", func() { s.item.page.By(1) }, screen.Plain(fyne.KeyPageDown)),
		s.action(screen.MenuView, "read_back", func() { s.item.page.By(-1) }, screen.Plain(fyne.KeyPageUp)),
		s.action(screen.MenuView, "pane_next", func() { s.panes.Next(1) }, screen.Plain(fyne.KeyF6)),
		s.action(screen.MenuView, "pane_wider", func() { s.panes.Grow(0.03) }, screen.Key{Name: fyne.KeyRight, Mod: fyne.KeyModifierAlt}),
		s.action(screen.MenuView, "pane_narrower", func() { s.panes.Grow(-0.03) }, screen.Key{Name: fyne.KeyLeft, Mod: fyne.KeyModifierAlt}),
	}
}

// phrases offers stock phrases for the words at hand.
func (s *Screen) phrases() {
	if s.file == nil || s.file.Readonly {
		return
	}
	t := s.host.Text()
	var list []widget.Command
	for _, key := range []string{"evidence", "period", "figure", "consistent", "url", "level", "blank"} {
		phrase := t.T("walk.phrase_" + key)
		list = append(list, widget.Command{Word: phrase, Run: func() { s.judge.insert(phrase) }})
	}
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("walk.phrase_search"), Nothing: t.T("walk.phrase_none")}, list)
}
