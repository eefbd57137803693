package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/i18n"
)

// afterwards does to a certification what follows its grant, and verifies each letter.
func afterwards(office *shell, no, out string) {
	office.Helper()
	letter := func(kind string, args ...string) {
		office.Helper()
		var h []handed
		office.ok(&h, append(args, "-o", out)...)
		if len(h) != 1 || h[0].Kind != kind || h[0].Verdict != "genuine" {
			office.Fatalf("%v handed out %+v", args, h)
		}
		if r := office.run("verify", h[0].Path); r.status != i18n.ExitDone {
			office.Errorf("%s: %d %s%s", filepath.Base(h[0].Path), r.status, r.out, r.err)
		}
	}
	refused := func(status int, want string, args ...string) {
		office.Helper()
		if r := office.run(args...); r.status != status || !strings.Contains(r.err, want) {
			office.Errorf("%v: %d %s", args, r.status, r.err)
		}
	}
	letter("improvement", "register", "improve", no, "--facts", "報告が遅れた。", "--text", "体制を整えること。", "--due", "2026-05-01")
	refused(i18n.ExitRefused, "第16条", "register", "improve", no, "--text", "体制を整えること。", "-o", out)
	if r := office.run("register", "remind", "-o", out); r.status != i18n.ExitDone || !strings.Contains(r.out, "ありません") {
		office.Errorf("no reminder is due: %d %s%s", r.status, r.out, r.err)
	}
	letter("renewal", "register", "remind", "--on", "2028-02-01")
	refused(i18n.ExitRefused, "作成済み", "register", "remind", no, "--on", "2028-02-01", "-o", out)
	refused(i18n.ExitUsage, "--ground", "register", "revoke", no, "--ground", "10", "--facts", "事実", "-o", out)
	refused(i18n.ExitUsage, "--facts", "register", "revoke", no, "--ground", "1", "-o", out)
	refused(i18n.ExitRefused, "第9条第2項", "register", "lapse", no, "--event", "sale")
	if r := office.run("register", "publish", "--preview"); r.status != i18n.ExitDone || !strings.Contains(r.out, "新しく載る") || !strings.Contains(r.out, "漏えい点検") {
		office.Errorf("the preview: %d %s%s", r.status, r.out, r.err)
	}
	if r := office.run("register", "due"); r.status != i18n.ExitDone || !strings.Contains(r.out, "2026-05-01\t"+no) {
		office.Errorf("due: %d %s%s", r.status, r.out, r.err)
	}
	refused(i18n.ExitRefused, "記録の種類", "register", "note", no, "--topic", "x", "--text", "報告")
	if r := office.run("register", "note", no, "--topic", "report", "--text", "体制を整えた。", "--answers", "1"); r.status != i18n.ExitDone || !strings.Contains(r.out, "2番") {
		office.Errorf("noted: %d %s%s", r.status, r.out, r.err)
	}
	if r := office.run("register", "show", no); !strings.Contains(r.out, "改善の報告\t体制を整えた。") || !strings.Contains(r.out, "体制を整えること。") {
		office.Errorf("the notes are shown as %s", r.out)
	}
	if r := office.run("register", "publish", "-o", filepath.Join(out, "www")); r.status != i18n.ExitDone || !strings.Contains(r.out, "index.html") {
		office.Errorf("published: %d %s%s", r.status, r.out, r.err)
	}
	letter("revocation", "register", "revoke", no, "--ground", "3,7", "--facts", "要請に従わなかった。", "--on", "2026-04-10")
	refused(i18n.ExitRefused, "有効ではありません", "register", "lapse", no, "--event", "merger", "--on", "2026-04-10")
	refused(i18n.ExitRefused, "返納は記録できません", "register", "return", no, "--on", "2026-04-09")
	if r := office.run("register", "return", no, "--on", "2026-04-10"); r.status != i18n.ExitDone || !strings.Contains(r.out, "返納を記録しました") {
		office.Errorf("returned: %d %s%s", r.status, r.out, r.err)
	}
	refused(i18n.ExitRefused, "返納済み", "register", "return", no)
	if r := office.run("register", "show", no); !strings.Contains(r.out, "revoked\t17-1") || !strings.Contains(r.out, "returned\t10-8") {
		office.Errorf("shown as %s", r.out)
	}
}

func TestRegister_LapseOfNone(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	if r := office.run("register", "lapse", "IPT9999-2604", "--event", "merger"); r.status != i18n.ExitRefused || !strings.Contains(r.err, "台帳") {
		t.Errorf("%d %s", r.status, r.err)
	}
}

func TestRegister_ExistingIsEnteredAndEnds(t *testing.T) {
	office := newShell(t)
	office.initDesk("secretariat", "見本事務局")
	enter := []string{"register", "enter", "IPT0041-2404", "--operator", "見本クラウド株式会社", "--service", "見本クラウド基盤", "--from", "2024-04-20"}
	if r := office.run(append(enter, "--to", "2024-04-19")...); r.status != i18n.ExitRefused || !strings.Contains(r.err, "日付がそろっていません") {
		t.Errorf("a period that ends before it begins: %d %s", r.status, r.err)
	}
	scan := filepath.Join(t.TempDir(), "認定証.pdf")
	if err := os.WriteFile(scan, []byte("scan"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := office.run(append(enter, "--corporate", "1234567890123")...); r.status != i18n.ExitRefused || !strings.Contains(r.err, "検査用数字") {
		t.Errorf("a corporate number with a wrong check digit: %d %s", r.status, r.err)
	}
	enter = append(enter, "--to", "2027-04-19", "--class", "iaas,paas", "--source", "認定証の写し", "--scan", scan)
	if r := office.run(enter...); r.status != i18n.ExitDone || !strings.Contains(r.out, "IPT0041-2404") {
		t.Fatalf("%d %s%s", r.status, r.out, r.err)
	}
	if r := office.run(enter...); r.status != i18n.ExitRefused || !strings.Contains(r.err, "すでに台帳にあります") {
		t.Errorf("entered twice: %d %s", r.status, r.err)
	}
	if r := office.run("register", "continue", "IPT0041-2404"); r.status != i18n.ExitRefused || !strings.Contains(r.err, "更新の申請がない") {
		t.Errorf("continued without a renewal: %d %s", r.status, r.err)
	}
	if r := office.run("register", "enter", "IPT0042-2404", "--operator", "見本クラウド株式会社", "--service", "見本クラウド基盤", "--from", "2024-04-20"); r.status != i18n.ExitRefused || !strings.Contains(r.err, "有効期間の重なる") {
		t.Errorf("a period that overlaps: %d %s", r.status, r.err)
	}
	if r := office.run("register", "end", "IPT0041-2404", "--returned", "--notice", "提供を終えた。"); r.status != i18n.ExitDone {
		t.Errorf("ended: %d %s", r.status, r.err)
	}
	if r := office.run("register", "show", "IPT0041-2404"); !strings.Contains(r.out, "ended\t13-2") || !strings.Contains(r.out, "returned\t13-3") || !strings.Contains(r.out, "提供を終えた。") || !strings.Contains(r.out, "認定証.pdf") {
		t.Errorf("shown as %s", r.out)
	}
}
