package review_test

import (
	"bytes"
	"fmt"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

// smallCriteria is an edition of four items: two mandatory, one of them with a level, and two optional.
const smallCriteria = `format: shinsa-criteria
version: 1
edition:
  id: small-1
  title: {ja: 小さな審査基準, en: Small criteria}
  in_force_from: '2018-12-01'
  status: in_force
  sample: true
  sources: {test: {ja: 試験用, en: for tests}}
groups:
- {id: G1, title: {ja: 事業, en: Business}}
- {id: G2, title: {ja: サービス, en: Service}}
items:
- {id: '1.1', group: G1, category: {ja: 事業, en: Business}, title: {ja: 事業の概要, en: Business}, ask: {ja: 事業の概要, en: Business}, duty: mandatory, answer: {type: text}, source: test}
- {id: '1.2', group: G1, category: {ja: 事業, en: Business}, title: {ja: 出資の状況, en: Capital}, ask: {ja: 出資の状況, en: Capital}, duty: optional, answer: {type: text}, source: test}
- id: '2.1'
  group: G2
  category: {ja: 稼働, en: Uptime}
  title: {ja: サービス稼働率, en: Uptime}
  ask: {ja: 稼働率の目標値, en: Target of uptime}
  duty: mandatory
  answer: {type: number, unit: '%'}
  level: {text: {ja: 99.5％以上, en: at least 99.5 %}, check: {op: gte, number: 99.5, unit: '%'}, source: test}
  source: test
- {id: '2.2', group: G2, category: {ja: 保存, en: Backup}, title: {ja: ﾊﾞｯｸｱｯﾌﾟの方法, en: Backup}, ask: {ja: 方法, en: How}, duty: optional, answer: {type: text}, source: test}
`

var smallItems = []ident.ItemID{"1.1", "1.2", "2.1", "2.2"}

// secrets are the words of an application that nobody may find before the declaration (Arts 7, 20): in answers, details, notes on
// cells, evidence names and evidence content.
type secrets struct{ answers, evidence []string }

func (s secrets) all() []string { return append(append([]string{}, s.answers...), s.evidence...) }

// newSecrets returns 50 words that occur nowhere else.
func newSecrets() secrets {
	var s secrets
	for i := range 30 {
		s.answers = append(s.answers, fmt.Sprintf("ANSWERMARK%02dQ", i))
	}
	for i := range 20 {
		s.evidence = append(s.evidence, fmt.Sprintf("EVIDENCEMARK%02dQ", i))
	}
	return s
}

// take puts a case on the secretariat's desk exactly as Intake keeps one, without a workbook to read.
func (s *scheme) take(id ident.CaseID, words secrets) {
	s.Helper()
	e, err := smallEdition()
	s.must(err)
	var documents []intake.Evidence
	for i := range 2 {
		b := []byte("%PDF-1.7\n" + fmt.Sprint(words.evidence, i))
		digest, _, err := s.office.store.Blobs().Put(s.ctx, bytes.NewReader(b))
		s.must(err)
		pages := 2
		documents = append(documents, intake.Evidence{
			No: fmt.Sprintf("資料%d", i+1), Title: "規程" + word(words.evidence, 2*i), File: word(words.evidence, 2*i+1) + ".pdf", Present: true,
			Pages: &pages, Digest: digest,
		})
	}
	name, corporate, applied, service, class := "見本クラウド株式会社", "1234567890123", "2026-04-01", "見本クラウド基盤", "iaas"
	app := &intake.Application{
		Load: intake.Loaded, Received: civil.MustParse("2026-04-02"), Edition: intake.EditionRef{ID: e.ID(), Digest: e.Digest(), Items: 4},
		Form: intake.Form{File: word(words.answers, 0) + ".xlsx", Digest: ident.Sum([]byte(id))},
		Header: intake.Header{
			OperatorName: intake.Entry{Value: &name}, CorporateNumber: intake.Entry{Value: &corporate}, ServiceName: intake.Entry{Value: &service},
			ApplicationDate: intake.Entry{Value: &applied}, ServiceClass: intake.WordList{Value: []string{class}},
		},
		Answers: answers(words), Levels: map[ident.ItemID]criteria.Outcome{}, Evidence: documents,
	}
	c := review.Case{
		ID: id, Kind: "new", State: review.Received, Operator: name, Service: service, Edition: e.ID(), EditionDigest: e.Digest(),
		Received: app.Received, Round: 1, Rehearsal: true,
	}
	cover := conflict.Cover{
		Format: conflict.CoverFormat, Version: conflict.CoverVersion, Case: id, Kind: "new", Operator: name, CorporateNumber: corporate,
		Service: service, Received: app.Received, Round: 1, Pledge: s.office.Profile().Pledge,
	}
	s.must(s.office.store.Update(s.ctx, func(tx review.Tx) error {
		if err := tx.Put(review.KindCase, string(id), c); err != nil {
			return err
		}
		if err := tx.Put(review.KindApplication, string(id), app); err != nil {
			return err
		}
		return tx.Put(review.KindCover, string(id), cover)
	}))
}

func word(words []string, i int) string {
	if len(words) == 0 {
		return "見本"
	}
	return words[i%len(words)]
}

func answers(words secrets) intake.Answers {
	out := intake.Answers{}
	for i, id := range smallItems {
		out[id] = intake.Disclosure{
			Kind: criteria.StateAnswered, Type: criteria.TextAnswer, Value: intake.TextValue("開示" + fmt.Sprint(words.answers)),
			Detail: word(words.answers, i), Comment: word(words.answers, i+1), At: "Ｂ!D" + fmt.Sprint(i),
		}
	}
	return out
}

// paid records the fee of a case.
func (s *scheme) paid(id ident.CaseID) {
	s.Helper()
	s.must(s.office.RecordFee(s.ctx, id, s.office.Today(), 110_000))
}

// ready is a scheme whose case is packed for every member.
func ready(s *scheme, strict bool) ident.CaseID {
	s.Helper()
	const id = ident.CaseID("C2026-0001")
	s.take(id, newSecrets())
	s.paid(id)
	s.pack(id, strict)
	return id
}

// judged marks every item as conforming and writes the draft of an opinion that recommends certification.
func (s *scheme) judged(id ident.CaseID, m *seat) {
	s.Helper()
	var marks []checklist.Mark
	for _, it := range smallItems {
		k := checklist.Mark{Item: it, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true, Remark: "所見REMARK" + string(it)}
		if it == "2.1" {
			k.Level = checklist.LevelMet
		}
		marks = append(marks, k)
	}
	_, err := m.MarkAll(s.ctx, id, marks)
	s.must(err)
	_, err = m.SaveDraft(s.ctx, id, opinion.Draft{Overall: opinion.Recommend, Summary: "認定相当とSUMMARYする。"})
	s.must(err)
}

// submit does a member's whole part and returns the files for the secretariat.
func (s *scheme) submit(id ident.CaseID, m *seat) []review.Incoming {
	s.Helper()
	decl := s.declare(id, m)
	s.judged(id, m)
	hs, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	return []review.Incoming{m.out.file(decl.Name), m.out.file(hs[1].Name)}
}
