package report

import (
	"fmt"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/paper/frame"
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
	Role            string   // chair, member
	Scribes         []string // who wrote for the member, other than the member (代筆)
	Sample          bool
	Draft           bool // not sealed yet: 下書き stands on every page
	Opinion         Opinion
	Items           []Item // in the order of the edition
	Evidence        []EvidenceUse
	Dropped         []Dropped // what was disclosed for items that the edition no longer asks (Art. 22)
}

// Dropped is an answer that no item of the present edition takes over, with the line that says so.
type Dropped struct{ Provenance, Disclosed string }

// Opinion is what a member or the committee concludes.
type Opinion struct {
	Overall    string // recommend, conditional, against, defer
	Summary    string
	Reasons    []frame.Reason
	Conditions []string
}

// Item is one item of the edition with what was disclosed and what the member found.
type Item struct {
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
	Place    *Place // on the page; nil where the member marked none
	Lost     bool   // the document was sent anew and no longer has the words
}

// Place is a rectangle on a page as it is shown, in points from its upper left corner.
type Place struct{ X, Y, W, H float64 }

// EvidenceUse is one document and what the member looked at of it.
type EvidenceUse struct {
	No    string
	Title string
	File  string // its digest, SHA-256; empty when the document is not there
	Pages int
	Seen  []int
}

// Report composes a member's report: a page of facts and figures, the opinion, and every item.
func (p Reports) Report(profile frame.Profile, r Report) (*frame.Document, error) {
	c, err := p.begin(frame.KindReport, profile, "審査報告書", r.On, r.Sample || r.EditionSample)
	if err != nil {
		return nil, err
	}
	c.Draft = r.Draft
	c.Open()
	c.reportCover(r)
	c.Flow.Next()
	c.reportFigures(r)
	c.Flow.Next()
	c.reportOpinion(r)
	c.reportEvidence(r)
	c.reportItems(r)
	c.reportDropped(r.Dropped)
	c.Furniture("案件 "+r.Case, true)
	return c.Finish()
}

// reportCover is the first page: title, facts, conclusion, the verdicts counted, and the member's signature.
func (c *composer) reportCover(r Report) {
	c.Flow.Text(frame.LabelStyle.With(sheet.Right), c.Date(r.On))
	c.Flow.Space(2)
	c.Headline("審査報告書")
	c.Flow.Space(1)
	c.Flow.Text(frame.LabelStyle.With(sheet.Centre), c.Profile.Scheme)
	c.Flow.Space(5)
	edition := r.Edition + "（" + r.EditionID + "）"
	if r.EditionSample {
		edition += "\n" + wordEditionNote
	}
	facts := []frame.Pair{
		{"案件番号", fmt.Sprintf("%s　（第%d回審査、%s申請、%s受付）", r.Case, max(r.Round, 1), frame.Word(frame.KindWords, r.Kind), c.Date(r.Received))},
		{"申請者", r.Operator + corporate(r.CorporateNumber)},
		{"サービス", r.Service + classes(r.ServiceClass)},
		{"審査基準", edition},
		{"報告者", frame.Word(frame.RoleWords, r.Role) + "　" + r.Member},
	}
	if len(r.Scribes) > 0 {
		facts = append(facts, frame.Pair{"代筆者", strings.Join(r.Scribes, "、") + "\n" + wordScribe})
	}
	if r.Dossier != "" {
		facts = append(facts, frame.Pair{"申請パッケージ", "SHA-256　" + r.Dossier})
	}
	c.Facts(facts)
	c.Flow.Space(5)
	c.Conclusion("総合意見", frame.Word(frame.OverallWords, r.Opinion.Overall))
	c.Flow.Space(5)
	c.totals(r.Items)
	c.Flow.Space(6)
	c.SignatureBox(frame.FieldMember, frame.Word(frame.RoleWords, r.Role)+"　"+r.Member)
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

// reportOpinion is the opinion with its reasons.
func (c *composer) reportOpinion(r Report) {
	o := r.Opinion
	c.Heading("総合意見")
	c.Flow.Text(frame.BodyStyle, frame.Word(frame.OverallWords, o.Overall))
	c.Heading("総合所見")
	c.Paragraphs(frame.BodyStyle, frame.Fallback(o.Summary, frame.WordNothing))
	c.Heading("理由")
	c.TextsOrNone(frame.ReasonTexts(o.Reasons))
	c.Heading("条件")
	c.TextsOrNone(o.Conditions)
	c.Heading("申請者への照会")
	c.inquiries(r.Items)
}

func (c *composer) inquiries(items []Item) {
	var texts []string
	for _, it := range items {
		if strings.TrimSpace(it.Inquiry) != "" {
			texts = append(texts, "審査対象項目"+it.ID+"　"+it.Title+"\n"+it.Inquiry)
		}
	}
	c.TextsOrNone(texts)
}

// reportEvidence says which documents the member had on screen, and which pages of them.
func (c *composer) reportEvidence(r Report) {
	c.Heading("確認した根拠資料")
	if len(r.Evidence) == 0 {
		c.Flow.Text(frame.BodyStyle, "なし")
		return
	}
	t := &sheet.Table{Widths: []float64{20, 96, 16, 34}, Rule: frame.RuleGrey}
	c.Head(t, "番号", "名称", "頁数", "閲覧した頁")
	for _, e := range r.Evidence {
		title := c.Cell(t, 1, 1, frame.LabelStyle, e.Title)
		if e.File != "" {
			title.Blocks = append(title.Blocks, c.Doc.Block(itemNoteStyle, t.Inner(1, 2), "SHA-256　"+e.File))
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []sheet.Cell{
			c.Cell(t, 0, 1, frame.LabelStyle, e.No), title,
			c.Cell(t, 2, 1, frame.FigureStyle, frame.Number(e.Pages)), c.Cell(t, 3, 1, frame.FigureStyle, frame.Fallback(ranges(e.Seen), "なし")),
		}})
	}
	c.Flow.Table(t)
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
