package bag_test

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"shinsa/review/dossier/bag"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
)

// tree is a bag as text by path.
type tree map[string]string

// newBag returns a bag in order with one SHA-256 manifest and tag manifest.
func newBag(version string, payload tree) tree {
	t := tree{"bagit.txt": "BagIt-Version: " + version + "\nTag-File-Character-Encoding: UTF-8\n"}
	maps.Copy(t, payload)
	t["manifest-sha256.txt"] = t.lines("data/")
	t["tagmanifest-sha256.txt"] = t.lines("")
	return t
}

// lines lists the files below data/, or with "" the others.
func (t tree) lines(prefix string) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(t)) {
		if strings.HasPrefix(p, "data/") == (prefix != "") && !strings.HasPrefix(p, "tagmanifest") {
			fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256([]byte(t[p])), strings.NewReplacer("%", "%25", "\n", "%0A", "\r", "%0D").Replace(p))
		}
	}
	return b.String()
}

func (t tree) fs() fstest.MapFS {
	m := fstest.MapFS{}
	for p, s := range t {
		m[p] = &fstest.MapFile{Data: []byte(s), Mode: 0o644}
	}
	return m
}

func hello() tree { return tree{"data/hello.txt": "hello\n", "data/資料/一.txt": "一\n"} }

func TestValidate(t *testing.T) {
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte("hello\n")))
	line := func(s string) func(tree) {
		return func(b tree) { b["manifest-sha256.txt"] += s + "\n"; delete(b, "tagmanifest-sha256.txt") }
	}
	for _, c := range []struct {
		name    string
		version string
		change  func(tree)
		want    bag.Verdict
		codes   []string
	}{
		{"in order", "1.0", func(tree) {}, bag.Valid, nil},
		{"in order, 0.97", "0.97", func(tree) {}, bag.Valid, nil},
		{"in order, 0.93", "0.93", func(tree) {}, bag.Valid, nil},
		{"without tag manifest", "1.0", func(b tree) { delete(b, "tagmanifest-sha256.txt") }, bag.Valid, nil},
		{"digests in capitals", "1.0", func(b tree) {
			b["manifest-sha256.txt"] = upper(b["manifest-sha256.txt"])
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Valid, nil},
		{"tabs, CRLF", "1.0", func(b tree) {
			b["manifest-sha256.txt"] = strings.NewReplacer("  ", "\t ", "\n", "\r\n").Replace(b["manifest-sha256.txt"])
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Valid, nil},
		{"two algorithms", "1.0", func(b tree) {
			b["manifest-sha512.txt"] = fmt.Sprintf("%x  data/hello.txt\n%x  data/資料/一.txt\n", sha512.Sum512([]byte("hello\n")), sha512.Sum512([]byte("一\n")))
		}, bag.Valid, nil},
		{"no bagit.txt", "1.0", func(b tree) { delete(b, "bagit.txt") }, bag.Invalid, []string{"bag_file_missing"}},
		{"byte order mark", "1.0", func(b tree) { b["bagit.txt"] = "\ufeff" + b["bagit.txt"] }, bag.Invalid, []string{"bag_declaration_malformed"}},
		{"space before the colon", "1.0", func(b tree) { b["bagit.txt"] = strings.ReplaceAll(b["bagit.txt"], ":", " :") }, bag.Invalid, []string{"bag_declaration_malformed"}},
		{"one line", "1.0", func(b tree) { b["bagit.txt"] = "BagIt-Version: 1.0\n" }, bag.Invalid, []string{"bag_declaration_malformed"}},
		{"version 2.0", "2.0", func(tree) {}, bag.Invalid, []string{"bag_version_unknown"}},
		{"version 0.92", "0.92", func(tree) {}, bag.Invalid, []string{"bag_version_unknown"}},
		{"version 0.9", "0.9", func(tree) {}, bag.Invalid, []string{"bag_version_unknown"}},
		{"unknown encoding", "1.0", func(b tree) { b["bagit.txt"] = strings.Replace(b["bagit.txt"], "UTF-8", "klingon", 1) }, bag.Invalid, []string{"bag_encoding_unknown"}},
		{
			"broken encoding", "1.0", func(b tree) { b["manifest-sha256.txt"] += "\xff\n"; delete(b, "tagmanifest-sha256.txt") }, bag.Invalid,
			[]string{"bag_encoding_wrong"},
		},
		{"no data", "1.0", func(b tree) { delete(b, "data/hello.txt"); delete(b, "data/資料/一.txt") }, bag.Invalid, []string{"bag_file_missing", "bag_payload_missing"}},
		{"no manifest", "1.0", func(b tree) { delete(b, "manifest-sha256.txt"); delete(b, "tagmanifest-sha256.txt") }, bag.Invalid, []string{"bag_manifest_missing"}},
		{"unknown algorithm", "1.0", func(b tree) { b["manifest-crc32.txt"] = "" }, bag.Invalid, []string{"bag_algorithm_unknown"}},
		{"content changed", "1.0", func(b tree) { b["data/hello.txt"] = "hallo\n" }, bag.Invalid, []string{"bag_digest_differs"}},
		{"tag file changed", "1.0", func(b tree) { b["bagit.txt"] += "\n" }, bag.Invalid, []string{"bag_digest_differs"}},
		{"file added", "1.0", func(b tree) { b["data/new"] = "" }, bag.Invalid, []string{"bag_file_unlisted"}},
		{"file gone", "1.0", func(b tree) { delete(b, "data/hello.txt") }, bag.Invalid, []string{"bag_file_missing"}},
		{
			"everything at once", "1.0", func(b tree) { b["data/hello.txt"] = "x"; b["data/new"] = ""; delete(b, "data/資料/一.txt") }, bag.Invalid,
			[]string{"bag_digest_differs", "bag_file_missing", "bag_file_unlisted"},
		},
		{
			"not in every manifest, 1.0", "1.0", func(b tree) { b["manifest-md5.txt"] = fmt.Sprintf("%x  data/hello.txt\n", md5.Sum([]byte("hello\n"))) }, bag.Invalid,
			[]string{"bag_file_unlisted"},
		},
		{"not in every manifest, 0.97", "0.97", func(b tree) { b["manifest-md5.txt"] = fmt.Sprintf("%x  data/hello.txt\n", md5.Sum([]byte("hello\n"))) }, bag.Valid, nil},
		{"parent step", "1.0", line(sum + "  data/../../etc/passwd"), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"absolute", "1.0", line(sum + "  /etc/passwd"), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"user folder", "1.0", line(sum + "  ~root/x"), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"drive", "1.0", line(sum + `  C:/x`), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"share", "1.0", line(sum + `  \\srv\x`), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"environment", "1.0", line(sum + "  %25TEMP%25/x"), bag.Invalid, []string{"bag_path_out_of_scope"}},
		{"payload manifest lists a tag file", "1.0", line(sum + "  bagit.txt"), bag.Invalid, []string{"bag_manifest_line"}},
		{"digest too short", "1.0", line("abcd  data/hello.txt"), bag.Invalid, []string{"bag_manifest_line"}},
		{"no path", "1.0", line(sum), bag.Invalid, []string{"bag_manifest_line"}},
		{"listed twice, 1.0", "1.0", line(sum + "  data/hello.txt"), bag.Invalid, []string{"bag_listed_twice"}},
		{"listed twice alike, 0.97", "0.97", line(sum + "  data/hello.txt"), bag.Warned, []string{"bag_listed_twice_alike"}},
		{"listed twice otherwise, 0.97", "0.97", line(strings.Repeat("0", 64) + "  data/hello.txt"), bag.Invalid, []string{"bag_listed_twice"}},
		{
			"md5sum", "1.0", func(b tree) {
				b["manifest-sha256.txt"] = strings.ReplaceAll(b["manifest-sha256.txt"], "  ", " *")
				delete(b, "tagmanifest-sha256.txt")
			},
			bag.Warned,
			[]string{"bag_made_with_md5sum"},
		},
		{"relative", "1.0", func(b tree) {
			b["manifest-sha256.txt"] = strings.ReplaceAll(b["manifest-sha256.txt"], "data/h", "./data/h")
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Warned, []string{"bag_path_relative"}},
		{"decomposed on disk", "1.0", func(b tree) {
			b["data/か\u3099"] = "x"
			b["manifest-sha256.txt"] += fmt.Sprintf("%x  data/が\n", sha256.Sum256([]byte("x")))
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Warned, []string{"bag_found_under_other_name"}},
		{"case changed", "1.0", func(b tree) { b["data/HELLO.txt"] = b["data/hello.txt"]; delete(b, "data/hello.txt") }, bag.Warned, []string{"bag_found_under_other_name"}},
		{"system file", "1.0", func(b tree) {
			b["data/Thumbs.db"] = "x"
			b["manifest-sha256.txt"] += fmt.Sprintf("%x  data/Thumbs.db\n%x  data/.DS_Store\n", sha256.Sum256([]byte("x")), sha256.Sum256(nil))
			b["bag-info.txt"] = "Payload-Oxum: 11.4\n"
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Warned, []string{"bag_system_file", "bag_system_file_missing"}},
		{"never fetched", "1.0", func(b tree) {
			b["fetch.txt"] = "https://files.example/x 3 data/x\n"
			b["manifest-sha256.txt"] += sum + "  data/x\n"
			delete(b, "tagmanifest-sha256.txt")
		}, bag.Invalid, []string{"bag_not_fetched"}},
		{"fetched before", "1.0", func(b tree) { b["fetch.txt"] = "https://files.example/x - data/hello.txt\n" }, bag.Valid, nil},
		{"fetch without listing", "1.0", func(b tree) { b["fetch.txt"] = "https://files.example/x - data/x\n" }, bag.Invalid, []string{"bag_file_unlisted"}},
		{
			"fetch out of the bag", "1.0", func(b tree) { b["fetch.txt"] = "https://files.example/x - ../x\nfile:///etc/x - bagit.txt\nnonsense\n" }, bag.Invalid,
			[]string{"bag_fetch_line", "bag_path_out_of_scope"},
		},
		{"oxum", "1.0", func(b tree) { b["bag-info.txt"] = "Source-Organization: 事務局\n  第二行\nPayload-Oxum: 10.2\n" }, bag.Valid, nil},
		{"oxum differs", "1.0", func(b tree) { b["bag-info.txt"] = "payload-oxum : 11.2\n" }, bag.Invalid, []string{"bag_oxum_differs"}},
		{"oxum in package-info", "0.95", func(b tree) { b["package-info.txt"] = "Payload-Oxum: 1.1\n" }, bag.Invalid, []string{"bag_oxum_differs"}},
		{"oxum malformed", "1.0", func(b tree) { b["bag-info.txt"] = "Payload-Oxum: many\nno label\n" }, bag.Invalid, []string{"bag_info_line"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBag(c.version, hello())
			c.change(b)
			rep, err := bag.Validate(b.fs())
			if err != nil {
				t.Fatal(err)
			}
			if rep.Verdict != c.want {
				t.Errorf("%s, want %s", rep.Verdict, c.want)
			}
			if d := cmp.Diff(c.codes, rep.Findings.Codes()); d != "" {
				t.Error(d)
			}
		})
	}
}

func upper(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		sum, p, ok := strings.Cut(l, " ")
		if ok {
			l = strings.ToUpper(sum) + " " + p
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

func TestValidate_Report(t *testing.T) {
	rep, err := bag.Validate(newBag("1.0", hello()).fs())
	if err != nil {
		t.Fatal(err)
	}
	if rep.Version != "1.0" || rep.Payload != 2 || rep.Bytes != 10 || !cmp.Equal(rep.Listed, []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"}) {
		t.Errorf("%+v", rep)
	}
	if f := rep.Files["data/hello.txt"]; f.Size != 6 || f.Digests["sha256"] != fmt.Sprintf("%x", sha256.Sum256([]byte("hello\n"))) {
		t.Errorf("%+v", f)
	}
}

func TestValidate_EscapedNames(t *testing.T) {
	rep, err := bag.Validate(newBag("1.0", tree{"data/a%0Ab": "x", "data/100%": "y"}).fs())
	if err != nil || rep.Verdict != bag.Valid {
		t.Errorf("%v, %v", rep, err)
	}
	// Before 1.0 the percent sign stands for itself.
	b := newBag("0.97", tree{"data/100%": "y"})
	b["manifest-sha256.txt"] = strings.ReplaceAll(b["manifest-sha256.txt"], "%25", "%")
	b["tagmanifest-sha256.txt"] = b.lines("")
	if rep, err := bag.Validate(b.fs()); err != nil || rep.Verdict != bag.Valid {
		t.Errorf("%v, %v", rep, err)
	}
}

func TestValidate_UTF16TagFiles(t *testing.T) {
	enc := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()
	text, err := enc.String(fmt.Sprintf("%x  data/資料.txt\n", sha256.Sum256([]byte("x"))))
	if err != nil {
		t.Fatal(err)
	}
	b := tree{"bagit.txt": "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n", "data/資料.txt": "x", "manifest-sha256.txt": text}
	if rep, err := bag.Validate(b.fs()); err != nil || rep.Verdict != bag.Valid {
		t.Errorf("%v, %v", rep, err)
	}
}

// A link in a bag is reported and never opened, whatever it points to.
func TestValidate_NeverFollowsALink(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("hello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(dir, "bag")
	for p, s := range newBag("1.0", hello()) {
		if err := os.MkdirAll(filepath.Join(base, filepath.Dir(p)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(base, p), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(base, "data/hello.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(base, "data/hello.txt")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(base)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	rep, err := bag.Validate(root.FS())
	if err != nil || rep.Verdict != bag.Invalid || !rep.Findings.Has("bag_not_a_file") || !rep.Findings.Has("bag_file_missing") {
		t.Errorf("%v, %v", rep, err)
	}
}

func TestValidate_FileSystemFails(t *testing.T) {
	if _, err := bag.Validate(failing{}); err == nil {
		t.Error("a file system that cannot be read has no verdict")
	}
}

type failing struct{}

func (failing) Open(string) (fs.File, error) { return nil, errors.New("gone") }

func zipOf(t *testing.T, prefix string, b tree) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range slices.Sorted(maps.Keys(b)) {
		f, err := w.Create(prefix + p)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, b[p]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestValidateZip(t *testing.T) {
	good := newBag("1.0", hello())
	two := tree{}
	for p, s := range good {
		two["a/"+p], two["b/"+p] = s, s
	}
	for _, c := range []struct {
		name string
		b    []byte
		want bag.Verdict
		code string
	}{
		{"in its folder", zipOf(t, "bag/", good), bag.Valid, ""},
		{"without a folder", zipOf(t, "", good), bag.Warned, "bag_without_folder"},
		{"two folders", zipOf(t, "", two), bag.Invalid, "bag_base_missing"},
		{"path escape", zipOf(t, "../", good), bag.Invalid, "zip_name_escape"},
		{"no archive", []byte("hello"), bag.Invalid, "zip_truncated"},
	} {
		rep, err := bag.ValidateZip(bytes.NewReader(c.b), int64(len(c.b)), zipcheck.Limits{})
		if err != nil || rep.Verdict != c.want || c.code != "" && !rep.Findings.Has(c.code) {
			t.Errorf("%s: %+v, %v", c.name, rep, err)
		}
	}
	// Damage inside the archive is a finding of the bag.
	b := zipOf(t, "bag/", good)
	i := bytes.Index(b, []byte("data/hello.txt")) + len("data/hello.txt")
	b[i+3] ^= 0xff
	rep, err := bag.ValidateZip(bytes.NewReader(b), int64(len(b)), zipcheck.Limits{})
	if err != nil || rep.Verdict != bag.Invalid || rep.Findings.Count(fault.Must) == 0 {
		t.Errorf("%+v, %v", rep, err)
	}
}

// The digests are those of the plain functions, however the stream is cut.
func TestDigester(t *testing.T) {
	data := make([]byte, 3<<20+17)
	rnd := rand.NewChaCha8([32]byte{7})
	if _, err := rnd.Read(data); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"md5": fmt.Sprintf("%x", md5.Sum(data)), "sha256": fmt.Sprintf("%x", sha256.Sum256(data)),
		"sha384": fmt.Sprintf("%x", sha512.Sum384(data)), "sha512": fmt.Sprintf("%x", sha512.Sum512(data)),
	}
	for _, step := range []int{1 << 10, 100_003, 256 << 10, 1 << 20, len(data)} {
		d := bag.NewDigester("md5", "sha256", "sha384", "sha512", "none")
		for rest := data; len(rest) > 0; {
			n := min(step, len(rest))
			if k, err := d.Write(rest[:n]); k != n || err != nil {
				t.Fatal(k, err)
			}
			rest = rest[n:]
		}
		if d.Size() != int64(len(data)) {
			t.Error(d.Size())
		}
		if diff := cmp.Diff(want, d.Sums()); diff != "" {
			t.Errorf("step %d: %s", step, diff)
		}
		d.Close()
	}
	if got := bag.NewDigester("sha512").Sums()["sha512"]; got != fmt.Sprintf("%x", sha512.Sum512(nil)) {
		t.Error(got)
	}
	d := bag.NewDigester("sha512")
	if _, err := d.Write(data); err != nil {
		t.Fatal(err)
	}
	d.Close() // given up: the work beside ends
}
