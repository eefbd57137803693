package zipcheck_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/dossier/hostile"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
)

// report runs both checks, as a caller does who wants to know everything.
func report(t *testing.T, b []byte, l zipcheck.Limits) (*zipcheck.Archive, string) {
	t.Helper()
	a, found := zipcheck.Check(bytes.NewReader(b), int64(len(b)), l)
	if a != nil && found.Count(fault.Must) == 0 {
		more, err := a.CheckContents()
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, more...)
	}
	var out strings.Builder
	for _, f := range found {
		fmt.Fprintf(&out, "%s %s %q\n", f.Severity, f.Code, f.File)
	}
	return a, out.String()
}

// Every case describes an archive in words and says everything that has to be reported about it.
func TestCheck_Cases(t *testing.T) {
	for _, c := range hostile.Cases(t, hostile.Archives) {
		t.Run(c.Name, func(t *testing.T) {
			a, got := report(t, c.Bytes(t), c.ZipLimits(t))
			if d := cmp.Diff(c.Want, got); d != "" {
				t.Error(d)
			}
			if c.Names != "" {
				var have strings.Builder
				for _, e := range a.Entries {
					fmt.Fprintf(&have, "%q\n", e.Name)
				}
				if d := cmp.Diff(c.Names, have.String()); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// The cases would say little if the standard library refused the same archives.
func TestCheck_RefusesWhatTheLibraryAccepts(t *testing.T) {
	passed := 0
	for _, c := range hostile.Cases(t, hostile.Archives) {
		if !c.Bad() {
			continue
		}
		b := c.Bytes(t)
		zr, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			continue
		}
		ok := true
		for _, f := range zr.File {
			r, err := f.Open()
			if err != nil {
				ok = false
				break
			}
			if _, err := io.Copy(io.Discard, r); err != nil {
				ok = false
			}
			r.Close()
		}
		if ok {
			passed++
		}
	}
	if passed < 25 {
		t.Errorf("only %d hostile archives that archive/zip reads to the end", passed)
	}
}

func TestCheck_MillionEntriesInBoundedMemory(t *testing.T) {
	b := hostile.Archive(t, "records 1000000\ncount 64")
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a, found := zipcheck.Check(bytes.NewReader(b), int64(len(b)), zipcheck.Limits{})
	runtime.ReadMemStats(&after)
	if a != nil || !found.Has("zip_too_many_entries") {
		t.Errorf("%v", found)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("took %d bytes to say no", used)
	}
}

func TestCheck_LargeArchiveIsRefusedUnread(t *testing.T) {
	if a, found := zipcheck.Check(nil, 5<<30, zipcheck.Limits{}); a != nil || !found.Has("zip_too_large") {
		t.Errorf("%v", found)
	}
}

func TestCheck_FindingsAreBounded(t *testing.T) {
	var script strings.Builder
	for i := range 700 {
		fmt.Fprintf(&script, "entry \"../%d\" text=\"x\"\n", i)
	}
	b := hostile.Archive(t, script.String())
	if _, found := zipcheck.Check(bytes.NewReader(b), int64(len(b)), zipcheck.Limits{}); len(found) != 500 {
		t.Errorf("%d findings", len(found))
	}
}

// What archive/zip writes by streaming (descriptors, ZIP64 for an unknown size) is in order.
func TestCheck_AcceptsOwnStreams(t *testing.T) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for name, method := range map[string]uint16{"a/stored.bin": zip.Store, "a/deflated.txt": zip.Deflate, "空.txt": zip.Deflate} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, strings.Repeat("審査 ", 1000))
	}
	if _, err := w.Create("empty/"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	a, got := report(t, buf.Bytes(), zipcheck.Limits{})
	if got != "" {
		t.Fatal(got)
	}
	if err := fstest.TestFS(a, "a/stored.bin", "a/deflated.txt", "空.txt", "empty"); err != nil {
		t.Error(err)
	}
	e, ok := a.Find("a/stored.bin")
	if !ok || !e.Stored {
		t.Fatalf("%+v", e)
	}
	off, err := e.RawOffset()
	if err != nil || !bytes.HasPrefix(buf.Bytes()[off:], []byte("審査")) {
		t.Errorf("raw bytes at %d, %v", off, err)
	}
	if _, ok := a.Find("empty"); ok {
		t.Error("a folder is found as a file")
	}
	if _, err := fs.ReadFile(a, "../a"); err == nil {
		t.Error("a path left the archive")
	}
}

// A file that changes or fails while it is read is an error of reading, never a clean end.
func TestOpen_BrokenReader(t *testing.T) {
	b := hostile.Archive(t, `entry "a" zeros=100000 method=deflate`+"\n"+`entry "b" zeros=100000`)
	a, found := zipcheck.Check(bytes.NewReader(b), int64(len(b)), zipcheck.Limits{})
	if len(found) != 0 {
		t.Fatal(found)
	}
	for i := len(b) - 50_000; i < len(b)-40_000; i++ {
		b[i] ^= 1
	}
	more, err := a.CheckContents()
	if err != nil || len(more) != 1 || more[0].Code != "zip_crc_wrong" || more[0].File != "b" {
		t.Errorf("%v, %v", more, err)
	}
}

func TestCheckName(t *testing.T) {
	for name, want := range map[string]string{
		"data/申請書Ａ.xlsx":                     "",
		"data/..a/b..c":                      "",
		"a b/c　d":                            "",
		"":                                   "zip_name_empty",
		"..":                                 "zip_name_escape",
		"a/../../b":                          "zip_name_escape",
		"．．／b":                               "zip_name_escape",
		"/etc":                               "zip_name_absolute",
		"//srv/x":                            "zip_name_unc zip_name_absolute",
		`\\srv\x`:                            "zip_name_backslash zip_name_unc zip_name_absolute",
		`C:\x`:                               "zip_name_backslash zip_name_drive zip_name_character",
		"C:x":                                "zip_name_drive zip_name_character",
		"~root/x":                            "zip_name_home",
		"ab:c":                               "zip_name_character",
		"a\x00b":                             "zip_name_character",
		"a\u202eb":                           "zip_name_character",
		"a//b":                               "zip_name_part_empty",
		"./a":                                "zip_name_part_empty",
		"a.":                                 "zip_name_trailing",
		"a /b":                               "zip_name_trailing",
		"NUL":                                "zip_name_reserved",
		"x/com1.tar.gz":                      "zip_name_reserved",
		"ＣＯＮ.txt":                            "zip_name_reserved",
		"lpt²":                               "zip_name_reserved",
		"console.txt":                        "",
		strings.Repeat("あ", 86):              "zip_name_too_long",
		strings.Repeat("a/", 200) + "a":      "zip_name_too_long",
		strings.Repeat("b", 200) + "/" + "c": "",
	} {
		if got := strings.Join(zipcheck.CheckName(name, 0), " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
