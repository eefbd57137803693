// Package criteria holds editions of the criteria (審査基準): the items an applicant discloses, the levels some of them have to
// reach, and the checks a machine can make of those levels (Arts 1, 3 and 22 of the operating rules).
//
// An Edition is immutable, dated and named by the digest of its canonical bytes. Item ids are opaque: compared, never computed with.
// Parse returns every finding of a file, not the first; an edition with any finding does not come into being.
//
// # Format
//
// An edition is one YAML (or JSON) document, described by assets/schema/criteria.schema.json:
//
//	format: shinsa-criteria
//	version: 1
//	edition:
//	  id: iaas-paas-iot-sample-1
//	  title: {ja: …, en: …}
//	  in_force_from: 2018-12-01
//	  status: in_force          # draft, deliberated, announced, in_force, superseded
//	  sample: true              # shown on every screen and paper
//	groups:
//	- {id: G07, title: {ja: サービス基本特性, en: …}}
//	items:
//	- id: '31.2'
//	  group: G07
//	  category: {ja: サービス品質, en: …}
//	  title: {ja: サービス稼働率（目標値）, en: …}
//	  ask: {ja: 稼働率の設定値と算定式・対象範囲。, en: …}
//	  duty: mandatory           # mandatory 必須, optional 選択
//	  answer: {type: number, unit: '%'}
//	  level:
//	    text: {ja: 目標値が99.5%以上であること。, en: …}
//	    check: {op: gte, number: 99.5, unit: '%'}
//	  source: seen
//
// Words that applicants use for a choice or a part beside the official one are data too (also), so that a body can add them without
// a new program. The canonical form (Edition.Bytes) is the same document as RFC 8785 JSON.
package criteria
