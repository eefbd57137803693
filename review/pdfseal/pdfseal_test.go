package pdfseal_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"
	"shinsa/review/civil"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
	"shinsa/review/typeface"
)

var (
	day0   = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	signed = time.Date(2026, 6, 15, 9, 30, 0, 0, civil.Japan)
)

// bench is a scheme with an office and members, and a finished paper with three visible fields and an invisible one.
type bench struct {
	root    *seal.Signer
	office  *seal.Signer
	members []*seal.Signer
	paper   []byte
}

func newBench(t testing.TB) *bench {
	t.Helper()
	root, err := seal.NewRoot("見本協会", day0)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{root: root, paper: paper(t)}
	b.office = b.card(t, nil, seal.Subject{Name: "見本協会 事務局", Role: seal.Office})
	for _, name := range []string{"審査 花子", "委員 太郎", "確認 一郎"} {
		b.members = append(b.members, b.card(t, nil, seal.Subject{Name: name, Role: seal.Member}))
	}
	return b
}

// card issues a card for a key, a new P-256 one when nil.
func (b *bench) card(t testing.TB, key crypto.Signer, who seal.Subject) *seal.Signer {
	t.Helper()
	if key == nil {
		var err error
		if key, err = seal.GenerateKey(); err != nil {
			t.Fatal(err)
		}
	}
	cert, err := b.root.Issue(key.Public(), who, day0, day0.AddDate(2, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.NewSigner(key, cert, b.root.Cert)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (b *bench) trust() seal.Trust { return seal.Trust{Roots: []*x509.Certificate{b.root.Cert}} }

// approvals signs the paper by the first n members.
func (b *bench) approvals(t testing.TB, n int) []byte {
	t.Helper()
	pdf := b.paper
	for i := range n {
		pdf = mustSign(t, pdf, b.options(t, i))
	}
	return pdf
}

func (b *bench) options(t testing.TB, i int) pdfseal.Options {
	t.Helper()
	s := b.members[i]
	return pdfseal.Options{
		Field: fieldNames[i], Reason: "内容を確認し承認する", Location: "東京", Time: signed.AddDate(0, 0, i), Signer: s,
		Appearance: &pdfseal.Appearance{
			Role: "審査委員会 委員", Name: s.Subject().Name, Date: "令和8年6月15日",
			Seal: strings.Fields(s.Subject().Name)[0], Fonts: fonts(t),
		},
	}
}

var fieldNames = []string{"member-1", "member-2", "member-3"}

var fonts = func() func(testing.TB) []*typeface.Font {
	load := sync.OnceValues(func() ([]*typeface.Font, error) {
		var out []*typeface.Font
		for _, n := range []string{"BIZUDMincho-Regular", "NotoSansJP-Regular"} {
			b, err := os.ReadFile("../../assets/fonts/" + n + ".ttf")
			if err != nil {
				return nil, err
			}
			f, err := typeface.Parse(b)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
		return out, nil
	})
	return func(t testing.TB) []*typeface.Font {
		t.Helper()
		f, err := load()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}()

// paper is a finished file of two pages.
func paper(t testing.TB) []byte {
	t.Helper()
	texts := []string{"審査報告書 一頁", "審査報告書 二頁"}
	f := fonts(t)[0]
	cut := f.CutText([]rune(texts[0] + texts[1]))
	font := archive.Font{Key: "f1", Name: f.Name(), File: cut.File, Widths: cut.Widths, Box: f.Box(), Ascent: f.Ascent(), Descent: f.Descent()}
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCatalogSort(true)
	p.SetCreationDate(signed)
	p.SetModificationDate(signed)
	for _, text := range texts {
		glyphs := ""
		for _, r := range text {
			font.Text = append(font.Text, string(r))
			glyphs += fmt.Sprintf("%04X", len(font.Text))
		}
		p.AddPage()
		p.RawWriteStr("BT /f1 14 Tf 60 740 Td <" + glyphs + "> Tj ET")
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	finished, err := archive.Finish(out.Bytes(), archive.Options{
		Title: "審査報告書", Author: "見本協会", Lang: "ja", Program: "Shinsa 0.1", Created: signed,
		Fonts:       []archive.Font{font},
		Attachments: []archive.Attachment{{Name: "report.json", MIME: "application/json", Content: []byte(`{}`)}},
		Fields: []archive.Field{
			{Name: fieldNames[0], Label: "委員", Page: 0, Rect: archive.Millimetres(110, 60, 80, 22, 297)},
			{Name: fieldNames[1], Label: "委員", Page: 0, Rect: archive.Millimetres(110, 90, 80, 22, 297)},
			{Name: fieldNames[2], Label: "委員", Page: 1, Rect: archive.Millimetres(110, 120, 80, 22, 297)},
			{Name: "invisible", Page: 1},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return finished
}

func mustSign(t testing.TB, pdf []byte, o pdfseal.Options) []byte {
	t.Helper()
	out, err := pdfseal.Sign(pdf, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t testing.TB, dir, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// need says whether an outside program can be asked; SHINSA_JUDGES makes a missing one a failure.
func need(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("SHINSA_JUDGES") != "" {
				t.Fatal(tool + " is missing")
			}
			t.Skip(tool + " is missing; SHINSA_JUDGES=1 makes this fail")
		}
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
