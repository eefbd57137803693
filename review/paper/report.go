package paper

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/sheet"
)

// Report is one member's report on one case (審査報告書): the opinion and every item it rests on. Codes are those of packages
// checklist, criteria and opinion.
type Report struct {
	Case            string
	Round           int
	Kind            string // new, renewal, change
	Received        civil.Date
	On              civil.Date
	Operator        string
	CorporateNumber string
	Service         string
	ServiceClass    []string
	Edition         string // title of the criteria edition
	EditionID       string
	EditionDigest   string
	EditionSample   bool   // the edition is a sample, and the report says so
	Dossier         string // digest of the dossier the report was made from
	Member          string
	Role            string // chair, member
	Sample          bool
	Draft           bool // not sealed yet: 下書き stands on every page
	Opinion         Opinion
	Items           []ReportItem // in the order of the edition
	Evidence        []EvidenceUse
	Dropped         []Dropped // what was disclosed for items that the edition no longer asks (Art. 22)
}

// Dropped is an answer that no item of the present edition takes over, with the line that says so.
type Dropped struct{ Provenance, Disclosed string }

// Opinion is what a member or the committee concludes.
type Opinion struct {
	Overall    string // recommend, conditional, against, defer
	Summary    string
	Reasons    []Reason
	Conditions []string
}

// Reason is a ground of an opinion or a decision; Item and Title are empty when it concerns the case as a whole.
type Reason struct{ Item, Title, Text string }

// ReportItem is one item of the edition with what was disclosed and what the member found.
type ReportItem struct {
	Group     string // title of its group
	ID        string
	Title     string
	Duty      string // mandatory, optional
	Ask       string
	Answer    string // answered, blank, by_reference, not_applicable
	Disclosed string // as the applicant wrote it
	Carried   string // where the answer comes from, when it was carried over from an earlier edition (Art. 22)
	Level     string // the required level; empty when the item has none
	LevelAuto string // what comparing the answer with the level gave: met, not_met, unclear, not_assessed; may be empty
	Found     string // first finding: adequate, insufficient, absent
	LevelMet  string // second finding: met, not_met
	Verdict   string // conforming, query, nonconforming, not_applicable, unseen
	Remark    string
	Inquiry   string
	Pointers  []Pointer
}

// Pointer says where in the evidence a finding rests.
type Pointer struct {
	Evidence string // such as 資料3
	Page     int    // 0 for the whole document
	Quote    string
}

// EvidenceUse is one document and what the member looked at of it.
type EvidenceUse struct {
	No    string
	Title string
	Pages int
	Seen  []int
}

// Report composes a member's report: a page of facts and figures, the opinion, and every item.
func (p *Press) Report(profile Profile, r Report) (*Document, error) {
	c, err := p.compose(KindReport, profile, "審査報告書", r.On, r.Sample || r.EditionSample)
	if err != nil {
		return nil, err
	}
	c.draft = r.Draft
	c.begin()
	c.reportCover(r)
	c.flow.Next()
	c.reportOpinion(r)
	c.reportEvidence(r)
	c.reportItems(r)
	c.reportDropped(r.Dropped)
	c.furniture("案件 "+r.Case, true)
	return c.finish()
}

// reportCover is the first page: title, facts, conclusion, figures and the member's signature.
func (c *composer) reportCover(r Report) {
	c.flow.Text(labelStyle.With(sheet.Right), c.date(r.On))
	c.flow.Space(2)
	c.paperTitle("審査報告書")
	c.flow.Space(1)
	c.flow.Text(labelStyle.With(sheet.Centre), c.profile.Scheme)
	c.flow.Space(5)
	edition := r.Edition + "（" + r.EditionID + "）"
	if r.EditionSample {
		edition += "\n" + wordEditionNote
	}
	c.facts([]pair{
		{"案件番号", fmt.Sprintf("%s　（第%d回審査、%s申請、%s受付）", r.Case, max(r.Round, 1), word(kindWords, r.Kind), c.date(r.Received))},
		{"申請者", r.Operator + corporate(r.CorporateNumber)},
		{"サービス", r.Service + classes(r.ServiceClass)},
		{"審査基準", edition},
		{"報告者", word(roleWords, r.Role) + "　" + r.Member},
	})
	c.flow.Space(5)
	c.conclusion("総合意見", word(overallWords, r.Opinion.Overall))
	c.flow.Space(5)
	c.tallyTable(r.Items)
	c.flow.Space(4)
	c.signatureBox(FieldMember, word(roleWords, r.Role)+"　"+r.Member)
}

