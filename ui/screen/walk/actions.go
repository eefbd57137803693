package walk

import (
	"slices"

	"fyne.io/fyne/v2"

	"shinsa/review/checklist"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	return slices.Concat(s.verdicts(), s.moves(), s.words(), s.lists(), s.looks(), s.parts(), s.evidence.actions())
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
	var out []screen.Action
	for i, v := range checklist.Verdicts {
		word := t.T("verdict." + string(v))
		out = append(out, screen.Action{
			Menu: screen.MenuItem, Word: t.T("walk.do_judge", "verdict", word), Reading: t.T("verdict." + string(v) + "_reading"), Hint: word, Why: s.whyFixed(),
			Keys: []screen.Key{screen.Plain(fyne.KeyName('1' + rune(i)))}, Run: func() { s.judge.verdict.Choose(string(v)) },
		})
	}
	disclosed := []checklist.Disclosed{checklist.Adequate, checklist.Insufficient, checklist.Absent}
	level := s.writes("level", func() {
		if s.judge.levelRow.Visible() {
			cycle(s.judge.level, []string{string(checklist.LevelMet), string(checklist.LevelNotMet)})
		}
	}, screen.Plain("L"))
	return append(out,
		hinted(s.writes("conform", s.conform, screen.Plain("C")), t.T("walk.hint_conform")),
		s.writes("disclosed", func() { cycle(s.judge.disclosed, values(disclosed)) }, screen.Plain("D")), level,
		s.writes("bulk", s.bulk, screen.Plain("B")))
}

// writes is an action that changes the case; it says why it cannot where that is so.
func (s *Screen) writes(key string, run func(), keys ...screen.Key) screen.Action {
	a := s.action(screen.MenuItem, key, run, keys...)
	a.Why = s.whyFixed()
	return a
}

func (s *Screen) whyFixed() string {
	if s.fixed() {
		return s.host.Text().T("walk.readonly")
	}
	return ""
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
	shiftCtrl := screen.Key{Name: fyne.KeyZ, Mod: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	return []screen.Action{
		hinted(s.action(screen.MenuItem, "next", func() { s.step(1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown)), t.T("walk.hint_next")),
		hinted(s.action(screen.MenuItem, "previous", func() { s.step(-1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp)), t.T("walk.hint_previous")),
		hinted(s.action(screen.MenuItem, "next_unjudged", s.nextUnjudged, screen.Plain("N")), t.T("walk.hint_next_unjudged")),
		s.action(screen.MenuItem, "next_open", s.nextOpen, screen.Shift("N")),
		s.action(screen.MenuItem, "advance", s.switchAdvance, screen.Plain("A")),
		s.writes("undo", s.undo, screen.Ctrl("Z")),
		s.writes("redo", s.redo, screen.Ctrl("Y"), shiftCtrl),
		s.action(screen.MenuCase, "form", func() { s.host.Go(route.Of(route.Fill, s.at.Case)) }, screen.Plain("F")),
		s.action(screen.MenuCase, "opine", func() { s.host.Go(route.Of(route.Opine, s.at.Case)) }, screen.Plain("O")),
	}
}

func (s *Screen) words() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		hinted(s.action(screen.MenuItem, "remark", func() { s.judge.turn(remark) }, screen.Plain("R")), t.T("walk.hint_remark")),
		hinted(s.action(screen.MenuItem, "inquiry", func() { s.judge.turn(inquiry) }, screen.Plain("I")), t.T("walk.hint_inquiry")),
		s.action(screen.MenuItem, "note", func() { s.judge.turn(note) }, screen.Plain("M")),
		s.writes("phrases", s.phrases, screen.Plain("T")),
		s.writes("blank", s.nextBlank, screen.Ctrl(fyne.KeyPeriod)),
		s.writes("phrase_keep", s.keepPhrase),
		s.action(screen.MenuItem, "history", s.history, screen.Plain("H")),
		s.writes("point", s.pointHere, screen.Plain("P")),
	}
}

// lists are the actions on the outline: search, filters, folding.
func (s *Screen) lists() []screen.Action {
	t := s.host.Text()
	out := []screen.Action{
		hinted(s.action(screen.MenuView, "search", s.search, screen.Char('/')), t.T("walk.hint_search")),
		s.action(screen.MenuView, "fold", s.outline.foldHere, screen.Plain("Z")),
		s.action(screen.MenuView, "all", s.outline.clear, screen.Plain("X")),
	}
	if s.model == nil {
		return out
	}
	for _, c := range s.model.Chips(t) {
		word := t.T("walk.do_filter", "filter", c.Word)
		if s.outline.view.Filters[c.Filter] {
			word = t.T("walk.do_filter_off", "filter", c.Word)
		}
		out = append(out, screen.Action{
			Menu: screen.MenuView, Word: word, Reading: t.T("walk.filter_" + string(c.Filter) + "_reading"), Run: func() { s.outline.toggle(c.Filter) },
		})
	}
	return out
}

func (s *Screen) search() {
	s.arrange.reveal(outlinePart)
	s.host.Canvas().Focus(s.outline.find)
}

func (s *Screen) looks() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		hinted(s.action(screen.MenuView, "evidence", s.turnEvidence, screen.Plain("E")), t.T("walk.hint_evidence")),
		s.action(screen.MenuView, "read_on", func() { s.item.page.By(1) }, screen.Plain(fyne.KeyPageDown)),
		s.action(screen.MenuView, "read_back", func() { s.item.page.By(-1) }, screen.Plain(fyne.KeyPageUp)),
	}
}

// parts are the actions on the three parts and how they share the window.
func (s *Screen) parts() []screen.Action {
	a := s.arrange
	out := []screen.Action{
		s.action(screen.MenuView, "pane_next", a.next, screen.Plain(fyne.KeyF6)),
		s.action(screen.MenuView, "pane_wider", func() { a.grow(0.03) }, screen.Key{Name: fyne.KeyEqual, Mod: fyne.KeyModifierAlt}),
		s.action(screen.MenuView, "pane_narrower", func() { a.grow(-0.03) }, screen.Key{Name: fyne.KeyMinus, Mod: fyne.KeyModifierAlt}),
		s.action(screen.MenuView, "layout", a.turnOn, screen.Plain("V")),
	}
	for _, l := range append([]layout{byRoom}, layouts...) {
		key := "layout_" + string(l)
		if l == byRoom {
			key = "layout_fitting"
		}
		out = append(out, s.action(screen.MenuView, key, func() { a.choose(l) }))
	}
	return out
}

// turnEvidence goes to the evidence, and from there back to the item.
func (s *Screen) turnEvidence() {
	if a := s.arrange; a.at == evidencePart && a.shows(evidencePart) && (a.kind == one || s.evidence.holds()) {
		s.arrange.activate(itemPart)
		return
	}
	s.arrange.activate(evidencePart)
}
