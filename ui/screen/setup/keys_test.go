package setup

import (
	"context"
	"testing"
	"time"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

func TestKeys_PassphraseIsTypedTwiceAndChanged(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectKeys)
	if r.Enabled("パスフレーズを変える") {
		t.Fatal("nothing can become the passphrase")
	}
	r.FocusOn("今のパスフレーズ").Type("chigau").FocusOn("新しいパスフレーズ").Type("mijikai").See("短すぎます").Type("-kotoba").See("十分な強さです")
	r.FocusOn("新しいパスフレーズ（もう一度）").Type("mijikai").See("二つのパスフレーズが一致していません。").Type("-kotoba").Picture("setup-keys-ja").Press("Return")
	if len(st.Problems) != 1 || fault.KindOf(st.Problems[0]) != fault.Locked || st.safe.pass != passphrase {
		t.Fatalf("problems %v, passphrase %q", st.Problems, st.safe.pass)
	}
	r.FocusOn("今のパスフレーズ").Press("BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace").Type(passphrase).Tap("パスフレーズを変える")
	if st.safe.pass != "mijikai-kotoba" {
		t.Fatalf("passphrase %q", st.safe.pass)
	}
}

func TestKeys_CostIsShownAndRaised(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectKeys)
	r.See("Argon2id：3回・64 MiB").Tap("Argon2id：4回・256 MiB に強める").See("弱い設定に戻すことはできません").Type(passphrase).Press("Return")
	if st.safe.cost != (present.Cost{Passes: 4, MiB: 256}) {
		t.Fatalf("cost %+v", st.safe.cost)
	}
	r.See("選べる中で最も強い設定です。").DontSee("に強める")
}

func TestKeys_RecoverySheetIsShownOnce(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectKeys)
	r.Tap("復旧シートを作り直す").See("今までの復旧シートでは、このデスクは開かなくなります").Type(passphrase).Press("Return")
	r.See("1: QXKL4 9PZRT 7YUWM - 3F", "手で紙に写してください").Picture("setup-recovery-ja")
	r.Tap("紙に写しました").DontSee("QXKL4")
	if st.safe.drawn != 1 {
		t.Fatalf("%d keys were drawn", st.safe.drawn)
	}
	st.safe.printer, st.safe.err = true, fault.New(fault.Unavailable, "printer_failed")
	r.Tap("復旧シートを作り直す").Type(passphrase).Press("Return").Tap("復旧シートを印刷する")
	if len(st.Problems) != 1 {
		t.Fatalf("problems %v", st.Problems)
	}
	r.Press("1").Press("2").DontSee("QXKL4")
}

func TestKeys_IdleMinutes(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectKeys)
	r.Tap("3分")
	if st.minutes != 3 {
		t.Fatalf("%d minutes", st.minutes)
	}
	r.Tap("閉じない")
	if st.minutes != 0 {
		t.Fatalf("%d minutes", st.minutes)
	}
}

func TestBackup_SaysHowOldTheLastOneIsAndMakesAnother(t *testing.T) {
	d := newDesk(review.Member)
	r, st := play(t, d, "ja", subjectBackup)
	r.See("バックアップなし", "まだ一度も作られていません")
	d.last, d.since = review.BackedUp{On: civil.MustParse("2026-04-08"), At: time.Date(2026, 4, 8, 3, 4, 0, 0, time.UTC), Acts: 38, Size: 3 << 20}, 12
	st.screen.Reload()
	r.See("その後 12件の記録", "2026年4月8日 12:04（3.0 MB）", "記録 40件まで　その後 10件").Picture("setup-backup-ja")
	r.Tap("バックアップを作る")
	if len(st.safe.backups) != 1 || st.safe.backups[0] != "out" {
		t.Fatalf("backups %q", st.safe.backups)
	}
	st.safe.err = fault.New(fault.Unavailable, "disk_full")
	r.Press("F6")
	st.safe.err = context.Canceled
	r.Press("F6")
	if len(st.Problems) != 1 || st.Told[len(st.Told)-1] != "バックアップを中止しました。何も残していません。" {
		t.Fatalf("problems %v, told %q", st.Problems, st.Told)
	}
}

