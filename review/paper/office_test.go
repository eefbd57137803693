package paper_test

import (
	"crypto/x509"
	"encoding/json"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/paper"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
	"shinsa/review/typeface"
)

// office is the body's signer and the fonts its signatures are drawn with.
type office struct {
	signer *seal.Signer
	root   *seal.Signer
	fonts  []*typeface.Font
}

func newOffice(tb testing.TB) office {
	tb.Helper()
	var o office
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		b, err := assets.SharedFont(name)
		if err != nil {
			tb.Fatal(err)
		}
		f, err := typeface.Parse(b)
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

func (o office) trust() seal.Trust { return seal.Trust{Roots: []*x509.Certificate{o.root.Cert}} }

// archive finishes a paper with its data attached.
func (o office) archive(tb testing.TB, d *paper.Document, data any) []byte {
	tb.Helper()
	b, err := json.Marshal(data)
	if err != nil {
		tb.Fatal(err)
	}
	pdf, err := d.Archive("Shinsa", archive.Attachment{Name: string(d.Kind) + ".json", MIME: "application/json", Content: b})
	if err != nil {
		tb.Fatal(err)
	}
	return pdf
}

// fill signs a field visibly.
func (o office) fill(tb testing.TB, pdf []byte, field string, p pdfseal.Permission) []byte {
	tb.Helper()
	signed, err := pdfseal.Sign(pdf, pdfseal.Options{
		Field: field, Time: time.Date(2024, 5, 20, 12, 0, 0, 0, civil.Japan), Signer: o.signer, Permission: p,
		Appearance: &pdfseal.Appearance{Seal: "見本認定機構之印", Name: "見本認定機構 事務局", Date: "2024-05-20", Square: true, Fonts: o.fonts},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return signed
}

// sign finishes a paper and certifies it.
func (o office) sign(tb testing.TB, d *paper.Document, data any) []byte {
	tb.Helper()
	return o.fill(tb, o.archive(tb, d, data), d.Fields[0].Name, pdfseal.NoChanges)
}
