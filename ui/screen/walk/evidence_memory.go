package walk

import (
	"context"
	"encoding/json"
	"math"

	"shinsa/review/ident"
	"shinsa/ui/task"
	"shinsa/ui/viewer"
)

// memory is which page of every document was looked at last and how, and which document and page with every item, to come back to. It holds numbers
// of documents and pages and what is seen of them only.
type memory struct {
	s    *Screen
	kept pagesKept
	text string // as read
	wait *task.Delay
}

type pagesKept struct {
	Documents map[string]int          `json:"documents,omitempty"`
	Sights    map[string]sight        `json:"sights,omitempty"` // of the documents' pages
	Items     map[ident.ItemID]pageOf `json:"items,omitempty"`
	dirty     bool
}

type pageOf struct {
	No    string `json:"no"`
	Page  int    `json:"page"`
	Sight sight  `json:"sight,omitzero"`
}

// sight is how a page was looked at, as it is kept.
type sight struct {
	Zoom  float32 `json:"zoom,omitempty"`
	Whole bool    `json:"whole,omitempty"`
	Turns int     `json:"turns,omitempty"`
	X     float32 `json:"x,omitempty"`
	Y     float32 `json:"y,omitempty"`
}

// sightOf rounds what a viewer tells, so that nothing is kept anew that nobody can see.
func sightOf(s viewer.Sight) sight {
	round := func(f float32) float32 { return float32(math.Round(float64(f)*1e4) / 1e4) }
	return sight{round(s.Zoom), s.Whole, s.Turns, round(s.X), round(s.Y)}
}

// settingPages with a case's number is where its pages are remembered.
const settingPages = "walk.pages."

func newMemory(s *Screen) *memory {
	m := &memory{s: s}
	m.wait = s.host.Tasks().NewDelay(settle, m.flush)
	m.take()
	return m
}

// read reads what was remembered, away from the window's thread; take shows it.
func (m *memory) read(ctx context.Context) {
	m.text = m.s.desk.Setting(ctx, settingPages+string(m.s.at.Case))
}

// take lays what was remembered under what was looked at since. What another version wrote is nothing.
func (m *memory) take() {
	var k pagesKept
	if json.Unmarshal([]byte(m.text), &k) != nil {
		k = pagesKept{}
	}
	if k.Documents == nil {
		k.Documents = map[string]int{}
	}
	if k.Sights == nil {
		k.Sights = map[string]sight{}
	}
	if k.Items == nil {
		k.Items = map[ident.ItemID]pageOf{}
	}
	for no, page := range m.kept.Documents {
		k.Documents[no] = page
	}
	for no, s := range m.kept.Sights {
		k.Sights[no] = s
	}
	for id, at := range m.kept.Items {
		k.Items[id] = at
	}
	m.kept = k
}

func (m *memory) page(no string) int { return max(m.kept.Documents[no], 1) }

func (m *memory) item(id ident.ItemID) (pageOf, bool) {
	at, ok := m.kept.Items[id]
	return at, ok
}

// sight returns how a page of a document is to be looked at with an item: as it was with it, else as the document was last, from the top of another
// page. False when nobody looked at either.
func (m *memory) sight(id ident.ItemID, no string, page int) (viewer.Sight, bool) {
	if at := m.kept.Items[id]; at.No == no && at.Page == page && at.Sight.Zoom > 0 {
		return viewer.Sight(at.Sight), true
	}
	s, ok := m.kept.Sights[no]
	if m.kept.Documents[no] != page {
		s.X, s.Y = 0, 0
	}
	return viewer.Sight(s), ok
}

func (m *memory) note(id ident.ItemID, no string, page int, seen viewer.Sight) {
	at := pageOf{no, page, sightOf(seen)}
	if id == "" || m.kept.Items[id] == at && m.kept.Documents[no] == page && m.kept.Sights[no] == at.Sight {
		return
	}
	m.kept.Documents[no], m.kept.Sights[no], m.kept.Items[id] = page, at.Sight, at
	m.kept.dirty = true
	m.wait.Touch()
}

// flush keeps the pages on the desk.
func (m *memory) flush() {
	if !m.kept.dirty {
		return
	}
	m.kept.dirty = false
	b, err := json.Marshal(m.kept)
	if err != nil {
		m.s.host.Problem(err)
		return
	}
	key := settingPages + string(m.s.at.Case)
	task.Quiet(m.s.host.Tasks(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, m.s.desk.SetSetting(ctx, key, string(b))
	}, func(_ struct{}, err error) {
		if err != nil {
			m.s.host.Overlook(err)
		}
	})
}
