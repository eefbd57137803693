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
		return []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--user-data-dir=" + dir, "--print-to-pdf=" + filepath.Join(dir, "page.pdf"), "file://" + page}
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
		print := func() (float64, error) { return printOnce(dir, exec.Command(program, args(dir, page)...)) }
		if _, err := print(); err != nil { // an office without its word processor, a browser without a sandbox
			return row, fmt.Errorf("%s cannot print the page: %w", name, errAbsent)
		}
		row.Peer = func(b *testing.B) {
			spent := 0.0
			for range b.N {
				one, err := print()
				if err != nil {
					b.Fatal(err)
				}
				spent += one
			}
			b.ReportMetric(spent/float64(b.N), processor)
		}
		return row, nil
	}
	return row, fmt.Errorf("%s: %w", name, errAbsent)
}

// printOnce has a program make the page and returns the processor time it took, in nanoseconds.
func printOnce(dir string, cmd *exec.Cmd) (float64, error) {
	out := filepath.Join(dir, "page.pdf")
	if err := os.RemoveAll(out); err != nil {
		return 0, fmt.Errorf("remove the page: %w", err)
	}
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("print the page: %w", err)
	}
	if _, err := os.Stat(out); err != nil {
		return 0, fmt.Errorf("find the page: %w", err)
	}
	return float64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()), nil
}
