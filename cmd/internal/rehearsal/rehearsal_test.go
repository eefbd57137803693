package rehearsal

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"shinsa/assets"
	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/review/pdfseal"
	"shinsa/review/seal"
)

// TestDemo_WholeLoop plays the sample case once and looks at everything it left: the files, the desks, the papers, the records.
func TestDemo_WholeLoop(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "見本")
	var steps []string
	r, err := Demo(t.Context(), dir, func(step string) { steps = append(steps, step) })
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(steps, " "); got != "desks enrolment intake pack declare opine merge convene decide issue records" {
		t.Errorf("steps %s", got)
	}
	p := &played{T: t, dir: dir, result: *r, roots: rootsOf(t, filepath.Join(dir, "root.pem"))}
	for _, part := range []struct {
		name string
		test func(*played)
	}{
		{"demo.json", (*played).summary},
		{"files", (*played).genuine},
		{"report", (*played).report},
		{"certificate", (*played).certificate},
		{"desks", (*played).desks},
		{"records", (*played).records},
	} {
		t.Run(part.name, func(t *testing.T) {
			q := *p
			q.T = t
			part.test(&q)
		})
	}
}

// played is a demo that was played into dir.
type played struct {
	*testing.T
	dir    string
	result Result
	roots  []*x509.Certificate
}

func (p *played) read(name string) []byte {
	p.Helper()
	b, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		p.Fatal(err)
	}
	return b
}

