package judge

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kinds are those of the format, without the one that never travels alone.
var kinds = []string{"backup", "card", "declaration", "dossier", "enrolment", "opinion", "receipt", "records", "register", "release"}

// travelling are parcels of every kind, made by the program as it ships, with the root they stand under and the keys of whom they are for.
type travelling struct {
	ctl    Ctl
	reader Reader
	files  []string
}

func asked(t *testing.T) (bin, rehearsal string) {
	t.Helper()
	bin, rehearsal = os.Getenv("SHINSA_BIN"), os.Getenv("SHINSA_REHEARSAL")
	if bin == "" || rehearsal == "" {
		t.Skip("runs in make judges, which makes the programs and desks")
	}
	return bin, rehearsal
}

// ofDemo are the demonstration's parcels, with a backup and the registers of its desks.
func ofDemo(t *testing.T) travelling {
	t.Helper()
	bin, _ := asked(t)
	d := demo(t)
	const later = "2024-06-03T10:00:00+09:00"
	x := travellingIn(t, bin, d.Dir)
	out, office, member := t.TempDir(), filepath.Join(d.Dir, "desks", "secretariat"), filepath.Join(d.Dir, "desks", "member-1")
	x.run(t, "--desk", office, "--now", later, "register", "snapshot", "-o", out)
	x.run(t, "--desk", office, "--now", later, "enrol", "register", "-o", out)
	x.run(t, "--desk", office, "--now", later, "backup", "-o", filepath.Join(out, "office.backup"))
	x.run(t, "--desk", member, "--now", later, "backup", "-o", filepath.Join(out, "member.backup"))
	for _, f := range d.Files {
		if !f.Paper() {
			x.files = append(x.files, d.At(f))
		}
	}
	x.files = append(x.files, inFolder(t, out)...)
	return x
}

// ofStrictGate is a dossier under the strict gate and what follows from it, up to its key.
func ofStrictGate(t *testing.T) travelling {
	t.Helper()
	bin, dir := asked(t)
	x := travellingIn(t, bin, dir)
	out, office, member := t.TempDir(), filepath.Join(dir, "desks", "secretariat"), filepath.Join(dir, "desks", "member-1")
	var cases []struct{ ID, State, Received string }
	x.json(t, &cases, "--desk", office, "case", "list")
	i := slices.IndexFunc(cases, func(c struct{ ID, State, Received string }) bool { return c.State == "received" })
	if i < 0 {
		t.Fatal("the rehearsal has no case that waits for its fee: it was used before")
	}
	var who struct{ Self struct{ ID string } }
	x.json(t, &who, "--desk", member, "identity", "show")
	x.run(t, "--desk", office, "fee", cases[i].ID, "--received", cases[i].Received, "--amount", "220000")
	x.run(t, "--desk", office, "pack", cases[i].ID, "--to", who.Self.ID, "--strict", "-o", out)
	x.run(t, "--desk", member, "open", filepath.Join(out, cases[i].ID+"_"+who.Self.ID+".dossier"))
	x.run(t, "--desk", member, "declare", cases[i].ID, "--file", write(t, filepath.Join(t.TempDir(), "declaration.yaml"), noInterest()), "-o", out)
	x.run(t, "--desk", office, "merge", filepath.Join(out, cases[i].ID+"_"+who.Self.ID+".declaration"), "-o", out)
	x.files = inFolder(t, out)
	return x
}

// noInterest is the declaration of a member who has none.
func noInterest() []byte {
	var b bytes.Buffer
	b.WriteString("pledge: {agreed: true}\ninterests:\n")
	for _, kind := range []string{"post", "kin_post", "organization", "joint_work", "competitor", "shares", "other"} {
		fmt.Fprintf(&b, "- {kind: %s, held: false}\n", kind)
	}
	b.WriteString("money:\n")
	for n := range 3 {
		fmt.Fprintf(&b, "- {year: %d, band: none}\n", time.Now().Year()-n)
	}
	return b.Bytes()
}

func travellingIn(t *testing.T, bin, dir string) travelling {
	t.Helper()
	x := travelling{
		ctl:    Ctl{Bin: bin, Passphrase: "mihon-no-tsukue-2026"},
		reader: Reader{Script: filepath.Join(top, "review/dossier/testdata/reader.py"), Root: filepath.Join(dir, "root.pem"), Age: filepath.Join(bin, "age")},
	}
	var keys []string
	for _, desk := range []string{"member-1", "member-2", "member-3"} {
		keys = append(keys, x.run(t, "--desk", filepath.Join(dir, "desks", desk), "identity", "keys"))
	}
	x.reader.Keys = write(t, filepath.Join(t.TempDir(), "keys.txt"), []byte(strings.Join(keys, "")))
	return x
}

