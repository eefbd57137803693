package walk

import "sync"

// passwords are those of documents that a person typed, by number, for as long as the screen is there: in memory, and nowhere else. Safe for
// concurrent use.
type passwords struct {
	mu sync.Mutex
	by map[string]string
}

func (w *passwords) of(no string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.by[no]
}

func (w *passwords) keep(no, password string) {
	if password == "" {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.by == nil {
		w.by = map[string]string{}
	}
	w.by[no] = password
}
