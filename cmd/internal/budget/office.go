package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

//go:embed typst/certificate.html
var certificateHTML []byte

// browser and office have no budget: they make the text of the same page, for who wants to know what is usual.
func browser(home string) (Row, error) {
	return printed(home, "Chromium", []string{"chromium", "chromium-browser", "google-chrome"}, func(dir, page string) []string {
		return []string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + dir, "--print-to-pdf=" + filepath.Join(dir, "page.pdf"), "file://" + page}
	})
}

func office(home string) (Row, error) {
	return printed(home, "LibreOffice", []string{"soffice", "libreoffice"}, func(dir, page string) []string {
		return []string{"-env:UserInstallation=file://" + dir, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", dir, page}
	})
}

// printed is the row of a program that is started for each page, when one of the names is here.
func printed(home, name string, programs []string, args func(dir, page string) []string) (Row, error) {
	row := Row{Work: "one signed certificate of a batch", Name: name + ", started for each page, unsigned"}
	d, err := newDrawer()
	if err != nil {
		return row, err
	}
	n := 0
	row.Ours = byProcessor(each(func() error { n++; return d.certificate(n) }))
	for _, p := range programs {
		program, err := exec.LookPath(p)
		if err != nil {
			continue
		}
		dir := filepath.Join(home, p)
		page := filepath.Join(dir, "page.html")
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return row, fmt.Errorf("make a folder: %w", err)
		}
		if err := os.WriteFile(page, certificateHTML, 0o600); err != nil {
			return row, fmt.Errorf("write the page: %w", err)
		}
		row.Peer = func(b *testing.B) {
			spent := 0.0
			for range b.N {
				cmd := exec.Command(program, args(dir, page)...)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				if _, err := os.Stat(filepath.Join(dir, "page.pdf")); err != nil {
					b.Fatal(err)
				}
				spent += float64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime())
			}
			b.ReportMetric(spent/float64(b.N), processor)
		}
		return row, nil
	}
	return row, fmt.Errorf("%s: %w", name, errAbsent)
}
