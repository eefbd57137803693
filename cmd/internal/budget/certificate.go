package main

import (
	"fmt"
	"time"

	"shinsa/assets"
	"shinsa/review/canon"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/paper"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/seal"
	"shinsa/review/typeface"
)

// issued is the day of the papers.
var issued = civil.MustParse("2026-05-01")

// certificate holds a signed certificate with its code and its data, one of many that differ, against typst setting the text of the same
// page in the same font, warm, unsigned and without code, data and ornament. Processor time is compared, not time.
func certificate(home string) (Row, error) {
	d, err := newDrawer()
	if err != nil {
		return Row{}, err
	}
	n := 0
	row := Row{Work: "one signed certificate of a batch", Ours: each(func() error { n++; return d.certificate(n) }), Name: "typst, warm, unsigned", Ratio: 1}
	row.Ours = byProcessor(row.Ours)
	if err := d.certificate(0); err != nil {
		return row, err
	}
	row.Peer, err = typst(home)
	return row, err
}

// report is a time: nothing else makes one.
func report(string) (Row, error) {
	d, err := newDrawer()
	if err != nil {
		return Row{}, err
	}
	r := reportOf(136)
	return Row{Work: "a signed report of 136 items", Within: 250 * time.Millisecond, Ours: each(func() error { return d.report(r) })}, nil
}

// drawer makes papers and signs them.
type drawer struct {
	press   *paper.Press
	profile paper.Profile
	office  *seal.Signer
	fonts   []*typeface.Font
}

func newDrawer() (*drawer, error) {
	press, err := paper.NewPress(assets.SharedFont, nil)
	if err != nil {
		return nil, err
	}
	root, err := seal.NewRoot("見本認定機構", day.AddDate(-1, 0, 0))
	if err != nil {
		return nil, fmt.Errorf("make root: %w", err)
	}
	key, err := seal.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	cert, err := root.Issue(key.Public(), seal.Subject{Name: "事務局", Role: seal.Office}, day.AddDate(0, -1, 0), day.AddDate(1, 0, 0))
	if err != nil {
		return nil, fmt.Errorf("issue card: %w", err)
	}
	d := &drawer{press: press, profile: paper.Profile{
		Scheme:   "IaaS・PaaS（IoTクラウドサービス）の安全・信頼性に係る情報開示認定制度",
		SchemeEN: "Certification of information disclosure on the safety and reliability of IaaS/PaaS (IoT cloud services)",
		Body:     "一般社団法人見本認定機構", BodyEN: "Sample Certification Organization", BodyTitle: "クラウドサービス情報開示認定機関",
		Signatory: "代表理事　見本 認", StatusURL: "https://nintei.example/c/",
		Wording: "貴社の提供する上記サービスは、「IoTクラウドサービスの安全・信頼性に係る情報開示指針（IaaS・PaaS編）」（平成30年10月総務省公表）を踏まえて定める" +
			"審査基準に適合していると認められるため、運用規程第6条第1項の規定に基づき、これを認定します。",
	}}
	if d.office, err = seal.NewSigner(key, cert, root.Cert); err != nil {
		return nil, fmt.Errorf("use card: %w", err)
	}
	for _, name := range []string{assets.MinchoRegular, assets.NotoRegular} {
		b, err := assets.SharedFont(name)
		if err != nil {
			return nil, err
		}
		f, err := typeface.Parse(b)
		if err != nil {
			return nil, err
		}
		d.fonts = append(d.fonts, f)
	}
	return d, nil
}

// names are characters of names of companies.
var names = []rune("東西南北中央日本山川海空風林森石田村町市原野高橋青木黒白赤金銀銅鉄松竹梅桜藤菊花鳥月雪星光輝明清和平安栄富豊福寿")

// certificate makes the n-th of many certificates.
func (d *drawer) certificate(n int) error {
	name := func(step int) rune { return names[n*step%len(names)] }
	c := paper.Certificate{
		No: fmt.Sprintf("IPT%04d-2605", n), Operator: fmt.Sprintf("見本%c事業%c株式会社", name(37), name(101)),
		Service: fmt.Sprintf("%c%cクラウド基盤サービス%d", name(53), name(7), n), ServiceClass: []string{"IaaS", "PaaS"},
		Certified: issued, From: issued, To: civil.MustParse("2028-04-30"),
		Edition: "IaaS・PaaS（IoTクラウドサービス）審査基準【見本】", Issued: issued,
	}
	claim, err := d.office.SignClaim(seal.Claim{No: ident.CertificateNo(c.No), Service: c.Service, Operator: c.Operator, From: c.From, To: c.To, Status: d.profile.StatusURL + c.No})
	if err != nil {
		return err
	}
	c.Claim = claim
	doc, err := d.press.Certificate(d.profile, c)
	if err != nil {
		return err
	}
	return d.sign(doc, c, pdfseal.NoChanges)
}

func (d *drawer) report(r paper.Report) error {
	doc, err := d.press.Report(d.profile, r)
	if err != nil {
		return err
	}
	return d.sign(doc, r, pdfseal.Approval)
}

// sign archives a paper with its data and signs it visibly.
func (d *drawer) sign(doc *paper.Document, data any, p pdfseal.Permission) error {
	b, err := canon.Marshal(data)
	if err != nil {
		return err
	}
	pdf, err := doc.Archive("Shinsa", archive.Attachment{Name: string(doc.Kind) + ".json", MIME: "application/json", Content: b})
	if err != nil {
		return err
	}
	_, err = pdfseal.Sign(pdf, pdfseal.Options{
		Field: doc.Fields[0].Name, Time: day, Signer: d.office, Permission: p,
		Appearance: &pdfseal.Appearance{Role: d.profile.Body, Name: "事務局", Date: "2026-05-01", Seal: "見本認定機構之印", Square: true, Fonts: d.fonts},
	})
	return err
}
