package boot_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/assets"
	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/dossier/hostile"
	"shinsa/review/fault"
)

// hostileKiB is the limit of memory for whatever is dropped on a desk.
const hostileKiB = 128 << 10

// drop is what became of one hostile file on one desk.
type drop struct {
	How      string // received by a desk, or as evidence
	File     string
	Code     string // of the refusal, "" when it was taken
	Findings fault.List
}

const (
	asEvidence = "evidence"
	unfit      = "unfit_" // begins the names of archives that may be no evidence
	dropped    = "drop "
)

// dropAll is the program that is shown every file of the folder "hostile": each desk receives it, and archives are evidence too.
func (s *stage) dropAll(ctx context.Context) error {
	paths, err := filepath.Glob(s.path("hostile/*"))
	if err != nil {
		return err
	}
	form, err := assets.Sample("case-1")
	if err != nil {
		return err
	}
	names, err := fs.Glob(form, "*.xlsx")
	if err != nil || len(names) == 0 {
		return fmt.Errorf("find the form: %w", err)
	}
	workbook, err := fs.ReadFile(form, names[0])
	if err != nil {
		return err
	}
	for _, desk := range []string{atOffice, atMember} {
		err := s.on(ctx, desk, func(b *boot.Session, out review.Outbox) error {
			for _, p := range paths {
				in, done, err := boot.Incoming(p)
				if err != nil {
					return err
				}
				got, err := b.Desk.Receive(ctx, []review.Incoming{in}, out)
				if err != nil {
					return err
				}
				for _, r := range got.Refused {
					err = r.Err
				}
				tell(desk, in.Name, err)
				if desk == atOffice && filepath.Ext(p) == ".zip" {
					sub := review.Submission{
						Form: review.Incoming{Name: "form.xlsx", R: bytes.NewReader(workbook), Size: int64(len(workbook))}, Evidence: []review.Incoming{in},
						Received: s.script.Received,
					}
					if _, err = b.Desk.ReadApplication(ctx, sub); strings.HasPrefix(in.Name, unfit) {
						_, _, err = b.Desk.Intake(ctx, sub)
					}
					tell(asEvidence, in.Name, err)
				}
				if err := done(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func tell(how, name string, err error) {
	d := drop{How: how, File: name}
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		d.Code, d.Findings = f.Code, f.Findings
	case err != nil:
		d.Code = err.Error()
	}
	line, _ := json.Marshal(d)
	fmt.Println(dropped + string(line))
}

// TestPromise7_HostileFilesOnRealDesks drops every hostile file there is on real desks, in a program of its own. Each is refused with the
// reasons of its description, in sentences of both languages that say where; nothing is written, and memory stays within bounds.
func TestPromise7_HostileFilesOnRealDesks(t *testing.T) {
	s, err := newStage(t.TempDir())
	if err == nil {
		err = s.found(t.Context())
	}
	if err == nil {
		err = errors.Join(os.Mkdir(s.path("hostile"), 0o700), os.Mkdir(s.path("tmp"), 0o700))
	}
	if err != nil {
		t.Fatal(err)
	}
	cases := s.layOut(t)
	before := s.tree(t)
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), killAct+"=drop what is hostile", killDir+"="+s.dir, "TMPDIR="+s.path("tmp"))
	program.Stderr = os.Stderr
	out, err := program.Output()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, s.tree(t)); d != "" {
		t.Errorf("something was left: %s", d)
	}
	m := peakLine.FindSubmatch(out)
	if m == nil {
		t.Fatal("nothing is said of the memory")
	}
	peak, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d hostile files, at most %d MB of memory", len(cases), peak>>10)
	if peak > hostileKiB {
		t.Errorf("%d KiB of memory, more than %d", peak, hostileKiB)
	}
	judged := 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text, ok := strings.CutPrefix(lines.Text(), dropped)
		if !ok {
			continue
		}
		var d drop
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Fatal(err)
		}
		judged++
		judgeDrop(t, cases[d.File], d)
	}
	if want := 2*len(cases) + archives(cases); judged != want {
		t.Errorf("%d files were dropped, want %d", judged, want)
	}
}

