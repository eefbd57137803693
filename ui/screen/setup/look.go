package setup

import (
	"fyne.io/fyne/v2"

	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// How days are written.
const (
	western  = "western"
	japanese = "japanese"
)

// looks offers language, calendar, ground and text size.
func (s *Screen) looks() []fyne.CanvasObject {
	t, now := s.host.Text(), s.host.Appearance()
	lang := widget.NewSmallChoice([]widget.Option{{Value: "ja", Word: "日本語"}, {Value: "en", Word: "English"}}, func(v string) {
		s.appear(func(l *Look) { l.Lang = v })
	}).Fixed()
	lang.Set(now.Lang)
	var grounds []widget.Option
	for _, m := range theme.Modes {
		grounds = append(grounds, widget.Option{Value: string(m), Word: t.T("setup.ground_" + string(m))})
	}
	ground := widget.NewSmallChoice(grounds, func(v string) {
		s.appear(func(l *Look) { l.Mode = theme.Mode(v) })
	}).Fixed()
	ground.Set(string(now.Mode))
	years := widget.NewSmallChoice([]widget.Option{
		{Value: western, Word: t.T("setup.years_western")}, {Value: japanese, Word: t.T("setup.years_japanese")},
	}, func(v string) { s.appear(func(l *Look) { l.Era = v == japanese }) }).Fixed()
	years.Set(map[bool]string{false: western, true: japanese}[now.Era])
	return []fyne.CanvasObject{s.section("setup.look",
		widget.Labelled(t.T("setup.language"), lang), widget.Labelled(t.T("setup.calendar"), years), widget.Labelled(t.T("setup.ground"), ground), widget.Labelled(t.T("setup.text_size"), s.sizes(now)),
		widget.NewNote(t.T("setup.look_keys")))}
}

func (s *Screen) sizes(now Look) fyne.CanvasObject {
	var options []widget.Option
	for _, x := range present.TextSizes() {
		options = append(options, widget.Option{Value: x.Value, Word: x.Word})
	}
	c := widget.NewSmallChoice(options, func(v string) {
		s.appear(func(l *Look) { l.Percent = present.TextSize(v) })
	}).Fixed()
	c.Set(present.TextSizeValue(now.Percent))
	return c
}

// appear changes one thing of how the window looks now.
func (s *Screen) appear(change func(*Look)) {
	l := s.host.Appearance()
	change(&l)
	s.host.Appear(l)
}
