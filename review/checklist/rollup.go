package checklist

import (
	"shinsa/review/criteria"
	"shinsa/review/fault"
)

// Follows returns the verdict the two findings of Art. 1 speak for: adequately disclosed and at its level, conforming; not at its level, or a
// mandatory item not disclosed, nonconforming; insufficiently disclosed, a query; an optional item not disclosed, not applicable. It is
// Unseen while a finding that the item needs has not been made. It is shown beside the member's verdict and never becomes it.
func Follows(it criteria.Item, m Mark) Verdict {
	switch {
	case m.Disclosed == Absent && it.Duty == criteria.Mandatory, it.Level != nil && m.Level == LevelNotMet:
		return Nonconforming
	case m.Disclosed == Absent:
		return NotApplicable
	case m.Disclosed == Insufficient:
		return Query
	case m.Disclosed == Adequate && (it.Level == nil || m.Level == LevelMet):
		return Conforming
	}
	return Unseen
}

// Contradictions returns what stands against sealing with this mark and what deserves another look, as Sheet.Check does for all items.
func Contradictions(it criteria.Item, m Mark) fault.List { return checkItem(it, m) }
