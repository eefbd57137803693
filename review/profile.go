package review

import (
	"shinsa/review/conflict"
	"shinsa/review/phrase"
	"shinsa/review/register"
	"shinsa/review/term"
)

// Profile is the scheme as data: the body has been renamed before, and fee, quorum and wording are not public, so nothing of them
// is in the code. The secretariat's desk keeps it; members receive it in their card.
type Profile struct {
	Scheme        string              `json:"scheme" yaml:"scheme"`         // official name of the scheme
	SchemeEN      string              `json:"scheme_en" yaml:"scheme_en"`   //
	Body          string              `json:"body" yaml:"body"`             // 認定機関
	BodyEN        string              `json:"body_en" yaml:"body_en"`       //
	BodyTitle     string              `json:"body_title" yaml:"body_title"` // line above the name, such as クラウドサービス情報開示認定機関
	Signatory     string              `json:"signatory" yaml:"signatory"`   // title and name
	SignatoryEN   string              `json:"signatory_en,omitempty" yaml:"signatory_en,omitempty"`
	SealText      string              `json:"seal_text" yaml:"seal_text"`           // one to four characters in the drawn seal
	Address       string              `json:"address" yaml:"address"`               // of the secretariat
	Contact       string              `json:"contact" yaml:"contact"`               //
	StatusURL     string              `json:"status_url" yaml:"status_url"`         // publication page printed on the certificate
	Number        register.Pattern    `json:"number" yaml:"number"`                 // certification numbers
	DocumentNo    string              `json:"document_no" yaml:"document_no"`       // 文書番号, with {year} (Japanese fiscal) and {serial}
	EraDates      bool                `json:"era_dates" yaml:"era_dates"`           // 和暦 on papers
	ValidityYears int                 `json:"validity_years" yaml:"validity_years"` // Art. 9-1
	FirstDay      bool                `json:"first_day_counted" yaml:"first_day_counted"`
	Term          term.Rule           `json:"term" yaml:"term"`     // Arts 8, 9, 12
	Quorum        int                 `json:"quorum" yaml:"quorum"` // least number of voters
	Conflict      conflict.Policy     `json:"conflict" yaml:"conflict"`
	Pledge        conflict.PledgeText `json:"pledge" yaml:"pledge"`
	FeeFirst      bool                `json:"fee_first" yaml:"fee_first"` // no dossier before the fee was received (Art. 5)
	DueDays       int                 `json:"due_days" yaml:"due_days"`   // members' time
	Wording       string              `json:"wording" yaml:"wording"`     // certificate, with {clause} left to the words
	WordingEN     string              `json:"wording_en,omitempty" yaml:"wording_en,omitempty"`
	JapaneseOnly  bool                `json:"japanese_only,omitempty" yaml:"japanese_only,omitempty"` // no English on certificates
	Phrases       []phrase.Phrase     `json:"phrases,omitempty" yaml:"phrases,omitempty"`
	Sample        bool                `json:"sample" yaml:"sample"` // the profile is a sample: papers say 見本
}

// SampleProfile returns the profile a new desk starts with. Fee, quorum, wording and number pattern of the real scheme are not
// public: these are sensible samples, and papers made with them are marked 見本.
func SampleProfile() Profile {
	return Profile{
		Scheme:     "IaaS・PaaS（IoTクラウドサービス）の安全・信頼性に係る情報開示認定制度",
		SchemeEN:   "Certification of information disclosure on the safety and reliability of IaaS/PaaS (IoT cloud services)",
		Body:       "一般社団法人見本認定機構",
		BodyEN:     "Sample Certification Organization",
		BodyTitle:  "クラウドサービス情報開示認定機関",
		Signatory:  "代表理事　見本 認",
		SealText:   "認定之印",
		Address:    "〒000-0000 東京都見本区見本町一丁目1番1号",
		Contact:    "認定制度事務局　電話 03-0000-0000",
		StatusURL:  "https://nintei.example/c/",
		Number:     "IPT{serial:4}-{yy}{mm}",
		DocumentNo: "見認第{year}-{serial}号",
		EraDates:   true,
		Term:       term.Default(),
		Quorum:     2,
		Conflict:   conflict.DefaultPolicy(),
		Pledge:     conflict.DefaultPledge(),
		FeeFirst:   true,
		DueDays:    21,
		Wording: "貴社の提供する上記サービスは、「IoTクラウドサービスの安全・信頼性に係る情報開示指針（IaaS・PaaS編）」（平成30年10月総務省公表）を踏まえて定める" +
			"審査基準に適合していると認められるため、運用規程第6条第1項の規定に基づき、これを認定します。",
		SignatoryEN: "Nin Mihon, Representative Director",
		WordingEN: "This service is hereby certified under Article 6, paragraph 1 of the Operating Rules as conforming to the examination criteria, which rest on the " +
			"Guideline on Information Disclosure for the Safety and Reliability of IoT Cloud Services (IaaS and PaaS) (MIC, October 2018).",
		Phrases: samplePhrases(),
		Sample:  true,
	}
}

// samplePhrases are the stock phrases every desk begins with.
func samplePhrases() []phrase.Phrase {
	return []phrase.Phrase{
		{Text: "{資料}の{頁}頁により、開示内容のとおりであることを確認した。", Use: phrase.ForRemark},
		{Text: "開示内容は要件（{要件}）を満たすと認められる。", Use: phrase.ForRemark},
		{Text: "開示内容「{値}」は要件（{要件}）を満たさない。", Use: phrase.ForRemark},
		{Text: "記載はあるが、{項目}の範囲が明らかでなく、開示として不十分である。", Use: phrase.ForRemark},
		{Text: "開示内容と{資料}の記載が一致しない。", Use: phrase.ForRemark},
		{Text: "当該サービスの性質上、該当しないと認められる。", Use: phrase.ForRemark},
		{Text: "{項目}について、根拠となる資料を示してください。", Use: phrase.ForAsking},
		{Text: "「{値}」の算定の方法と対象の範囲を示してください。", Use: phrase.ForAsking},
		{Text: "開示内容と{資料}の{頁}頁の記載が異なります。どちらが正しいか示してください。", Use: phrase.ForAsking},
	}
}