func TestBackup_NeedsTheCard(t *testing.T) {
	d := newDesk(review.Member)
	d.unsigned = true
	r, _ := play(t, d, "ja", subjectBackup)
	r.See("委員証を受け入れると")
	if r.Enabled("バックアップを作る") {
		t.Fatal("a backup without a card can be begun")
	}
}

func TestCopies_ReturnIsAskedAndClosesTheDesk(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectBackup)
	r.Tap("これに戻す…").See("desk-replaced.db").Press("Return")
	if st.returned != "" {
		t.Fatal("Return went back to a copy")
	}
	r.Press("Escape").Tap("これに戻す…").Tap("デスクを閉じて進む")
	if st.returned != "00000040.db" {
		t.Fatalf("returned to %q", st.returned)
	}
	r.Tap("10個")
	if st.safe.kept != 10 {
		t.Fatalf("keeps %d", st.safe.kept)
	}
}

func TestArt20_DisclosureNamesItsGroundAndIsFinal(t *testing.T) {
	d := newDesk(review.Secretariat)
	d.rows = []review.Row{{Case: review.Case{ID: "C2026-0001", Operator: "見本クラウド株式会社", Service: "見本"}}}
	r, st := play(t, d, "ja", subjectDisclosures)
	r.FocusOn("例：C2026-0001").Type("C2026-0001").See("見本クラウド株式会社").FocusOn("例：○○地方裁判所").Type("東京地方裁判所")
	r.See("根拠を選んでください。").Tap("法律に基づく強制処分又は裁判所の命令")
	r.FocusOn("例：申請書Bの写し。文書提出命令による。").Type("写し")
	st.screen.Leave() // closing the desk in between loses nothing
	again := New(d, st.safe, st, st.screen.at)
	r = st.Play(again)
	r.See("東京地方裁判所", "写し").Picture("setup-disclose-ja").Tap("開示を記録する").See("変更も削除もできません").Press("Return")
	if len(d.log) != 1 || d.log[0].Ground != "20-3" || d.log[0].To != "東京地方裁判所" || d.log[0].Text != "写し" {
		t.Fatalf("log %+v", d.log)
	}
	r.See("第20条第3項", "2026年4月10日　C2026-0001（1）　東京地方裁判所")
	if d.settings[settingDraft] != "{}" {
		t.Errorf("kept %s", d.settings[settingDraft])
	}
}

func TestMember_TakesTheRegisterOfKeys(t *testing.T) {
	d := newDesk(review.Member)
	r, st := play(t, d, "ja", subjectPeople)
	st.Chosen = "/usb/keys.register"
	r.See("監査 次郎").Tap("登録簿を取り込む")
	if len(st.Received) != 1 || st.Received[0] != st.Chosen {
		t.Fatalf("received %q", st.Received)
	}
	if st.screen.Drop([]string{"/usb/keys.register"}) {
		t.Error("a register that was dropped is not a card")
	}
}

func TestPictures_OtherLooks(t *testing.T) {
	look := uitest.Look{Mode: theme.Dark, Percent: 150, Scale: 1, Width: 1366, Height: 768}
	for _, subject := range subjects {
		d := newDesk(review.Secretariat)
		r, _ := playIn(t, d, look, "en", subject)
		r.Picture("setup-" + subject + "-dark-150-en")
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: clipped %q", subject, c)
		}
		r, _ = play(t, d, "ja", subject)
		r.Picture("setup-" + subject + "-ja")
	}
}

func TestKept_KeyIsKeptWithThePassphraseAndTakenAway(t *testing.T) {
	r, st := play(t, newDesk(review.Member), "ja", subjectKeys)
	r.See("覚えさせていません").Tap("鍵を覚えさせる…").See("共用している場合").Type(passphrase).Press("Return").See("覚えさせてあります")
	if !st.safe.holds {
		t.Fatal("no key is kept")
	}
	r.Tap("鍵を忘れさせる").See("覚えさせていません")
	if st.safe.holds {
		t.Fatal("the key is still kept")
	}
}
