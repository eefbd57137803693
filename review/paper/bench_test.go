//go:build unix

package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"shinsa/review/paper"
)

// places are characters of names that every font has.
var places = []rune("東西南北中央日本山川海空風林森石田村町市原野高橋青木黒白赤金銀銅鉄松竹梅桜藤菊花鳥月雪星光輝明清和平安栄富豊福寿")

// numberedCertificate is the certificate of the n-th of many services.
func numberedCertificate(n int) paper.Certificate {
	place := func(step int) rune { return places[n*step%len(places)] }
	c := certificate
	c.No = fmt.Sprintf("IPT%04d-2405", n)
	c.Operator = fmt.Sprintf("見本%c事業%c株式会社", place(37), place(101))
	c.Service = fmt.Sprintf("%c%cクラウド基盤サービス%d", place(53), place(7), n)
	c.Claim = fmt.Sprintf("SHINSA1:%04d%s", n, strings.Repeat("6BFOXN*TS0BI$ZD.P9UO", 14))
	return c
}

// burden is the processor time used so far, and the most memory the process ever held.
func burden(tb testing.TB) (cpu time.Duration, rss int64) {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), u.Maxrss * 1024
}

// tell reports what one turn of a benchmark took.
func tell(b *testing.B, before time.Duration) {
	b.Helper()
	after, rss := burden(b)
	b.ReportMetric(float64(after-before)/float64(time.Millisecond)/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(rss)/(1<<20), "peak-MB")
}

// BenchmarkCertificateBatch makes certificates that differ in every field: code, archive, data and signature, one after the other.
func BenchmarkCertificateBatch(b *testing.B) {
	p, o := press(b), newOffice(b)
	before, _ := burden(b)
	n := 0
	for b.Loop() {
		n++
		c := numberedCertificate(n)
		d, err := p.Certificate(profile, c)
		if err != nil {
			b.Fatal(err)
		}
		o.sign(b, d, c)
	}
	tell(b, before)
}

func BenchmarkReport136(b *testing.B) { benchmarkReport(b, report(b)) }

// BenchmarkReport6000 is a report far beyond any edition of criteria: 5 s and 300 MB are the budget.
func BenchmarkReport6000(b *testing.B) {
	r := report(b)
	items := slices.Clone(r.Items)
	for len(r.Items) < 6000 {
		r.Items = append(r.Items, items[:min(len(items), 6000-len(r.Items))]...)
	}
	benchmarkReport(b, r)
}

func benchmarkReport(b *testing.B, r paper.Report) {
	p, o := press(b), newOffice(b)
	before, _ := burden(b)
	for b.Loop() {
		d, err := p.Report(profile, r)
		if err != nil {
			b.Fatal(err)
		}
		o.sign(b, d, r)
	}
	tell(b, before)
}
