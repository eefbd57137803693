package evidence

import (
	"context"
	"strconv"

	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

// AddScans makes the scanned paper of an application evidence of its own, so that members see the original.
func (m *Set) AddScans(ctx context.Context, scans []File, by Prober) error {
	kept := &Set{}
	for i, f := range scans {
		r, err := receive(ctx, f, by)
		if err != nil {
			return err
		}
		yes := true
		e := record.Evidence{No: "申請書原本" + strconv.Itoa(i+1), Title: "申請書（郵送）の読み取り画像", File: normal.Clean(f.Name), Confidential: &yes}
		take(&e, r)
		kept.files = append(kept.files, r)
		m.Rows = append(m.Rows, e)
	}
	kept.condition()
	for _, f := range kept.Findings {
		if f.Code != "evidence_no_text_layer" { // a scan is an image
			m.Findings = append(m.Findings, f)
		}
	}
	m.files = append(m.files, kept.files...)
	return nil
}
