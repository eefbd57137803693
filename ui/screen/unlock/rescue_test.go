package unlock

import (
	"strings"
	"testing"
	"time"

	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

const fresh = "atarashii-kotoba"

// one is a computer with one desk.
func one() *gate { return &gate{places: []Place{{Folder: "/desk"}}} }

func TestRecover_TakesTheSheetAndANewPassphrase(t *testing.T) {
	g := one()
	r, h := show(t, g, "ja")
	r.Tap("パスフレーズを忘れたとき").See("復旧シートの行を入力してください。")
	if r.Enabled("開いて設定する") {
		t.Fatal("a desk can be opened with nothing")
	}
	r.Type(sheet).FocusOn("新しいパスフレーズ").Type(fresh).FocusOn("新しいパスフレーズ（もう一度）").Type(fresh)
	r.Picture("unlock-recover-ja")
	g.err = fault.New(fault.Invalid, "recovery_line_wrong", "line", "1")
	r.Press("Return").See("1行目に、写し間違いがあります", sheet)
	g.err = nil
	r.Tap("開いて設定する")
	if !h.opened || len(g.did) != 2 || g.did[1] != "recover /desk "+sheet+" "+fresh {
		t.Fatalf("did %q", g.did)
	}
}

func TestRestore_OntoANewComputer(t *testing.T) {
	g := &gate{}
	r, h := show(t, g, "en")
	r.Tap("Restore from a backup").See("/home/hanako/.local/share/shinsa", "Choose the backup file.")
	r.Tap("Choose…").FocusOn("The passphrase when the backup was made").Type("mihon-no-tsukue").Picture("unlock-restore-en")
	g.err = &fault.Error{Kind: fault.Corrupt, Code: "backup_damaged", Findings: fault.List{{Code: "backup_piece_unknown", Severity: fault.Must}}}
	r.Tap("Restore and open").See("damaged").Picture("unlock-restore-damaged-en")
	if h.opened {
		t.Fatal("a damaged backup was opened")
	}
	g.err = nil
	r.Press("Return")
	if !h.opened || g.did[1] != "restore /usb/desk.backup mihon-no-tsukue " {
		t.Fatalf("did %q", g.did)
	}
}

func TestRestore_WithTheSheetAsksForANewPassphrase(t *testing.T) {
	g := &gate{}
	r, h, s := showIn(t, g, uitest.Laptop, "ja")
	s.Drop([]string{"/usb/hanako.backup"})
	r.See("/usb/hanako.backup").Tap("復旧シート（パスフレーズを忘れた）")
	r.FocusOn("1: QXKL4 9PZRT 7YUWM - 3F　のような行を、4行").Type(sheet)
	r.FocusOn("新しいパスフレーズ").Type(fresh).FocusOn("新しいパスフレーズ（もう一度）").Type(fresh).Picture("unlock-restore-sheet-ja").Press("Return")
	if !h.opened || g.did[0] != "restore /usb/hanako.backup "+fresh+" "+sheet {
		t.Fatalf("did %q", g.did)
	}
}

func TestCopies_ADamagedDeskGoesBackToACopy(t *testing.T) {
	g := one()
	g.err = fault.New(fault.Corrupt, "desk_damaged")
	at := time.Date(2026, 4, 1, 0, 15, 0, 0, time.UTC)
	g.copies = []present.Copy{{Name: "00000123.db", Acts: 123, At: at}, {Name: "00000100.db", Acts: 100, At: at.AddDate(0, 0, -1)}}
	r, h := show(t, g, "ja")
	r.Type("mihon-no-tsukue").Press("Return")
	if h.err == nil {
		t.Fatal("damage was not told")
	}
	g.err = nil
	r.Tap("手元の複製に戻す").See("2026年4月1日 09:15　記録 123件まで", "desk-replaced.db").Picture("unlock-copies-ja")
	r.Tap("2026年3月31日 09:15　記録 100件まで").FocusOn("パスフレーズ").Type("mihon-no-tsukue").Tap("この複製に戻して開く")
	if !h.opened || g.did[0] != "return /desk 00000100.db mihon-no-tsukue" {
		t.Fatalf("did %q", g.did)
	}
}

func TestBack_LeadsToThePassphrase(t *testing.T) {
	r, _ := show(t, one(), "ja")
	r.Tap("パスフレーズを忘れたとき").Tap("戻る").See("デスクを開く").Tap("手元の複製に戻す").See("この場所には、複製がありません").Tap("戻る").See("デスクを開く")
}

func TestLocked_SaysWhyAndStandsAtTheDeskThatWasOpen(t *testing.T) {
	g := &gate{last: "/b", places: []Place{{Folder: "/a", Name: "事務局"}, {Folder: "/b", Name: "花子"}}}
	r, h, s := showIn(t, g, uitest.Laptop, "ja")
	s.Say("しばらく操作がなかったため、デスクを閉じました。")
	r.See("しばらく操作がなかったため", "/b").Picture("unlock-locked-ja")
	r.Type("mihon-no-tsukue").Press("Return")
	if !h.opened || g.opened != "/b" {
		t.Fatalf("opened %q", g.opened)
	}
}

func TestPictures_OtherLooks(t *testing.T) {
	look := uitest.Look{Mode: theme.Dark, Percent: 150, Scale: 1, Width: 1366, Height: 768}
	r, _, _ := showIn(t, one(), look, "en")
	r.Picture("unlock-dark-150-en").Tap("Forgot the passphrase").Picture("unlock-recover-dark-150-en")
	if c := r.Clipped(); len(c) > 0 {
		t.Errorf("clipped: %q", c)
	}
	r, _, _ = showIn(t, &gate{}, look, "ja")
	r.Picture("unlock-found-dark-150-ja")
}

func TestKept_OpensWithoutThePassphraseOnlyAtTheStart(t *testing.T) {
	g := one()
	g.kept = true
	r, h := show(t, g, "ja")
	r.See("オペレーティングシステムに覚えさせてあります").Press("Return")
	if h.opened {
		t.Fatal("an empty passphrase opened the desk by itself")
	}
	r.Tap("このコンピューターの鍵で開く")
	if !h.opened {
		t.Fatal("the kept key did not open the desk")
	}
	g.last = "/desk"
	r, _ = show(t, g, "ja")
	r.DontSee("このコンピューターの鍵で開く")
}

func TestRefusals_SayWhatHappenedAndWhatToDo(t *testing.T) {
	for code, kind := range map[string]fault.Kind{
		"encryption_unavailable": fault.Unavailable, "desk_in_use": fault.Locked, "desk_read_only": fault.Unavailable, "disk_full": fault.Unavailable,
		"desk_unreachable": fault.Unavailable, "desk_damaged": fault.Corrupt, "desk_newer": fault.Unavailable, "no_memory": fault.Unavailable,
	} {
		g := one()
		g.err = fault.New(kind, code)
		r, h := show(t, g, "ja")
		r.Type("mihon-no-tsukue").Press("Return")
		if h.opened {
			t.Errorf("%s: opened", code)
		}
		p := present.ProblemOf(h.text, g.err)
		if p.Hint == "" || strings.Contains(p.Sentence, "⟦") {
			t.Errorf("%s says %q, %q", code, p.Sentence, p.Hint)
		}
		if kind == fault.Locked {
			r.See(p.Sentence)
		} else if h.err == nil {
			t.Errorf("%s was not told", code)
		}
	}
}
