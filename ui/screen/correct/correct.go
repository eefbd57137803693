// Package correct is the screen 補正依頼: what an applicant is asked to correct (Art. 4).
//
// The findings of the pre-check stand here with their reason and cell, those that have to be resolved already picked. A person picks, words a
// finding otherwise where that reads better, adds own sentences, and sets the day by which the corrected form is due. What comes out is the
// signed letter and the applicant's own workbook with a comment at each cell. The letter is in Japanese whatever the language of the window.
package correct

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Today() civil.Date
	Profile() review.Profile
	File(ctx context.Context, c ident.CaseID) (*review.File, error)
	Correct(ctx context.Context, c ident.CaseID, k review.Correcting, out review.Outbox) ([]review.Handed, error)
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
}

// point is one finding that can be asked about.
type point struct {
	finding fault.Finding
	picked  bool
	words   string        // in place of its own sentence; "" keeps that
	field   *widget.Entry // while it is worded otherwise
}

// own is a point in the secretariat's own words.
type own struct{ item, text *widget.Entry }

// Screen asks for corrections of one case.
type Screen struct {
	desk Desk
	host Host
	c    ident.CaseID
	ja   *i18n.Text

	file   *review.File
	points []*point
	own    []own
	due    *widget.Entry
	folder *widget.PathField
	handed []review.Handed

	left, right         *fyne.Container
	leftPage, rightPage *widget.Page
	panes               *widget.Panes
	figures             *widget.Paragraph
	do                  *widget.Button
}

var _ screen.Actor = (*Screen)(nil)

// New returns the screen of a case.
func New(desk Desk, host Host, at route.Route) *Screen {
	t := host.Text()
	s := &Screen{desk: desk, host: host, c: at.Case, ja: i18n.New(i18n.Japanese), left: widget.Column(12), right: widget.Column(18)}
	s.due = widget.NewEntry(t.T("intake.date_example"), nil)
	s.due.SetText(desk.Today().AddDays(desk.Profile().DueDays).String())
	s.folder = widget.NewPathField(host.Folder(), t.T("intake.choose"), func(f func(string)) { host.BrowseFolder(f) })
	s.folder.Put(host.Folder())
	s.figures = widget.Full("")
	s.do = widget.NewPrimary(t.T("correct.do"), s.run)
	s.leftPage = widget.NewPage(widget.Inset(24, 16, s.left))
	s.rightPage = widget.NewPage(widget.Inset(24, 16, s.right))
	s.panes = widget.NewPanes(
		widget.Pane{Content: s.leftPage, Share: 0.6, Least: 460},
		widget.Pane{Content: s.rightPage, Share: 0.4, Least: 360})
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.panes }

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	task.Quiet(s.host.Tasks(), func(ctx context.Context) (*review.File, error) { return s.desk.File(ctx, s.c) }, func(f *review.File, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		if s.file == nil || s.file.Application.Form.Digest != f.Application.Form.Digest {
			s.points = nil
			for _, x := range f.Application.Findings {
				s.points = append(s.points, &point{finding: x, picked: x.Severity == fault.Must})
			}
		}
		s.file = f
		s.show()
	})
}

func (s *Screen) show() {
	t := s.host.Text()
	s.left.Objects = []fyne.CanvasObject{
		widget.NewHeading(t.T("correct.findings"), widget.Heading), widget.NewRule(), widget.NewNote(t.T("correct.findings_note")),
	}
	for _, want := range []fault.Severity{fault.Must, fault.Should, fault.Info} {
		s.group(want)
	}
	if len(s.points) == 0 {
		s.left.Add(widget.NewNote(t.T("intake.no_findings")))
	}
	s.right.Objects = []fyne.CanvasObject{s.ownSection(), s.sendSection()}
	s.count()
	s.leftPage.Reflow()
	s.rightPage.Reflow()
}

// group lists the findings of one severity.
func (s *Screen) group(want fault.Severity) {
	t := s.host.Text()
	first := true
	for _, p := range s.points {
		if p.finding.Severity != want {
			continue
		}
		f := present.FindingOf(t, s.file.Edition, p.finding)
		if first {
			s.left.Add(widget.Wrap(0, widget.NewChip(f.Sign.Word, theme.Tone(f.Sign.Tone))))
			first = false
		}
		s.left.Add(s.pointRow(p, f))
	}
}

func (s *Screen) pointRow(p *point, f present.Finding) fyne.CanvasObject {
	t := s.host.Text()
	sentence := f.Sentence
	if p.words != "" {
		sentence = p.words
	}
	check := widget.NewCheck(sentence, func(on bool) { p.picked = on; s.count() })
	check.Set(p.picked)
	reword := widget.NewQuiet(t.T("correct.reword"), func() { s.reword(p) })
	reword.Small = true
	var article fyne.CanvasObject = widget.NewNote("")
	if f.Article != "" {
		article = widget.NewLink(f.Article, widget.Caption, func() { s.host.Clause(f.Clause) })
	}
	rows := widget.Column(2, check, widget.Cells(12, []widget.Cell{{Fixed: 28}, {Share: 1}, {}, {}}, widget.NewNote(""), widget.NewNote(f.Place), article, reword))
	if p.field != nil {
		rows.Add(widget.Inset(28, 4, p.field))
	}
	return rows
}

