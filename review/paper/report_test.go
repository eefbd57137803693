package paper_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shinsa/review/paper"
)

// furniture is head and foot of a page, which stand between the parts of a text that goes over it.
var furniture = regexp.MustCompile(`(審査報告書|委員会意見書)案件C[0-9-]+取扱注意（運用規程第20条）一般社団法人見本認定機構[0-9]+/[0-9]+頁(見本―この文書は見本であり、効力を有しない。)?`)

func wholeText(tb testing.TB, d *paper.Document) string {
	tb.Helper()
	return furniture.ReplaceAllString(unspaced(strings.Join(pages(tb, d), "")), "")
}

func TestReport_HasEveryStringOfTheCase(t *testing.T) {
	r := report(t)
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Missing) > 0 || d.Findings() != nil {
		t.Errorf("missing %+q in the sample", d.Missing)
	}
	text := wholeText(t, d)
	want := func(place, s string) {
		t.Helper()
		if s != "" && !strings.Contains(text, unspaced(s)) {
			t.Errorf("%s is not in the report: %s", place, s)
		}
	}
	for _, it := range r.Items {
		for _, s := range []string{it.Title, it.Ask, it.Disclosed, it.Level, it.Remark, it.Inquiry, it.Group} {
			want("item "+it.ID, s)
		}
		want("number", it.ID)
		for _, p := range it.Pointers {
			want("pointer of "+it.ID, p.Quote)
		}
	}
	for _, s := range append(r.Opinion.Conditions, r.Opinion.Summary, r.Operator, r.Service, r.Member, r.Case, r.CorporateNumber, r.EditionID) {
		want("opinion", s)
	}
	for _, reason := range r.Opinion.Reasons {
		want("reason", reason.Text)
	}
}

func TestReport_TenThousandCharacterRemarkGoesOverPages(t *testing.T) {
	r := report(t)
	r.Items = slices.Clone(r.Items[:6])
	remark := strings.Repeat("所見は一字も失われない。『括弧』、（注）99.5％を超え、𠮷野と葛\U000E0100城。", 250)
	r.Items[3].Remark = remark
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	text := wholeText(t, d)
	text = strings.ReplaceAll(text, "番号審査対象項目開示された内容開示水準判定所見", "")
	if !strings.Contains(text, unspaced(r.Items[3].Remark)) {
		t.Error("the remark is not in the report as it was written")
	}
	if d.Pages < 6 {
		t.Errorf("%d pages: the remark was cut", d.Pages)
	}
}

func TestReport_RepeatsTheTableHeadAndNumbersPages(t *testing.T) {
	d, err := press(t).Report(profile, report(t))
	if err != nil {
		t.Fatal(err)
	}
	ps := pages(t, d)
	if len(ps) != d.Pages {
		t.Fatalf("%d pages of text, %d pages", len(ps), d.Pages)
	}
	for i, p := range ps {
		if want := fmt.Sprintf("%d/%d頁", i+1, d.Pages); !strings.Contains(unspaced(p), want) {
			t.Errorf("page %d has no %s", i+1, want)
		}
		if i >= 4 && !strings.HasPrefix(unspaced(p), "番号審査対象項目開示された内容開示水準判定") {
			t.Errorf("page %d does not begin with the table's head: %.60s", i+1, p)
		}
	}
}

func TestReport_OutlineLeadsToEveryItem(t *testing.T) {
	r := report(t)
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	outline := tool(t, "mutool", "show", saved(t, d), "outline")
	for _, it := range r.Items {
		if !strings.Contains(outline, it.ID+"　"+it.Title) {
			t.Errorf("no bookmark for item %s", it.ID)
		}
	}
	if !strings.Contains(outline, "審査対象項目別の結果") || !strings.Contains(outline, r.Items[0].Group) {
		t.Error("sections or groups are not in the outline")
	}
}

// A report says that it is a draft until it is sealed, beside what it says of itself as a sample.
func TestReport_DraftSaysSoOnEveryPage(t *testing.T) {
	const sentence = "署名前の下書き"
	r := report(t)
	for _, draft := range []bool{true, false} {
		r.Draft = draft
		d, err := press(t).Report(profile, r)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pages(t, d) {
			if strings.Contains(unspaced(p), sentence) != draft {
				t.Errorf("draft %v: page %d", draft, i+1)
			}
			if !strings.Contains(p, "見本であり") {
				t.Errorf("draft %v: page %d does not say that it is a sample", draft, i+1)
			}
		}
	}
}

// Each finding leads to its ground: document, page, place and words; and who wrote for the member is named.
func TestReport_NamesScribesAndGrounds(t *testing.T) {
	r := report(t)
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	text := wholeText(t, d)
	for _, want := range []string{
		"代筆者見本事務局代筆次郎上記の者が委員に代わって記入した",
		"資料41頁（左から25mm、上から51mm、幅76mm、高さ6mm）「月間稼働率99.9％以上（計画停止を除く。）」",
		"（左から13mm、上から141mm、幅106mm、高さ19mm）（差し替え後の資料に該当の文言がない）",
		"SHA-256" + r.Evidence[3].File, "申請パッケージSHA-256" + r.Dossier,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %s", want)
		}
	}
	r.Scribes = nil
	if d, err = press(t).Report(profile, r); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(wholeText(t, d), "代筆") {
		t.Error("a report in the member's own hand names a scribe")
	}
}

// The page of figures agrees with the items.
func TestReport_CountsProgressFindingsAndLevels(t *testing.T) {
	level := "99.5％以上"
	r := paper.Report{
		Case: "C2026-0001", On: report(t).On, Member: "審査 花子",
		Items: []paper.ReportItem{
			{Group: "甲", ID: "1", Verdict: "conforming", Found: "adequate", Level: level, LevelMet: "met"},
			{Group: "甲", ID: "2", Verdict: "query", Found: "insufficient", Level: level, LevelMet: "not_met"},
			{Group: "乙", ID: "3", Verdict: "nonconforming", Found: "absent", Level: level},
			{Group: "乙", ID: "4", Verdict: "unseen"},
		},
		Evidence: []paper.EvidenceUse{{No: "資料1", Pages: 8, Seen: []int{1, 2, 3}}, {No: "資料2", Pages: 4}, {No: "資料3"}},
	}
	d, err := press(t).Report(profile, r)
	if err != nil {
		t.Fatal(err)
	}
	text := unspaced(pages(t, d)[1])
	for _, want := range []string{
		"判定した項目3/4件（75％）", "開いた根拠資料1/3点（33％）", "閲覧した頁3/12頁（25％）", "適切1不十分1なし1判断なし1", "満たす1満たさない1判断なし1",
		"甲211―――1/2", "乙2――1―10/1", "合計4111―11/3",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of figures does not say %s: %s", want, text)
		}
	}
}
