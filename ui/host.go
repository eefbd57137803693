package ui

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review/fault"
	"shinsa/review/statute"
	"shinsa/ui/present"
	"shinsa/ui/screen/setup"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Text implements screen.Host.
func (f *Frame) Text() *i18n.Text { return f.text }

// Canvas implements screen.Host.
func (f *Frame) Canvas() fyne.Canvas { return f.window.Canvas() }

// Tasks implements screen.Host.
func (f *Frame) Tasks() *task.Runner { return f.tasks }

// Tell says in the line above the foot what has just happened, or why a key did nothing. It has served when the person goes on: with the next
// key, or at another item.
func (f *Frame) Tell(words string) { f.say(theme.Active, words, true) }

// Done says in the line above the foot that something was finished; it stays at this place until it is closed.
func (f *Frame) Done(words string) { f.say(theme.Good, words, false) }

func (f *Frame) say(tone theme.Tone, words string, passing bool) {
	f.passing = passing || f.failed != nil
	f.parts.notice.Say(tone, words)
	f.window.Content().Refresh()
}

// goneOn takes away what was told in passing. What could not be saved comes back in its place.
func (f *Frame) goneOn() {
	if !f.passing {
		return
	}
	f.passing = false
	f.parts.notice.Clear()
	if f.failed != nil {
		f.tellUnsaved()
	}
	f.window.Content().Refresh()
}

// Saving implements screen.Host.
func (f *Frame) Saving() {
	if f.failed == nil {
		f.parts.stamp.Saving(f.text.T("frame.saving"))
	}
}

// Saved implements screen.Host.
func (f *Frame) Saved(at time.Time) {
	if f.failed != nil {
		f.failed = nil
		f.parts.notice.Clear()
	}
	f.parts.stamp.Saved(present.SavedAt(f.text, at, f.desk.Today()))
}

// Unsaved implements screen.Host. The stamp turns vermilion and the notice says why until a later change is on disk.
func (f *Frame) Unsaved(err error) {
	f.failed, f.passing = err, false
	f.log(err)
	f.tellUnsaved()
	f.window.Content().Refresh()
}

// tellUnsaved says why a change is not on disk and offers to try again.
func (f *Frame) tellUnsaved() {
	f.parts.stamp.Failed(f.text.T("frame.unsaved"))
	p := present.ProblemOf(f.text, f.failed)
	words := f.text.T("frame.unsaved_why", "why", p.Sentence)
	if p.Hint != "" {
		words += "\n" + p.Hint
	}
	f.parts.notice.Offer(theme.Bad, words, f.text.T("frame.again"), f.again)
}

// again makes the screen save what it still holds.
func (f *Frame) again() { f.leave() }

// Problem implements screen.Host. What was cancelled is no problem.
func (f *Frame) Problem(err error) {
	if err == nil || errors.Is(err, errCancelled) || f.ctx.Err() != nil {
		return
	}
	f.log(err)
	showTrouble(f.Canvas(), f.text, err, f.Clause)
}

// showTrouble opens the dialog for an error; clause, when not nil, opens the article that refuses.
func showTrouble(c fyne.Canvas, text *i18n.Text, err error, clause func(cite string)) {
	t := trouble(text, err)
	if clause != nil {
		p := present.ProblemOf(text, err)
		t.Article, t.OnArticle = p.Article, func() { clause(p.Clause) }
	}
	widget.ShowTrouble(c, t)
}

// Overlook implements screen.Host.
func (f *Frame) Overlook(err error) { f.log(err) }

// manyReasons is how many reasons are said at once; the others fold out.
const manyReasons = 4

// trouble is an error in words.
func trouble(text *i18n.Text, err error) widget.Trouble {
	p := present.ProblemOf(text, err)
	reasons := make([]string, len(p.Findings))
	for i, x := range p.Findings {
		reasons[i] = x.Line(text)
	}
	shown := min(len(reasons), manyReasons)
	rest := reasons[shown:]
	if p.Reference != "" {
		rest = append(rest, text.T("frame.reference", "number", p.Reference))
	}
	return widget.Trouble{
		Title: text.T("frame.problem"), Sentence: p.Sentence, Reasons: reasons[:shown:shown], Hint: p.Hint, Details: rest, More: text.T("frame.more"),
		Close: text.T("frame.close"),
	}
}

// log keeps an error for who helps; refusals by a rule are no matter for a log.
func (f *Frame) log(err error) {
	if k := fault.KindOf(err); k == fault.Internal || k == fault.Corrupt || k == fault.Unavailable {
		f.machine.Log(present.Reference(err), err)
	}
}

// Clause implements screen.Host.
func (f *Frame) Clause(cite string) {
	rules := statute.Current()
	c, ok := rules.Clause(cite)
	if !ok {
		return
	}
	lang := f.text.Lang()
	shown := widget.Clause{
		Cite: f.text.Clause(cite), Heading: c.Heading.In(lang), Text: []string{c.Summary.In(lang)}, Close: f.text.T("frame.close"),
	}
	if part, ok := rules.Part(cite); ok {
		shown.Text = []string{part.Summary.In(lang), f.text.T("frame.clause_whole"), c.Summary.In(lang)}
	}
	shown.Note = f.text.T("frame.clause_recorded")
	if c.Enforced() {
		shown.Note = f.text.T("frame.clause_enforced")
	}
	widget.ShowClause(f.Canvas(), shown)
}

// rules shows the articles of the operating rules to choose from.
func (f *Frame) rules() {
	var list []widget.Command
	for _, c := range statute.Current().Clauses() {
		word := f.text.Clause(c.Number) + "　" + c.Heading.In(f.text.Lang())
		list = append(list, widget.Command{Word: word, Reading: c.Summary.In(f.text.Lang()), Run: func() { f.Clause(c.Number) }})
	}
	widget.OpenPalette(f.Canvas(), widget.PaletteWords{Placeholder: f.text.T("frame.find_clause"), Nothing: f.text.T("frame.nothing_found")}, list)
}

// Appearance implements setup.Host.
func (f *Frame) Appearance() setup.Look {
	return setup.Look{Lang: f.look.Lang, Mode: f.look.Mode, Percent: f.look.Percent, Era: f.look.Era}
}

// Appear implements setup.Host.
func (f *Frame) Appear(l setup.Look) {
	look := f.look
	look.Lang, look.Mode, look.Percent, look.Era = l.Lang, l.Mode, l.Percent, l.Era
	f.setLook(look)
}

// OpenFile implements screen.Host.
func (f *Frame) OpenFile(path string) {
	if err := f.machine.Show(path); err != nil {
		f.Problem(err)
	}
}
