package walk

import (
	"time"

	"shinsa/ui/present"
)

// glance is how long an item is on screen before it counts as seen. Holding the key for the next item down runs all of them over the screen
// in a few seconds, and nobody has seen any then.
const glance = time.Second

// look begins to look at the item at hand, if it is on screen.
func (s *Screen) look() {
	if !s.fixed() && s.arrange.shows(itemPart) {
		s.glance.Touch()
	}
}

// saw notes that the item at hand was on screen long enough to be seen.
func (s *Screen) saw() {
	if s.fixed() || !s.arrange.shows(itemPart) || s.file.Edition.Position(s.at.Item) < 0 {
		return
	}
	if m := present.MarkOf(s.file, s.at.Item); !m.Seen {
		m.Seen = true
		s.put(m)
		s.keep.mark(m)
		s.outline.refresh()
	}
}
