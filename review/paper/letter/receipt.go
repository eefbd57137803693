package letter

import (
	"fmt"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
	"shinsa/review/paper/sheet"
)

// Receipt says what was taken in, so that the sender may rely on it (受領書).
type Receipt struct {
	Envelope
	Case     string
	Service  string
	Received civil.Date
	Items    []ReceiptItem
	Counts   []Count // what was found in it, such as 判定 136件
	Purge    bool    // the sender may now erase the case (Art. 20)
}

// ReceiptItem is one file taken in.
type ReceiptItem struct {
	Name   string
	Kind   string // in words, such as 意見書
	Size   int64
	Digest string // SHA-256
}

// Count is a number of things of one kind.
type Count struct {
	Label string
	N     int
	Unit  string
}

var digestStyle = sheet.Style{Face: sheet.Gothic, Size: 7, Leading: 1.45, Align: sheet.Left}

// Receipt composes a receipt.
func (p Letters) Receipt(profile frame.Profile, r Receipt) (*frame.Document, error) {
	c := p.stock.Dates(profile)
	l := letter{
		subject: "受　領　書",
		opening: "下記のとおり受領しました。受領したものは、下記の電磁的記録の要約値（SHA-256）により特定します。",
		entries: []entry{
			{label: "案件番号", value: r.Case},
			{label: "サービス", value: r.Service},
			{label: "受領年月日", value: c.Date(r.Received)},
		},
		table: func(c *composer) { c.receiptTable(r) },
	}
	for _, n := range r.Counts {
		l.entries = append(l.entries, entry{label: n.Label, value: fmt.Sprintf("%d%s", n.N, n.Unit)})
	}
	if r.Purge {
		l.closing = []string{"上記の記録は、事務局において保管しました。手元に残る当該案件の記録は、運用規程第20条の趣旨に従い、消去して差し支えありません。"}
	}
	return p.letter(frame.KindReceipt, profile, "受領書", r.Envelope, l)
}

func (c *composer) receiptTable(r Receipt) {
	t := &sheet.Table{Widths: []float64{22, 42, 28, 66}, Rule: frame.RuleGrey, Pad: 1.2}
	c.Head(t, "種別", "名称", "大きさ", "SHA-256")
	for _, it := range r.Items {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, it.Kind), c.Cell(t, 1, 1, frame.LabelStyle, it.Name),
			c.Cell(t, 2, 1, frame.LabelStyle.With(sheet.Right), bytesText(it.Size)), c.Cell(t, 3, 1, digestStyle, it.Digest),
		}})
	}
	c.Flow.Table(t)
}

// bytesText writes a size.
func bytesText(n int64) string { return frame.Thousands(n) + " バイト" }
