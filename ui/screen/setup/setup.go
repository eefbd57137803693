// Package setup is the screen 設定: whose desk this is, who is enrolled, how the window looks, and the desk's own check.
//
// A member asks for a card with one file and accepts it with another; the first card makes the desk trust a scheme, so its fingerprint
// is shown for comparison before it is accepted. The secretariat turns requests into cards. The scheme profile is data and is shown, not
// edited, here. Where the profile is a sample, this screen says what that means.
package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Self() review.Self
	Today() civil.Date
	Profile() review.Profile
	Fingerprints() []review.Fingerprint
	Members(ctx context.Context) ([]review.Card, error)
	EnrolRequest(ctx context.Context, out review.Outbox) (review.Handed, error)
	EnrolApprove(ctx context.Context, in review.Incoming, out review.Outbox) (review.Handed, review.Card, error)
	LookAtCard(ctx context.Context, in review.Incoming) (review.CardOffer, error)
	EnrolAccept(ctx context.Context, in review.Incoming) error
	Doctor(ctx context.Context) ([]review.Invariant, error)
}

// Look is how the window appears.
type Look struct {
	Lang    string
	Mode    theme.Mode
	Percent int
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
	// Appearance returns how the window looks now.
	Appearance() Look
	// Appear changes it at once and for the next start.
	Appear(Look)
}

// Screen shows and changes the settings.
type Screen struct {
	desk        Desk
	host        Host
	left, right *fyne.Container
	leftPage    *widget.Page
	rightPage   *widget.Page
	root        fyne.CanvasObject
	checked     []review.Invariant
}

// New returns the screen.
func New(desk Desk, host Host, _ route.Route) *Screen {
	s := &Screen{desk: desk, host: host, left: widget.Column(22), right: widget.Column(22)}
	s.leftPage = widget.NewPage(widget.Inset(24, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.root = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.5, Least: 400},
		widget.Pane{Content: s.rightPage, Share: 0.5, Least: 400})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	s.left.Objects = []fyne.CanvasObject{s.owner(), s.look(), s.check()}
	s.right.Objects = []fyne.CanvasObject{s.people(), s.scheme(), s.about()}
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

func (s *Screen) section(key string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	all := []fyne.CanvasObject{widget.NewHeading(s.host.Text().T(key), widget.Heading), widget.NewRule()}
	return widget.Column(10, append(all, parts...)...)
}

func facts(fs []present.Fact) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, len(fs))
	for _, f := range fs {
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Fixed: 150}, {Share: 1}}, widget.NewNote(f.Label), full(f.Value)))
	}
	return widget.Column(6, rows...)
}

func full(text string) *widget.Paragraph {
	p := widget.NewParagraph(text)
	p.Full = true
	return p
}

func labelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return widget.Column(4, widget.NewNote(label), field)
}

// owner says whose desk it is and by which certificates it is known.
func (s *Screen) owner() fyne.CanvasObject {
	t := s.host.Text()
	return s.section("setup.owner", facts(present.OwnerFacts(t, s.desk.Self(), s.desk.Fingerprints())))
}

// look offers language, ground and text size.
func (s *Screen) look() fyne.CanvasObject {
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
	return s.section("setup.look", labelled(t.T("setup.language"), lang), labelled(t.T("setup.ground"), ground), labelled(t.T("setup.text_size"), s.sizes(now)))
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

// check runs the desk's invariants and shows each with its word.
func (s *Screen) check() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{full(t.T("setup.check_note")), container.NewHBox(widget.NewButton(t.T("setup.check_do"), s.doctor))}
	for _, x := range present.InvariantLines(t, s.checked) {
		parts = append(parts, widget.Cells(10, []widget.Cell{{Fixed: 90}, {Share: 1}}, widget.NewMark(x.Sign.Word, theme.Tone(x.Sign.Tone)), widget.NewNote(x.Name)))
	}
	return s.section("setup.check", parts...)
}

func (s *Screen) doctor() {
	task.Run(s.host.Tasks(), s.host.Text().T("setup.checking"), func(ctx context.Context, _ *task.Progress) ([]review.Invariant, error) {
		return s.desk.Doctor(ctx)
	}, func(found []review.Invariant, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.checked = found
		s.Reload()
	})
}

func (s *Screen) scheme() fyne.CanvasObject {
	t := s.host.Text()
	return s.section("setup.scheme", facts(present.ProfileFacts(t, s.desk.Profile())), container.NewHBox(widget.NewButton(t.T("setup.criteria"), s.criteria)))
}

// criteria leads to the editions of the criteria and of the operating rules.
func (s *Screen) criteria() { s.host.Go(route.To(route.Criteria)) }

// about says what of all this is a sample, and where the parts of the program come from.
func (s *Screen) about() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{full(t.T("setup.about_text"))}
	if s.desk.Profile().Sample {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Caution), full(t.T("setup.about_sample"))))
	}
	if s.desk.Self().Rehearsal {
		parts = append(parts, widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Caution), full(t.T("setup.about_rehearsal"))))
	}
	return s.section("setup.about", append(parts, widget.NewNote(t.T("setup.licences")))...)
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	return []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("setup.check_do"), Reading: "doctor check", Keys: []screen.Key{screen.Plain(fyne.KeyF7)}, Hint: t.T("setup.check"), Run: s.doctor},
		{Menu: screen.MenuCase, Word: t.T("setup.criteria"), Reading: "criteria editions", Keys: []screen.Key{screen.Plain(fyne.KeyF8)}, Hint: t.T("screen.criteria"), Run: s.criteria},
	}
}
