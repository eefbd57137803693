package frame

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/pdfseal/archive"
)

// Kind names a kind of paper.
type Kind string

// The kinds of paper.
const (
	KindReport      Kind = "report"      // 審査報告書
	KindDeclaration Kind = "declaration" // 利益相反申告書・秘密保持誓約書
	KindCommittee   Kind = "committee"   // 委員会意見書
	KindMinutes     Kind = "minutes"     // 議事録
	KindCertificate Kind = "certificate" // 認定証
	KindGrant       Kind = "grant"       // 認定通知書
	KindRefusal     Kind = "refusal"     // 不認定通知書
	KindReceipt     Kind = "receipt"     // 受領書
	KindRenewal     Kind = "renewal"     // 更新案内
	KindInquiry     Kind = "inquiry"     // 照会書
	KindCorrection  Kind = "correction"  // 補正依頼書
	KindImprovement Kind = "improvement" // 改善要請書
	KindRevocation  Kind = "revocation"  // 取消通知書
	KindComparison  Kind = "comparison"  // 新旧対照表
	KindRecovery    Kind = "recovery"    // 復旧シート
)

// The names of signature fields.
const (
	FieldMember = "member" // the committee member
	FieldChair  = "chair"  // the chair of the committee
	FieldBody   = "body"   // the body, or the secretariat for it
)

// Document is a composed paper. Archive makes a file of it.
type Document struct {
	Kind    Kind
	Title   string
	Author  string
	On      civil.Date
	Pages   int
	Fields  []archive.Field // where signatures go
	Missing []rune          // characters of the input that no font has, shown as 〓 with their code points

	drawing []byte
	fonts   []archive.Font
}

// Archive returns the paper as PDF/A-3b with its empty signature fields and the attachments. program names the program that made it.
func (d *Document) Archive(program string, attachments ...archive.Attachment) ([]byte, error) {
	b, err := archive.Finish(d.drawing, archive.Options{
		Title: d.Title, Author: d.Author, Lang: "ja", Program: program, Created: midnight(d.On),
		Attachments: attachments, Fields: d.Fields, Fonts: d.fonts,
	})
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", d.Kind, err)
	}
	return b, nil
}

// Findings returns a finding when characters of the input could not be drawn, so that a person looks before signing.
func (d *Document) Findings() fault.List {
	if len(d.Missing) == 0 {
		return nil
	}
	points := make([]string, len(d.Missing))
	for i, r := range d.Missing {
		points[i] = fmt.Sprintf("U+%04X", r)
	}
	return fault.List{{Code: "paper_glyph_missing", Severity: fault.Should, Args: map[string]string{"characters": strings.Join(points, " ")}}}
}

// Finish draws the paper.
func (c *Paper) Finish() (*Document, error) {
	c.watermarks()
	f, err := c.Doc.Finish()
	if err != nil {
		return nil, fmt.Errorf("draw %s: %w", c.kind, err)
	}
	d := &Document{
		Kind: c.kind, Title: c.Title, Author: c.Profile.Body, On: c.on,
		Pages: f.Pages, Missing: f.Missing, drawing: f.Bytes, fonts: f.Fonts,
	}
	for _, s := range f.Fields {
		d.Fields = append(d.Fields, archive.Field{Name: s.Name, Label: s.Tip, Page: s.Page, Rect: archive.Rect{X0: s.Rect[0], Y0: s.Rect[1], X1: s.Rect[2], Y1: s.Rect[3]}})
	}
	return d, nil
}
