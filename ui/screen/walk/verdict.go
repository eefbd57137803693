package walk

import (
	"shinsa/review/checklist"
	"shinsa/ui/present"
)

// give gives the item at hand a verdict. Where that is wanted the next item comes by itself, but not while the verdict still asks for words: nobody
// should have to go back to write them.
func (s *Screen) give(f func(*checklist.Mark)) {
	s.judge.flush()
	s.change(f)
	m := present.MarkOf(s.file, s.at.Item)
	it, ok := s.file.Edition.Item(s.at.Item)
	if s.on && ok && m.Judged() && !present.Owes(it, m) {
		s.step(1)
	}
}

// conform finds the item at hand adequately disclosed and, where it has a level, at its level, and judges so: the three answers of an item
// that nothing is wrong with as one act.
func (s *Screen) conform() {
	if s.fixed() {
		return
	}
	it, ok := s.file.Edition.Item(s.at.Item)
	if !ok {
		return
	}
	s.give(func(m *checklist.Mark) {
		m.Disclosed, m.Verdict = checklist.Adequate, checklist.Conforming
		if it.Level != nil {
			m.Level = checklist.LevelMet
		}
	})
	if s.at.Item == it.ID {
		s.redraw()
	}
}

// settingAdvance remembers whether the next item comes by itself after a verdict.
const settingAdvance = "walk.advance"

func (s *Screen) switchAdvance() {
	s.on = !s.on
	value := ""
	if s.on {
		value = "on"
	}
	s.setSetting(settingAdvance, value)
	s.judge.showAdvance()
	s.tell(s.host.Text().T("walk.advance_" + map[bool]string{true: "on", false: "off"}[s.on]))
}
