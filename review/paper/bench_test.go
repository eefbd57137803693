package paper_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/paper"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/pdfseal/glyph"
	"shinsa/review/seal"
)

// office is the body's signer and the fonts its signatures are drawn with.
type office struct {
	signer *seal.Signer
	root   *seal.Signer
	fonts  []*glyph.Font
}

func newOffice(tb testing.TB) office {
	tb.Helper()
	var o office
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		b, err := assets.SharedFont(name)
		if err != nil {
			tb.Fatal(err)
		}
		f, err := glyph.Parse(b)
		if err != nil {
			tb.Fatal(err)
		}
		o.fonts = append(o.fonts, f)
	}
	day := time.Date(2024, 4, 1, 0, 0, 0, 0, civil.Japan)
	root, err := seal.NewRoot("一般社団法人見本認定機構", day)
	if err != nil {
		tb.Fatal(err)
	}
	key, err := seal.GenerateKey()
	if err != nil {
		tb.Fatal(err)
	}
	cert, err := root.Issue(key.Public(), seal.Subject{Name: "見本認定機構 事務局", Role: seal.Office}, day, day.AddDate(2, 0, 0))
	if err != nil {
		tb.Fatal(err)
	}
	if o.signer, err = seal.NewSigner(key, cert, root.Cert); err != nil {
		tb.Fatal(err)
	}
	o.root = root
	return o
}

// sign finishes a paper with its data attached and signs it visibly.
func (o office) sign(tb testing.TB, d *paper.Document, data any) []byte {
	tb.Helper()
	b, err := json.Marshal(data)
	if err != nil {
		tb.Fatal(err)
	}
	pdf, err := d.Archive("Shinsa", archive.Attachment{Name: string(d.Kind) + ".json", MIME: "application/json", Content: b})
	if err != nil {
		tb.Fatal(err)
	}
	signed, err := pdfseal.Sign(pdf, pdfseal.Options{
		Field: d.Fields[0].Name, Time: time.Date(2024, 5, 20, 12, 0, 0, 0, civil.Japan), Signer: o.signer, Permission: pdfseal.NoChanges,
		Appearance: &pdfseal.Appearance{Seal: "見本認定機構之印", Name: "見本認定機構 事務局", Date: "2024-05-20", Square: true, Fonts: o.fonts},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return signed
}

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
