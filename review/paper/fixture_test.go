package paper_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"shinsa/assets"
	"shinsa/i18n/era"
	"shinsa/review/civil"
	"shinsa/review/paper"
)

var loadPress = sync.OnceValues(func() (*paper.Press, error) { return paper.NewPress(assets.SharedFont, era.Format) })

func press(tb testing.TB) *paper.Press {
	tb.Helper()
	p, err := loadPress()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

var profile = paper.Profile{
	Scheme:    "IaaS・PaaS（IoTクラウドサービス）の安全・信頼性に係る情報開示認定制度",
	SchemeEN:  "Certification of information disclosure on the safety and reliability of IaaS/PaaS (IoT cloud services)",
	Body:      "一般社団法人見本認定機構",
	BodyEN:    "Sample Certification Organization",
	BodyTitle: "クラウドサービス情報開示認定機関",
	Signatory: "代表理事　見本 認",
	Address:   "〒000-0000 東京都見本区見本町一丁目1番1号",
	Contact:   "認定制度事務局　電話 03-0000-0000",
	StatusURL: "https://nintei.example/c/",
	Wording: "貴社の提供する上記サービスは、「IoTクラウドサービスの安全・信頼性に係る情報開示指針（IaaS・PaaS編）」（平成30年10月総務省公表）を踏まえて定める" +
		"審査基準に適合していると認められるため、運用規程第6条第1項の規定に基づき、これを認定します。",
	SignatoryEN: "Nin Mihon, Representative Director",
	WordingEN: "This service is hereby certified under Article 6, paragraph 1 of the Operating Rules as conforming to the examination criteria, which rest on the " +
		"Guideline on Information Disclosure for the Safety and Reliability of IoT Cloud Services (IaaS and PaaS) (MIC, October 2018).",
	EraDates: true,
	Sample:   true,
}

var loadReport = sync.OnceValues(func() (paper.Report, error) {
	r := paper.Report{
		Case: "C2024-0001", Round: 1, Kind: "new", Received: civil.MustParse("2024-04-16"), On: civil.MustParse("2024-05-10"),
		Operator: "見本クラウド株式会社", CorporateNumber: "7999901000001", Service: "見本IoTプラットフォーム",
		ServiceClass: []string{"IaaS", "PaaS"}, Edition: "IaaS・PaaS（IoTクラウドサービス）審査基準【見本】", EditionID: "iaas-paas-iot-sample-1",
		EditionSample: true, Dossier: strings.Repeat("0123456789abcdef", 4), Member: "審査 花子", Role: "member", Scribes: []string{"見本事務局　代筆 次郎"}, Sample: true, Opinion: opinion,
	}
	// The first sample application over the sample edition: what was asked, what was disclosed, and where the evidence is.
	b, err := os.ReadFile("testdata/case-1.json")
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(b, &r); err != nil {
		return r, err
	}
	for i := range r.Evidence {
		r.Evidence[i].File = strings.Repeat(fmt.Sprintf("%02x5e884898da2804", i), 4)
		r.Evidence[i].Seen = []int{1, 2}[:min(2, r.Evidence[i].Pages)]
	}
	for i := range r.Items {
		it := &r.Items[i]
		it.Found, it.Verdict = "adequate", "conforming"
		if it.Level != "" {
			it.LevelMet, it.LevelAuto = "met", "met"
		}
		decorate(it, i)
	}
	return r, nil
})

// report is a report on the first sample application with all 136 items.
func report(tb testing.TB) paper.Report {
	tb.Helper()
	r, err := loadReport()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

var opinion = paper.Opinion{
	Overall: "conditional",
	Summary: "申請書B及び根拠資料を審査基準の各項目に照らして確認した。開示は全体として具体的であり、利用者が自らの利用目的に照らしてサービスを選ぶために必要な情報が、おおむね読み取れる。" +
		"稼働率の目標値及び実績値は、いずれも基準の水準を満たしている。他方、下記の項目については、開示の内容と根拠資料との間に相違があり、又は水準の充足を資料から確かめることができなかったため、認定に先立って申請者に照会することが適当である。\n" +
		"なお、障害時の連絡体制については、開示の内容に加えて運用手順書の写しが提出されており、他の申請の参考となる水準にある。",
	Reasons: []paper.Reason{
		{Item: "31.2", Title: "サービス稼働率の目標値", Text: "SLA（資料3、2頁）に定める目標値99.9％は、申請書の記載と一致し、水準を満たす。"},
		{Item: "38.5", Title: "ウイルスチェック", Text: "定義ファイルの更新間隔が「随時」とのみ記載され、水準の充足を確かめることができない。"},
		{Text: "その余の項目は、いずれも開示が適切であり、審査基準に適合すると認める。"},
	},
	Conditions: []string{"照会に対する回答により、更新間隔が1日1回以上であることが確かめられること。"},
}

// decorate gives some items the other verdicts and the words that go with them.
func decorate(it *paper.ReportItem, i int) {
	switch {
	case i%17 == 5:
		it.Verdict, it.Found = "query", "insufficient"
		it.Remark = "開示の内容は具体的であるが、根拠資料の該当頁に示された数値（2023年12月末現在）と、申請書の記載との間に時点の相違がある。"
		it.Inquiry = "いずれの時点の数値によるものか、根拠を示して回答されたい。"
	case i == 96:
		it.Verdict, it.Found, it.LevelMet = "nonconforming", "insufficient", "not_met"
		it.Remark = "更新間隔が「随時」とのみ記載されており、水準の充足を確かめることができない。資料8にも間隔の定めがない。"
	case i%29 == 11:
		it.Verdict, it.Found, it.LevelMet = "not_applicable", "", ""
		it.Remark = "当該機能を提供しない旨が仕様書に明記されている。"
	case i == 44 && len(it.Pointers) > 0:
		it.Pointers[0].Quote = "月間稼働率 99.9％以上（計画停止を除く。）"
		it.Pointers[0].Place = &paper.Place{X: 72, Y: 144, W: 216, H: 18}
	case i == 43 && len(it.Pointers) > 0:
		it.Pointers[0].Place, it.Pointers[0].Lost = &paper.Place{X: 36, Y: 400, W: 300, H: 54}, true
	}
}
