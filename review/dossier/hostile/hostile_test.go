package hostile_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/canon"
	"shinsa/review/dossier/bag"
	"shinsa/review/dossier/hostile"
	"shinsa/review/fault"
)

// Every word has a case, every case a word and a sentence on what it is, and what is in order is not refused.
func TestCases_AreWhole(t *testing.T) {
	count := map[string]int{}
	for _, k := range []hostile.Kind{hostile.Archives, hostile.Bags, hostile.Documents} {
		all := hostile.Cases(t, k)
		if len(all) < 6 {
			t.Errorf("%d cases of kind %s", len(all), k)
		}
		for _, c := range all {
			if !slices.Contains(hostile.Words, c.Word) {
				t.Errorf("%s %s: no such word %q", c.Kind, c.Name, c.Word)
			}
			if c.Comment == "" {
				t.Errorf("%s %s does not say what it is", c.Kind, c.Name)
			}
			if c.Word == "in order" && c.Bad() {
				t.Errorf("%s %s is in order and refused", c.Kind, c.Name)
			}
			if c.Bad() {
				count[c.Word]++
			}
		}
	}
	// These are told, to be confirmed, and not refused: a name that was decoded, and an archive in the archive, which stays closed.
	for _, told := range []string{"CP932 name", "bomb by nesting", "in order"} {
		count[told]++
	}
	for _, word := range hostile.Words {
		if count[word] == 0 {
			t.Errorf("no case for %q", word)
		}
	}
}

func told(l fault.List, place func(fault.Finding) string) string {
	var out strings.Builder
	for _, f := range l {
		fmt.Fprintf(&out, "%s %s %q\n", f.Severity, f.Code, place(f))
	}
	return out.String()
}

func TestDocuments(t *testing.T) {
	for _, c := range hostile.Cases(t, hostile.Documents) {
		t.Run(c.Name, func(t *testing.T) {
			got := told(canon.Check(c.Bytes(t), canon.Limits{}), func(f fault.Finding) string { return f.At })
			if d := cmp.Diff(c.Want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestBags(t *testing.T) {
	for _, c := range hostile.Cases(t, hostile.Bags) {
		t.Run(c.Name, func(t *testing.T) {
			b := c.Bytes(t)
			rep, err := bag.ValidateZip(bytes.NewReader(b), int64(len(b)), c.ZipLimits(t))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.Want, told(rep.Findings, func(f fault.Finding) string { return f.File })); d != "" {
				t.Error(d)
			}
			if (rep.Verdict == bag.Invalid) != c.Bad() {
				t.Errorf("the bag is %s", rep.Verdict)
			}
		})
	}
}
