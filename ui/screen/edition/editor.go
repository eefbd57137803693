package edition

import (
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// editor is the form of one item of a draft. What is typed is saved after a short pause and when the keyboard leaves; words that the draft
// cannot bear stay in their field with the reason above, and the item is not left before they are mended or taken back.
type editor struct {
	s       *Screen
	subject *subject // nil when no item is in the form
	was     criteria.Item
	sent    *criteria.Item
	refused string
	delay   *task.Delay

	id, category, title, unit, terms   *widget.Entry
	ask, guidance, choices, finer      *widget.Entry
	level                              *widget.Entry
	titleEN, categoryEN                *widget.Entry
	askEN, guidanceEN, levelEN         *widget.Entry
	duty, answer, op                   *widget.Choice
	reason, advisory, iot              *widget.Check
	problem                            *widget.Paragraph
	showFiner, showEnglish, showLevels bool
}

// pause is how long nothing is typed before the item is saved.
const pause = 700 * time.Millisecond

func newEditor(s *Screen) *editor {
	e := &editor{s: s, problem: widget.NewText("", widget.Body, theme.Bad.Ink())}
	e.problem.Full = true
	e.problem.Hide()
	e.delay = s.host.Tasks().NewDelay(pause, e.save)
	t := s.host.Text()
	entry := func() *widget.Entry {
		f := widget.NewEntry("", func(string) { e.delay.Touch() })
		f.OnLeft, f.OnSubmitted = e.flush, func(string) { e.flush() }
		return f
	}
	area := func(rows int) *widget.Entry {
		f := widget.NewTextArea("", rows, func(string) { e.delay.Touch() })
		f.OnLeft = e.flush
		return f
	}
	for _, f := range []**widget.Entry{&e.id, &e.category, &e.title, &e.unit, &e.terms, &e.titleEN, &e.categoryEN} {
		*f = entry()
	}
	for _, f := range []**widget.Entry{&e.ask, &e.guidance, &e.choices, &e.askEN, &e.guidanceEN} {
		*f = area(3)
	}
	e.finer, e.level, e.levelEN = area(6), area(2), area(2)
	e.duty = widget.NewSmallChoice([]widget.Option{
		{Value: string(criteria.Mandatory), Word: t.T("criteria.mandatory")}, {Value: string(criteria.Optional), Word: t.T("criteria.optional")},
	}, func(string) { e.touched() }).Fixed()
	var types []widget.Option
	for _, a := range []criteria.AnswerType{
		criteria.TextAnswer, criteria.YesNoAnswer, criteria.NumberAnswer, criteria.DateAnswer, criteria.ChoiceAnswer, criteria.ListAnswer, criteria.FileAnswer,
	} {
		types = append(types, widget.Option{Value: string(a), Word: t.T("criteria.answer_" + string(a))})
	}
	e.answer = widget.NewSmallChoice(types, func(string) { e.retyped() }).Fixed()
	e.reason = widget.NewCheck(t.T("criteria.else_comment"), func(bool) { e.touched() })
	e.advisory = widget.NewCheck(t.T("criteria.advisory"), func(bool) { e.touched() })
	e.iot = widget.NewCheck(t.T("criteria.iot_only"), func(bool) { e.touched() })
	return e
}

func (e *editor) touched() {
	e.delay.Touch()
	e.flush()
}

// retyped offers what goes with another type of answer.
func (e *editor) retyped() {
	e.relay()
	e.touched()
}

// relay sets the fields anew: others are wanted now.
func (e *editor) relay() {
	e.s.body.Objects = e.parts()
	e.s.page.Reflow()
}

// show puts an item into the fields.
func (e *editor) show(it criteria.Item) {
	if e.subject == nil || e.subject.get() != it.ID {
		e.subject = &subject{id: it.ID}
	}
	e.was, e.sent, e.refused = it, nil, ""
	e.tell("")
	e.showLevels = it.Level != nil
	for field, text := range map[*widget.Entry]string{
		e.id: string(it.ID), e.category: it.Category.JA, e.title: it.Title.JA, e.unit: it.Answer.Unit, e.ask: it.Ask.JA, e.guidance: it.Guidance.JA,
		e.choices: it.Answer.ChoiceLines(), e.titleEN: it.Title.EN, e.categoryEN: it.Category.EN, e.askEN: it.Ask.EN, e.guidanceEN: it.Guidance.EN,
	} {
		field.SetText(text)
	}
	finer, err := it.Answer.Finer()
	if err != nil {
		e.s.host.Problem(err)
	}
	e.finer.SetText(finer)
	e.showFiner = finer != ""
	e.duty.Set(string(it.Duty))
	e.answer.Set(string(it.Answer.Type))
	e.iot.Set(it.IoT)
	var l criteria.Level
	if it.Level != nil {
		l = *it.Level
	}
	e.level.SetText(l.Text.JA)
	e.levelEN.SetText(l.Text.EN)
	e.terms.SetText(l.Check.Terms())
	e.reason.Set(l.Check.Else != "")
	e.advisory.Set(l.Check.Advisory)
	e.offer(it.Answer, l.Check.Op)
}

// offer makes the choice of comparisons that an answer allows.
func (e *editor) offer(a criteria.Answer, op criteria.Op) {
	t := e.s.host.Text()
	var options []widget.Option
	allowed := false
	for _, o := range a.Ops() {
		allowed = allowed || o == op
		options = append(options, widget.Option{Value: string(o), Word: t.T("criteria.op_" + string(o))})
	}
	e.op = widget.NewSmallChoice(options, func(string) { e.relay(); e.touched() }).Fixed()
	if allowed {
		e.op.Set(string(op))
	} else if len(options) > 0 {
		e.op.Set(options[0].Value)
	}
}

// item makes the item of the fields.
func (e *editor) item() (criteria.Item, error) {
	it := e.was
	words := func(f, en *widget.Entry) criteria.Text {
		return criteria.Text{JA: strings.TrimSpace(f.Text), EN: strings.TrimSpace(en.Text)}
	}
	it.ID = ident.ItemID(strings.TrimSpace(e.id.Text))
	it.Category, it.Title, it.Ask, it.Guidance = words(e.category, e.categoryEN), words(e.title, e.titleEN), words(e.ask, e.askEN), words(e.guidance, e.guidanceEN)
	it.Duty, it.IoT = criteria.Duty(e.duty.Chosen()), e.iot.Ticked
	it.Answer.Type, it.Answer.Unit = criteria.AnswerType(e.answer.Chosen()), ""
	if it.Answer.Type == criteria.NumberAnswer {
		it.Answer.Unit = strings.TrimSpace(e.unit.Text)
	}
	if e.chooses() {
		it.Answer = it.Answer.WithChoices(e.choices.Text)
	} else {
		it.Answer.Choices = nil
	}
	answer, err := it.Answer.WithFiner(e.finer.Text)
	if err != nil {
		return it, err
	}
	it.Answer = answer
	text := words(e.level, e.levelEN)
	if text.JA == "" {
		it.Level = nil
		return it, nil
	}
	var l criteria.Level
	if e.was.Level != nil {
		l = *e.was.Level
	}
	l.Text, l.Check.Else, l.Check.Advisory = text, "", e.advisory.Ticked
	if e.reason.Ticked {
		l.Check.Else = "comment"
	}
	unit := l.Check.Unit
	check, ok := l.Check.WithTerms(criteria.Op(e.op.Chosen()), e.terms.Text, it.Answer)
	if !ok {
		return it, fault.New(fault.Invalid, "criteria_terms_unreadable")
	}
	if e.was.Level != nil && unit == "" && check.Op == e.was.Level.Check.Op {
		check.Unit = "" // as it was written
	}
	l.Check = check
	it.Level = &l
	return it, nil
}

func (e *editor) chooses() bool {
	a := criteria.AnswerType(e.answer.Chosen())
	return a == criteria.ChoiceAnswer || a == criteria.ListAnswer
}

// flush saves what is waiting at once.
func (e *editor) flush() { e.delay.Flush() }

// save sends the item to the desk when it differs from what is kept.
func (e *editor) save() {
	if e.subject == nil {
		return
	}
	it, err := e.item()
	switch {
	case err != nil:
		e.s.host.Unsaved(err)
		e.refuse(present.ProblemOf(e.s.host.Text(), err))
	case reflect.DeepEqual(it, e.was):
		if e.refused != "" {
			e.refuse(present.Problem{})
			e.s.host.Saved(time.Time{})
		}
	default:
		e.sent = &it
		e.s.keep.put(e.subject, it)
	}
}

// accepted notes that what was sent is kept.
func (e *editor) accepted() {
	if e.sent != nil {
		e.was, e.sent = *e.sent, nil
	}
	e.refuse(present.Problem{})
}

// refuse says why the words are not kept; a Problem without words takes that back.
func (e *editor) refuse(p present.Problem) {
	words := []string{}
	for _, f := range p.Findings {
		words = append(words, f.Sentence)
	}
	if len(words) == 0 && p.Sentence != "" {
		words = append(words, p.Sentence+p.Hint)
	}
	if was := e.refused; was == strings.Join(words, "\n") {
		return
	}
	e.refused = strings.Join(words, "\n")
	e.sent = nil
	e.tell(e.refused)
	e.s.page.Reflow()
}

// tell shows why the words are not kept above the fields, or nothing.
func (e *editor) tell(words string) {
	e.problem.Set(words)
	if words == "" {
		e.problem.Hide()
		return
	}
	e.problem.Show()
}

// revert puts what is kept back into the fields.
func (e *editor) revert() {
	if e.subject == nil {
		return
	}
	it := e.was
	e.show(it)
	e.relay()
	e.s.host.Saved(time.Time{})
}

// parts sets the form.
func (e *editor) parts() []fyne.CanvasObject {
	t := e.s.host.Text()
	act := func(key string, run func()) *widget.Button {
		b := widget.NewButton(t.T("criteria.do_"+key), run)
		b.Small = true
		return b
	}
	out := []fyne.CanvasObject{
		widget.Wrap(6, act("add", e.s.add), act("up", func() { e.s.shift(-1) }), act("down", func() { e.s.shift(1) }), act("into", e.s.into),
			act("withdraw", e.s.withdraw), act("undo", e.s.keep.undo), act("redo", e.s.keep.redo), act("revert", e.revert)),
		e.problem,
		widget.TopCells(12, []widget.Cell{{Ems: 7}, {Share: 1}}, widget.Labelled(t.T("criteria.number"), e.id), widget.Labelled(t.T("criteria.title"), e.title)),
		widget.TopCells(12, []widget.Cell{{Share: 1}, {Ems: 12}}, widget.Labelled(t.T("criteria.category"), e.category), widget.Labelled(t.T("criteria.duty"), e.duty)),
		widget.Labelled(t.T("criteria.ask"), e.ask), widget.Labelled(t.T("criteria.guidance"), e.guidance), e.iot,
		widget.Section(t.T("criteria.answer"), e.answerParts()...),
		widget.Section(t.T("criteria.level"), e.levelParts()...),
	}
	english := act("english", func() { e.showEnglish = !e.showEnglish; e.relay() })
	english.SetChosen(e.showEnglish)
	out = append(out, widget.Leading(english))
	if e.showEnglish {
		out = append(out, widget.Labelled("Title", e.titleEN), widget.Labelled("Category", e.categoryEN), widget.Labelled("To disclose", e.askEN), widget.Labelled("Guidance", e.guidanceEN),
			widget.Labelled("Required level", e.levelEN))
	}
	return out
}

func (e *editor) answerParts() []fyne.CanvasObject {
	t := e.s.host.Text()
	out := []fyne.CanvasObject{e.answer}
	if criteria.AnswerType(e.answer.Chosen()) == criteria.NumberAnswer {
		out = append(out, widget.Labelled(t.T("criteria.unit"), e.unit))
	}
	if e.chooses() {
		out = append(out, widget.Labelled(t.T("criteria.choices"), e.choices))
	}
	more := widget.NewToggle(t.T("criteria.finer"), func() { e.showFiner = !e.showFiner; e.relay() })
	more.SetChosen(e.showFiner)
	out = append(out, widget.Leading(more))
	if e.showFiner {
		out = append(out, widget.Labelled(t.T("criteria.finer_note"), e.finer))
	}
	return out
}

func (e *editor) levelParts() []fyne.CanvasObject {
	t := e.s.host.Text()
	out := []fyne.CanvasObject{widget.Labelled(t.T("criteria.level_note"), e.level)}
	if strings.TrimSpace(e.level.Text) == "" && !e.showLevels {
		return append(out, widget.Leading(widget.NewToggle(t.T("criteria.check"), func() { e.showLevels = true; e.relay() })))
	}
	if it, err := e.item(); err == nil || it.ID != "" {
		e.offer(it.Answer, criteria.Op(e.op.Chosen()))
	}
	out = append(out, widget.Labelled(t.T("criteria.check"), e.op))
	switch criteria.Op(e.op.Chosen()) {
	case criteria.NonEmpty, criteria.Answered:
	default:
		out = append(out, widget.Labelled(t.T("criteria.terms_"+e.op.Chosen()), e.terms))
	}
	return append(out, e.reason, e.advisory)
}
