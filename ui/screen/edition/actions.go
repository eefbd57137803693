package edition

import (
	"strconv"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/widget"
)

func (s *Screen) action(menu screen.Menu, key string, run func(), keys ...screen.Key) screen.Action {
	return screen.Action{Menu: menu, Word: s.host.Text().T("criteria.do_" + key), Reading: key, Keys: keys, Run: run}
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	hinted := func(a screen.Action) screen.Action { a.Hint = a.Word; return a }
	out := []screen.Action{
		hinted(s.action(screen.MenuView, "next", func() { s.step(1) }, screen.Plain("J"), screen.Plain(fyne.KeyDown))),
		hinted(s.action(screen.MenuView, "previous", func() { s.step(-1) }, screen.Plain("K"), screen.Plain(fyne.KeyUp))),
		hinted(s.action(screen.MenuView, "search", func() { s.host.Canvas().Focus(s.outline.find) }, screen.Char('/'))),
		s.action(screen.MenuView, "fold", s.outline.foldAll, screen.Plain("F")),
		s.action(screen.MenuView, "about", func() { s.goTo("") }, screen.Plain(fyne.KeyHome)),
		s.action(screen.MenuView, "pane", func() { s.panes.Next(1) }, screen.Plain(fyne.KeyF6)),
		s.action(screen.MenuCase, "list", func() { s.host.Go(route.To(route.Criteria)) }, screen.Plain(fyne.KeyF8)),
	}
	if s.desk.Self().Role == review.Secretariat {
		out = append(out, hinted(s.action(screen.MenuCase, "further", s.about.further, screen.Plain(fyne.KeyF9))))
	}
	out = append(out, s.papers()...)
	if !s.open() {
		return out
	}
	item := func(a screen.Action) screen.Action {
		if s.at.Item == "" {
			a.Why = t.T("criteria.choose_item")
		}
		return a
	}
	return append(out,
		hinted(s.action(screen.MenuItem, "add", s.add, screen.Plain(fyne.KeyF2))),
		item(s.action(screen.MenuItem, "up", func() { s.shift(-1) }, screen.Key{Name: fyne.KeyUp, Mod: fyne.KeyModifierAlt})),
		item(s.action(screen.MenuItem, "down", func() { s.shift(1) }, screen.Key{Name: fyne.KeyDown, Mod: fyne.KeyModifierAlt})),
		item(s.action(screen.MenuItem, "into", s.into, screen.Plain(fyne.KeyF3))),
		item(s.action(screen.MenuItem, "withdraw", s.withdraw, screen.Plain(fyne.KeyDelete))),
		s.action(screen.MenuItem, "add_group", s.addGroup, screen.Plain(fyne.KeyF4)),
		s.action(screen.MenuItem, "rename_group", s.renameGroup, screen.Plain(fyne.KeyF5)),
		s.action(screen.MenuItem, "drop_group", s.dropGroup, screen.Plain(fyne.KeyF7)),
		hinted(s.action(screen.MenuItem, "undo", s.keep.undo, screen.Ctrl("Z"))),
		s.action(screen.MenuItem, "redo", s.keep.redo, screen.Ctrl("Y")),
		item(s.action(screen.MenuItem, "revert", s.editor.revert, screen.Ctrl("B"))),
	)
}

// papers are the files that can be made of the edition, and the comparisons with others.
func (s *Screen) papers() []screen.Action {
	t := s.host.Text()
	var out []screen.Action
	add := func(word, reading string, run func()) {
		out = append(out, screen.Action{Menu: screen.MenuCase, Word: word, Reading: reading, Run: run})
	}
	for _, f := range formats {
		add(t.T("criteria.do_export", "format", t.T("criteria.format_"+string(f))), "export "+string(f), func() { s.about.export(f) })
	}
	add(t.T("criteria.empty_form"), "empty form", s.about.emptyForm)
	for _, e := range s.others {
		if e.ID() != s.at.Edition {
			add(t.T("criteria.do_compare", "edition", e.Title().In(t.Lang())), "compare "+string(e.ID()), func() { s.about.contrast(e.ID()) })
		}
	}
	return out
}

