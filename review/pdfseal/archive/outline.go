package archive

import "shinsa/review/pdfseal/object"

// maxDepth bounds the levels of an outline, which a drawing of ours has three of.
const maxDepth = 16

// countOutline says how many entries the outline shows, which the drawing library leaves out: readers that ask for it show none at all
// (ISO 32000-1, 12.3.3). The first level is open, so that a reader sees the sections and what is in them; deeper ones are closed.
func (p *pass) countOutline() error {
	root, err := p.file.Dict(p.catalog.Get("Outlines"))
	if err != nil || root == nil {
		return err
	}
	_, err = p.countEntries(root, 0)
	return err
}

// countEntries sets the count of an entry's children and returns how many entries show below it when it is open.
func (p *pass) countEntries(parent *object.Dict, depth int) (int, error) {
	if depth > maxDepth {
		return 0, object.ErrLimit
	}
	shown := 0
	child, err := p.file.Dict(parent.Get("First"))
	for ; child != nil && err == nil; child, err = p.file.Dict(child.Get("Next")) {
		below, err := p.countEntries(child, depth+1)
		if err != nil {
			return 0, err
		}
		shown++
		if depth == 0 {
			shown += below
		}
	}
	switch {
	case err != nil || shown == 0:
	case depth <= 1:
		parent.Set("Count", shown)
	default:
		parent.Set("Count", -shown)
	}
	return shown, err
}
