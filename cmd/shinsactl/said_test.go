package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
)

// accident is something that befalls a desk, and what the person is told of it in each language: what happened, and what to do.
type accident struct {
	name   string
	befall func(t *testing.T, dir string)
	at     time.Time
	args   []string
	status int
	ja, en []string
}

var accidents = []accident{
	{
		"two programs on one desk", occupy, noon,
		[]string{"case", "list"},
		i18n.ExitLocked,
		[]string{"このデスクは、別のプログラムが使っています。", "もう一つの画面又はコマンドを終えてから、開き直してください。"},
		[]string{"Another program is using this desk.", "Close the other window or command, then open it again."},
	},
	{
		"the key file removed underneath", without("desk.key"), noon,
		[]string{"case", "list"},
		i18n.ExitRefused,
		[]string{"デスクの鍵ファイル（desk.key）がありません。", "見つからないときは、バックアップから復元してください。"},
		[]string{"The key file of the desk (desk.key) is not there.", "otherwise restore a backup"},
	},
	{
		"the database removed underneath", without("desk.db"), noon,
		[]string{"case", "list"},
		i18n.ExitDamaged,
		[]string{"データベース（desk.db）がないか、空になっています。", "フォルダーの写しを取ってから、バックアップを別の場所に復元してください。"},
		[]string{"the database (desk.db) is missing or empty", "Copy the folder, then restore a backup in another place."},
	},
	{
		"a corrupted page", corrupt, noon,
		[]string{"case", "list"},
		i18n.ExitDamaged,
		[]string{"保存されたデータが壊れているか、書き換えられています。", "これ以上書き込まず、フォルダーの写しを取ってから、バックアップを別の場所に復元してください。"},
		[]string{"The stored data is damaged or was altered.", "Write nothing more, copy the folder, and restore a backup in another place."},
	},
	{
		"the clock set back", func(*testing.T, string) {}, noon.AddDate(-1, 0, 0),
		[]string{"records", "export", "-o"},
		i18n.ExitRefused,
		[]string{"このコンピューターの時計（2025-06-01 21:00）が、最後の記録（2026-06-01 21:00）より前を指しているため、署名しません。", "時計を合わせてから、もう一度行ってください。"},
		[]string{"The clock of this computer (2025-06-01 21:00) lies behind the last act on the desk (2026-06-01 21:00); nothing is signed.", "Set the clock and try again."},
	},
}

// The accidents that need another user, a full disk or a sleeping program are told of in tests of their own.
func TestPromise1_EveryAccidentIsToldInBothLanguages(t *testing.T) {
	for _, a := range accidents {
		t.Run(a.name, func(t *testing.T) {
			dir := office(t)
			a.befall(t, dir)
			for lang, phrases := range map[string][]string{i18n.Japanese: a.ja, i18n.English: a.en} {
				args := slices.Clone(a.args)
				if args[len(args)-1] == "-o" {
					args = append(args, t.TempDir())
				}
				status, _, said := program(t, a.at, append(args, "--desk", dir, "--lang", lang)...)
				says(t, status, a.status, said, phrases...)
			}
		})
	}
}

func occupy(t *testing.T, dir string) {
	t.Helper()
	s, err := boot.Open(t.Context(), boot.Options{Dir: dir, Passphrase: passphrase, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

func without(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

// corrupt flips a bit of every page but the first.
func corrupt(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "desk.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 4096; at < len(b); at += 4096 {
		b[at+100] ^= 1
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
