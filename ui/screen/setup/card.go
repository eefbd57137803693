package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// card is the member's side: ask for a card, and accept it after its fingerprint was compared.
func (s *Screen) card() fyne.CanvasObject {
	t := s.host.Text()
	state := widget.NewChip(t.T("setup.not_enrolled"), theme.Caution)
	if s.desk.Self().Enrolled {
		state = widget.NewChip(t.T("setup.enrolled"), theme.Good)
	}
	ask := s.offer("setup.request", "enrol request", s.request)
	path := widget.NewPathField(t.T("setup.card_path"), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFile([]string{".card"}, f) })
	accept := s.offer("setup.accept", "card accept", func() { s.examine(path.Path()) })
	return s.section("setup.card", container.NewHBox(state), widget.Full(t.T("setup.request_note")), container.NewHBox(ask),
		widget.Full(t.T("setup.accept_note")), path, container.NewHBox(accept), warned(t.T("setup.lost_note")))
}

// request writes the file with which the member asks for a card.
func (s *Screen) request() {
	t := s.host.Text()
	s.write("setup.requesting", func(ctx context.Context, out review.Outbox) (review.Handed, error) {
		return s.desk.EnrolRequest(ctx, out)
	},
		func(h review.Handed) { s.host.Done(t.T("setup.requested", "path", h.Path)) })
}

// Drop implements screen.Dropper: a card dropped here is looked at before it is accepted; everything else is the window's.
func (s *Screen) Drop(paths []string) bool {
	if len(paths) != 1 || s.desk.Self().Role != review.Member || !present.IsCard(paths[0]) {
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

// keysHeld shows the register of keys as this desk has it, and takes a newer one in.
func (s *Screen) keysHeld(cards []review.Card) fyne.CanvasObject {
	t := s.host.Text()
	take := s.offer("setup.register_take", "register of keys take in", func() {
		s.host.ChooseFile([]string{".register"}, func(path string) { s.host.Receive([]string{path}) })
	})
	parts := []fyne.CanvasObject{widget.Full(t.T("setup.register_held_note")), container.NewHBox(take)}
	for _, m := range present.MemberLines(t, cards, s.desk.Today()) {
		parts = append(parts, cardRow(m, nil))
	}
	if len(cards) == 0 {
		parts = append(parts, widget.NewNote(t.T("setup.register_none")))
	}
	return s.section("setup.register", parts...)
}
