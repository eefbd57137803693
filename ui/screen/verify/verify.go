// Package verify is the screen 検証: any paper or parcel, dropped or chosen, judged in one big word.
//
// It is for anyone: nothing of a case is needed, and nothing of the file is kept. The word says how far the file can be relied on; who
// signed, when, and what was found stand below it.
package verify

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	// VerifyAll judges files brought together; the registers among them count for the others and are remembered in the question.
	VerifyAll(ctx context.Context, files []review.Incoming, q review.Question, progress func(done int)) ([]review.Verification, error)
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
	known  review.Known // registers dropped so far
	path   *widget.PathField
	on     *widget.Entry // the day that is asked about; empty for today
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
	s.on = widget.NewEntry(t.T("verify.on_hint"), nil)
	s.on.OnSubmitted = func(string) { s.judgeTyped() }
	s.page = widget.NewPage(widget.Inset(24, 16, s.list))
	s.root = widget.Between(s.head(), nil, s.page)
	return s
}

func (s *Screen) head() fyne.CanvasObject {
	t := s.host.Text()
	judge := widget.NewPrimary(t.T("verify.judge"), s.judgeTyped)
	row := widget.Cells(8, []widget.Cell{{Share: 1}, {}, {Ems: 8}, {}}, s.path, widget.Wide(t.T("verify.on"), widget.Caption, theme.ColorInkSoft), s.on, judge)
	return widget.Column(0, widget.Inset(24, 14, widget.Column(8, widget.NewHeading(t.T("verify.title"), widget.Title), row)), widget.NewRule())
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

// day is the day that is asked about.
func (s *Screen) day() (civil.Date, error) {
	text := strings.TrimSpace(s.on.Text)
	if text == "" {
		return civil.Date{}, nil
	}
	on, err := civil.Parse(text)
	if err != nil {
		return on, fault.New(fault.Invalid, "verify_day_unreadable", "value", text)
	}
	return on, nil
}

func (s *Screen) clear() {
	s.judged, s.known = nil, review.Known{}
	s.Reload()
}

func (s *Screen) judge(paths []string) {
	on, err := s.day()
	if err != nil {
		s.host.Problem(err)
		return
	}
	known := s.known
	task.Run(s.host.Tasks(), s.host.Text().T("verify.judging"), func(ctx context.Context, p *task.Progress) ([]review.Verification, error) {
		in, done, err := s.host.Open(paths...)
		if err != nil {
			return nil, err
		}
		defer done()
		return s.desk.VerifyAll(ctx, in, review.Question{On: on, Known: &known}, func(i int) { p.Report(in[i].Name, float64(i)/float64(len(in))) })
	}, func(vs []review.Verification, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.known = known
		s.judged = append(vs, s.judged...)
		s.Reload()
	})
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	t := s.host.Text()
	s.list.Objects = []fyne.CanvasObject{widget.Column(2, widget.NewNote(t.T("verify.note")), widget.NewNote(t.T("verify.drop")))}
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
	parts := []fyne.CanvasObject{head, widget.NewNote(name), widget.Full(c.Meaning)}
	if c.Standing != nil {
		parts = append(parts, widget.NewRule(), standing(t.T("verify.standing"), c.Standing))
	}
	if len(c.Signers) > 0 {
		parts = append(parts, widget.NewRule())
		for _, g := range c.Signers {
			parts = append(parts, signer(g))
		}
	}
	for _, stamp := range c.Stamps {
		parts = append(parts, widget.NewNote(stamp))
	}
	if len(c.Reasons) > 0 {
		parts = append(parts, widget.NewRule(), widget.NewHeading(t.T("verify.reasons"), widget.Body))
		for _, r := range c.Reasons {
			parts = append(parts, marked(r.Sign, r.Sentence))
		}
	}
	card := widget.NewCard(widget.Column(10, parts...))
	card.SetColour(theme.ColorPaper)
	return card
}

// marked is a sentence beside its sign.
func marked(sign present.Sign, sentence string) fyne.CanvasObject {
	return widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(sign.Word, theme.Tone(sign.Tone)), widget.Full(sentence))
}

// standing is where a certification stands on the day.
func standing(title string, s *present.StandingLine) fyne.CanvasObject {
	words := widget.Column(2, widget.Full(s.Service), widget.NewNote(s.Period), widget.NewNote(s.Source))
	return widget.Column(6, widget.NewHeading(title, widget.Body), widget.NewMark(s.Sign.Word, theme.Tone(s.Sign.Tone)), words)
}

// signer is one signature: who, when, what it covers and what came after.
func signer(g present.SignerLine) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widget.Cells(16, []widget.Cell{{Ems: 11}, {Share: 2}, {Share: 1}, {Share: 2}},
		widget.NewMark(g.Sign.Word, theme.Tone(g.Sign.Tone)), widget.NewLine(g.Name, widget.Body, theme.ColorInk),
		widget.NewLine(g.Role, widget.Body, theme.ColorInkSoft), widget.NewLine(g.When, widget.Body, theme.ColorInkSoft))}
	for _, line := range g.Covers {
		parts = append(parts, widget.NewNote(line))
	}
	for _, n := range g.After {
		parts = append(parts, marked(n.Sign, n.Sentence))
	}
	return widget.Column(4, parts...)
}
