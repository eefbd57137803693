package ident

import "testing"

func TestIdentifiersAreSafeInPaths(t *testing.T) {
	for _, c := range []struct {
		id   CaseID
		want bool
	}{
		{"C2026-0001", true},
		{"C2026-123456", true},
		{"", false},
		{"C2026-1", false},
		{"../C2026-0001", false},
		{"C2026-0001/..", false},
		{"c2026-0001", false},
		{"C2026-0001\n", false},
	} {
		if c.id.Valid() != c.want {
			t.Errorf("CaseID(%q).Valid() != %v", c.id, c.want)
		}
	}
	for id, want := range map[ReviewerID]bool{"m-0123abcd": true, "m-0123ABCD": false, "0123abcd": false, "m-..": false, "s-0123456789abcdef": true} {
		if id.Valid() != want {
			t.Errorf("ReviewerID(%q).Valid() != %v", id, want)
		}
	}
}

func TestSum(t *testing.T) {
	// FIPS 180-2, appendix B.1.
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := Sum([]byte("abc")); got != abc || !got.Valid() {
		t.Errorf("Sum(abc) = %s", got)
	}
	if Digest("BA").Valid() || Digest("").Valid() {
		t.Error("a short digest is valid")
	}
}
