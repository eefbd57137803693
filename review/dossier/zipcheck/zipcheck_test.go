package zipcheck_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
)

// parse reads a txtar file: a comment, then sections that begin with a line "-- name --".
func parse(t testing.TB, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sections, name := map[string]string{}, "comment"
	for _, line := range strings.SplitAfter(string(b), "\n") {
		if s := strings.TrimSpace(line); strings.HasPrefix(s, "-- ") && strings.HasSuffix(s, " --") {
			name = strings.TrimSuffix(strings.TrimPrefix(s, "-- "), " --")
			continue
		}
		sections[name] += line
	}
	return sections
}

func limits(t *testing.T, text string) (l zipcheck.Limits) {
	t.Helper()
	for _, line := range strings.Fields(text) {
		k, v, _ := strings.Cut(line, "=")
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		switch k {
		case "archive":
			l.Archive = n
		case "entries":
			l.Entries = int(n)
		case "entry":
			l.Entry = n
		case "total":
			l.Total = n
		case "ratio":
			l.Ratio = n
		default:
			t.Fatalf("no limit %q", k)
		}
	}
	return l
}

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

// Every file of testdata/cases describes an archive in words and says everything that has to be reported about it.
func TestCheck_Cases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c := parse(t, file)
			if strings.TrimSpace(c["comment"]) == "" {
				t.Error("the case does not say what it is")
			}
			b := build(t, c["archive"])
			a, got := report(t, b, limits(t, c["limits"]))
			if d := cmp.Diff(c["want"], got); d != "" {
				t.Error(d)
			}
			if names, ok := c["names"]; ok {
				var have strings.Builder
				for _, e := range a.Entries {
					fmt.Fprintf(&have, "%q\n", e.Name)
				}
				if d := cmp.Diff(names, have.String()); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// The cases would say little if the standard library refused the same archives.
func TestCheck_RefusesWhatTheLibraryAccepts(t *testing.T) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	passed := 0
	for _, file := range files {
		c := parse(t, file)
		if !strings.Contains(c["want"], "must ") {
			continue
		}
		b := build(t, c["archive"])
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
	// A directory of 46 MB: a million entries without a name, of which none may be kept.
	dir := make([]byte, 46_000_000)
	for i := 0; i < len(dir); i += 46 {
		copy(dir[i:], "PK\x01\x02")
	}
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	end[8], end[10] = 0x40, 0x40 // 64 entries, it says
	for i, v := 0, len(dir); i < 4; i, v = i+1, v>>8 {
		end[12+i] = byte(v)
	}
	b := append(dir, end...)
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
	b := build(t, script.String())
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
	b := build(t, `entry "a" zeros=100000 method=deflate`+"\n"+`entry "b" zeros=100000`)
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