func (p *played) tool(name string, args ...string) string {
	p.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		p.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// ending returns the one file of a kind.
func (p *played) ending(kind string) string {
	p.Helper()
	for _, f := range p.result.Files {
		if f.Kind == kind {
			return filepath.Join(p.dir, filepath.FromSlash(f.Path))
		}
	}
	p.Fatalf("no %s", kind)
	return ""
}

func rootsOf(tb testing.TB, path string) []*x509.Certificate {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	roots, err := seal.ParseCertificates(b)
	if err != nil || len(roots) != 1 {
		tb.Fatalf("%d roots, %v", len(roots), err)
	}
	return roots
}

func (p *played) summary() {
	var kept Result
	if err := json.Unmarshal(p.read("demo.json"), &kept); err != nil {
		p.Fatal(err)
	}
	if kept.Case != "C2024-0001" || kept.Certificate != "IPT0001-2405" || len(kept.Desks) != 4 || len(kept.Files) != len(p.result.Files) {
		p.Errorf("demo.json says %+v", kept)
	}
	kinds := map[string]int{}
	for _, f := range kept.Files {
		kinds[f.Kind]++
	}
	for kind, n := range map[string]int{
		"enrolment": 3, "card": 3, "dossier": 3, "declaration": 3, "opinion": 2, "report": 2, "receipt": 5, "committee": 1, "minutes": 1, "certificate": 1,
		"notice": 1, "records": 1,
	} {
		if kinds[kind] != n {
			p.Errorf("%d files of kind %s, want %d", kinds[kind], kind, n)
		}
	}
}

// genuine judges every file with nothing but the root, as a stranger would, and compares it with what demo.json says.
func (p *played) genuine() {
	v := review.NewVerifier(p.roots, civil.MustParse("2024-05-27"), nil)
	for _, f := range p.result.Files {
		b := p.read(f.Path)
		got := v.Verify(p.Context(), review.Incoming{Name: f.Path, R: bytes.NewReader(b), Size: int64(len(b))})
		want := seal.Genuine
		if f.Kind == "enrolment" {
			want = seal.Unsigned // it asks for the card that signs
		}
		if got.Verdict != want || f.Verdict != string(want) || ident.Sum(b) != f.SHA256 {
			p.Errorf("%s is %s, demo.json says %s, want %s: %v", f.Path, got.Verdict, f.Verdict, want, got.Reasons)
		}
	}
}

// unspaced leaves out the white space that a layout adds at its line breaks, and that of the text with it.
func unspaced(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u3000", " ")), "")
}

// report looks for every word the applicant disclosed in the text of the member's report, as another PDF reader extracts it.
func (p *played) report() {
	text := unspaced(p.tool("pdftotext", "-raw", "-enc", "UTF-8", p.ending("report"), "-"))
	fsys, err := assets.Sample("case-1")
	if err != nil {
		p.Fatal(err)
	}
	var expected struct {
		Answers map[string]struct {
			Value any `yaml:"value"`
			Raw   any `yaml:"raw"`
		} `yaml:"answers"`
	}
	if err := yaml.Unmarshal(expectedOf(p, fsys), &expected); err != nil {
		p.Fatal(err)
	}
	looked := 0
	for id, a := range expected.Answers {
		written := a.Raw
		if s, ok := written.(string); !ok || s == "" {
			written = a.Value
		}
		s, ok := written.(string)
		if !ok {
			continue // numbers and lists are laid out with their units and columns
		}
		looked++
		if !strings.Contains(text, unspaced(s)) {
			p.Errorf("item %s: the report does not hold %q", id, s)
		}
	}
	if looked < 80 || len(expected.Answers) != 136 {
		p.Errorf("only %d of %d disclosures were looked for", looked, len(expected.Answers))
	}
}

func expectedOf(p *played, fsys fs.FS) []byte {
	p.Helper()
	var text []byte
	err := fs.WalkDir(fsys, ".", func(at string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(at, "expected.yaml") {
			text, err = fs.ReadFile(fsys, at)
		}
		return err
	})
	if err != nil || text == nil {
		p.Fatalf("expected.yaml: %v", err)
	}
	return text
}

// certificate reads the QR code off the page as a phone would, and checks the claim in it.
func (p *played) certificate() {
	path := p.ending("certificate")
	picture := filepath.Join(p.TempDir(), "page")
	p.tool("pdftoppm", "-r", "200", "-png", "-singlefile", path, picture)
	qr := strings.TrimSpace(p.tool("zbarimg", "-q", "--raw", picture+".png"))
	b, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	on := civil.MustParse("2024-05-27")
	signed := pdfseal.Verify(b, seal.Trust{Roots: p.roots})
	if len(signed.Signatures) != 1 || signed.Signatures[0].Signed == nil {
		p.Fatalf("the certificate has %d signatures", len(signed.Signatures))
	}
	office := signed.Signatures[0].Signed.Cert
	claim, v, err := seal.VerifyClaim(qr, []*x509.Certificate{office}, seal.Trust{Roots: p.roots})
	if err != nil || v.Verdict != seal.Genuine {
		p.Fatalf("the claim %q: %v", qr, err)
	}
	if string(claim.No) != p.result.Certificate || claim.Operator != "見本クラウド株式会社" || claim.From.After(on) || !claim.To.After(on) {
		p.Errorf("the claim says %+v", claim)
	}
	if text := unspaced(p.tool("pdftotext", "-raw", path, "-")); !strings.Contains(text, p.result.Certificate) || !strings.Contains(text, unspaced(claim.Service)) {
		p.Error("the page does not show what the claim says")
	}
}

// desks opens every desk that was left and compares what each holds.
func (p *played) desks() {
	states := map[string]review.State{
		"secretariat": review.Issued, "member-1": review.Submitted, "member-2": review.Submitted, "member-3": review.Recused,
	}
	for name, want := range states {
		s, err := boot.Open(p.Context(), boot.Options{
			Dir: filepath.Join(p.dir, "desks", name), Passphrase: p.result.Passphrase, Rehearse: "2024-06-01T09:00:00+09:00",
		})
		if err != nil {
			p.Fatal(err)
		}
		row, err := s.Desk.Case(p.Context(), p.result.Case)
		if err != nil || row.State != want {
			p.Errorf("%s: the case is %s, %v; want %s", name, row.State, err, want)
		}
		checks, err := s.Desk.Doctor(p.Context())
		if err != nil || len(checks) == 0 {
			p.Errorf("%s: doctor: %v", name, err)
		}
		for _, c := range checks {
			if !c.OK {
				p.Errorf("%s: %s: %s", name, c.Name, c.Detail)
			}
		}
		if err := s.Close(); err != nil {
			p.Error(err)
		}
	}
}

func (p *played) records() {
	got, err := json.Marshal(p.result.Records)
	if err != nil {
		p.Fatal(err)
	}
	var s struct{ Cases, Opinions, Verdicts, Decisions, Certifications, Conflicts, Imports int }
	if err := json.Unmarshal(got, &s); err != nil {
		p.Fatal(err)
	}
	if s.Cases != 1 || s.Opinions != 2 || s.Verdicts != 2*136 || s.Decisions != 1 || s.Certifications != 1 || s.Conflicts != 0 {
		p.Errorf("central records: %s", got)
	}
}

func TestScript_IsComplete(t *testing.T) {
	s, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	recused := 0
	for _, m := range s.Members {
		if m.Recuse != nil {
			recused++
		} else if m.Opinion.Overall == "" || m.Sealed.Before(m.Declared) {
			t.Errorf("%s: opinion %+v sealed %s", m.Key, m.Opinion, m.Sealed)
		}
		for item, r := range m.Remarks {
			if r.Verdict != "" && !slices.Contains(checklist.Verdicts, r.Verdict) {
				t.Errorf("%s: item %s has the verdict %q", m.Key, item, r.Verdict)
			}
		}
	}
	if len(s.Members) != 3 || recused != 1 {
		t.Errorf("%d members, %d recused", len(s.Members), recused)
	}
}

func TestScript_ShiftMovesEveryDay(t *testing.T) {
	a, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	b.Shift(10)
	if a.Received.DaysUntil(b.Received) != 10 || a.Fee.On.DaysUntil(b.Fee.On) != 10 || a.Due.DaysUntil(b.Due) != 10 {
		t.Errorf("received %s, fee %s, due %s", b.Received, b.Fee.On, b.Due)
	}
	for i, m := range a.Members {
		if got := b.Members[i]; got.Declared.Sub(m.Declared).Hours() != 240 {
			t.Errorf("%s declares at %s, shifted from %s", m.Key, got.Declared, m.Declared)
		}
	}
}