func corporate(number string) string {
	if number == "" {
		return ""
	}
	return "（法人番号 " + number + "）"
}

func classes(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "（" + strings.Join(list, "・") + "）"
}

// conclusion draws the one line that readers look for first.
func (c *composer) conclusion(label, text string) {
	f := c.flow
	const h = 13.0
	f.Need(h)
	f.Page.Fill(area.Left, f.Y, area.Width, h, headFill)
	f.Page.Box(area.Left, f.Y, area.Width, h, 0.4, ink)
	f.Page.Text(headingStyle, area.Left+5, f.Y+3.2, label)
	f.Page.Text(sheet.Style{Face: sheet.Bold, Size: 16, Align: sheet.Centre}, sheet.PageWidth/2, f.Y+2, text)
	f.Y += h
}

// signatureBox keeps a place for an electronic signature and says whose it is.
func (c *composer) signatureBox(field, name string) {
	f := c.flow
	const h = 21.0
	f.Need(h + 6)
	x, w := area.Left+area.Width-88, 88.0
	f.Page.Box(x, f.Y, w, h, 0.2, ruleGrey)
	f.Page.Text(smallStyle.With(sheet.Left).In(grey), x+2, f.Y+1, "署名　"+name)
	f.Page.Field(field, name, x+2, f.Y+5, w-4, h-7)
	c.doc.Block(smallStyle.In(grey), area.Width-w-6, wordSignedBelow).Draw(f.Page, area.Left, f.Y+h-9)
	f.Y += h
}

// reportOpinion is the opinion with its reasons.
func (c *composer) reportOpinion(r Report) {
	o := r.Opinion
	c.heading("総合意見")
	c.flow.Text(bodyStyle, word(overallWords, o.Overall))
	c.heading("総合所見")
	c.paragraphs(bodyStyle, fallback(o.Summary, wordNothing))
	c.heading("理由")
	c.textsOrNone(reasonTexts(o.Reasons))
	c.heading("条件")
	c.textsOrNone(o.Conditions)
	c.heading("申請者への照会")
	c.inquiries(r.Items)
}

func (c *composer) textsOrNone(texts []string) {
	if len(texts) == 0 {
		c.flow.Text(bodyStyle, "なし")
		return
	}
	c.list(texts, numbered)
}

func (c *composer) inquiries(items []ReportItem) {
	var texts []string
	for _, it := range items {
		if strings.TrimSpace(it.Inquiry) != "" {
			texts = append(texts, "審査対象項目"+it.ID+"　"+it.Title+"\n"+it.Inquiry)
		}
	}
	c.textsOrNone(texts)
}

// reportEvidence says which documents the member had on screen, and which pages of them.
func (c *composer) reportEvidence(r Report) {
	c.heading("確認した根拠資料")
	if len(r.Evidence) == 0 {
		c.flow.Text(bodyStyle, "なし")
		return
	}
	t := &sheet.Table{Widths: []float64{20, 96, 16, 34}, Rule: ruleGrey}
	c.head(t, "番号", "名称", "頁数", "閲覧した頁")
	for _, e := range r.Evidence {
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.cell(t, 0, 1, labelStyle, e.No), c.cell(t, 1, 1, labelStyle, e.Title),
			c.cell(t, 2, 1, figureStyle, count(e.Pages)), c.cell(t, 3, 1, figureStyle, fallback(ranges(e.Seen), "なし")),
		}})
	}
	c.flow.Table(t)
}

// count writes a number of which zero means not known.
func count(n int) string {
	if n == 0 {
		return wordNone
	}
	return fmt.Sprint(n)
}

// ranges writes ascending page numbers as 1-3, 5.
func ranges(pages []int) string {
	var out []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			out = append(out, fmt.Sprint(pages[i]))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}
