package paper_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/paper"
)

var update = flag.Bool("update", false, "write the golden digests anew")

// tool runs an outside program, which has to be there.
func tool(tb testing.TB, name string, args ...string) string {
	tb.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		tb.Fatalf("%s is needed", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		tb.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// saved writes the finished file of a paper and returns its path.
func saved(tb testing.TB, d *paper.Document) string {
	tb.Helper()
	b, err := d.Archive("Shinsa test")
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), string(d.Kind)+".pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// pages is the text of each page.
func pages(tb testing.TB, d *paper.Document) []string {
	tb.Helper()
	text := tool(tb, "pdftotext", "-raw", "-enc", "UTF-8", saved(tb, d), "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\r\t\f\u3000\u00a0", r) {
			return -1
		}
		return r
	}, s)
}

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
	text = strings.ReplaceAll(text, "番号審査対象項目開示された内容開示水準判定", "")
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
		if i >= 3 && !strings.HasPrefix(unspaced(p), "番号審査対象項目開示された内容開示水準判定") {
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

// Art. 20: papers that show what was disclosed or said in confidence say so on every page; those that go out do not.
func TestArt20_ConfidentialPapersSaySoOnEveryPage(t *testing.T) {
	for kind, d := range all(t) {
		confidential := slices.Contains([]string{"report", "committee", "minutes", "declaration"}, kind)
		for i, p := range pages(t, d) {
			if got := strings.Contains(unspaced(p), "取扱注意（運用規程第20条）"); got != confidential {
				t.Errorf("%s page %d: marked confidential is %v, want %v", kind, i+1, got, confidential)
			}
		}
	}
}

func TestSample_EveryPageSaysSo(t *testing.T) {
	for kind, d := range all(t) {
		for i, p := range pages(t, d) {
			if !strings.Contains(p, "見本であり、効力を有しない") {
				t.Errorf("%s page %d does not say that it is a sample", kind, i+1)
			}
		}
	}
	real := profile
	real.Sample = false
	c := certificate
	c.Sample = false
	d, err := press(t).Certificate(real, c)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(pages(t, d)[0], "効力を有しない") {
		t.Error("a certificate that is no sample says that it is one")
	}
}

// The digests stand for the bytes of every kind of paper: a change of layout is seen, and the same input gives the same bytes.
func TestGolden(t *testing.T) {
	const path = "testdata/golden.txt"
	var b strings.Builder
	docs := all(t)
	for _, kind := range slices.Sorted(maps.Keys(docs)) {
		fmt.Fprintf(&b, "%s %d %x\n", kind, docs[kind].Pages, sha256.Sum256(docs[kind].Bytes))
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() == string(want) {
		return
	}
	for kind, d := range docs {
		if err := os.WriteFile(filepath.Join(t.ArtifactDir(), kind+".pdf"), d.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Errorf("papers differ from %s (look at them with -artifacts, then -update):\n%s", path, b.String())
}

func TestCompose_SameBytesFromManyAtOnce(t *testing.T) {
	want := all(t)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for kind, d := range all(t) {
				if !bytes.Equal(d.Bytes, want[kind].Bytes) {
					t.Errorf("%s differs when composed again", kind)
				}
			}
		})
	}
	wg.Wait()
}

// fill puts text into every string of v, however deep, and makes slices long enough to have some.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fill(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), text)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		if v.Type().Name() != "Month" {
			v.SetInt(3)
		} else {
			v.SetInt(5)
		}
	}
}

