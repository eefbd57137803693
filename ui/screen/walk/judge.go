package walk

import (
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// sheet is what the one text field of the judgement shows.
type sheet int

const (
	remark  sheet = iota // 所見
	inquiry              // 照会
	note                 // 非公開メモ
	sheets
)

// judgePane is the lower middle part: the two findings, the verdict, the words. Nothing is chosen before the member chose it.
type judgePane struct {
	s         *Screen
	disclosed *widget.Choice
	level     *widget.Choice
	levelRow  *fyne.Container
	verdict   *widget.Choice
	tabs      [sheets]*widget.Button
	words     [sheets]string
	open      sheet
	field     *widget.Entry
	pointers  *fyne.Container
	point     *widget.Button
	wait      *task.Delay
	dirty     bool
	item      ident.ItemID
	content   fyne.CanvasObject
}

// settle is how long after the last key the words are saved.
const settle = 600 * time.Millisecond

func newJudgePane(s *Screen) *judgePane {
	t := s.host.Text()
	p := &judgePane{s: s, pointers: widget.Wrap(6)}
	p.wait = s.host.Tasks().NewDelay(settle, p.flush)
	p.disclosed = widget.NewSmallChoice([]widget.Option{
		{Value: string(checklist.Adequate), Word: t.T("disclosed.adequate")},
		{Value: string(checklist.Insufficient), Word: t.T("disclosed.insufficient")},
		{Value: string(checklist.Absent), Word: t.T("disclosed.absent")},
	}, func(v string) { s.change(func(m *checklist.Mark) { m.Disclosed = checklist.Disclosed(v) }) })
	p.level = widget.NewSmallChoice([]widget.Option{
		{Value: string(checklist.LevelMet), Word: t.T("levelfound.met")}, {Value: string(checklist.LevelNotMet), Word: t.T("levelfound.not_met")},
	}, func(v string) { s.change(func(m *checklist.Mark) { m.Level = checklist.Level(v) }) })
	var options []widget.Option
	for i, v := range checklist.Verdicts {
		options = append(options, widget.Option{Value: string(v), Word: t.T("verdict." + string(v)), Key: present.Count(i + 1), Tone: theme.Tone(present.VerdictTone(v))})
	}
	p.verdict = widget.NewChoice(options, p.judged)
	p.levelRow = widget.Cells(8, nil, widget.Wide(t.T("walk.level"), widget.Caption, theme.ColorInkSoft), p.level)
	p.point = widget.NewToggle(t.T("walk.point_here"), s.pointHere)
	p.compose()
	return p
}

func (p *judgePane) compose() {
	t := p.s.host.Text()
	label := func(key string) fyne.CanvasObject {
		return widget.NewLine(t.T(key), widget.Caption, theme.ColorInkSoft)
	}
	p.field = widget.NewTextArea("", 2, p.typed)
	p.field.OnLeft = p.flush
	p.field.OnEscape = p.enter
	tabs := []fyne.CanvasObject{}
	for i := range p.tabs {
		p.tabs[i] = widget.NewToggle("", func() { p.turn(sheet(i)) })
		tabs = append(tabs, p.tabs[i])
	}
	phrases := widget.NewToggle(t.T("walk.phrases"), p.s.phrases)
	phrases.Manner = widget.Quiet
	rows := widget.Column(8,
		widget.Wrap(20, widget.Cells(8, []widget.Cell{{Ems: 3.6}}, label("walk.disclosure"), p.disclosed), p.levelRow),
		widget.TopCells(8, []widget.Cell{{Ems: 3.6}, {Share: 1}}, widget.Inset(0, 8, label("walk.verdict")), p.verdict),
		widget.Column(4, widget.Cells(4, []widget.Cell{{}, {}, {}, {Share: 1}, {}}, append(tabs, widget.NewLine("", widget.Caption, theme.ColorInk), phrases)...), p.field),
		widget.TopCells(8, []widget.Cell{{Ems: 3.6}, {Share: 1}}, widget.Inset(0, 4, label("walk.pointers")), p.pointers))
	p.content = widget.NewSurface(theme.ColorPaper, widget.Column(0, widget.NewRule(), widget.Inset(18, 10, rows)))
}

// lay makes room for what the pane shows now.
func (p *judgePane) lay() {
	if p.s.middle != nil {
		p.s.middle.Refresh()
	}
}

// enter gives the verdict the keyboard.
func (p *judgePane) enter() { p.s.host.Canvas().Focus(p.verdict.First()) }

func (p *judgePane) judged(v string) {
	if v == "" {
		v = string(checklist.Unseen)
	}
	p.s.change(func(m *checklist.Mark) { m.Verdict = checklist.Verdict(v) })
}

// show fills the pane with the item's mark.
func (p *judgePane) show(w present.WalkItem) {
	m := w.Mark
	p.item, p.dirty = w.ID, false
	p.disclosed.Set(string(m.Disclosed))
	p.level.Set(string(m.Level))
	setVisible(p.levelRow, w.HasLevel)
	verdict := string(m.Verdict)
	if !m.Judged() {
		verdict = ""
	}
	p.verdict.Set(verdict)
	p.words = [sheets]string{m.Remark, m.Inquiry, w.Note}
	p.showWords()
	p.showPointers(m)
	open := !p.s.file.Readonly
	p.disclosed.Allow(open)
	p.level.Allow(open)
	p.verdict.Allow(open)
	p.point.Allow(open && p.s.evidence.viewer.Page() > 0, "")
	if open {
		p.field.Enable()
	} else {
		p.field.Disable()
	}
	p.lay()
}

// showTabs marks which of the three texts has words and which is open.
func (p *judgePane) showTabs() {
	t := p.s.host.Text()
	for i, key := range []string{"walk.remark", "walk.inquiry", "walk.note"} {
		word := t.T(key)
		if p.words[i] != "" {
			word += " ●"
		}
		p.tabs[i].SetText(word)
		p.tabs[i].SetChosen(sheet(i) == p.open)
	}
}

func (p *judgePane) showWords() {
	t := p.s.host.Text()
	p.showTabs()
	p.field.PlaceHolder = t.T([]string{"walk.remark_hint", "walk.inquiry_hint", "walk.note_hint"}[p.open])
	p.field.SetText(p.words[p.open])
	p.field.Refresh()
	p.lay()
}

func (p *judgePane) showPointers(m checklist.Mark) {
	t := p.s.host.Text()
	p.pointers.RemoveAll()
	for i, word := range present.PointerWords(t, m.Pointers) {
		ptr := m.Pointers[i]
		p.pointers.Add(widget.NewToggle(word, func() { p.s.evidence.jump(ptr) }))
		if !p.s.file.Readonly {
			drop := widget.NewToggle("", func() { p.s.dropPointer(i) })
			drop.Icon, drop.Manner = theme.IconClose.Resource(theme.ColorInkSoft), widget.Quiet
			p.pointers.Add(drop)
		}
	}
	for _, o := range p.s.evidence.earlier(m) {
		p.pointers.Add(o)
	}
	p.pointers.Add(p.point)
	p.s.evidence.outline()
	p.pointers.Refresh()
}

// turn shows another of the three texts in the field.
func (p *judgePane) turn(to sheet) {
	p.flush()
	p.open = to
	p.showWords()
	p.s.host.Canvas().Focus(p.field)
}

func (p *judgePane) typed(text string) {
	if p.s.file == nil || p.s.file.Readonly || p.item == "" {
		return
	}
	p.words[p.open] = text
	p.dirty = true
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
	if p.open == note {
		p.s.file.Notes[p.item] = p.words[note]
		p.s.keep.note(p.item, p.words[note])
		return
	}
	p.s.change(func(m *checklist.Mark) { m.Remark, m.Inquiry = p.words[remark], p.words[inquiry] })
}

// insert puts a phrase at the end of the words.
func (p *judgePane) insert(phrase string) {
	if p.s.file == nil || p.s.file.Readonly {
		return
	}
	text := p.words[p.open]
	if text != "" && text[len(text)-1] != '\n' {
		text += "\n"
	}
	p.field.SetText(text + phrase)
	p.typed(text + phrase)
	p.flush()
	p.showWords()
}
