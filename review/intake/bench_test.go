package intake_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/review/intake"
)

// BenchmarkRead reads the sample form without its evidence, to set beside BenchmarkExcelize: budget 1.5 times its time.
func BenchmarkRead(b *testing.B) {
	p := sample(b, "case-2", "2026-04-21")
	p.Files = nil
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.Read(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExcelize merely reads the same cells with the common library.
func BenchmarkExcelize(b *testing.B) {
	p := sample(b, "case-2", "2026-04-21")
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(p.Form))
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range f.GetSheetList() {
			if _, err := f.GetRows(s); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadWithEvidence reads the whole package: eight PDF files besides the form.
func BenchmarkReadWithEvidence(b *testing.B) {
	p := sample(b, "case-2", "2026-04-21")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.Read(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}
