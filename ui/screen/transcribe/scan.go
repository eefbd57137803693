package transcribe

import (
	"context"
	"io"

	"shinsa/review"
	"shinsa/ui/evidence"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// Pages opens scans as pages. *evidence.Engine is one.
type Pages interface {
	Open(ctx context.Context, r io.ReaderAt, size int64) (evidence.Document, error)
}

// addScan keeps a file of the scanned paper and shows it.
func (s *Screen) addScan() {
	s.host.ChooseFile([]string{".pdf", ".png", ".jpg", ".jpeg"}, func(path string) { s.scan([]string{path}) })
}

// Drop implements screen.Dropper: what falls on the screen is the scanned paper.
func (s *Screen) Drop(paths []string) bool {
	s.scan(paths)
	return true
}

func (s *Screen) scan(paths []string) {
	if !s.begun() {
		return
	}
	s.Leave()
	id := s.kept.ID
	task.Run(s.host.Tasks(), s.host.Text().T("typed.scanning"), func(ctx context.Context, _ *task.Progress) (t review.Typed, err error) {
		in, done, err := s.host.Open(paths...)
		if err != nil {
			return t, err
		}
		defer done()
		for _, f := range in {
			if t, err = s.desk.AddScan(ctx, id, f); err != nil {
				return t, err
			}
		}
		return t, nil
	}, func(t review.Typed, err error) {
		if err != nil {
			s.host.Problem(err)
			return
		}
		s.kept.Scans = t.Scans
		s.showScans()
		s.open(len(t.Scans) - 1)
	})
}

// showScans makes a button for each file of the scan and shows the first.
func (s *Screen) showScans() {
	s.scans.Objects = nil
	for i, x := range s.kept.Scans {
		b := widget.NewToggle(x.File, func() { s.open(i) })
		s.scans.Add(b)
	}
	s.scans.Refresh()
	switch {
	case len(s.kept.Scans) == 0:
		s.viewer.Say(s.host.Text().T("typed.no_scan"))
	case s.viewer.Document() == nil:
		s.open(0)
	}
}

// open shows a file of the scan.
func (s *Screen) open(n int) {
	if n < 0 || n >= len(s.kept.Scans) {
		return
	}
	id := s.kept.ID
	s.viewer.Show(s.kept.Scans[n].File, 1, func(ctx context.Context, password string) (evidence.Document, error) {
		f, err := s.desk.Scan(ctx, id, n)
		if err != nil {
			return nil, err
		}
		d, err := s.pages.Open(ctx, evidence.Unlock(f, password), f.Size)
		if err != nil {
			_ = f.Close() // the refusal is what counts
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
	if cerr := h.file.Close(); err == nil {
		err = cerr
	}
	return err
}
