package walk

import (
	"context"
	"encoding/json"

	"shinsa/review/ident"
	"shinsa/ui/task"
)

// memory is which page of every document was looked at last, and which document and page with every item, to come back to. It holds numbers of
// documents and pages only.
type memory struct {
	s    *Screen
	kept pagesKept
	text string // as read
	wait *task.Delay
}

type pagesKept struct {
	Documents map[string]int          `json:"documents,omitempty"`
	Items     map[ident.ItemID]pageOf `json:"items,omitempty"`
	dirty     bool
}

type pageOf struct {
	No   string `json:"no"`
	Page int    `json:"page"`
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
	if k.Items == nil {
		k.Items = map[ident.ItemID]pageOf{}
	}
	for no, page := range m.kept.Documents {
		k.Documents[no] = page
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

func (m *memory) note(id ident.ItemID, no string, page int) {
	if id == "" || m.kept.Items[id] == (pageOf{no, page}) && m.kept.Documents[no] == page {
		return
	}
	m.kept.Documents[no], m.kept.Items[id] = page, pageOf{no, page}
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
			m.s.host.Problem(err)
		}
	})
}
