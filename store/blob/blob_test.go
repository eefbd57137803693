package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/iotest"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/store/blob"
)

const chunk = 64 << 10

func open(t *testing.T, dir string) *blob.Store {
	t.Helper()
	s, err := blob.Open(dir, bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func content(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func put(t *testing.T, s *blob.Store, b []byte) ident.Digest {
	t.Helper()
	d, n, err := s.Put(t.Context(), bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if d != ident.Sum(b) || n != int64(len(b)) {
		t.Fatalf("put %d bytes: digest %s, length %d", len(b), d, n)
	}
	return d
}

func get(s *blob.Store, d ident.Digest) ([]byte, error) {
	b, err := s.Open(d)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return io.ReadAll(b)
}

// files returns the regular files under dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatIsPutComesBack(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var want []ident.Digest
	for _, n := range []int{0, 1, 1000, chunk - 1, chunk, chunk + 1, 3*chunk - 1, 3 * chunk, 5*chunk + 17} {
		b := content(n)
		d := put(t, s, b)
		want = append(want, d)
		got, err := get(s, d)
		if err != nil || !bytes.Equal(got, b) {
			t.Errorf("%d bytes: %d came back, %v", n, len(got), err)
		}
	}
	s = open(t, dir)
	var got []ident.Digest
	if err := s.Each(func(d ident.Digest) error { got = append(got, d); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("held %v, want %v", got, want)
	}
	if held, damaged, err := s.Verify(t.Context()); held != len(want) || damaged != 0 || err != nil {
		t.Errorf("verify: %d held, %d damaged, %v", held, damaged, err)
	}
}

func TestAnyPartCanBeReadAlone(t *testing.T) {
	s := open(t, t.TempDir())
	b := content(4*chunk + 100)
	r, err := s.Open(put(t, s, b))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Size() != int64(len(b)) {
		t.Errorf("size %d, want %d", r.Size(), len(b))
	}
	if err := iotest.TestReader(r, b); err != nil { // Read, Seek and ReadAt at many places
		t.Error(err)
	}
	if _, err := r.ReadAt(make([]byte, 1), r.Size()); !errors.Is(err, io.EOF) {
		t.Errorf("read after the end: %v, want EOF", err)
	}
}

func TestPutReadsReadersThatStutter(t *testing.T) {
	s := open(t, t.TempDir())
	b := content(2*chunk + 5)
	for name, r := range map[string]io.Reader{
		"one byte at a time": iotest.OneByteReader(bytes.NewReader(b)),
		"halves":             iotest.HalfReader(bytes.NewReader(b)),
		"data with the end":  iotest.DataErrReader(bytes.NewReader(b)),
	} {
		if d, n, err := s.Put(t.Context(), r); d != ident.Sum(b) || n != int64(len(b)) || err != nil {
			t.Errorf("%s: %s, %d, %v", name, d, n, err)
		}
	}
}

func TestTheSameBytesAreKeptOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, content(100))
	before := files(t, dir)
	put(t, s, content(100))
	if after := files(t, dir); !slices.Equal(before, after) || len(after) != 1 {
		t.Errorf("files %v, then %v", before, after)
	}
}

func TestAFailedPutLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	broken := errors.New("broken")
	_, _, err := s.Put(t.Context(), io.MultiReader(bytes.NewReader(content(3*chunk)), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) {
		t.Errorf("put: %v, want the reader's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Put(ctx, bytes.NewReader(content(10))); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v, want the context's error", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestArt20_NothingIsPlainAndNamesTellNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	secret := bytes.Repeat([]byte("秘密情報SECRET"), 9000)
	d := put(t, s, secret)
	name := files(t, dir)[0]
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte("SECRET")) {
		t.Error("content is plain")
	}
	if filepath.Base(name) == string(d) {
		t.Error("the name is the digest")
	}
	other, err := blob.Open(t.TempDir(), bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{3}, 32))
	if err != nil {
		t.Fatal(err)
	}
	if held, err := other.Has(d); held || err != nil {
		t.Errorf("another store holds it: %v, %v", held, err)
	}
}

func TestRemoveDestroys(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := put(t, s, content(1000))
	kept, err := os.Open(files(t, dir)[0]) // as an undelete would see it
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if err := s.Remove(d); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(d); err != nil {
		t.Errorf("second removal: %v", err)
	}
	if held, err := s.Has(d); held || err != nil {
		t.Errorf("still held: %v, %v", held, err)
	}
	if _, err := get(s, d); !errors.Is(err, &fault.Error{Kind: fault.Missing, Code: blob.NoSuchBlob}) {
		t.Errorf("open: %v, want %s", err, blob.NoSuchBlob)
	}
	head := make([]byte, 107)
	if _, err := kept.ReadAt(head, 0); err != nil || !bytes.Equal(head, make([]byte, 107)) {
		t.Errorf("the head with the key survived, %v", err)
	}
}

func TestEveryFlippedBitIsDetected(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := put(t, s, content(2*chunk+300))
	name := files(t, dir)[0]
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	offsets := []int{0, 18, 19, 60, 106, 107, 107 + chunk, 107 + chunk + 15, 107 + chunk + 16, len(good) - 1}
	for range 100 {
		offsets = append(offsets, r.IntN(len(good)))
	}
	for _, off := range offsets {
		bad := bytes.Clone(good)
		bad[off] ^= 1 << r.IntN(8)
		refusedAs(t, s, name, d, bad)
	}
}

func TestCutExchangedAndMisplacedFilesAreDetected(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	d := put(t, s, content(3*chunk))
	name := files(t, dir)[0]
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const sealed = chunk + 16
	swapped := bytes.Clone(good)
	copy(swapped[107:107+sealed], good[107+sealed:107+2*sealed])
	copy(swapped[107+sealed:107+2*sealed], good[107:107+sealed])
	otherDir := t.TempDir()
	other := open(t, otherDir)
	put(t, other, content(3*chunk+1))
	misplaced, err := os.ReadFile(files(t, otherDir)[0])
	if err != nil {
		t.Fatal(err)
	}
	for what, bad := range map[string][]byte{
		"empty":             {},
		"cut in the head":   good[:50],
		"cut by a chunk":    good[:len(good)-sealed],
		"cut by a byte":     good[:len(good)-1],
		"one byte more":     append(bytes.Clone(good), 0),
		"chunks exchanged":  swapped,
		"of another digest": misplaced,
	} {
		t.Run(what, func(t *testing.T) { refusedAs(t, s, name, d, bad) })
	}
	// Putting the same bytes again mends the file.
	for _, bad := range [][]byte{good[:50], swapped, misplaced} {
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		put(t, s, content(3*chunk))
		if b, err := get(s, d); err != nil || !bytes.Equal(b, content(3*chunk)) {
			t.Errorf("not mended: %v", err)
		}
	}
}

// refusedAs puts bad in the place of the file and expects both readers to name the damage.
func refusedAs(t *testing.T, s *blob.Store, name string, d ident.Digest, bad []byte) {
	t.Helper()
	if err := os.WriteFile(name, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := get(s, d); !errors.Is(err, &fault.Error{Kind: fault.Corrupt, Code: blob.Damaged}) {
		t.Errorf("read: %v, want %s", err, blob.Damaged)
	}
	if held, damaged, err := s.Verify(t.Context()); held != 1 || damaged != 1 || err != nil {
		t.Errorf("verify: %d held, %d damaged, %v", held, damaged, err)
	}
}

func TestUnfinishedFilesAreSwept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, content(10))
	if err := os.WriteFile(filepath.Join(dir, ".unfinished-1"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if left := files(t, dir); len(left) != 1 {
		t.Errorf("files %v, want the blob alone", left)
	}
}

func TestOpenRefusesKeysOfAnotherLength(t *testing.T) {
	for _, n := range [][2]int{{16, 32}, {32, 16}} {
		if _, err := blob.Open(t.TempDir(), make([]byte, n[0]), make([]byte, n[1])); err == nil {
			t.Errorf("keys of %v bytes were taken", n)
		}
	}
}
