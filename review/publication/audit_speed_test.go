package publication_test

import (
	"fmt"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
)

// BenchmarkCheck_AlikeTexts is the leak check of 300 certifications of 136 items whose private texts all begin as the public ones do.
func BenchmarkCheck_AlikeTexts(b *testing.B) {
	p := &publication.Publication{}
	var private []publication.Private
	for i := range 300 {
		e := entry(ident.CertificateNo(fmt.Sprintf("IPT%04d-2604", i)), register.InForce)
		e.Lines = nil
		for j := range 136 {
			e.Lines = append(e.Lines, publication.Line{
				Group: fmt.Sprint(j / 10), Item: ident.ItemID(fmt.Sprint(j)), Title: "審査対象項目", Ask: strings.Repeat("記述内容", 10), Duty: criteria.Mandatory,
				Answer: fmt.Sprintf("回答%d-%d %s", i, j, strings.Repeat("見本の回答です。", 5)),
			})
			private = append(private, publication.Private{No: e.No, Field: "remark", Text: fmt.Sprintf("見本の回答についての備考%d-%d", i, j)})
		}
		p.Entries = append(p.Entries, e)
	}
	fs, err := p.Files(civil.Date.String)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if a := p.Check(b.Context(), fs, private); len(a.Leaks) != 0 || a.Texts != len(private) {
			b.Fatalf("%d leaks of %d", len(a.Leaks), a.Texts)
		}
	}
}
