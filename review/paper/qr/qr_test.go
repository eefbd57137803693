package qr

import (
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"
)

// Another maker of codes draws the same modules in every version, but for the mask, which it weighs in its own way.
func TestEncode_SameAsAnotherMaker(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	seen := map[int]bool{}
	for _, alphabet := range []string{"abcxyz#", alphanumerics[10:]} {
		for n := 5; n < 2300; n += 31 {
			text := make([]byte, n)
			for i := range text {
				text[i] = alphabet[r.IntN(len(alphabet))]
			}
			want, err := qrcode.New(string(text), qrcode.Medium)
			if err != nil {
				t.Fatal(err)
			}
			want.DisableBorder = true
			v, data, err := pack(string(text))
			if err != nil {
				t.Fatal(err)
			}
			d := newDrawing(v)
			d.place(interleave(v, data))
			plain, words := d.matrices()
			same := false
			for mask := range 8 {
				same = same || equal(Code{d.size, plain.masked(words, mask).rows}, want.Bitmap())
			}
			if !same {
				t.Errorf("%d characters of %s are drawn otherwise", n, alphabet)
			}
			seen[d.size] = true
		}
	}
	if len(seen) < 38 {
		t.Errorf("only %d versions were seen", len(seen))
	}
}

// The penalty of a line, counted a module at a time.
func TestFaults_CountedOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for range 3000 {
		size := lastVersion.size() - 4*r.IntN(40)
		var l line
		text := ""
		for i := 0; i < size; i++ {
			dark := r.IntN(3) > 0 == (i > 0 && l.dark(i-1)) // runs of some length
			if r.IntN(6) == 0 && i+7 < size {
				for _, d := range "1011101" {
					l.put(i, d == '1')
					text += string(d)
					i++
				}
				dark = false
			}
			l.put(i, dark)
			text += map[bool]string{true: "1", false: "0"}[dark]
		}
		text = text[:size]
		want := 0
		for i := range text {
			for _, finder := range []string{"00001011101", "10111010000"} {
				if strings.HasPrefix(text[i:], finder) {
					want += weightFinder
				}
			}
			n := len(text[i:]) - len(strings.TrimLeft(text[i:], text[i:i+1]))
			if begins := i == 0 || text[i-1] != text[i]; begins && n >= 5 {
				want += weightRun + n - 5
			}
		}
		if got := faults(l, size); got != want {
			t.Fatalf("%s: %d, want %d", text, got, want)
		}
	}
}

func equal(c Code, dark [][]bool) bool {
	if len(dark) != c.Size {
		return false
	}
	for r, row := range dark {
		for k, d := range row {
			if c.Dark(r, k) != d {
				return false
			}
		}
	}
	return true
}

// A reader of codes gives back what went in.
func TestEncode_IsRead(t *testing.T) {
	reader, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Fatal("zbarimg is needed")
	}
	for _, text := range []string{
		"A", "SHINSA:1/", "HELLO WORLD 123 $%*+-./:", "https://nintei.example/c/IPT0001-2405", "認定証 𠮷",
		strings.Repeat("6BFOXN*TS0BI$ZD.P9UOL97O4-2HH77HRM3DSPTLRR+%3.ZH9M9ESIGUBA KWML", 6), strings.Repeat("claim-", 120),
	} {
		c, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(reader, "-q", "--raw", "-Sbinary", picture(t, c)).Output()
		if err != nil || strings.TrimSuffix(string(out), "\n") != text {
			t.Errorf("%q is read as %q (%v)", text, out, err)
		}
	}
}

func picture(t *testing.T, c Code) string {
	t.Helper()
	const scale, quiet = 4, 4
	n := (c.Size + 2*quiet) * scale
	img := image.NewGray(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			r, k := y/scale-quiet, x/scale-quiet
			if r < 0 || k < 0 || r >= c.Size || k >= c.Size || !c.Dark(r, k) {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	path := filepath.Join(t.TempDir(), "qr.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEncode_RefusesWhatNoVersionHolds(t *testing.T) {
	for text, fits := range map[string]bool{
		strings.Repeat("a", 2331): true, strings.Repeat("a", 2332): false, // ISO/IEC 18004, table 7, version 40-M
		strings.Repeat("A", 3391): true, strings.Repeat("A", 3392): false,
	} {
		if _, err := Encode(text); (err == nil) != fits || err != nil && !errors.Is(err, ErrTooLong) {
			t.Errorf("%d characters: %v", len(text), err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	text := strings.Repeat("6BFOXN*TS0BI$ZD.P9UO", 15)
	for b.Loop() {
		if _, err := Encode(text); err != nil {
			b.Fatal(err)
		}
	}
}
