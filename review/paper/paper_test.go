package paper_test

import (
	"bytes"
	"crypto/sha256"
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

// finished is the file of a paper.
func finished(tb testing.TB, d *paper.Document) []byte {
	tb.Helper()
	b, err := d.Archive("Shinsa test")
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// saved writes the finished file of a paper and returns its path.
func saved(tb testing.TB, d *paper.Document) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), string(d.Kind)+".pdf")
	if err := os.WriteFile(path, finished(tb, d), 0o600); err != nil {
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
		fmt.Fprintf(&b, "%s %d %x\n", kind, docs[kind].Pages, sha256.Sum256(finished(t, docs[kind])))
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
		if err := os.WriteFile(filepath.Join(t.ArtifactDir(), kind+".pdf"), finished(t, d), 0o644); err != nil {
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
				if !bytes.Equal(finished(t, d), finished(t, want[kind])) {
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
		paper.KindCertificate: reflect.ValueOf(p.Certificate), paper.KindComparison: reflect.ValueOf(p.Comparison),
		paper.KindRecovery: reflect.ValueOf(p.Recovery),
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

func TestFields_StandWhereSignaturesGo(t *testing.T) {
	want := map[string]string{
		"report": "member", "declaration": "member", "committee": "chair", "minutes": "chair", "certificate": "body", "grant": "body", "refusal": "body",
		"receipt": "body", "renewal": "body", "inquiry": "body", "correction": "body", "improvement": "body", "revocation": "body",
	}
	for kind, d := range all(t) {
		if kind == string(paper.KindComparison) {
			continue // a table, which nobody signs
		}
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
