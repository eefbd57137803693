package review_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/seal"
)

// spoiled is a parcel that was taken apart, to be changed and put together by somebody who knows the format and has some key.
type spoiled struct {
	tb    testing.TB
	base  string
	names []string
	files map[string][]byte
}

func (s *scheme) spoil(in review.Incoming) *spoiled {
	s.Helper()
	z, err := zip.NewReader(in.R, in.Size)
	s.must(err)
	x := &spoiled{tb: s, files: map[string][]byte{}}
	for _, f := range z.File {
		r, err := f.Open()
		s.must(err)
		b, err := io.ReadAll(r)
		s.must(err)
		base, name, _ := strings.Cut(f.Name, "/")
		x.base, x.names, x.files[name] = base, append(x.names, name), b
	}
	return x
}

// swap changes a text of a file that has it.
func (x *spoiled) swap(name, was, now string) {
	x.tb.Helper()
	if !bytes.Contains(x.files[name], []byte(was)) {
		x.tb.Fatalf("no %s in %s", was, name)
	}
	x.files[name] = bytes.Replace(x.files[name], []byte(was), []byte(now), 1)
}

// sign makes the tag manifests agree with the files again and signs as anybody.
func (x *spoiled) sign(by *seal.Signer, at time.Time) {
	x.tb.Helper()
	for alg, sum := range map[string]func([]byte) string{
		"sha256": func(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) },
		"sha512": func(b []byte) string { return fmt.Sprintf("%x", sha512.Sum512(b)) },
	} {
		var lines []string
		for _, name := range []string{"bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt", "parcel.json"} {
			lines = append(lines, sum(x.files[name])+"  "+name+"\n")
		}
		x.files["tagmanifest-"+alg+".txt"] = []byte(strings.Join(lines, ""))
	}
	sig, err := by.Detached(bytes.NewReader(x.files["tagmanifest-sha256.txt"]), at)
	if err != nil {
		x.tb.Fatal(err)
	}
	x.files["signature.p7s"] = sig
}

// pack puts it together, without some files and with others.
func (x *spoiled) pack(name string, drop []string, add ...string) review.Incoming {
	x.tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range append(slices.Clone(x.names), add...) {
		if slices.Contains(drop, n) {
			continue
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: path.Join(x.base, n)})
		if err == nil {
			_, err = f.Write(x.files[n])
		}
		if err != nil {
			x.tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		x.tb.Fatal(err)
	}
	return incoming(name, b.Bytes())
}

// A dossier with everything wrong that can be wrong at once: who gets it is told all of it, in both languages, and keeps nothing.
func TestPromise7_ADossierIsRefusedWithEveryReason(t *testing.T) {
	s := newScheme(t, 2)
	id, m := ready(s, false), s.members[0]
	s.open(id, m)
	later := m.Today().AddYears(9)
	x := s.spoil(s.dossier(id, s.members[1]))
	x.swap("parcel.json", `"created":"`, `"created":"`+fmt.Sprintf("%04d-01-01T00:00:00Z", later.Year)+`","was":"`)
	x.swap("parcel.json", `{"name":"cover.json","size":`, `{"name":"cover.json","size":1`)
	x.swap("data/cover.json", `"round":1`, `"round":"one"`) // its digest, and what its schema says
	x.files["data/stray.txt"] = []byte("x")
	signer, err := m.Signer()
	s.must(err)
	x.sign(signer, time.Date(later.Year, 1, 1, 0, 0, 0, 0, time.UTC)) // a member, whose card has ended by then
	file := x.pack("everything.dossier", []string{"data/body.age"}, "data/stray.txt")

	before := m.store.snapshot()
	_, err = m.OpenDossier(s.ctx, file)
	f := s.refused(err, "parcel_not_taken")
	s.tells(f.Findings, map[string]string{
		"json_not_canonical":            "parcel.json",
		"seal_role_not_allowed":         "", // a member signed
		"seal_certificate_not_in_force": "", // with a card that has ended
		"parcel_sender_differs":         "parcel.json",
		"parcel_not_for_us":             "parcel.json",
		"bag_digest_differs":            "data/cover.json",
		"bag_file_missing":              "data/body.age",
		"bag_file_unlisted":             "data/stray.txt",
		"bag_oxum_differs":              "",
		"parcel_size_differs":           "data/cover.json",
		"parcel_file_undeclared":        "data/stray.txt",
		"parcel_container_changed":      "",
		"json_schema":                   "cover.json",
		"dossier_other":                 "", // older than, or beside, the one in hand
	})
	if d := cmp.Diff(before, m.store.snapshot()); d != "" {
		t.Errorf("something was kept: %s", d)
	}
}

// The same of an answer to the secretariat: what is wrong with the file, and what is wrong with its being here.
func TestPromise7_AnAnswerIsRefusedWithEveryReason(t *testing.T) {
	s := newScheme(t, 2)
	id := ready(s, false)
	files := s.submit(id, s.members[0])
	s.merge(files...)
	other := s.submit(id, s.members[1])
	x := s.spoil(files[1])
	x.swap("parcel.json", `"round":1`, `"round":2`)
	x.swap("parcel.json", `"answers":"`, `"answers":"`+string(ident.Sum(nil))+`","was":"`)
	x.swap("data/opinion.json", `"version":`, `"version":9,"was":`)
	x.files["data/report.pdf"] = x.files["data/report.pdf"][1:]
	file := x.pack("everything.opinion", nil)

	_, err := s.office.Merge(s.ctx, append(other, file), s.office.out)
	f := s.refused(err, "merge_refused")
	inside := func(name string) string { return path.Join(file.Name, name) }
	s.tells(f.Findings, map[string]string{
		"json_not_canonical":       inside("parcel.json"),
		"bag_digest_differs":       inside("data/opinion.json"),
		"parcel_size_differs":      inside("data/opinion.json"),
		"bag_oxum_differs":         inside("bag-info.txt"),
		"parcel_container_changed": file.Name,
		"parcel_version_unknown":   inside("opinion.json"),
		"answer_to_other_dossier":  file.Name, // another round, another dossier
		"opinion_differs":          file.Name, // played again, changed
	})

	// And of a case that is not here, by somebody who has no part in it.
	x = s.spoil(files[1])
	x.swap("parcel.json", string(id), "C2026-0099")
	_, err = s.office.Merge(s.ctx, []review.Incoming{x.pack("stray.opinion", nil)}, nil)
	f = s.refused(err, "merge_refused")
	s.tells(f.Findings, map[string]string{"bag_digest_differs": "stray.opinion/parcel.json", "no_such_case": "stray.opinion", "parcel_container_changed": "stray.opinion"})
}

// tells makes sure that every code is there with its place, and said in both languages.
func (s *scheme) tells(l fault.List, want map[string]string) {
	s.Helper()
	for code, file := range want {
		i := slices.IndexFunc(l, func(f fault.Finding) bool { return f.Code == code && (file == "" || f.File == file) })
		if i < 0 {
			s.Errorf("nothing says %s of %q", code, file)
			continue
		}
		for _, lang := range i18n.Languages() {
			said := i18n.New(lang).Fault(code, l[i].Values())
			if strings.Contains(said, code) || strings.Contains(said, "{{") {
				s.Errorf("%s is %q in %s", code, said, lang)
			}
		}
	}
	if s.Failed() {
		for _, f := range l {
			s.Logf("it says %s of %s %s", f.Code, f.File, f.At)
		}
	}
}
