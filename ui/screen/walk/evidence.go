package walk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/ui/evidence"
	"shinsa/ui/present"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/viewer"
	"shinsa/ui/widget"
)

// evidencePane is the right part: the documents of the case and the pages of one of them, or of two side by side.
type evidencePane struct {
	s       *Screen
	viewer  *pair
	sides   *fyne.Container
	tabs    *fyne.Container
	buttons map[string]*widget.Button
	beside  *widget.Button
	summary *widget.Line
	picked  pickRow
	begin   pageOf // where to begin with the first item, whatever belongs to it
	no      string // of the document in the viewer at work
	nos     [2]string
	memory  *memory
	words   passwords
	anchors map[ident.ItemID][]present.Anchor // of the round before
	stop    func()                            // ends the search for anchors
	waits   bool                              // the page gets the keyboard when it comes up
	frame   *fyne.Container
	content fyne.CanvasObject
}

func newEvidencePane(s *Screen) *evidencePane {
	t := s.host.Text()
	p := &evidencePane{s: s, tabs: widget.Wrap(4), buttons: map[string]*widget.Button{}, stop: func() {}}
	p.memory = newMemory(s)
	p.viewer = newPair(p)
	p.sides = container.New(&sides{}, p.viewer.all[0].Content(), p.viewer.all[1].Content())
	p.viewer.all[1].Content().Hide()
	p.beside = widget.NewToggle(t.T("evidence.beside"), p.switchBeside)
	p.summary = widget.NewLine("", widget.Caption, theme.ColorInkSoft)
	p.picked = newPickRow(p)
	p.frame = widget.Between(
		widget.Column(0, widget.Inset(10, 6, widget.Column(4, p.tabs, widget.Cells(8, []widget.Cell{{Share: 1}, {}}, p.summary, p.beside)))),
		p.picked.row, p.sides)
	p.content = p.frame
	return p
}

// enter gives the page the keyboard, at once or when it comes up. The search field is never entered this way: the keys of the walk would
// be typed into it.
func (p *evidencePane) enter() {
	p.viewer.Enter()
	p.waits = !p.viewer.Held()
}

// holds reports whether a page has the keyboard, or gets it when it comes up. Where a document waits for its password there is none: who came here from
// another document has not got the field yet, and the password would be taken for commands.
func (p *evidencePane) holds() bool {
	if p.viewer.Locked() {
		return false
	}
	return p.waits || p.viewer.all[0].Held() || p.viewer.all[1].Held()
}

// awaited reports, once, whether a person went to the evidence before its page was there and did not go elsewhere since.
func (p *evidencePane) awaited() bool {
	waits := p.waits
	p.waits = false
	return waits && p.s.arrange.at == evidencePart && p.s.host.Canvas().Focused() == nil
}

// list shows the documents of the case.
func (p *evidencePane) list(f *review.File) {
	p.memory.take()
	p.tabs.RemoveAll()
	p.buttons = map[string]*widget.Button{}
	if f.Application == nil {
		return
	}
	if f.EvidenceUse == nil {
		f.EvidenceUse = map[string]opinion.EvidenceUse{}
	}
	for _, e := range f.Application.Evidence {
		b := widget.NewToggle(e.No, func() { p.open(e.No, p.memory.page(e.No)) })
		b.Allow(e.Present, "")
		p.buttons[e.No] = b
		p.tabs.Add(b)
	}
	p.marks()
	p.reanchor(f)
}

