package walk

import "shinsa/ui/viewer"

// Sight is how the page on screen is looked at.
func (s *Screen) Sight() viewer.Sight { return s.evidence.viewer.Sight() }
