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

// people is who holds a key, from whichever side the desk is.
func (s *Screen) people() []fyne.CanvasObject {
	cards, err := s.desk.Members(context.Background())
	if err != nil {
		s.host.Problem(err)
	}
	if s.desk.Self().Role == review.Member {
		return []fyne.CanvasObject{s.card(), s.keysHeld(cards)}
	}
	out := []fyne.CanvasObject{s.members(cards), s.enrolling(), s.register()}
	if s.revoked != nil {
		out = append([]fyne.CanvasObject{s.afterRevoking()}, out...)
	}
	return out
}

// cardRow is a card as one row, with what can be done with it at the end.
func cardRow(m present.MemberLine, do fyne.CanvasObject) fyne.CanvasObject {
	row := []fyne.CanvasObject{
		widget.Column(0, widget.NewLine(m.Name, widget.Body, theme.ColorInk), widget.NewLine(m.Role+"　"+m.Fingerprint, widget.Caption, theme.ColorInkSoft)),
		widget.NewMark(m.Sign.Word, theme.Tone(m.Sign.Tone)), widget.NewNote(m.Until),
	}
	columns := []widget.Cell{{Share: 1}, {Ems: 6}, {Ems: 17}}
	if do != nil {
		row, columns = append(row, do), append(columns, widget.Cell{})
	}
	return widget.Cells(12, columns, row...)
}

// members lists the cards and ends one.
func (s *Screen) members(cards []review.Card) fyne.CanvasObject {
	t := s.host.Text()
	rows := []fyne.CanvasObject{widget.Full(t.T("setup.members_note"))}
	for i, m := range present.MemberLines(t, cards, s.desk.Today()) {
		end := widget.NewToggle(t.T("setup.revoke"), func() { s.revoke(cards[i]) })
		if !cards[i].Revoked.IsZero() {
			end.Allow(false, m.Sign.Word)
		}
		rows = append(rows, cardRow(m, end))
	}
	if len(cards) == 0 {
		rows = append(rows, widget.NewNote(t.T("setup.no_members")))
	}
	return s.section("setup.members", rows...)
}

// enrolling turns a request into a card.
func (s *Screen) enrolling() fyne.CanvasObject {
	t := s.host.Text()
	path := widget.NewPathField(t.T("setup.request_path"), t.T("setup.choose"), func(f func(string)) { s.host.BrowseFile([]string{".enrol"}, f) })
	approve := s.offer("setup.approve", "enrol card approve", func() { s.approve(path.Path()) })
	return s.section("setup.enrolling", widget.Full(t.T("setup.approve_note")), path, container.NewHBox(approve))
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

// register writes the signed register of keys, by which others learn what was ended.
func (s *Screen) register() fyne.CanvasObject {
	do := s.offer("setup.register_do", "register of keys export", s.exportKeys)
	return s.section("setup.register", widget.Full(s.host.Text().T("setup.register_note")), container.NewHBox(do))
}

func (s *Screen) exportKeys() {
	t := s.host.Text()
	s.write("setup.register_writing", func(ctx context.Context, out review.Outbox) (review.Handed, error) {
		return s.desk.ExportKeys(ctx, out)
	},
		func(h review.Handed) { s.host.Done(t.T("setup.register_written", "path", h.Path)) })
}

// write hands a file over into the usual folder.
func (s *Screen) write(doing string, act func(context.Context, review.Outbox) (review.Handed, error), then func(review.Handed)) {
	task.Run(s.host.Tasks(), s.host.Text().T(doing), func(ctx context.Context, _ *task.Progress) (review.Handed, error) {
		out, err := s.host.Outbox("")
		if err != nil {
			return review.Handed{}, err
		}
		return act(ctx, out)
	}, func(h review.Handed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		then(h)
	})
}
