package walk

import (
	"context"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/intake"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// evidencePane is the right part: the documents of the case and the page of one of them.
type evidencePane struct {
	s       *Screen
	viewer  *viewer.Viewer
	tabs    *fyne.Container
	buttons map[string]*widget.Button
	seen    map[string]bool // documents opened
	no      string
	frame   *fyne.Container
	content fyne.CanvasObject
}

func newEvidencePane(s *Screen) *evidencePane {
	p := &evidencePane{s: s, tabs: widget.Wrap(4), buttons: map[string]*widget.Button{}, seen: map[string]bool{}}
	p.viewer = viewer.New(s.host.Text(), s.host.Tasks())
	p.viewer.OnPage = p.cameUp
	p.frame = widget.Between(widget.Inset(10, 8, p.tabs), nil, p.viewer.Content())
	p.content = p.frame
	return p
}

func (p *evidencePane) enter() { p.s.host.Canvas().Focus(p.viewer.Field()) }

// list shows the documents of the case.
func (p *evidencePane) list(f *review.File) {
	p.tabs.RemoveAll()
	if f.Application == nil {
		return
	}
	for no := range f.EvidenceUse {
		p.seen[no] = true
	}
	for _, e := range f.Application.Evidence {
		b := widget.NewToggle(e.No, func() { p.open(e.No, 1) })
		b.Allow(e.Present, "")
		p.buttons[e.No] = b
		p.tabs.Add(b)
	}
	p.marks()
}

// marks shows which document is on screen and which were ever opened.
func (p *evidencePane) marks() {
	for no, b := range p.buttons {
		b.Icon = nil
		if p.seen[no] {
			b.Icon = theme.Good.Icon()
		}
		b.SetChosen(no == p.no)
		b.Refresh()
	}
	p.frame.Refresh()
}

func (p *evidencePane) about(no string) (intake.Evidence, bool) {
	if p.s.file == nil || p.s.file.Application == nil {
		return intake.Evidence{}, false
	}
	for _, e := range p.s.file.Application.Evidence {
		if e.No == no {
			return e, true
		}
	}
	return intake.Evidence{}, false
}

// open shows a page of a document; page 0 is its first.
func (p *evidencePane) open(no string, page int) {
	e, ok := p.about(no)
	if !ok || !e.Present {
		return
	}
	if no == p.no && p.viewer.Page() > 0 {
		p.viewer.GoTo(max(page, 1))
		return
	}
	p.no = no
	p.marks()
	c := p.s.at.Case
	p.viewer.Show(present.EvidenceTitle(p.s.host.Text(), e), page, func(ctx context.Context) (evidence.Document, error) {
		f, err := p.s.desk.Evidence(ctx, c, no)
		if err != nil {
			return nil, err
		}
		d, err := p.s.pages.Open(ctx, f, f.Size)
		if err != nil {
			f.Close() // the refusal is what counts
			return nil, err
		}
		return &held{Document: d, file: f}, nil
	})
}

// held is a document that closes its file with itself.
type held struct {
	evidence.Document
	file *review.EvidenceFile
}

// Close implements evidence.Document.
func (h *held) Close() error {
	err := h.Document.Close()
	if ferr := h.file.Close(); err == nil {
		err = ferr
	}
	return err
}

// cameUp notes that a page was on screen.
func (p *evidencePane) cameUp(page int) {
	p.seen[p.no] = true
	p.marks()
	p.s.at.Evidence, p.s.at.Page = p.no, page
	p.s.moved()
	p.s.judge.point.Allow(!p.s.file.Readonly, "")
	c, no := p.s.at.Case, p.no
	task.Quiet(p.s.host.Tasks(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.s.desk.SawPage(ctx, c, no, page)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.s.host.Unsaved(err)
		}
	})
}

// pointHere makes the page on screen a ground of the finding.
func (s *Screen) pointHere() {
	e, ok := s.evidence.about(s.evidence.no)
	page := s.evidence.viewer.Page()
	if !ok || page == 0 {
		return
	}
	ptr := checklist.Pointer{Evidence: e.No, File: e.Digest, Page: page}
	s.change(func(m *checklist.Mark) {
		for _, x := range m.Pointers {
			if x.Evidence == ptr.Evidence && x.Page == ptr.Page && x.Rect == nil {
				return
			}
		}
		m.Pointers = append(append([]checklist.Pointer(nil), m.Pointers...), ptr)
	})
	s.judge.showPointers(present.MarkOf(s.file, s.at.Item))
	s.judge.lay()
}

func (s *Screen) dropPointer(i int) {
	s.change(func(m *checklist.Mark) {
		if i < len(m.Pointers) {
			m.Pointers = append(append([]checklist.Pointer(nil), m.Pointers[:i]...), m.Pointers[i+1:]...)
		}
	})
	s.judge.showPointers(present.MarkOf(s.file, s.at.Item))
	s.judge.lay()
}