func (x *travelling) run(t *testing.T, args ...string) string {
	t.Helper()
	out, err := x.ctl.Run(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (x *travelling) json(t *testing.T, v any, args ...string) {
	t.Helper()
	if err := json.Unmarshal([]byte(x.run(t, append(args, "--json")...)), v); err != nil {
		t.Fatal(err)
	}
}

func inFolder(t *testing.T, dir string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(out, func(f string) bool { return filepath.Ext(f) == ".pdf" })
}

// A reader that was written from the specification, in another language and with other tools, opens every kind of parcel, sees in it what
// shinsactl sees, and refuses every altered copy.
func TestSecondReader_OpensEveryKind(t *testing.T) {
	x := ofDemo(t)
	seen := x.agree(t)
	strict := ofStrictGate(t)
	strict.gate(t)
	strict.files = slices.DeleteFunc(strict.files, func(f string) bool { return filepath.Ext(f) == ".dossier" })
	for kind, f := range strict.agree(t) {
		seen[kind] = f
	}
	for _, kind := range kinds {
		if seen[kind] == "" {
			t.Errorf("judge: second reader REFUSED: it was shown no %s", kind)
		}
	}
}

// agree holds what the second reader says to what shinsactl says, and returns a file of each kind.
func (x *travelling) agree(t *testing.T) map[string]string {
	t.Helper()
	all, err := x.reader.Read(x.files...)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, s := range all {
		ours, err := x.ctl.Verify(x.reader.Root, s.File)
		if err == nil && len(s.Reasons) > 0 {
			err = fmt.Errorf("%s", strings.Join(s.Reasons, "; "))
		}
		if s.Kind == "enrolment" && len(s.Reasons) == 0 {
			err = nil // nobody signs it: shinsactl says so with its exit status
		}
		theirs := s
		theirs.File, theirs.Sealed, theirs.Reasons = "", nil, nil
		if d := cmp.Diff(ours, theirs); err == nil && d != "" {
			err = fmt.Errorf("shinsactl (-) and the second reader (+): %s", d)
		}
		if err == nil && s.Sealed == nil && slices.ContainsFunc(s.Files, func(c Content) bool { return c.Name == "body.age" }) {
			err = fmt.Errorf("the sealed part was not opened")
		}
		if err == nil && s.Sealed != nil {
			err = evidenceNamed(s.Sealed.Files)
		}
		heard(t, "second reader", s.File, err)
		seen[s.Kind] = s.File
	}
	return seen
}

// evidenceNamed makes sure that each document of evidence is the one its name says.
func evidenceNamed(files []Content) error {
	for _, c := range files {
		if sum, ok := strings.CutPrefix(c.Name, "evidence/"); ok && sum != c.SHA256 {
			return fmt.Errorf("%s has the digest %s", c.Name, c.SHA256)
		}
	}
	return nil
}

// gate makes sure that no key of the member opens a dossier under the strict gate, and that the one in the release does.
func (x travelling) gate(t *testing.T) {
	t.Helper()
	i := slices.IndexFunc(x.files, func(f string) bool { return filepath.Ext(f) == ".dossier" })
	closed, err := x.reader.Read(x.files[i])
	if err != nil || closed[0].Sealed == nil || !strings.Contains(strings.Join(closed[0].Reasons, ""), "no identity matched") {
		t.Fatalf("with the member's own keys: %+v, %v", closed, err)
	}
	r := slices.IndexFunc(x.files, func(f string) bool { return filepath.Ext(f) == ".release" })
	x.reader.Out = t.TempDir()
	if said, err := x.reader.Read(x.files[r]); err != nil || len(said[0].Reasons) > 0 {
		t.Fatalf("the release: %+v, %v", said, err)
	}
	var release struct{ Dossier, Secret string }
	if err := json.Unmarshal(read(t, filepath.Join(x.reader.Out, "body", "release.json")), &release); err != nil {
		t.Fatal(err)
	}
	x.reader.Keys, x.reader.Out = write(t, filepath.Join(t.TempDir(), "released.txt"), []byte(release.Secret+"\n")), ""
	opened, err := x.reader.Read(x.files[i])
	if err == nil && (len(opened[0].Reasons) > 0 || opened[0].Sealed == nil || release.Dossier != opened[0].ID) {
		err = fmt.Errorf("%+v", opened)
	}
	heard(t, "second reader, with the key of the strict gate,", x.files[i], err)
}

// TestSecondReader_RefusesAlteredCopies changes one bit in many places of a parcel of each kind, cuts and lengthens it.
func TestSecondReader_RefusesAlteredCopies(t *testing.T) {
	x := ofDemo(t)
	x.reader.Keys = ""
	all, err := x.reader.Read(x.files...)
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	for _, s := range all {
		if done[s.Kind] || s.Kind == "enrolment" { // the signature in a request covers its key alone
			continue
		}
		done[s.Kind] = true
		dir, raw := t.TempDir(), read(t, s.File)
		loose := signatureOf(t, raw)
		var copies []string
		for i := range 48 {
			at := len(raw) * (2*i + 1) / 96
			if slices.Contains(loose, at) {
				continue
			}
			copies = append(copies, write(t, filepath.Join(dir, fmt.Sprintf("%s-%d", s.Kind, at)), flipped(raw, at)))
		}
		copies = append(copies,
			write(t, filepath.Join(dir, s.Kind+"-cut"), raw[:len(raw)-1]),
			write(t, filepath.Join(dir, s.Kind+"-longer"), append(bytes.Clone(raw), 0)),
			write(t, filepath.Join(dir, s.Kind+"-in-front"), append([]byte{0}, raw...)))
		said, err := x.reader.Read(copies...)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range said {
			if len(c.Reasons) == 0 {
				t.Errorf("judge: second reader %s REFUSED: it takes an altered copy", filepath.Base(c.File))
			}
		}
		t.Logf("judge: second reader refuses %d altered copies of a %s", len(copies), s.Kind)
	}
}

// signatureOf returns the places of a parcel's signature: a CMS has some bytes, such as version numbers, that mean nothing to openssl.
// Changes of the signature itself are among those that openssl is asked about.
func signatureOf(t *testing.T, raw []byte) []int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var places []int
	for _, f := range z.File {
		if path.Base(f.Name) != "signature.p7s" {
			continue
		}
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		for n := range int(f.CompressedSize64) {
			places = append(places, int(at)+n)
		}
	}
	return places
}
