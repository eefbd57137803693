package print

import (
	"context"
	"fmt"
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
	during func(done int) // called after each case, while the batch runs
	ctx    context.Context
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

// Issue does the first case and then fails when it has to. It stops when ctx ends.
func (d *desk) Issue(ctx context.Context, cs []ident.CaseID, _ string, _ review.Outbox, progress func(done, total int)) ([]review.Handed, error) {
	d.ctx = ctx
	var out []review.Handed
	for i, c := range cs {
		if i > 0 && d.fail != nil {
			return out, d.fail
		}
		if err := ctx.Err(); err != nil {
			return out, err
		}
		d.issued = append(d.issued, c)
		for j := range d.rows {
			if d.rows[j].ID == c {
				d.rows[j].State = review.Issued
			}
		}
		out = append(out, review.Handed{Name: "certificate_" + string(c) + ".pdf", Kind: "certificate", Path: "out/certificate_" + string(c) + ".pdf", Verdict: "genuine"})
		progress(i+1, len(cs))
		if d.during != nil {
			d.during(i + 1)
		}
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

// many is a desk with n decided cases.
func many(n int) *desk {
	d := &desk{}
	for i := range n {
		d.rows = append(d.rows, review.Row{Case: review.Case{ID: ident.CaseID(fmt.Sprintf("C2026-%04d", i+1)), State: review.Decided, Operator: "見本クラウド株式会社", Service: "見本基盤"}})
	}
	return d
}

func TestPrint_ABatchShowsHowFarItIsAndStops(t *testing.T) {
	d := many(6)
	r, st, _ := play(t, d, route.To(route.Print))
	d.during = func(done int) {
		switch done {
		case 2:
			r.See("署名して交付しています", "2／6件").DontSee("保存先のフォルダー")
			r.Picture("print-batch-ja")
			r.Press("F9") // a second batch beside the first is not begun
		case 3:
			r.Tap("止める")
			<-d.ctx.Done()
		}
	}
	r.Press("F9").Type("right").Tap("署名して交付")
	r.See("3件を交付したところで止めました。残る3件は決定済みのままです", "C2026-0004", "C2026-0006", "交付した書面").DontSee("2／6件")
	if len(d.issued) != 3 || len(st.Problems) != 0 {
		t.Fatalf("issued %v, problems %v", d.issued, st.Problems)
	}
	d.during = nil
	r.Press("F9").Type("right").Tap("署名して交付")
	r.See("交付を待つ案件はありません").DontSee("止めました。残る")
	if len(d.issued) != 6 {
		t.Errorf("issued %v", d.issued)
	}
}

func TestPrint_AThousandCasesAreListedInPart(t *testing.T) {
	d := many(1000)
	r, _, _ := play(t, d, route.To(route.Print))
	r.See("C2026-0040", "ほか960件").DontSee("C2026-0041")
	r.Tap("ほか960件").Press("F9").See("40件の書面に署名して交付しますか").Tap("戻る")
	r.Tap("ほか960件").Press("F9").See("1000件の書面に署名して交付しますか")
	r.Type("right").Tap("署名して交付").See("ほか960点は、保存先のフォルダーにあります")
	if len(d.issued) != 1000 {
		t.Errorf("%d issued", len(d.issued))
	}
}