// layOut writes the hostile files, by the names they have there.
func (s *stage) layOut(t *testing.T) map[string]hostile.Case {
	t.Helper()
	all := map[string]hostile.Case{}
	for _, k := range []hostile.Kind{hostile.Archives, hostile.Bags, hostile.Documents} {
		for _, c := range hostile.Cases(t, k) {
			name, b := string(k)+"_"+c.Name+".zip", []byte(nil)
			if k == hostile.Documents {
				name, b = c.Name+".enrol", c.Enrolment(t, true)
			} else {
				b = c.Bytes(t)
				if unfitEvidence(c) {
					name = unfit + name
				}
			}
			if err := os.WriteFile(s.path("hostile/"+name), b, 0o600); err != nil {
				t.Fatal(err)
			}
			all[name] = c
			if k == hostile.Documents {
				name = c.Name + ".dossier"
				if err := os.WriteFile(s.path("hostile/"+name), c.Headed(t), 0o600); err != nil {
					t.Fatal(err)
				}
				all[name] = c
			}
		}
	}
	return all
}

func archives(cases map[string]hostile.Case) int {
	n := 0
	for name := range cases {
		if filepath.Ext(name) == ".zip" {
			n++
		}
	}
	return n
}

// tree lists every file of the stage, databases apart: those of the desks are written when a desk is opened.
func (s *stage) tree(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(s.dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !strings.Contains(e.Name(), ".db") {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// judgeDrop holds what became of a file to its description.
func judgeDrop(t *testing.T, c hostile.Case, d drop) {
	t.Helper()
	what := d.How + ": " + d.File
	for _, f := range d.Findings {
		sentences(t, what, f)
	}
	if d.How == asEvidence {
		if (d.Code != "") != unfitEvidence(c) {
			t.Errorf("%s is refused: %s %v", what, d.Code, d.Findings.Codes())
		}
		return
	}
	if d.Code == "" {
		t.Errorf("%s was taken", what)
		return
	}
	if filepath.Ext(d.File) == ".dossier" { // a header has narrower limits: the same documents may be refused for others of their faults
		if d.Code == "parcel_not_taken" && d.Findings.Count(fault.Must) == 0 {
			t.Errorf("%s: refused without a reason", what)
		}
		return
	}
	if !c.Bad() || c.Limits != "" || c.Kind == hostile.Bags || d.Code == "file_kind_unknown" || d.Code == "file_not_for_this_desk" {
		return
	}
	if d.Code == "parcel_file_too_large" && c.Word == "huge JSON" {
		return // refused by its size, before it is read
	}
	for _, code := range c.Codes() {
		if !d.Findings.Has(code) {
			t.Errorf("%s: refused for %v, not for %s", what, d.Findings.Codes(), code)
		}
	}
}

// unfitEvidence reports whether an archive may be no evidence. What an applicant's packer may bring about is no reason: names are never used as
// paths there, and what lies between entries is not read.
func unfitEvidence(c hostile.Case) bool {
	return c.Kind == hostile.Archives && c.Bad() && c.Limits == "" && slices.ContainsFunc(c.Codes(), func(code string) bool {
		return !slices.Contains([]string{"zip_name_backslash", "zip_name_trailing", "zip_hidden_data", "zip_trailing_data"}, code)
	})
}

// sentences makes sure that a finding is told in both languages, with its place.
func sentences(t *testing.T, what string, f fault.Finding) {
	t.Helper()
	for _, lang := range []string{"ja", "en"} {
		said := i18n.New(lang).Fault(f.Code, f.Values())
		if said == "" || strings.Contains(said, f.Code) || strings.Contains(said, "{{") {
			t.Errorf("%s: %s says %q in %s", what, f.Code, said, lang)
		}
		if f.File != "" && !strings.Contains(said, f.File) {
			t.Errorf("%s: %q does not say where (%s)", what, said, f.File)
		}
	}
}
