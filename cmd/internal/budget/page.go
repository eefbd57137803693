package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/jung-kurt/gofpdf"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"shinsa/cmd/internal/boot"
	"shinsa/ui/evidence"
)

// width is A4 at 150 dpi.
const width = 1240

// paged is a page of evidence open in the page worker, as the window has it, and in the page engine alone in this process.
type paged struct {
	doc  evidence.Document
	bare pdfium.Pdfium
	file references.FPDF_DOCUMENT
}

func (p *paged) open(home string) error {
	if p.doc != nil {
		return nil
	}
	pdf, err := leaf()
	if err != nil {
		return err
	}
	start := func() (evidence.Worker, error) {
		return boot.StartChild(boot.PageWorker, filepath.Join(home, "engine"))
	}
	engine := evidence.New(evidence.Config{Start: start})
	doc, err := engine.Open(context.Background(), bytes.NewReader(pdf), int64(len(pdf)))
	if err != nil {
		return fmt.Errorf("open evidence: %w", err)
	}
	p.doc = doc
	return p.engine(pdf)
}

// shown holds a page from the asking until its picture is there for the window against the page engine alone in this process. Every page is
// asked for at another width, the peer's in the middle of them, so that none comes from memory.
func (p *paged) shown(home string) (Row, error) {
	row := Row{Work: "one page of evidence at 150 dpi, warm", Name: "PDFium alone, unguarded", Ratio: 1.5}
	if err := p.open(home); err != nil {
		return row, err
	}
	const others = 64
	row.Ours = func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s, err := p.doc.Page(context.Background(), 1, width-others/2+i%others)
			if err != nil {
				b.Fatal(err)
			}
			s.Release()
		}
	}
	first := requests.Page{ByIndex: &requests.PageByIndex{Document: p.file}}
	draw := &requests.RenderPageInPixels{Page: first, Width: width, Height: width * 297 / 210}
	row.Peer = each(func() error {
		drawn, err := p.bare.RenderPageInPixels(draw)
		if err == nil {
			drawn.Cleanup()
		}
		return err
	})
	return row, nil
}

// known is a time: until every character of a page can be searched and pointed at, after its picture. It goes through more pages than are kept,
// so that each is read.
func (p *paged) known(home string) (Row, error) {
	row := Row{Work: "its 5,330 characters known, to search and to point at", Within: frame}
	if err := p.open(home); err != nil {
		return row, err
	}
	n := 0
	row.Ours = each(func() error {
		n++
		gs, err := p.doc.Glyphs(context.Background(), 1+n%leaves)
		if err == nil && len(gs) < 5_000 {
			err = fmt.Errorf("%d characters on a page", len(gs))
		}
		return err
	})
	return row, nil
}

// leaves is how many pages the document has.
const leaves = 16

// leaf makes pages of text.
func leaf() ([]byte, error) {
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetFont("Helvetica", "", 10)
	for range leaves {
		f.AddPage()
		for line := range 60 {
			f.Text(20, 20+float64(line)*4.2, fmt.Sprintf("Service level agreement, clause %d: availability of 99.9 percent is measured each month.", line+1))
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("make a page: %w", err)
	}
	return out.Bytes(), nil
}

// engine opens a document in the page engine alone.
func (p *paged) engine(pdf []byte) error {
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return fmt.Errorf("start engine: %w", err)
	}
	if p.bare, err = pool.GetInstance(0); err != nil {
		return fmt.Errorf("start engine: %w", err)
	}
	doc, err := p.bare.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return fmt.Errorf("open page: %w", err)
	}
	p.file = doc.Document
	return nil
}