// marks shows which document is on screen and what was ever opened.
func (p *evidencePane) marks() {
	if p.s.file == nil {
		return
	}
	seen := present.EvidenceSeenOf(p.s.host.Text(), p.s.file)
	for _, r := range seen.Rows {
		b := p.buttons[r.No]
		if b == nil {
			continue
		}
		b.Icon = theme.IconRoundEmpty.Resource(theme.ColorInkSoft) // as wide as the others: opening one moves nothing
		switch {
		case r.Opened && r.Sign.Tone == present.Good:
			b.Icon = theme.Good.Icon()
		case r.Opened: // in part; not the sign of a query
			b.Icon = theme.IconRoundFilled.Resource(theme.ColorInkSoft)
		}
		b.SetChosen(r.No == p.nos[0] || p.viewer.both && r.No == p.nos[1])
		b.Refresh()
	}
	words := seen.Words
	for _, r := range seen.Rows {
		if r.No == p.no && r.Opened {
			words = p.s.host.Text().T("evidence.this_seen", "words", r.Words, "all", words)
		}
	}
	p.summary.SetText(words)
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

// follow shows what belongs to an item: the page looked at last with it, else the first place the applicant named.
func (p *evidencePane) follow(w present.WalkItem) {
	p.outline()
	at, ok := p.memory.item(w.ID)
	if b := p.begin; b.No != "" {
		at, ok, p.begin = b, true, pageOf{}
	}
	if ok && p.buttons[at.No] != nil {
		p.open(at.No, at.Page)
		return
	}
	if len(w.Evidence) > 0 {
		p.open(w.Evidence[0].No, w.Evidence[0].Page)
	}
}

// open shows a page of a document in the viewer at work; page 0 is its first.
func (p *evidencePane) open(no string, page int) { p.reveal(no, page, nil) }

// reveal shows a place on a page.
func (p *evidencePane) reveal(no string, page int, box *viewer.Box) {
	e, ok := p.about(no)
	if !ok || !e.Present {
		return
	}
	v, at := p.viewer.Viewer, p.viewer.at
	seen, known := p.memory.sight(p.s.at.Item, no, max(page, 1))
	if no == p.nos[at] && (v.Page() > 0 || v.Opening()) {
		if known && box == nil {
			v.Look(seen)
		}
		v.Reveal(max(page, 1), box)
		p.outline()
		return
	}
	if !known { // as large as the one before, but upright
		now := v.Sight()
		seen = viewer.Sight{Zoom: now.Zoom, Whole: now.Whole}
	}
	v.Look(seen)
	p.no, p.nos[at] = no, no
	p.marks()
	v.Show(present.EvidenceTitle(p.s.host.Text(), e), page, p.opener(no))
	v.RevealThen(box)
	p.outline()
}

// opener opens a document of the case.
func (p *evidencePane) opener(no string) viewer.Opener {
	c := p.s.at.Case
	return func(ctx context.Context, password string) (evidence.Document, error) {
		f, err := p.s.desk.Evidence(ctx, c, no)
		if err != nil {
			return nil, err
		}
		if password == "" {
			password = p.words.of(no)
		}
		d, err := p.s.pages.Open(ctx, evidence.Unlock(f, password), f.Size)
		if err != nil {
			f.Close() // the refusal is what counts
			return nil, err
		}
		p.words.keep(no, password)
		return &held{Document: d, file: f}, nil
	}
}

// held is a document that closes its file with itself.
type held struct {
	evidence.Document
	file *review.EvidenceFile
}

// Kept implements evidence.Keeper.
func (h *held) Kept(n, width int) (evidence.Sheet, bool) {
	if k, ok := h.Document.(evidence.Keeper); ok {
		return k.Kept(n, width)
	}
	return evidence.Sheet{}, false
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
func (p *evidencePane) cameUp(side, page int) {
	no := p.nos[side]
	e, ok := p.about(no)
	if !ok || p.s.file == nil {
		return
	}
	p.s.file.EvidenceUse[no] = withPage(p.s.file.EvidenceUse[no], no, page, p.viewer.all[side].Pages())
	p.viewer.all[side].Seen(pagesSeen(p.s.file.EvidenceUse[no]))
	if side == p.viewer.at {
		p.s.at.Evidence, p.s.at.Page = no, page
		p.memory.note(p.s.at.Item, no, page, p.viewer.Sight())
		p.s.moved()
	}
	if side == p.viewer.at && (p.awaited() || p.viewer.all[1-side].Held()) {
		p.viewer.Enter() // the keyboard follows to the one at work
	}
	p.marks()
	p.showPicked()
	p.s.judge.point.Allow(!p.s.file.Readonly, "")
	c, of := p.s.at.Case, p.viewer.all[side].Pages()
	task.Quiet(p.s.host.Tasks(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.s.desk.SawPage(ctx, c, e.No, page, of)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.s.host.Unsaved(err)
		}
	})
}

// looked notes that a page is looked at otherwise.
func (p *evidencePane) looked(side int) {
	if v := p.viewer.all[side]; side == p.viewer.at && p.s.file != nil && p.nos[side] != "" && v.Page() > 0 {
		p.memory.note(p.s.at.Item, p.nos[side], v.Page(), v.Sight())
	}
}

func withPage(u opinion.EvidenceUse, no string, page, pages int) opinion.EvidenceUse {
	u.No, u.Pages = no, max(u.Pages, pages)
	for _, p := range u.Seen {
		if p == page {
			return u
		}
	}
	u.Seen = append(append([]int(nil), u.Seen...), page)
	return u
}

func pagesSeen(u opinion.EvidenceUse) map[int]bool {
	m := make(map[int]bool, len(u.Seen))
	for _, p := range u.Seen {
		m[p] = true
	}
	return m
}