// reword opens a field with the sentence as the letter will have it, or closes it.
func (s *Screen) reword(p *point) {
	if p.field != nil {
		p.words, p.field = strings.TrimSpace(p.field.Text), nil
		if p.words == s.sentence(p.finding) {
			p.words = ""
		}
		s.show()
		return
	}
	p.field = widget.NewTextArea("", 2, func(text string) { p.words = strings.TrimSpace(text) })
	p.field.SetText(p.words)
	if p.words == "" {
		p.field.SetText(s.sentence(p.finding))
	}
	p.picked = true
	s.show()
	widget.Focus(p.field)
}

// sentence is what the letter says of a finding where nobody words it otherwise.
func (s *Screen) sentence(f fault.Finding) string { return s.ja.Asked(f.Code, f.Values()) }

// ownSection is where own sentences are written.
func (s *Screen) ownSection() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.NewNote(t.T("correct.own_note"))}
	for _, o := range s.own {
		parts = append(parts, widget.TopCells(12, []widget.Cell{{Ems: 7}, {Share: 1}}, widget.Labelled(t.T("correct.own_item"), o.item), widget.Labelled(t.T("correct.own_text"), o.text)))
	}
	return widget.Section(t.T("correct.own"), append(parts, widget.Wrap(0, widget.NewButton(t.T("correct.own_add"), s.add)))...)
}

func (s *Screen) add() {
	o := own{item: widget.NewEntry("", func(string) { s.count() }), text: widget.NewTextArea("", 2, func(string) { s.count() })}
	s.own = append(s.own, o)
	s.show()
	widget.Focus(o.text)
}

func (s *Screen) sendSection() fyne.CanvasObject {
	t := s.host.Text()
	parts := []fyne.CanvasObject{widget.Labelled(t.T("correct.due"), s.due), widget.Labelled(t.T("intake.folder"), s.folder), s.figures, widget.Trailing(8, s.do)}
	for _, h := range present.HandedLines(t, s.handed) {
		parts = append(parts, widget.Cells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark(h.Sign.Word, theme.Tone(h.Sign.Tone)), widget.NewNote(h.Path)))
	}
	return widget.Section(t.T("correct.send"), parts...)
}

// asked counts what the letter will ask for.
func (s *Screen) asked() int {
	n := len(s.ownPoints())
	for _, p := range s.points {
		if p.picked {
			n++
		}
	}
	return n
}

func (s *Screen) ownPoints() []review.OwnPoint {
	var out []review.OwnPoint
	for _, o := range s.own {
		if text := strings.TrimSpace(o.text.Text); text != "" {
			out = append(out, review.OwnPoint{Item: ident.ItemID(strings.TrimSpace(o.item.Text)), Text: text})
		}
	}
	return out
}

func (s *Screen) count() {
	t := s.host.Text()
	n := s.asked()
	s.figures.Set(t.N("correct.points", n))
	s.do.Allow(n > 0, t.T("correct.nothing"))
	s.rightPage.Reflow()
}

// run makes the letter and the marked workbook.
func (s *Screen) run() {
	t := s.host.Text()
	due, folder := present.DateTyped(s.due.Text), s.folder.Path()
	switch {
	case s.file == nil:
		return
	case s.asked() == 0:
		s.host.Tell(t.T("correct.nothing"))
		return
	case due.IsZero():
		s.host.Tell(t.T("intake.need_due"))
		return
	}
	picked, words := map[string]bool{}, map[string]string{}
	for _, p := range s.points {
		picked[key(p.finding)] = picked[key(p.finding)] || p.picked
		if p.words != "" {
			words[key(p.finding)] = p.words
		}
	}
	k := review.Correcting{
		Due: due, Own: s.ownPoints(), Pick: func(f fault.Finding) bool { return picked[key(f)] },
		Say: func(f fault.Finding) string {
			if w := words[key(f)]; w != "" {
				return w
			}
			return s.sentence(f)
		},
	}
	task.Run(s.host.Tasks(), t.T("correct.making"), func(ctx context.Context, _ *task.Progress) ([]review.Handed, error) {
		out, err := s.host.Outbox(folder)
		if err != nil {
			return nil, err
		}
		return s.desk.Correct(ctx, s.c, k, out)
	}, func(hs []review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.handed = hs
		s.host.Done(t.N("correct.made", len(hs), "folder", folder))
		s.show()
	})
}

// key tells one finding of an application from another.
func key(f fault.Finding) string {
	return strings.Join([]string{f.Code, f.Criterion, f.Field, f.Evidence, f.File, f.At}, "\x00")
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	return []screen.Action{
		s.action("all", func() { s.pick(true) }, screen.Plain("A")), s.action("none", func() { s.pick(false) }, screen.Plain("N")),
		s.action("own_add", s.add, screen.Plain(fyne.KeyF2)), s.action("do", s.run, screen.Plain(fyne.KeyF9)),
		s.action("back", func() { s.host.Go(route.Of(route.Intake, s.c)) }, screen.Plain(fyne.KeyF8)),
	}
}

func (s *Screen) action(key string, run func(), k screen.Key) screen.Action {
	word := s.host.Text().T("correct." + key)
	return screen.Action{Menu: screen.MenuCase, Word: word, Reading: key, Keys: []screen.Key{k}, Hint: word, Run: run}
}

// pick picks every finding, or none.
func (s *Screen) pick(all bool) {
	for _, p := range s.points {
		p.picked = all
	}
	s.show()
}
