package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/i18n"
	"shinsa/review/dossier/hostile"
	"shinsa/review/fault"
)

// Whatever bag or archive it is given, the command says what is wrong in both languages, fetches nothing, and leaves nothing beside the file.
func TestBagCheck_HostileFiles(t *testing.T) {
	for _, k := range []hostile.Kind{hostile.Bags, hostile.Archives} {
		for _, c := range hostile.Cases(t, k) {
			if c.Limits != "" {
				continue
			}
			t.Run(string(k)+"/"+c.Name, func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "x.zip")
				if err := os.WriteFile(file, c.Bytes(t), 0o600); err != nil {
					t.Fatal(err)
				}
				want := i18n.ExitRefused // an archive without a bag is none, however good it is
				if k == hostile.Bags && !c.Bad() {
					want = i18n.ExitDone
				}
				status, out, _ := program(t, noon, "bag", "check", file, "--json")
				if status != want {
					t.Errorf("status %d, want %d", status, want)
				}
				var report struct{ Findings fault.List }
				if err := json.Unmarshal([]byte(out), &report); err != nil {
					t.Fatal(err)
				}
				for _, lang := range i18n.Languages() {
					_, _, said := program(t, noon, "bag", "check", file, "--lang", lang)
					for _, f := range report.Findings {
						if sentence := i18n.New(lang).Fault(f.Code, f.Values()); !strings.Contains(said, sentence) {
							t.Errorf("it does not say %q: %q", sentence, said)
						}
					}
				}
				if k == hostile.Bags {
					for _, code := range c.Codes() {
						if !report.Findings.Has(code) {
							t.Errorf("%v, not %s", report.Findings.Codes(), code)
						}
					}
				}
				if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 1 {
					t.Errorf("%d files beside each other, %v", len(left), err)
				}
			})
		}
	}
}
