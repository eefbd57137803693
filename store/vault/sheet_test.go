package vault_test

import (
	"errors"
	"strings"
	"testing"

	"shinsa/review/fault"
	"shinsa/store/vault"
)

func TestSheetIsReadHoweverItIsTyped(t *testing.T) {
	identity, _, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	lines := vault.Sheet(identity)
	if len(lines) != 4 || strings.Contains(strings.Join(lines, ""), "SECRET") {
		t.Fatalf("the sheet reads %q", lines)
	}
	whole := strings.Join(lines, "\n")
	for name, typed := range map[string]string{
		"as printed": whole, "one line": strings.Join(lines, " "), "lower case": strings.ToLower(whole), "the bare key": identity,
		"full width":    strings.NewReplacer(":", "：", " ", "　", "0", "０").Replace(whole),
		"O, I for 0, L": strings.NewReplacer("0", "O", "L", "I").Replace(whole),
		"no spaces":     strings.ReplaceAll(whole, " ", ""),
	} {
		if name == "one line" { // the numbers stand in the middle of a line and are signs then
			typed = strings.NewReplacer("1: ", "", "2: ", "", "3: ", "", "4: ", "").Replace(typed)
		}
		if got, err := vault.ReadSheet(typed); got != identity || err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSheetNamesTheLineThatIsWrong(t *testing.T) {
	identity, _, err := vault.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		lines := vault.Sheet(identity)
		wrong := byte('Q')
		if lines[n][4] == wrong {
			wrong = 'P'
		}
		lines[n] = lines[n][:4] + string(wrong) + lines[n][5:]
		_, err := vault.ReadSheet(strings.Join(lines, "\n"))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != "recovery_line_wrong" || f.Args["line"] != string(rune('1'+n)) {
			t.Errorf("line %d: %v", n+1, err)
		}
	}
	for _, typed := range []string{"", "QQQQ", strings.Repeat("Q", 200), vault.Sheet(identity)[0]} {
		if _, err := vault.ReadSheet(typed); !errors.Is(err, &fault.Error{Kind: fault.Invalid}) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}
