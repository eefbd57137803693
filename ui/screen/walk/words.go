package walk

import (
	"context"
	"strings"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/phrase"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// turn shows another of the three texts in the field.
func (p *judgePane) turn(to sheet) {
	p.flush()
	p.open = to
	p.showWords()
	p.s.arrange.reveal(itemPart)
	p.s.look()
	p.s.host.Canvas().Focus(p.field)
	p.field.End()
}

// bringUp shows the text that a change was about, and leaves the keyboard where it is.
func (p *judgePane) bringUp(c change) {
	was, now := c.before.mark, c.after.mark
	switch {
	case was.Remark != now.Remark:
		p.open = remark
	case was.Inquiry != now.Inquiry:
		p.open = inquiry
	case c.before.note != c.after.note:
		p.open = note
	default:
		return
	}
	p.showWords()
}

// typed takes what was typed. What makes a text too long does not go in: the desk would refuse all of it.
func (p *judgePane) typed(text string) {
	if p.s.fixed() || p.item == "" {
		return
	}
	if n := len([]rune(text)); n > checklist.MaxRemark {
		p.field.SetText(p.words[p.open])
		p.s.tell(p.s.host.Text().T("walk.text_full", "limit", checklist.MaxRemark, "n", n-checklist.MaxRemark))
		return
	}
	p.words[p.open] = text
	p.dirty = true
	p.showCount()
	p.s.host.Saving()
	p.wait.Touch()
}

// flush sends the words to the desk if they changed.
func (p *judgePane) flush() {
	if !p.dirty || p.s.file == nil {
		return
	}
	p.dirty = false
	p.showTabs()
	p.lay()
	if was := p.s.holds(p.item); p.words[note] != was.note {
		now := state{was.mark, p.words[note]}
		p.s.trail.did(change{was, now})
		p.s.take([]change{{was, now}})
	}
	if m := present.MarkOf(p.s.file, p.item); m.Remark == p.words[remark] && m.Inquiry == p.words[inquiry] {
		return
	}
	p.s.change(func(m *checklist.Mark) { m.Remark, m.Inquiry = p.words[remark], p.words[inquiry] })
}

// write puts a text in the place of the words, as if it had been typed.
func (p *judgePane) write(text string) {
	if p.s.fixed() {
		return
	}
	p.field.SetText(text)
	p.typed(text)
	p.flush()
	p.showWords()
}

// insert puts a phrase at the end of the words. A placeholder that is still open is selected, so that typing fills it.
func (p *judgePane) insert(phrase string) {
	text := p.words[p.open]
	if text != "" && text[len(text)-1] != '\n' {
		text += "\n"
	}
	p.write(text + phrase)
	p.s.nextBlank()
}

// blanks lists the placeholders as phrases write them.
var blanks = []string{"{資料}", "{頁}", "{値}", "{項目}", "{要件}"}

// nextBlank selects the next placeholder of the words that is still open.
func (s *Screen) nextBlank() {
	s.host.Canvas().Focus(s.judge.field)
	s.judge.field.SelectAny(blanks)
}

// phrases offers stock phrases for the words at hand, filled for the item.
func (s *Screen) phrases() {
	if s.fixed() {
		return
	}
	s.judge.flush()
	id, c := s.at.Item, s.at.Case
	task.Quiet(s.host.Tasks(), func(ctx context.Context) ([]phrase.Phrase, error) {
		return s.desk.Phrases(ctx, c, id)
	}, func(ps []phrase.Phrase, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.offer(ps)
	})
}

func (s *Screen) offer(ps []phrase.Phrase) {
	t := s.host.Text()
	var list []widget.Command
	for _, p := range ps {
		if use := s.judge.use(); use == phrase.Anywhere || p.Use == phrase.Anywhere || p.Use == use {
			list = append(list, widget.Command{Word: p.Filled, Reading: p.Text, Key: t.T("walk.phrase_" + string(p.Origin)), Run: func() { s.judge.insert(p.Filled) }})
		}
	}
	list = append(list, s.phraseActs(ps)...)
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("walk.phrase_search"), Nothing: t.T("walk.phrase_none")}, list)
}

// use says which phrases the open text takes: any for a private note.
func (p *judgePane) use() phrase.Use {
	return map[sheet]phrase.Use{remark: phrase.ForRemark, inquiry: phrase.ForAsking}[p.open]
}

