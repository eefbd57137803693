package publication_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/publication"
	"shinsa/review/register"
)

func entry(no ident.CertificateNo, state register.State) publication.Entry {
	day := civil.MustParse("2026-04-01")
	return publication.Entry{
		No: no, Service: "<script>見本</script>", Operator: "見本&クラウド", Site: "javascript:alert(1)", First: day, Certified: day, From: day,
		To: civil.MustParse("2028-03-31"), State: state,
		Lines: []publication.Line{
			{Group: "一", Item: "1.1", Title: "項目", Ask: "内容", Duty: criteria.Mandatory, Answer: "=HYPERLINK(\"http://x\")\n二行目"},
			{Group: "二", Item: "2.1", Title: "項目", Ask: "内容", Duty: criteria.Optional, Answer: "-5"},
		},
	}
}

func files(t *testing.T, p *publication.Publication) map[string]string {
	t.Helper()
	fs, err := p.Files(func(d civil.Date) string { return d.String() })
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range fs {
		out[f.Name] = string(f.Content)
	}
	return out
}

func TestFiles_ApplicantsTextIsTextAlone(t *testing.T) {
	got := files(t, &publication.Publication{Entries: []publication.Entry{entry("IPT0001-2604", register.InForce)}})
	for _, page := range []string{"index.html", "IPT0001-2604.html"} {
		if s := got[page]; strings.Contains(s, "<script") || !strings.Contains(s, "&lt;script&gt;") || strings.Contains(s, `href="javascript`) {
			t.Errorf("%s lets an applicant's text be more than text:\n%s", page, s)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader([]byte(strings.TrimPrefix(got["items.csv"], "\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if rows[1][6] != "'=HYPERLINK(\"http://x\")\n二行目" || rows[2][6] != "-5" || rows[1][5] != "必須" || rows[2][5] != "選択" {
		t.Errorf("items: %q", rows[1:])
	}
}

func TestFiles_EachStateHasItsPlace(t *testing.T) {
	p := &publication.Publication{}
	words := map[register.State]string{
		register.InForce: "有効な認定", register.Continued: "有効な認定", register.Expired: "有効期間を満了した認定", register.IsLapsed: "失効・終了した認定",
		register.HasEnded: "失効・終了した認定", register.IsRevoked: "取り消した認定",
	}
	for s := range words {
		p.Entries = append(p.Entries, entry(ident.CertificateNo("IPT-"+string(s)), s))
	}
	index := files(t, p)["index.html"]
	for s, heading := range words {
		_, after, _ := strings.Cut(index, "<h2>"+heading)
		section, _, _ := strings.Cut(after, "<h2>")
		if !strings.Contains(section, "IPT-"+strings.ToUpper(string(s))) && !strings.Contains(section, "IPT-"+string(s)) {
			t.Errorf("%s does not stand under %s", s, heading)
		}
	}
}

func TestFiles_TwoOfOnePageAreRefused(t *testing.T) {
	p := &publication.Publication{Entries: []publication.Entry{entry("IPT 1", register.InForce), entry("ＩＰＴ１", register.InForce)}}
	if _, err := p.Files(civil.Date.String); err == nil {
		t.Error("two certifications with one page")
	}
}

func TestPage_IsAlwaysAFileName(t *testing.T) {
	for no, want := range map[ident.CertificateNo]string{"IP0001-1212": "IP0001-1212.html", "../../x": "______X.html", "IoT 0002-1912": "IOT0002-1912.html"} {
		if got := (publication.Entry{No: no}).Page(); got != want {
			t.Errorf("%s: %s, want %s", no, got, want)
		}
	}
}
