package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"github.com/jung-kurt/gofpdf"
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

// page holds drawing a page of evidence in the page worker, as the window asks for it, against the page engine alone in this process. Every
// page is asked for at another width, so that none comes from memory.
func page(home string) (Row, error) {
	pdf, err := leaf()
	if err != nil {
		return Row{}, err
	}
	start := func() (evidence.Worker, error) {
		return boot.StartChild(boot.PageWorker, filepath.Join(home, "engine"))
	}
	engine := evidence.New(evidence.Config{Start: start})
	doc, err := engine.Open(context.Background(), bytes.NewReader(pdf), int64(len(pdf)))
	if err != nil {
		return Row{}, fmt.Errorf("open evidence: %w", err)
	}
	bare, err := bareEngine(pdf)
	if err != nil {
		return Row{}, err
	}
	return Row{
		Work: "one page of evidence at 150 dpi, warm", Name: "PDFium alone, unguarded", Ratio: 1.5, Peer: bare,
		Ours: func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := doc.Page(context.Background(), 1, width+i%64); err != nil {
					b.Fatal(err)
				}
			}
		},
	}, nil
}

// leaf makes a page of text.
func leaf() ([]byte, error) {
	f := gofpdf.New("P", "mm", "A4", "")
	f.AddPage()
	f.SetFont("Helvetica", "", 10)
	for line := range 60 {
		f.Text(20, 20+float64(line)*4.2, fmt.Sprintf("Service level agreement, clause %d: availability of 99.9 percent is measured each month.", line+1))
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return nil, fmt.Errorf("make a page: %w", err)
	}
	return out.Bytes(), nil
}

func bareEngine(pdf []byte) (func(b *testing.B), error) {
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return nil, fmt.Errorf("start engine: %w", err)
	}
	engine, err := pool.GetInstance(0)
	if err != nil {
		return nil, fmt.Errorf("start engine: %w", err)
	}
	doc, err := engine.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return nil, fmt.Errorf("open page: %w", err)
	}
	draw := &requests.RenderPageInPixels{
		Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: 0}},
		Width: width, Height: width * 297 / 210,
	}
	return func(b *testing.B) {
		for b.Loop() {
			drawn, err := engine.RenderPageInPixels(draw)
			if err != nil {
				b.Fatal(err)
			}
			drawn.Cleanup()
		}
	}, nil
}