// phraseActs are what can be done with phrases themselves: keep the words at hand, stop offering one.
func (s *Screen) phraseActs(ps []phrase.Phrase) []widget.Command {
	t := s.host.Text()
	keep := widget.Command{Word: t.T("walk.phrase_keep"), Reading: t.T("walk.phrase_keep_reading"), Run: s.keepPhrase}
	if strings.TrimSpace(s.judge.words[s.judge.open]) == "" {
		keep.Why = t.T("walk.phrase_keep_nothing")
	}
	drop := widget.Command{Word: t.T("walk.phrase_drop"), Reading: t.T("walk.phrase_drop_reading"), Run: func() { s.dropPhrase(ps) }}
	if len(ps) == 0 {
		drop.Why = t.T("walk.phrase_none")
	}
	return []widget.Command{keep, drop}
}

// keepPhrase keeps the words at hand as a phrase of the member's own, with placeholders for what belongs to this item alone.
func (s *Screen) keepPhrase() {
	p := phrase.Phrase{Text: present.Phrase(s.file, s.at.Item, s.judge.words[s.judge.open]), Use: s.judge.use()}
	s.phraseDone("walk.phrase_kept", func(ctx context.Context) (review.Saved, error) { return s.desk.KeepPhrase(ctx, p) })
}

func (s *Screen) dropPhrase(ps []phrase.Phrase) {
	t := s.host.Text()
	var list []widget.Command
	for _, p := range ps {
		list = append(list, widget.Command{Word: p.Text, Key: t.T("walk.phrase_" + string(p.Origin)), Run: func() {
			s.phraseDone("walk.phrase_dropped", func(ctx context.Context) (review.Saved, error) { return s.desk.DropPhrase(ctx, p.Text) })
		}})
	}
	widget.OpenPalette(s.host.Canvas(), widget.PaletteWords{Placeholder: t.T("walk.phrase_drop"), Nothing: t.T("walk.phrase_none")}, list)
}

func (s *Screen) phraseDone(key string, act func(context.Context) (review.Saved, error)) {
	task.Quiet(s.host.Tasks(), act, func(saved review.Saved, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.host.Saved(saved.At)
		s.tell(s.host.Text().T(key))
	})
}

// history shows the earlier versions of the open text, to bring one back.
func (s *Screen) history() {
	if s.file == nil {
		return
	}
	s.judge.flush()
	s.keep.queue.Flush()
	id, open := s.at.Item, s.judge.open
	task.Quiet(s.host.Tasks(), func(ctx context.Context) ([]present.Said, error) {
		return s.states(ctx, id, open)
	}, func(states []present.Said, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.showVersions(present.Versions(s.host.Text(), states))
	})
}

// states reads what one of the three texts of an item has said; called away from the window's thread.
func (s *Screen) states(ctx context.Context, id ident.ItemID, open sheet) ([]present.Said, error) {
	if open == note {
		vs, err := s.desk.Versions(ctx, review.Written{What: review.WrittenNote, Case: s.at.Case, Item: id})
		if err != nil {
			return nil, err
		}
		return present.Notes(vs)
	}
	h, err := s.desk.History(ctx, s.at.Case, id)
	if open == inquiry {
		return present.Inquiries(h), err
	}
	return present.Remarks(h), err
}

func (s *Screen) showVersions(vs []present.Version) {
	t := s.host.Text()
	if len(vs) == 0 {
		s.tell(t.T("walk.history_none"))
		return
	}
	list := widget.Column(18)
	sheet := widget.OpenSheet(s.host.Canvas(), widget.SheetWords{Title: t.T("walk.history_of", "id", s.at.Item), Close: t.T("walk.history_close")}, list)
	for _, v := range vs {
		words := widget.NewMarked(theme.Good, pieces(v.Words))
		box := widget.NewSurface(theme.ColorDesk, widget.Inset(12, 6, words))
		back := widget.NewToggle(t.T("walk.history_back"), func() {
			sheet.Close()
			s.judge.write(v.Text)
			s.tell(t.T("walk.history_restored", "at", v.At))
		})
		back.Allow(!v.Current && !s.fixed(), "")
		list.Add(widget.Column(4, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, widget.NewLine(v.At, widget.Caption, theme.ColorInkSoft), back), box))
	}
	sheet.Reflow()
}