// The PDF writer panics on characters beyond the basic plane and on broken UTF-8: whatever stands in any field of any paper is drawn.
func TestEveryPaper_TakesAnyText(t *testing.T) {
	const text = "𠮷\xff😀\u0007か\u3099\u202e(\\)\r\n\"《"
	p := press(t)
	var pr paper.Profile
	fill(reflect.ValueOf(&pr), text)
	composers := map[paper.Kind]reflect.Value{
		paper.KindReport: reflect.ValueOf(p.Report), paper.KindDeclaration: reflect.ValueOf(p.Declaration), paper.KindCommittee: reflect.ValueOf(p.Committee),
		paper.KindMinutes: reflect.ValueOf(p.Minutes), paper.KindGrant: reflect.ValueOf(p.Grant), paper.KindRefusal: reflect.ValueOf(p.Refusal),
		paper.KindReceipt: reflect.ValueOf(p.Receipt), paper.KindRenewal: reflect.ValueOf(p.Renewal), paper.KindInquiry: reflect.ValueOf(p.Inquiry),
		paper.KindCorrection: reflect.ValueOf(p.Correction), paper.KindImprovement: reflect.ValueOf(p.Improvement), paper.KindRevocation: reflect.ValueOf(p.Revocation),
		paper.KindCertificate: reflect.ValueOf(p.Certificate),
	}
	for kind, f := range composers {
		in := reflect.New(f.Type().In(1))
		fill(in, text)
		out := f.Call([]reflect.Value{reflect.ValueOf(pr), in.Elem()})
		if err, _ := out[1].Interface().(error); err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		d := out[0].Interface().(*paper.Document)
		if d.Kind != kind {
			t.Errorf("%s composed a %s", kind, d.Kind)
		}
		if got := string(d.Missing); !strings.Contains(got, "😀") || !strings.Contains(got, "\u0007") || strings.Contains(got, "𠮷") {
			t.Errorf("%s: missing %+q", kind, got)
		}
		if l := d.Findings(); len(l) != 1 || l[0].Code != "paper_glyph_missing" || !strings.Contains(l[0].Args["characters"], "U+1F600") {
			t.Errorf("%s: findings %v", kind, l)
		}
		tool(t, "qpdf", "--check", saved(t, d))
	}
}

// Words do not lie over each other and do not leave the page: nothing is clipped or overprinted.
func TestEveryPaper_NothingOverlaps(t *testing.T) {
	word := regexp.MustCompile(`<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">(.*)</word>`)
	for kind, d := range all(t) {
		for n, page := range strings.Split(tool(t, "pdftotext", "-bbox", saved(t, d), "-"), "<page ")[1:] {
			var boxes [][4]float64
			var texts []string
			for _, m := range word.FindAllStringSubmatch(page, -1) {
				var b [4]float64
				for i := range b {
					b[i], _ = strconv.ParseFloat(m[i+1], 64)
				}
				if b[0] < 20 || b[1] < 20 || b[2] > 595-20 || b[3] > 842-20 {
					t.Errorf("%s page %d: %q stands outside the page at %v", kind, n+1, m[5], b)
				}
				boxes, texts = append(boxes, b), append(texts, m[5])
			}
			for i := range boxes {
				for j := range boxes[:i] {
					// A bracket's white half may lie under its neighbour.
					w := min(boxes[i][2], boxes[j][2]) - max(boxes[i][0], boxes[j][0])
					h := min(boxes[i][3], boxes[j][3]) - max(boxes[i][1], boxes[j][1])
					if em := min(boxes[i][3]-boxes[i][1], boxes[j][3]-boxes[j][1]); w > 0.75*em && h > 0.3*em {
						t.Errorf("%s page %d: %q lies over %q", kind, n+1, texts[i], texts[j])
					}
				}
			}
		}
	}
}

func TestCertificate_OnePageOrRefused(t *testing.T) {
	c := certificate
	c.Service = strings.Repeat("見本IoTプラットフォーム", 8)
	c.Operator = "株式会社" + strings.Repeat("見本", 12)
	d, err := press(t).Certificate(profile, c)
	if err != nil {
		t.Fatal(err)
	}
	if d.Pages != 1 {
		t.Errorf("%d pages", d.Pages)
	}
	if text := unspaced(pages(t, d)[0]); !strings.Contains(text, c.Service) || !strings.Contains(text, c.Operator) {
		t.Error("a long name is not whole on the certificate")
	}
	c.Service = strings.Repeat("長い名称", 200)
	if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_certificate_too_long"}) {
		t.Errorf("got %v, want paper_certificate_too_long", err)
	}
	c = certificate
	c.Claim = strings.Repeat("x", 4000)
	if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_claim_too_long"}) {
		t.Errorf("got %v, want paper_claim_too_long", err)
	}
}

