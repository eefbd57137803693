package paper_test

import (
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/paper"
)

// certificate is a certificate of the first sample service.
var certificate = paper.Certificate{
	No: "IPT0001-2405", Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム", ServiceClass: []string{"IaaS", "PaaS"},
	Certified: civil.MustParse("2024-05-20"), From: civil.MustParse("2024-05-20"), To: civil.MustParse("2026-05-19"),
	Edition: "IaaS・PaaS（IoTクラウドサービス）審査基準【見本】", Issued: civil.MustParse("2024-05-20"),
	Claim: strings.Repeat("eyJhbGciOiJFUzI1NiJ9.", 10), Sample: true,
}

// all is one paper of every kind.
func all(tb testing.TB) map[string]*paper.Document {
	tb.Helper()
	out := map[string]*paper.Document{}
	add := func(d *paper.Document, err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		out[string(d.Kind)] = d
	}
	p := press(tb)
	add(p.Report(profile, report(tb)))
	add(p.Certificate(profile, certificate))
	return out
}
