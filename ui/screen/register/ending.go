package register

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shinsa/review"
	"shinsa/review/register"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// grounds is how many grounds Art. 17-1 has.
const grounds = 9

// revocation is the form in which a certification is revoked: its grounds and the facts under them. The act itself asks for a word and the
// passphrase.
type revocation struct {
	s       *Screen
	c       register.Certification
	chosen  []int // grounds, ascending
	buttons []*widget.Button
	words   *widget.Paragraph // of the grounds chosen
	facts   *widget.Entry
	on      *widget.Entry // day of the revocation
	dialog  *widget.FormDialog
}

// revoke opens the form for the certification at hand. One that is not in force has nothing to revoke.
func (s *Screen) revoke() {
	t := s.host.Text()
	c, ok := s.atHand()
	if !ok {
		return
	}
	if !c.On(s.desk.Today()).Holds() {
		s.say("register.revoke_not")
		return
	}
	f := &revocation{s: s, c: c}
	row := widget.Wrap(6)
	for n := range grounds {
		b := widget.NewToggle(strconv.Itoa(n+1), func() { f.choose(n + 1) })
		f.buttons = append(f.buttons, b)
		row.Add(b)
	}
	f.words = widget.NewNote("")
	f.words.Full = true
	f.on = s.day(func(string) { f.check() })
	f.facts = widget.NewTextArea(t.T("register.revoke_facts"), 2, func(string) { f.check() })
	head := widget.Column(2, widget.NewNote(t.T("register.revoke_grounds")), widget.NewLink(t.Clause("17-1"), widget.Body, func() { s.host.Clause("17-1") }))
	f.dialog = widget.OpenForm(s.host.Canvas(), widget.Form{
		Title: string(c.No) + "　" + t.T("register.revoke_title"), Body: widget.Column(10, head, row, f.words, f.facts, widget.Labelled(t.T("register.revoke_on"), f.on)), Do: t.T("register.revoke_next"),
		Not: t.T("register.back"), First: f.buttons[0], Act: func() string { f.confirm(); return "" },
	})
}

// choose takes a ground, or takes it back, and says in words what is chosen.
func (f *revocation) choose(n int) {
	if i, was := slices.BinarySearch(f.chosen, n); was {
		f.chosen = slices.Delete(f.chosen, i, i+1)
	} else {
		f.chosen = slices.Insert(f.chosen, i, n)
	}
	f.buttons[n-1].SetChosen(slices.Contains(f.chosen, n))
	var words []string
	for _, n := range f.chosen {
		words = append(words, f.s.host.Text().T("ground."+strconv.Itoa(n)))
	}
	f.words.Set(strings.Join(words, "\n"))
	f.check()
}

func (f *revocation) check() {
	if f.dialog != nil {
		_, past := f.s.past(f.on.Text)
		f.dialog.Allow(past && len(f.chosen) > 0 && strings.TrimSpace(f.facts.Text) != "")
	}
}

// confirm says what follows and asks for the word and the passphrase.
func (f *revocation) confirm() {
	s, t := f.s, f.s.host.Text()
	on, _ := s.past(f.on.Text)
	r := review.Revoking{On: on, Grounds: slices.Clone(f.chosen), Facts: f.facts.Text}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("register.revoke_title"), Do: t.T("register.revoke_do"), Not: t.T("register.back"), Grave: true,
		Body: []string{
			t.T("register.revoke_what", "no", f.c.No, "service", f.c.Service, "operator", f.c.Operator, "date", present.Date(t, r.On)),
			t.T("register.revoke_final"),
		},
		Type: t.T("register.revoke_word"), TypeLabel: t.T("register.revoke_type", "word", t.T("register.revoke_word")),
		Secret: t.T("register.passphrase"), Watch: t,
		Act: func(secret string) string {
			if err := s.desk.Confirm(secret); err != nil {
				return present.ProblemOf(t, err).Sentence
			}
			s.host.ChooseFolder(func(out review.Outbox) {
				s.write("register.revoking", func(ctx context.Context) ([]review.Handed, error) {
					h, err := s.desk.RevokeCertification(ctx, f.c.No, r, secret, out)
					return []review.Handed{h}, err
				})
			})
			return ""
		},
	})
}

// remind asks before it signs the reminders that are due today.
func (s *Screen) remind() {
	t := s.host.Text()
	due, err := s.desk.RemindersDue(context.Background(), s.desk.Today())
	if err != nil {
		s.host.Problem(err)
		return
	}
	if len(due) == 0 {
		widget.Tell(s.host.Canvas(), t.T("register.remind_none"), t.T("register.back"))
		return
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("register.remind_title"), Body: []string{t.T("register.remind_text", "n", len(due)), t.T("register.remind_once")},
		Do: t.T("register.remind_do"), Not: t.T("register.back"),
		Act: func(string) string {
			s.host.ChooseFolder(func(out review.Outbox) {
				s.write("register.reminding", func(ctx context.Context) ([]review.Handed, error) {
					return s.desk.RemindRenewal(ctx, nil, s.desk.Today(), out)
				})
			})
			return ""
		},
	})
}

// write makes papers in the background, shows the register as it is then, and says where they are.
func (s *Screen) write(doing string, act func(context.Context) ([]review.Handed, error)) {
	t := s.host.Text()
	task.Run(s.host.Tasks(), t.T(doing), func(ctx context.Context, _ *task.Progress) ([]review.Handed, error) {
		return act(ctx)
	}, func(hs []review.Handed, err error) {
		s.Reload()
		if err != nil {
			s.host.Problem(err)
			return
		}
		if len(hs) > 0 {
			s.host.Done(t.T("register.written", "n", len(hs), "path", filepath.Dir(hs[0].Path)))
		}
	})
}
