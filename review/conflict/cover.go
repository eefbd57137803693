package conflict

import (
	"shinsa/review/civil"
	"shinsa/review/ident"
)

// CoverFormat and CoverVersion head every cover.json.
const (
	CoverFormat  = "shinsa/cover"
	CoverVersion = 1
)

// Cover is the cover card of a case: what a member needs to know to declare interests, and nothing else. It is the only part of an
// application that can be read before the declaration is signed, so nothing of the disclosures or the evidence may enter it.
type Cover struct {
	Format          string           `json:"format" yaml:"format,omitempty"`
	Version         int              `json:"version" yaml:"version,omitempty"`
	Case            ident.CaseID     `json:"case" yaml:"case"`
	Kind            string           `json:"kind" yaml:"kind"` // new, renewal, change
	Operator        string           `json:"operator" yaml:"operator"`
	OperatorKana    string           `json:"operator_kana,omitempty" yaml:"operator_kana,omitempty"`
	CorporateNumber string           `json:"corporate_number,omitempty" yaml:"corporate_number,omitempty"`
	Service         string           `json:"service" yaml:"service"`
	ServiceClass    []string         `json:"service_class,omitempty" yaml:"service_class,omitempty"`
	Group           []Company        `json:"group,omitempty" yaml:"group,omitempty"`             // parent, subsidiaries, affiliates
	Officers        []Officer        `json:"officers,omitempty" yaml:"officers,omitempty"`       // of the operator
	Competitors     []Company        `json:"competitors,omitempty" yaml:"competitors,omitempty"` // direct ones, as the applicant named them
	Received        civil.Date       `json:"received,omitzero" yaml:"received,omitempty"`
	Due             civil.Date       `json:"due,omitzero" yaml:"due,omitempty"` // the member's answer
	Round           int              `json:"round,omitempty" yaml:"round,omitempty"`
	Reviewer        ident.ReviewerID `json:"reviewer,omitempty" yaml:"reviewer,omitempty"` // whom this copy is for
	Pledge          PledgeText       `json:"pledge" yaml:"pledge,omitempty"`               // the words the member is asked to agree to
	Pins            []Pin            `json:"pins,omitempty" yaml:"pins,omitempty"`         // what the secretariat knows of this member
}

// Company is a company named on the cover.
type Company struct {
	Name            string `json:"name" yaml:"name"`
	CorporateNumber string `json:"corporate_number,omitempty" yaml:"corporate_number,omitempty"`
	Relation        string `json:"relation,omitempty" yaml:"relation,omitempty"` // such as 親会社
}

// Officer is a director or officer of the operator.
type Officer struct {
	Name  string `json:"name" yaml:"name"`
	Kana  string `json:"kana,omitempty" yaml:"kana,omitempty"`
	Title string `json:"title,omitempty" yaml:"title,omitempty"`
}

// Pin is an interest of the reviewer that the secretariat already knows. The member can add to it but cannot clear it.
type Pin struct {
	Kind   Kind   `json:"kind" yaml:"kind"`
	Party  string `json:"party" yaml:"party"`
	Reason string `json:"reason" yaml:"reason"`
}

// PledgeText is the wording of a pledge of secrecy. The words are data: a body has its own.
type PledgeText struct {
	Version string `json:"version" yaml:"version"` // names the wording, such as "art20-2022-04-01"
	Text    string `json:"text" yaml:"text"`
}

// Digest identifies the wording, so that a signed pledge says to which words it was given.
func (p PledgeText) Digest() ident.Digest { return ident.Sum([]byte(p.Version + "\n" + p.Text)) }

// DefaultPledge is the wording used where the body has not set its own: Art. 20 of the rules in force since 2022-04-01, in words of
// this program.
func DefaultPledge() PledgeText {
	return PledgeText{Version: "art20-2022-04-01", Text: `私は、認定審査委員会の委員として、運用規程第20条（秘密保持）に従い、次の事項を誓約します。

一　認定制度に関連して知り得た事業者に係る非公知の情報（以下「秘密情報」といいます。）を、当該事業者の事前の承諾なく第三者に開示しません。
二　秘密情報を、認定制度の運営に必要な目的以外に使用しません。
三　申請パッケージ及びその複製を適切に管理し、審査が終了したときは、事務局の受領書に基づいて消去します。
四　法律に基づく強制処分又は裁判所の命令により開示を求められたときは、定められた範囲に限って応じ、速やかに事務局へ連絡します。
五　審査の途中で新たな利害関係に気付いたときは、直ちに審査を中止し、事務局へ申告します。
六　以上の義務は、委員を退任した後も存続することを了承します。
`}
}
