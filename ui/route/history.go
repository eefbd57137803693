package route

// depth is how many places a history remembers.
const depth = 50

// History is the way that led here. The zero History is empty and ready.
type History struct{ way []Route }

// Here returns the place shown, and false when there is none yet.
func (h *History) Here() (Route, bool) {
	if len(h.way) == 0 {
		return Route{}, false
	}
	return h.way[len(h.way)-1], true
}

// Go adds a place; the same place twice in a row counts once.
func (h *History) Go(r Route) {
	if here, ok := h.Here(); ok && here == r {
		return
	}
	h.way = append(h.way, r)
	if len(h.way) > depth {
		h.way = h.way[len(h.way)-depth:]
	}
}

// Replace changes the place shown without adding one: the screen moved within itself.
func (h *History) Replace(r Route) {
	if len(h.way) == 0 {
		h.way = []Route{r}
		return
	}
	h.way[len(h.way)-1] = r
}

// Back drops the place shown and returns the one before, and false when there is none.
func (h *History) Back() (Route, bool) {
	if len(h.way) < 2 {
		return Route{}, false
	}
	h.way = h.way[:len(h.way)-1]
	return h.Here()
}

// Forget drops every place of a case, for a case that was purged.
func (h *History) Forget(keep func(Route) bool) {
	kept := h.way[:0]
	for _, r := range h.way {
		if keep(r) {
			kept = append(kept, r)
		}
	}
	h.way = kept
}
