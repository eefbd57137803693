// Package verify is the screen 検証: any paper or parcel, dropped or chosen, judged in one big word.
//
// It is for anyone: nothing of a case is needed, and nothing of the file is kept. The word says how far the file can be relied on; who
// signed, when, and what was found stand below it.
package verify

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	// Verify judges a PDF or a parcel as it stands today.
	Verify(ctx context.Context, in review.Incoming) review.Verification
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
}

// Screen judges files.
type Screen struct {
	desk   Desk
	host   Host
	judged []review.Verification
	path   *widget.PathField
	list   *fyne.Container
	page   *widget.Page
	root   fyne.CanvasObject
}

// New returns the screen.
func New(desk Desk, host Host, _ route.Route) *Screen {
	s := &Screen{desk: desk, host: host, list: widget.Column(16)}
	t := host.Text()
	s.path = widget.NewPathField(t.T("verify.path"), t.T("verify.choose"), func(f func(string)) { host.BrowseFile(nil, f) })
	s.path.OnChanged = nil
	s.page = widget.NewPage(widget.Inset(24, 16, s.list))
	s.root = container.NewBorder(s.head(), nil, nil, nil, s.page)
	return s
}

func (s *Screen) head() fyne.CanvasObject {
	t := s.host.Text()
	judge := widget.NewPrimary(t.T("verify.judge"), s.judgeTyped)
	row := widget.Cells(8, []widget.Cell{{Share: 1}, {}}, s.path, judge)
	return widget.Column(0, widget.Inset(24, 14, widget.Column(8, widget.NewHeading(t.T("verify.title"), widget.Title), widget.NewNote(t.T("verify.note")), row)),
		widget.NewRule())
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Enter implements screen.Entrant.
func (s *Screen) Enter() { s.path.Focus() }

// Drop implements screen.Dropper: every file dropped here is judged, never taken in.
func (s *Screen) Drop(paths []string) bool {
	s.judge(paths)
	return true
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		{Menu: screen.MenuView, Word: t.T("verify.choose_file"), Reading: "verify", Keys: []screen.Key{screen.Plain(fyne.KeyF4)}, Hint: t.T("verify.choose"), Run: s.choose},
		{Menu: screen.MenuView, Word: t.T("verify.clear"), Reading: "clear", Why: s.nothing(), Run: s.clear},
	}
}

func (s *Screen) nothing() string {
	if len(s.judged) == 0 {
		return s.host.Text().T("verify.nothing")
	}
	return ""
}

func (s *Screen) choose() {
	s.host.ChooseFile(nil, func(path string) { s.judge([]string{path}) })
}

func (s *Screen) judgeTyped() {
	if p := s.path.Path(); p != "" {
		s.judge([]string{p})
	}
}

func (s *Screen) clear() {
	s.judged = nil
	s.Reload()
}

func (s *Screen) judge(paths []string) {
	task.Run(s.host.Tasks(), s.host.Text().T("verify.judging"), func(ctx context.Context, p *task.Progress) ([]review.Verification, error) {
		in, done, err := s.host.Open(paths...)
		if err != nil {
			return nil, err
		}
		defer done()
		var out []review.Verification
		for i, one := range in {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			p.Report(one.Name, float64(i)/float64(len(in)))
			out = append(out, s.desk.Verify(ctx, one))
		}
		return out, nil
	}, func(vs []review.Verification, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.judged = append(vs, s.judged...)
		s.Reload()
	})
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	t := s.host.Text()
	s.list.Objects = nil
	if len(s.judged) == 0 {
		s.list.Add(widget.NewNote(t.T("verify.empty")))
	}
	for _, c := range present.VerdictCards(t, s.judged) {
		s.list.Add(s.card(c))
	}
	s.page.Reflow()
	s.page.Top()
}

func (s *Screen) card(c present.VerdictCard) fyne.CanvasObject {
	t := s.host.Text()
	tone := theme.Tone(c.Sign.Tone)
	word := widget.NewHeading(c.Sign.Word, widget.Title)
	word.Colour = tone.Ink()
	icon := widget.NewPicture(tone.Icon(), widget.Title)
	name := c.Name
	if c.Kind != "" {
		name += "　" + c.Kind
	}
	head := widget.Cells(12, []widget.Cell{{}, {Share: 1}}, icon, word)
	parts := []fyne.CanvasObject{head, widget.NewNote(name), full(c.Meaning)}
	if len(c.Signers) > 0 {
		parts = append(parts, widget.NewRule())
		for _, g := range c.Signers {
			parts = append(parts, signer(g))
		}
	}
	if len(c.Reasons) > 0 {
		parts = append(parts, widget.NewRule(), widget.NewHeading(t.T("verify.reasons"), widget.Body))
		for _, r := range c.Reasons {
			parts = append(parts, widget.Cells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(r.Sign.Word, theme.Tone(r.Sign.Tone)), full(r.Sentence)))
		}
	}
	card := widget.NewCard(widget.Column(10, parts...))
	card.SetColour(theme.ColorPaper)
	return card
}

func signer(g present.SignerLine) fyne.CanvasObject {
	return widget.Cells(16, []widget.Cell{{Fixed: 160}, {Share: 2}, {Share: 1}, {Share: 2}},
		widget.NewMark(g.Sign.Word, theme.Tone(g.Sign.Tone)), widget.NewLine(g.Name, widget.Body, theme.ColorInk),
		widget.NewLine(g.Role, widget.Body, theme.ColorInkSoft), widget.NewLine(g.When, widget.Body, theme.ColorInkSoft))
}

func full(text string) *widget.Paragraph {
	p := widget.NewParagraph(text)
	p.Full = true
	return p
}
