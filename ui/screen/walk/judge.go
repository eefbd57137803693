package walk

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

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

// judgePane is the lower middle part: the two findings, what they speak for, the verdict, the words. Nothing is chosen before the member
// chose it.
type judgePane struct {
	s         *Screen
	disclosed *widget.Choice
	level     *widget.Choice
	levelRow  *fyne.Container
	follows   *widget.Chip
	against   *widget.Paragraph
	verdict   *widget.Choice
	advance   *widget.Button
	tabs      [sheets]*widget.Button
	words     [sheets]string
	open      sheet
	field     *widget.Entry
	count     *widget.Line
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
	p := &judgePane{s: s, pointers: widget.Wrap(6), count: widget.Wide("", widget.Caption, theme.ColorInkSoft)}
	p.wait = s.host.Tasks().NewDelay(settle, p.flush)
	p.disclosed = widget.NewSmallChoice([]widget.Option{
		{Value: string(checklist.Adequate), Word: t.T("disclosed.adequate")},
		{Value: string(checklist.Insufficient), Word: t.T("disclosed.insufficient")},
		{Value: string(checklist.Absent), Word: t.T("disclosed.absent")},
	}, func(v string) { s.change(func(m *checklist.Mark) { m.Disclosed = checklist.Disclosed(v) }) }).BySpace()
	p.level = widget.NewSmallChoice([]widget.Option{
		{Value: string(checklist.LevelMet), Word: t.T("levelfound.met")}, {Value: string(checklist.LevelNotMet), Word: t.T("levelfound.not_met")},
	}, func(v string) { s.change(func(m *checklist.Mark) { m.Level = checklist.Level(v) }) }).BySpace()
	var options []widget.Option
	for i, v := range checklist.Verdicts {
		options = append(options, widget.Option{Value: string(v), Word: t.T("verdict." + string(v)), Key: present.Count(i + 1), Tone: theme.Tone(present.VerdictTone(v))})
	}
	p.verdict = widget.NewChoice(options, p.judged).BySpace()
	p.levelRow = widget.Cells(8, nil, widget.Wide(t.T("walk.level"), widget.Caption, theme.ColorInkSoft), p.level)
	p.follows = widget.NewMark("", theme.Hollow)
	p.against = widget.NewText("", widget.Caption, theme.Bad.Ink())
	p.against.Full = true
	p.advance = widget.NewToggle(t.T("walk.advance"), s.switchAdvance)
	p.advance.Manner = widget.Quiet
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
	quiet := func(key string, act func()) fyne.CanvasObject {
		b := widget.NewToggle(t.T(key), act)
		b.Manner = widget.Quiet
		return b
	}
	tools := append(tabs, quiet("walk.phrases", p.s.phrases), quiet("walk.history", p.s.history), p.advance)
	side := widget.Cell{Ems: widest(t, "walk.disclosure", "walk.verdict", "walk.pointers")}
	speaks := widget.Cells(6, nil, widget.Wide("→", widget.Caption, theme.ColorInkSoft), p.follows)
	found := widget.Wrap(10, widget.Cells(8, []widget.Cell{side}, label("walk.disclosure"), p.disclosed), p.levelRow, widget.Inset(0, 3, speaks))
	rows := widget.Column(6, widget.Column(2, found, p.against),
		widget.TopCells(6, []widget.Cell{side, {Share: 1}}, widget.Inset(0, 8, label("walk.verdict")), p.verdict),
		widget.Column(4, widget.Wrap(4, tools...), p.field),
		widget.TopCells(8, []widget.Cell{side, {Share: 1}, {}}, widget.Inset(0, 4, label("walk.pointers")), p.pointers, widget.Inset(0, 4, p.count)))
	p.content = widget.NewSurface(theme.ColorPaper, widget.Inset(12, 8, rows))
}

// widest returns the width of the widest of some labels, in ems.
func widest(t present.Text, keys ...string) float32 {
	w := float32(0)
	for _, k := range keys {
		w = max(w, widget.Wide(t.T(k), widget.Caption, theme.ColorInkSoft).MinSize().Width)
	}
	return (w + 4) / fynetheme.Size(widget.Body)
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
	p.s.give(func(m *checklist.Mark) { m.Verdict = checklist.Verdict(v) })
}

// show fills the pane with the item's mark.
func (p *judgePane) show(w present.WalkItem) {
	m := w.Mark
	other := p.item != w.ID
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
	if other {
		p.open = p.first()
	}
	p.showAdvance()
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
	p.showWords()
	p.showRollup()
}

// first returns which text an item begins with: the first that has words, so that none is overlooked, else the remark.
func (p *judgePane) first() sheet {
	for i, words := range p.words {
		if words != "" {
			return sheet(i)
		}
	}
	return remark
}

// showRollup shows how the two findings come to the verdict, and what the verdict given does not agree with.
func (p *judgePane) showRollup() {
	it, ok := p.s.file.Edition.Item(p.item)
	if !ok {
		return
	}
	r := present.RollupOf(p.s.host.Text(), it, present.MarkOf(p.s.file, p.item))
	p.follows.Set(r.Follows.Word, theme.Tone(r.Follows.Tone))
	tone := theme.Caution
	if r.Must {
		tone = theme.Bad
	}
	p.against.Colour = tone.Ink()
	p.against.Set(r.Against)
	p.against.Refresh()
	setVisible(p.against, r.Against != "")
	p.lay()
}

// showAdvance shows whether the next item comes by itself.
func (p *judgePane) showAdvance() {
	icon := theme.IconBoxEmpty
	if p.s.on {
		icon = theme.IconBoxTicked
	}
	p.advance.Icon = icon.Resource(theme.ColorAccent)
	p.advance.Refresh()
}

// written marks a text that has words.
const written = " ●"

// showTabs marks which of the three texts has words and which is open.
func (p *judgePane) showTabs() {
	t := p.s.host.Text()
	for i, key := range []string{"walk.remark", "walk.inquiry", "walk.note"} {
		word := t.T(key)
		p.tabs[i].Room = word + written
		if p.words[i] != "" {
			word += written
		}
		p.tabs[i].SetText(word)
		p.tabs[i].SetChosen(sheet(i) == p.open)
	}
	p.showCount()
}

// showCount shows how long the text is, and of how much where that is limited and near.
func (p *judgePane) showCount() {
	t := p.s.host.Text()
	n := len([]rune(p.words[p.open]))
	words, colour := t.T("walk.count", "n", n), theme.ColorInkSoft
	if p.open != note && n > checklist.MaxRemark*9/10 {
		words, colour = t.T("walk.count_of", "n", n, "limit", strconv.Itoa(checklist.MaxRemark)), theme.Caution.Ink()
	}
	p.count.Set(words, colour)
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
		look := widget.NewToggle(word, func() { p.s.evidence.jump(ptr) })
		if p.s.file.Readonly {
			p.pointers.Add(look)
		} else {
			drop := widget.NewToggle("", func() { p.s.dropPointer(i) })
			drop.Icon, drop.Manner = theme.IconClose.Resource(theme.ColorInkSoft), widget.Quiet
			p.pointers.Add(widget.Cells(0, []widget.Cell{{}, {}}, look, drop)) // what removes it stays beside it
		}
	}
	for _, o := range p.s.evidence.earlier(m) {
		p.pointers.Add(o)
	}
	p.pointers.Add(p.point)
	p.s.evidence.outline()
	p.pointers.Refresh()
}