// add puts a new item after the one at hand, under the same heading.
func (s *Screen) add() {
	t := s.host.Text()
	place, group := -1, s.edition.Groups()[0].ID
	category := criteria.Text{JA: t.T("criteria.new_item")}
	if it, ok := s.edition.Item(s.at.Item); ok {
		place, group, category = s.edition.Position(it.ID)+1, it.Group, it.Category
	}
	id := s.freeItem()
	s.keep.alter(criteria.Alteration{Kind: criteria.AddItem, Place: place, Item: criteria.Item{
		ID: id, Group: group, Category: category, Title: criteria.Text{JA: t.T("criteria.new_item")}, Duty: criteria.Mandatory,
		Answer: criteria.Answer{Type: criteria.TextAnswer},
	}}, id)
	s.panes.Activate(1)
}

// freeItem is a number that no item has yet.
func (s *Screen) freeItem() ident.ItemID {
	for n := len(s.edition.Items()) + 1; ; n++ {
		if id := ident.ItemID("new-" + strconv.Itoa(n)); s.edition.Position(id) < 0 {
			return id
		}
	}
}

// shift moves the item at hand among those under its heading.
func (s *Screen) shift(by int) {
	if a, ok := present.Shift(s.edition, s.at.Item, by); ok {
		s.keep.alter(a, s.at.Item)
	}
}

// into offers the headings to move the item at hand under.
func (s *Screen) into() {
	s.chooseGroup(func(g criteria.Group) { s.keep.alter(present.Into(s.edition, s.at.Item, g.ID), s.at.Item) })
}

func (s *Screen) chooseGroup(act func(criteria.Group)) {
	t := s.host.Text()
	var list []widget.Command
	for _, g := range s.edition.Groups() {
		list = append(list, widget.Command{Word: g.ID + "　" + g.Title.In(t.Lang()), Reading: g.Title.EN, Run: func() { act(g) }})
	}
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("criteria.choose_group"), Nothing: t.T("criteria.no_group")}, list)
}

// withdraw takes the item at hand out of the draft. It can be taken back, so it is not asked about twice.
func (s *Screen) withdraw() {
	it, ok := s.edition.Item(s.at.Item)
	if !ok {
		return
	}
	next := present.Beside(s.outline.shownRows(), it.ID, 1)
	if next == it.ID {
		next = present.Beside(s.outline.shownRows(), it.ID, -1)
	}
	s.keep.alter(criteria.Alteration{Kind: criteria.WithdrawItem, Was: it.ID}, next)
	s.host.Done(s.host.Text().T("criteria.withdrawn", "item", it.ID))
}

// groupAtHand is the heading of the item at hand, or the first one.
func (s *Screen) groupAtHand() criteria.Group {
	if it, ok := s.edition.Item(s.at.Item); ok {
		g, _ := s.edition.Group(it.Group)
		return g
	}
	return s.edition.Groups()[0]
}

func (s *Screen) addGroup() {
	t := s.host.Text()
	at := s.groupAtHand()
	s.askName("criteria.do_add_group", t.T("criteria.beside_group", "group", at.Title.In(t.Lang())), func(name string) {
		g := criteria.Group{ID: s.freeGroup(), Parent: at.Parent, Title: criteria.Text{JA: name}}
		s.keep.alter(criteria.Alteration{Kind: criteria.AddGroup, Heading: g, Place: -1}, s.at.Item)
	})
}

func (s *Screen) freeGroup() string {
	for n := len(s.edition.Groups()) + 1; ; n++ {
		id := "G" + strconv.Itoa(n)
		if _, taken := s.edition.Group(id); !taken {
			return id
		}
	}
}

func (s *Screen) renameGroup() {
	s.chooseGroup(func(g criteria.Group) {
		s.askName("criteria.do_rename_group", g.ID+"　"+g.Title.JA, func(name string) {
			was := g.ID
			g.Title.JA = name
			s.keep.alter(criteria.Alteration{Kind: criteria.PutGroup, Group: was, Heading: g}, s.at.Item)
		})
	})
}

func (s *Screen) dropGroup() {
	s.chooseGroup(func(g criteria.Group) {
		s.keep.alter(criteria.Alteration{Kind: criteria.WithdrawGroup, Group: g.ID}, s.at.Item)
	})
}

// askName asks for the Japanese title of a heading.
func (s *Screen) askName(title, about string, act func(name string)) {
	t := s.host.Text()
	name := ""
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T(title), Body: []string{about}, Ask: true, AskLabel: t.T("criteria.group_title"), Do: t.T("criteria.keep_name"), Not: t.T("criteria.not_now"),
		Answered: func(words string) { name = words }, Act: func(string) string { act(name); return "" },
	})
}
