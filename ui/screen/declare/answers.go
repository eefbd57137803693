package declare

import (
	"slices"

	"shinsa/review/civil"
	"shinsa/review/conflict"
)

func (s *Screen) policy() conflict.Policy { return s.desk.Profile().Conflict }

// today is the day the declaration is made on.
func (s *Screen) today() civil.Date { return s.desk.Today() }

// interest returns what was answered for a kind so far.
func (s *Screen) interest(k conflict.Kind) (conflict.Interest, bool) {
	for _, i := range s.decl.Interests {
		if i.Kind == k {
			return i, true
		}
	}
	return conflict.Interest{}, false
}

// setInterest takes the answer to a kind, in place of the one before. What is not held has no details.
func (s *Screen) setInterest(i conflict.Interest) {
	if !i.Held {
		i = conflict.Interest{Kind: i.Kind}
	}
	s.decl.Interests = slices.DeleteFunc(slices.Clone(s.decl.Interests), func(o conflict.Interest) bool { return o.Kind == i.Kind })
	s.decl.Interests = append(s.decl.Interests, i)
	slices.SortFunc(s.decl.Interests, func(a, b conflict.Interest) int {
		return slices.Index(conflict.Kinds(), a.Kind) - slices.Index(conflict.Kinds(), b.Kind)
	})
	s.changed()
}

// income returns what was answered for a fiscal year so far.
func (s *Screen) income(year int) (conflict.Income, bool) {
	for _, m := range s.decl.Money {
		if m.Year == year {
			return m, true
		}
	}
	return conflict.Income{}, false
}

func (s *Screen) setIncome(m conflict.Income) {
	if m.Band == conflict.BandNone {
		m.From, m.For = "", ""
	}
	s.decl.Money = slices.DeleteFunc(slices.Clone(s.decl.Money), func(o conflict.Income) bool { return o.Year == m.Year })
	s.decl.Money = append(s.decl.Money, m)
	slices.SortFunc(s.decl.Money, func(a, b conflict.Income) int { return b.Year - a.Year })
	s.changed()
}
