package assets_test

import (
	"bytes"
	"strings"
	"testing"

	"shinsa/assets"
)

func TestFont_EveryNameIsStaticTrueType(t *testing.T) {
	for _, name := range []string{assets.MinchoRegular, assets.GothicRegular, assets.GothicBold, assets.MinchoLatin, assets.NotoRegular, assets.NotoBold} {
		b, err := assets.Font(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte{0, 1, 0, 0}) {
			t.Errorf("%s: begins with % x, want a TrueType header", name, b[:4])
		}
		if bytes.Contains(b[:512], []byte("fvar")) {
			t.Errorf("%s: is a variable font, which the PDF writer refuses", name)
		}
	}
}

func TestFont_CopiesAreIndependent(t *testing.T) {
	first, err := assets.Font(assets.GothicBold)
	if err != nil {
		t.Fatal(err)
	}
	first[0] = 0xff
	second, err := assets.Font(assets.GothicBold)
	if err != nil {
		t.Fatal(err)
	}
	if second[0] != 0 {
		t.Error("writing into one copy changed the next")
	}
}

func TestFont_UnknownNameIsAnError(t *testing.T) {
	if _, err := assets.Font("nothing.ttf"); err == nil {
		t.Error("no error for a font that is not carried")
	}
	if _, err := assets.Licence("nothing.txt"); err == nil {
		t.Error("no error for a licence that is not carried")
	}
}

func TestLicences_EveryFontFamilyHasItsText(t *testing.T) {
	names := strings.Join(assets.Licences(), " ")
	for _, want := range []string{"BIZUDGothic-OFL.txt", "BIZUDMincho-OFL.txt", "NotoSansJP-OFL.txt"} {
		if !strings.Contains(names, want) {
			t.Errorf("%s is missing from %s", want, names)
			continue
		}
		text, err := assets.Licence(want)
		if err != nil {
			t.Fatal(err)
		}
		for _, phrase := range []string{"Copyright", "SIL OPEN FONT LICENSE Version 1.1", "PERMISSION & CONDITIONS", "DISCLAIMER"} {
			if !bytes.Contains(text, []byte(phrase)) {
				t.Errorf("%s lacks %q", want, phrase)
			}
		}
	}
}
