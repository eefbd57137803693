package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// people is the enrolment of members, from whichever side the desk is.
func (s *Screen) people() fyne.CanvasObject {
	if s.desk.Self().Role == review.Member {
		return s.card()
	}
	return s.members()
}

// members lists the enrolled ones and turns a request into a card.
func (s *Screen) members() fyne.CanvasObject {
	t := s.host.Text()
	cards, err := s.desk.Members(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	var rows []fyne.CanvasObject
	for _, m := range present.MemberLines(t, cards, s.desk.Today()) {
		rows = append(rows, widget.Cells(12, []widget.Cell{{Share: 1}, {Fixed: 100}, {Fixed: 170}}, widget.Column(0,
			widget.NewLine(m.Name, widget.Body, theme.ColorInk), widget.NewLine(m.Fingerprint, widget.Caption, theme.ColorInkSoft)),
			widget.NewMark(m.Sign.Word, theme.Tone(m.Sign.Tone)), widget.NewLine(m.Until, widget.Caption, theme.ColorInkSoft)))
	}
	if len(rows) == 0 {
		rows = append(rows, widget.NewNote(t.T("setup.no_members")))
	}
	path := widget.NewPathField(t.T("setup.request_path"), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFile([]string{".enrol"}, f) })
	approve := widget.NewButton(t.T("setup.approve"), func() { s.approve(path.Path()) })
	return s.section("setup.members", widget.Column(8, rows...), full(t.T("setup.approve_note")), path, container.NewHBox(approve))
}

type approval struct {
	handed review.Handed
	card   review.Card
}

func (s *Screen) approve(path string) {
	t := s.host.Text()
	if path == "" {
		s.host.Tell(t.T("setup.need_request"))
		return
	}
	task.Run(s.host.Tasks(), t.T("setup.approving"), func(ctx context.Context, _ *task.Progress) (approval, error) {
		in, done, err := s.host.Open(path)
		if err != nil {
			return approval{}, err
		}
		defer done()
		out, err := s.host.Outbox("")
		if err != nil {
			return approval{}, err
		}
		h, c, err := s.desk.EnrolApprove(ctx, in[0], out)
		return approval{h, c}, err
	}, func(a approval, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.Reload()
		s.host.Done(t.T("setup.approved", "name", a.card.Name, "path", a.handed.Path))
	})
}

// card is the member's side: ask for a card, and accept it after its fingerprint was compared.
func (s *Screen) card() fyne.CanvasObject {
	t := s.host.Text()
	state := widget.NewChip(t.T("setup.not_enrolled"), theme.Caution)
	if s.desk.Self().Enrolled {
		state = widget.NewChip(t.T("setup.enrolled"), theme.Good)
	}
	ask := widget.NewButton(t.T("setup.request"), s.request)
	path := widget.NewPathField(t.T("setup.card_path"), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFile([]string{".card"}, f) })
	accept := widget.NewButton(t.T("setup.accept"), func() { s.examine(path.Path()) })
	return s.section("setup.card", container.NewHBox(state), full(t.T("setup.request_note")), container.NewHBox(ask),
		full(t.T("setup.accept_note")), path, container.NewHBox(accept))
}

// request writes the file with which the member asks for a card.
func (s *Screen) request() {
	t := s.host.Text()
	task.Run(s.host.Tasks(), t.T("setup.requesting"), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
		out, err := s.host.Outbox("")
		if err != nil {
			return review.Handed{}, err
		}
		return s.desk.EnrolRequest(ctx, out)
	}, func(h review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Done(t.T("setup.requested", "path", h.Path))
	})
}

// Drop implements screen.Dropper: a card dropped here is looked at before it is accepted.
func (s *Screen) Drop(paths []string) bool {
	if len(paths) != 1 || s.desk.Self().Role != review.Member {
		return false
	}
	s.examine(paths[0])
	return true
}

// examine shows what a card would make this desk trust, and asks.
func (s *Screen) examine(path string) {
	t := s.host.Text()
	if path == "" {
		s.host.Tell(t.T("setup.need_card"))
		return
	}
	in, done, err := s.host.Open(path)
	if err != nil {
		s.host.Problem(err)
		return
	}
	defer done()
	offer, err := s.desk.LookAtCard(context.Background(), in[0])
	if err != nil {
		s.host.Problem(err)
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("setup.card_title"),
		Body: []string{
			t.T("setup.card_body", "name", offer.Name, "scheme", offer.Body), t.T("setup.card_compare"), present.Fingerprint(offer.Root),
		},
		Grave: true, Do: t.T("setup.card_do"), Not: t.T("setup.card_not"),
		Act: func(string) string { return s.accept(path) },
	})
}

func (s *Screen) accept(path string) (problem string) {
	t := s.host.Text()
	in, done, err := s.host.Open(path)
	if err != nil {
		return present.ProblemOf(t, err).Sentence
	}
	defer done()
	if err := s.desk.EnrolAccept(context.Background(), in[0]); err != nil {
		return present.ProblemOf(t, err).Sentence
	}
	s.Reload()
	s.host.Done(t.T("setup.accepted"))
	return ""
}