func TestCertificate_CodeIsReadFromPaper(t *testing.T) {
	d, err := press(t).Certificate(profile, certificate)
	if err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(t.TempDir(), "c")
	tool(t, "pdftoppm", "-r", "150", "-png", "-singlefile", saved(t, d), picture)
	path, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("zbarimg is needed")
	}
	out, err := exec.Command(path, "-q", "--raw", picture+".png").Output()
	if err != nil || strings.TrimSpace(string(out)) != certificate.Claim {
		t.Errorf("read %q (%v), want the claim", out, err)
	}
}

func TestArt6_4_RefusalNeedsReasons(t *testing.T) {
	for name, reasons := range map[string][]paper.Reason{"none": nil, "blank": {{Item: "31.2", Text: "　"}}} {
		r := refusal
		r.Reasons = reasons
		if _, err := press(t).Refusal(profile, r); !errors.Is(err, &fault.Error{Kind: fault.Forbidden, Code: "refusal_without_reasons"}) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestArt16_ImprovementNeedsFactsAndMeasures(t *testing.T) {
	r := improvement
	r.Facts = nil
	if _, err := press(t).Improvement(profile, r); !errors.Is(err, &fault.Error{Code: "paper_improvement_without_ground"}) {
		t.Errorf("got %v", err)
	}
}

func TestArt17_2_RevocationNamesItsGround(t *testing.T) {
	for name, grounds := range map[string][]paper.Ground{"none": nil, "no such number": {{Number: 10, Facts: "事実"}}, "no facts": {{Number: 1}}} {
		r := revocation
		r.Grounds = grounds
		if _, err := press(t).Revocation(profile, r); !errors.Is(err, &fault.Error{Code: "paper_revocation_without_ground"}) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	d, err := press(t).Revocation(profile, revocation)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(unspaced(pages(t, d)[0]), "第17条第1項第7号") {
		t.Error("the ground is not named")
	}
}

func TestCompose_NeedsADayOfTheCalendar(t *testing.T) {
	for _, on := range []civil.Date{{}, {Year: 2025, Month: 2, Day: 29}} {
		c := certificate
		c.Issued = on
		if _, err := press(t).Certificate(profile, c); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "paper_without_date"}) {
			t.Errorf("%v: got %v", on, err)
		}
	}
}

func TestDates_FollowTheProfile(t *testing.T) {
	western := profile
	western.EraDates = false
	for want, p := range map[string]paper.Profile{"令和6年5月20日": profile, "2024年5月20日": western} {
		d, err := press(t).Grant(p, grant)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(unspaced(pages(t, d)[0]), want) {
			t.Errorf("no %s on the notice", want)
		}
	}
}

func TestFields_StandWhereSignaturesGo(t *testing.T) {
	want := map[string]string{
		"report": "member", "declaration": "member", "committee": "chair", "minutes": "chair", "certificate": "body", "grant": "body", "refusal": "body",
		"receipt": "body", "renewal": "body", "inquiry": "body", "correction": "body", "improvement": "body", "revocation": "body",
	}
	for kind, d := range all(t) {
		if len(d.Fields) != 1 || d.Fields[0].Name != want[kind] {
			t.Errorf("%s: fields %v, want %s", kind, d.Fields, want[kind])
			continue
		}
		f := d.Fields[0]
		if f.Page >= d.Pages || f.Rect.X0 < 0 || f.Rect.Y0 < 0 || f.Rect.X1 > 596 || f.Rect.Y1 > 842 || f.Rect.X1-f.Rect.X0 < 40 || f.Rect.Y1-f.Rect.Y0 < 30 {
			t.Errorf("%s: field at %+v", kind, f)
		}
	}
}

func BenchmarkReport136(b *testing.B) {
	p, r := press(b), report(b)
	for b.Loop() {
		d, err := p.Report(profile, r)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Archive("Shinsa"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCertificate(b *testing.B) {
	p := press(b)
	for b.Loop() {
		d, err := p.Certificate(profile, certificate)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Archive("Shinsa"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCertificateDrawingOnly(b *testing.B) {
	p := press(b)
	for b.Loop() {
		if _, err := p.Certificate(profile, certificate); err != nil {
			b.Fatal(err)
		}
	}
}
