package print

import (
	"context"
	"image"
	"io"
	"testing"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/uitest"
)

// desk is a stand-in with two decided cases and one that is not.
type desk struct {
	rows   []review.Row
	issued []ident.CaseID
	fail   error
}

func newDesk() *desk {
	row := func(id ident.CaseID, s review.State) review.Row {
		return review.Row{Case: review.Case{ID: id, State: s, Operator: "見本クラウド株式会社", Service: "見本基盤 " + string(id[6:])}}
	}
	return &desk{rows: []review.Row{row("C2026-0001", review.Decided), row("C2026-0002", review.Decided), row("C2026-0003", review.Convened)}}
}

func (d *desk) Cases(context.Context) ([]review.Row, error) { return d.rows, nil }

func (d *desk) PreviewIssue(_ context.Context, c ident.CaseID) ([]review.Paper, error) {
	return []review.Paper{{Kind: "certificate", Title: string(c), PDF: []byte("%PDF-a")}, {Kind: "notice", Title: string(c), PDF: []byte("%PDF-b")}}, nil
}

func (d *desk) Confirm(passphrase string) error {
	if passphrase != "right" {
		return fault.New(fault.Locked, "wrong_passphrase")
	}
	return nil
}

// Issue does the first case and then fails when it has to.
func (d *desk) Issue(_ context.Context, cs []ident.CaseID, _ string, _ review.Outbox, progress func(done, total int)) ([]review.Handed, error) {
	var out []review.Handed
	for i, c := range cs {
		if i > 0 && d.fail != nil {
			return out, d.fail
		}
		d.issued = append(d.issued, c)
		for j := range d.rows {
			if d.rows[j].ID == c {
				d.rows[j].State = review.Issued
			}
		}
		out = append(out, review.Handed{Name: "certificate_" + string(c) + ".pdf", Kind: "certificate", Path: "out/certificate_" + string(c) + ".pdf", Verdict: "genuine"})
		progress(i+1, len(cs))
	}
	return out, nil
}

// pages draws every paper as two empty sheets.
type pages struct{ opened int }

func (p *pages) Open(context.Context, io.ReaderAt, int64) (evidence.Document, error) {
	p.opened++
	return sheets{}, nil
}

type sheets struct{}

func (sheets) Pages() int   { return 2 }
func (sheets) Close() error { return nil }
func (sheets) Page(context.Context, int, int) (evidence.Sheet, error) {
	return evidence.Sheet{Image: image.NewRGBA(image.Rect(0, 0, 60, 85)), Width: 595, Height: 842}, nil
}
func (sheets) Text(context.Context, int) (string, error) { return "認定証", nil }

func (sheets) Glyphs(context.Context, int) ([]evidence.Glyph, error) { return nil, nil }

func play(t *testing.T, d *desk, at route.Route) (*uitest.Robot, *uitest.Stage, *pages) {
	t.Helper()
	st, p := uitest.NewStage(t, uitest.Laptop, "ja"), &pages{}
	return st.Play(New(d, p, st, at)), st, p
}

func TestPrint_ShowsTheRealPagesBeforeSigning(t *testing.T) {
	r, _, p := play(t, newDesk(), route.Of(route.Print, "C2026-0002"))
	r.See("認定証（署名前）", "1／2頁").DontSee("C2026-0003")
	r.Press("J").See("認定通知書（署名前）").Press("J").See("認定通知書（署名前）").Press("K").See("認定証（署名前）")
	if p.opened < 3 {
		t.Errorf("%d papers were drawn", p.opened)
	}
	r.Picture("print-ja")
}

func TestPrint_WrongPassphraseSignsNothing(t *testing.T) {
	d := newDesk()
	r, _, _ := play(t, d, route.To(route.Print))
	r.Press("F9").See("2件の書面に署名して交付しますか", "交付した後は取り消せません")
	r.Type("wrong").Tap("署名して交付").See("パスフレーズ")
	if len(d.issued) != 0 {
		t.Fatalf("issued %v", d.issued)
	}
	r.Type("right").Tap("署名して交付")
	if len(d.issued) != 2 {
		t.Fatalf("issued %v", d.issued)
	}
	r.See("交付した書面", "out/certificate_C2026-0002.pdf", "真正", "交付を待つ案件はありません")
}

func TestPrint_WhatWasDoneStaysDoneWhenItStops(t *testing.T) {
	d := newDesk()
	d.fail = fault.New(fault.Unavailable, "disk_full")
	r, st, _ := play(t, d, route.To(route.Print))
	r.Press("F9").Type("right").Tap("署名して交付")
	r.See("out/certificate_C2026-0001.pdf", "C2026-0002").DontSee("out/certificate_C2026-0002.pdf")
	if len(st.Problems) != 1 {
		t.Errorf("problems %v", st.Problems)
	}
}

func TestPrint_NothingChosenSaysSo(t *testing.T) {
	d := newDesk()
	r, _, _ := play(t, d, route.Of(route.Print, "C2026-0001"))
	r.Tap("C2026-0001　見本クラウド株式会社／見本基盤 0001")
	if r.Enabled("署名して交付") {
		t.Error("nothing could be signed")
	}
}
