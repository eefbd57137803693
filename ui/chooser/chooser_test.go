package chooser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/ui/chooser"
	"shinsa/ui/task"
	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// window is where the chooser opens.
type window struct {
	fyne.Window
	tasks *task.Runner
}

func (w window) Tasks() *task.Runner { return w.tasks }

// asked opens a chooser over a home with some files and returns the robot and what was chosen.
func asked(t *testing.T, l uitest.Look, lang string, shape func(*chooser.Question)) (*uitest.Robot, *string, string) {
	t.Helper()
	uitest.Setup(t, l)
	home := t.TempDir()
	at := time.Date(2026, 11, 20, 3, 4, 0, 0, time.UTC)
	for name, size := range map[string]int{
		"Documents/受領/C2026-0001.dossier": 2 << 20, "Documents/メモ.txt": 300, "Documents/a.dossier": 10, "Documents/.hidden.dossier": 1,
		"Downloads/意見書.PDF": 1 << 10,
	} {
		path := filepath.Join(home, filepath.FromSlash(name))
		for _, err := range []error{os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, make([]byte, size), 0o600), os.Chtimes(path, at, at)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var chosen string
	q := chooser.Question{Title: "題", Begin: filepath.Join(home, "Documents"), Home: home, Act: func(p string) { chosen = p }}
	shape(&q)
	w := window{uitest.Window(t, l), task.Inline(t.Context())}
	r := uitest.At(t, w.Window, widget.NewNote(""))
	chooser.Open(w, i18n.New(lang), q)
	return r, &chosen, home
}

// ended is a folder as the field shows it.
func ended(parts ...string) string { return filepath.Join(parts...) + string(filepath.Separator) }

func dossiers(q *chooser.Question) { q.Ends = []string{".dossier"} }

func folder(q *chooser.Question) { q.Folder = true }

func TestFile_TypedNarrowsAndReturnTakes(t *testing.T) {
	r, chosen, home := asked(t, uitest.Laptop, "ja", dossiers)
	r.See("a.dossier", "受領", "2026年11月20日 12:04", "10 B", "ファイルは .dossier だけを表示").DontSee("メモ.txt", ".hidden").Picture("chooser-ja")
	r.Type("A.DOS").DontSee("受領").Press("Return")
	if *chosen != filepath.Join(home, "Documents", "a.dossier") {
		t.Errorf("chose %q", *chosen)
	}
	r.DontSee("題")
}

func TestFile_ArrowsGoThroughTheListAndIntoFolders(t *testing.T) {
	r, chosen, home := asked(t, uitest.Laptop, "ja", dossiers)
	r.Press("Down", "Return").See("C2026-0001.dossier").DontSee("a.dossier").Press("Down", "Return")
	if *chosen != filepath.Join(home, "Documents", "受領", "C2026-0001.dossier") {
		t.Errorf("chose %q", *chosen)
	}
}

func TestFile_APathIsTakenWhole(t *testing.T) {
	for _, shape := range []string{"%s", `"%s"`, "file://%s", "  %s "} {
		r, chosen, home := asked(t, uitest.Laptop, "ja", dossiers)
		path := filepath.Join(home, "Downloads", "意見書.PDF")
		r.Type(strings.Replace(shape, "%s", path, 1)).Press("Return")
		if *chosen != path {
			t.Errorf("of %q chose %q", shape, *chosen)
		}
	}
	r, chosen, home := asked(t, uitest.Laptop, "ja", dossiers)
	r.Type("~/Downloads/意見書.PDF").Press("Return")
	if *chosen != filepath.Join(home, "Downloads", "意見書.PDF") {
		t.Errorf("chose %q", *chosen)
	}
}

func TestFile_PlacesKindsAndTaps(t *testing.T) {
	r, chosen, home := asked(t, uitest.Laptop, "ja", dossiers)
	r.Tap("ダウンロード").DontSee("意見書.PDF").Tap("すべてのファイル").See("意見書.PDF", "1 KB").Tap("一つ上へ").See("Documents", "Downloads")
	r.Tap("書類").Tap("このファイルにする").See("ファイルを選んでください。")
	r.FocusOn(ended(home, "Documents")).Press("Down", "Down").Tap("このファイルにする")
	if *chosen != filepath.Join(home, "Documents", "a.dossier") {
		t.Errorf("chose %q", *chosen)
	}
}

func TestFile_WhatIsNotThereIsSaid(t *testing.T) {
	r, chosen, _ := asked(t, uitest.Laptop, "ja", dossiers)
	r.Type("nothing-like-it").Press("Return").See("その名前のファイルはありません。")
	r.Press("Escape").DontSee("題")
	if *chosen != "" {
		t.Errorf("chose %q", *chosen)
	}
	r, _, _ = asked(t, uitest.Laptop, "ja", func(q *chooser.Question) { q.Begin = "/nowhere/at/all" })
	r.See("このフォルダーはありません。").Tap("ホーム").See("Documents")
}

func TestFile_AFolderStandsForItsFilesWhereEveryFileDoes(t *testing.T) {
	r, chosen, home := asked(t, uitest.Laptop, "ja", func(*chooser.Question) {})
	r.Type(filepath.Join(home, "Downloads")).Press("Return")
	if *chosen != filepath.Join(home, "Downloads") {
		t.Errorf("chose %q", *chosen)
	}
	r, chosen, home = asked(t, uitest.Laptop, "ja", dossiers)
	r.Type(filepath.Join(home, "Downloads")).Press("Return").See("0件")
	if *chosen != "" {
		t.Errorf("chose %q", *chosen)
	}
}

func TestFolder_TheOneShownATypedOneOrANewOne(t *testing.T) {
	r, chosen, home := asked(t, uitest.Laptop, "ja", folder)
	r.See("受領").DontSee("a.dossier", "メモ.txt").Press("Return")
	if *chosen != filepath.Join(home, "Documents") {
		t.Errorf("as offered: %q", *chosen)
	}
	r, chosen, home = asked(t, uitest.Laptop, "ja", folder)
	r.Press("Down", "Return").Tap("このフォルダーにする")
	if *chosen != filepath.Join(home, "Documents", "受領") {
		t.Errorf("gone into: %q", *chosen)
	}
	r, chosen, home = asked(t, uitest.Laptop, "ja", func(q *chooser.Question) { q.Folder, q.Begin = true, filepath.Join(q.Home, "Shinsa") })
	r.See("決めると、新しく作ります").Press("Return")
	if *chosen != filepath.Join(home, "Shinsa") {
		t.Errorf("not there yet: %q", *chosen)
	}
}

func TestNothingIsCutOrCovered(t *testing.T) {
	uitest.InEveryLook(t, "chooser", func(t *testing.T, l uitest.Look, lang string) *uitest.Robot {
		r, _, _ := asked(t, l, lang, dossiers)
		return r
	})
}
