package walk

import (
	"context"
	"encoding/json"

	"shinsa/review/ident"
	"shinsa/ui/present"
)

// place is where a person stands in a case and how the outline is narrowed, to come back to after another screen or another day. It holds
// identifiers only: what was searched for may be words of the application, and is not kept.
type place struct {
	Item     ident.ItemID     `json:"item"`
	Scroll   float32          `json:"scroll,omitempty"`
	Evidence string           `json:"evidence,omitempty"`
	Page     int              `json:"page,omitempty"`
	Filters  []present.Filter `json:"filters,omitempty"`
	Closed   []string         `json:"closed,omitempty"`
}

// settingPlace with a case's number is where its place is remembered.
const settingPlace = "walk.place."

// readPlace reads the place; called away from the window's thread. What another version wrote is no place.
func readPlace(ctx context.Context, d Desk, c ident.CaseID) place {
	var p place
	if json.Unmarshal([]byte(d.Setting(ctx, settingPlace+string(c))), &p) != nil {
		return place{}
	}
	return p
}

func (s *Screen) rememberPlace() {
	if s.file == nil {
		return
	}
	p := place{Item: s.at.Item, Scroll: s.item.page.Offset(), Evidence: s.at.Evidence, Page: s.at.Page}
	for f, on := range s.outline.view.Filters {
		if on {
			p.Filters = append(p.Filters, f)
		}
	}
	for g, on := range s.outline.view.Closed {
		if on {
			p.Closed = append(p.Closed, g)
		}
	}
	b, err := json.Marshal(p)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.setSetting(settingPlace+string(s.at.Case), string(b))
}

// restore narrows the outline as it was.
func (p *outlinePane) restore(at place) {
	for _, f := range at.Filters {
		p.view.Filters[f] = true
	}
	p.refold(at)
}

// refold folds away what was folded, the heading of the item at hand too.
func (p *outlinePane) refold(at place) {
	for _, g := range at.Closed {
		p.view.Closed[g] = true
	}
}
