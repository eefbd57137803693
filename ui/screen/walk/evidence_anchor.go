package walk

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// reanchor looks for the places that were pointed at in documents that have been sent anew: those of this round are moved to where their words are
// now, or marked as lost; those of the round before are offered beside the item.
func (p *evidencePane) reanchor(f *review.File) {
	p.stop()
	p.anchors = map[ident.ItemID][]present.Anchor{}
	moved := present.Moved(f)
	if len(moved) == 0 {
		return
	}
	p.stop = task.Run(p.s.host.Tasks(), p.s.host.Text().T("evidence.reanchoring"), func(ctx context.Context, pr *task.Progress) ([]present.Anchor, error) {
		return p.look(ctx, pr, f, moved)
	}, func(found []present.Anchor, err error) {
		if errors.Is(err, context.Canceled) || p.s.file != f {
			return
		}
		if err != nil {
			p.s.host.Problem(err)
			return
		}
		p.anchored(found)
	})
}

// look finds pointers again, document by document. A document that cannot be read has lost its pointers' words.
func (p *evidencePane) look(ctx context.Context, pr *task.Progress, f *review.File, moved []present.Anchor) ([]present.Anchor, error) {
	by := map[string][]int{}
	var nos []string
	for i, a := range moved {
		no := a.Was.Evidence
		if by[no] == nil {
			nos = append(nos, no)
		}
		by[no] = append(by[no], i)
	}
	for k, no := range nos {
		pr.Report(no, float64(k)/float64(len(nos)))
		file := present.DigestOf(f.Application, no)
		var doc evidence.Document
		var pages []string
		if file != "" {
			var err error
			if doc, pages, err = p.read(ctx, no); err != nil {
				return nil, err
			}
		}
		for _, i := range by[no] {
			a := &moved[i]
			a.Now, a.Found = checklist.Reanchor(a.Was, file, pages)
			if file == "" {
				a.Now, a.Found = a.Was, false
				a.Now.Lost = true
			}
			if a.Found && a.Now.Rect == nil && doc != nil {
				a.Now.Rect = locate(ctx, doc, a.Now)
			}
		}
		if doc != nil {
			if err := doc.Close(); err != nil {
				return nil, err
			}
		}
	}
	return moved, nil
}

// mostPages bounds the pages that are read for words.
const mostPages = 2_000

// read opens a document and reads its pages. One that is refused has none.
func (p *evidencePane) read(ctx context.Context, no string) (evidence.Document, []string, error) {
	doc, err := p.opener(no)(ctx, "")
	if err != nil {
		if fault.KindOf(err) == fault.Invalid {
			return nil, nil, nil
		}
		return nil, nil, err
	}
	pages := make([]string, min(doc.Pages(), mostPages))
	for i := range pages {
		text, err := doc.Text(ctx, i+1)
		if ctx.Err() != nil {
			doc.Close() // the search was ended
			return nil, nil, context.Canceled
		}
		if err == nil { // a page that cannot be read has no words
			pages[i] = text
		}
	}
	return doc, pages, nil
}

// locate returns the place of a pointer's words on its page; nil where they run on to the next.
func locate(ctx context.Context, doc evidence.Document, ptr checklist.Pointer) *checklist.Rect {
	gs, err := doc.Glyphs(ctx, ptr.Page)
	if err != nil {
		return nil
	}
	b := viewer.Locate(gs, ptr.Quote)
	if b == nil {
		return nil
	}
	return &checklist.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H}
}

// anchored takes what was found: changed pointers of this round are saved, those of the one before are offered.
func (p *evidencePane) anchored(found []present.Anchor) {
	s := p.s
	changed := map[ident.ItemID]checklist.Mark{}
	for _, a := range found {
		if a.Earlier {
			p.anchors[a.Item] = append(p.anchors[a.Item], a)
			continue
		}
		m, ok := changed[a.Item]
		if !ok {
			m = present.MarkOf(s.file, a.Item)
			m.Pointers = append([]checklist.Pointer(nil), m.Pointers...)
		}
		if a.Index < len(m.Pointers) && m.Pointers[a.Index].File == a.Was.File {
			m.Pointers[a.Index] = a.Now
			changed[a.Item] = m
		}
	}
	if !s.file.Readonly {
		for id, m := range changed {
			s.file.Marks[id] = m
			s.keep.mark(m)
		}
	}
	s.judge.showPointers(present.MarkOf(s.file, s.at.Item))
	s.judge.lay()
	p.outline()
}

// earlier returns the places of the round before that belong to the item at hand and are not pointed at in this one, to look at and to take over.
func (p *evidencePane) earlier(m checklist.Mark) []fyne.CanvasObject {
	t := p.s.host.Text()
	var out []fyne.CanvasObject
	for _, a := range p.anchors[m.Item] {
		if pointsAt(m, a.Now) {
			continue
		}
		word := present.EarlierAnchorWord(t, a)
		if !a.Found {
			out = append(out, widget.NewMark(word, theme.Caution))
			continue
		}
		look := widget.NewToggle(word, func() { p.jump(a.Now) })
		look.Manner = widget.Quiet
		out = append(out, look)
		if !p.s.file.Readonly {
			out = append(out, widget.NewToggle(t.T("evidence.take_over"), func() { p.s.addPointer(a.Now) }))
		}
	}
	return out
}

func pointsAt(m checklist.Mark, p checklist.Pointer) bool {
	for _, x := range m.Pointers {
		if x.Evidence == p.Evidence && x.Page == p.Page && x.Quote == p.Quote {
			return true
		}
	}
	return false
}
