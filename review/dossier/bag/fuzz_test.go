package bag_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"shinsa/review/dossier/bag"
)

// watched fails on a path that is none of the bag.
type watched struct {
	fstest.MapFS
	t *testing.T
}

// Open implements fs.FS.
func (w watched) Open(name string) (fs.File, error) {
	f, err := w.MapFS.Open(name)
	if err != nil {
		w.t.Errorf("opened %q, which is no file of the bag", name)
	}
	return f, err
}

// ReadFile goes through Open.
func (w watched) ReadFile(name string) ([]byte, error) { return fs.ReadFile(plain{w}, name) }

// ReadDir goes through Open.
func (w watched) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(plain{w}, name) }

type plain struct{ fs.FS }

// FuzzValidate holds that whatever manifests and fetch.txt say, only files of the bag are opened.
func FuzzValidate(f *testing.F) {
	good := newBag("1.0", hello())
	f.Add([]byte(good["bagit.txt"]), []byte(good["manifest-sha256.txt"]), []byte("https://x.example/a - data/a\n"))
	f.Add([]byte("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n"), []byte("\xfe\xff\x00a"), []byte("../x"))
	f.Fuzz(func(t *testing.T, declaration, manifest, fetch []byte) {
		files := hello().fs()
		files["bagit.txt"] = &fstest.MapFile{Data: declaration}
		files["manifest-sha256.txt"] = &fstest.MapFile{Data: manifest}
		files["fetch.txt"] = &fstest.MapFile{Data: fetch}
		rep, err := bag.Validate(watched{files, t})
		if err != nil {
			t.Fatal(err)
		}
		// There are two payload files: a manifest that does not name them both cannot be in order.
		if rep.Verdict != bag.Invalid && (len(manifest) < 2*64 || rep.Payload != 2) {
			t.Fatalf("%s: %+v", rep.Verdict, rep)
		}
	})
}
