package handover_test

import (
	"encoding/json"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/screen/handover"
	"shinsa/ui/uitest"
)

func open(t *testing.T, lang string, d *uitest.Desk) (*uitest.Robot, *uitest.Host) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), lang)
	return h.Show(t, handover.New(d, h, route.Of(route.Handover, uitest.Case))), h
}

// submitted returns a desk that has just submitted.
func submitted(t *testing.T) *uitest.Desk {
	t.Helper()
	d := uitest.NewDesk(t, review.Open)
	handed, err := d.Submit(t.Context(), uitest.Case, uitest.Passphrase, uitest.Nowhere{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(handed)
	if err != nil {
		t.Fatal(err)
	}
	d.Settings["handed."+string(uitest.Case)] = string(b)
	return d
}

func TestSubmittedFilesAreShownWithTheirVerdict(t *testing.T) {
	r, h := open(t, "ja", submitted(t))
	r.See("審査報告書_C2026-0001.pdf", "C2026-0001.opinion", "真正", "提出済")
	r.See("利益相反申告書", "見本認定機構 事務局", "受領書待ち", "資料 8点（12.0 MB）", "非公開メモ 3件")
	r.Picture("handover-ja")
	r.FocusOn("開く").Press("Return")
	if len(h.Opened) != 1 || h.Opened[0] != "/提出/審査報告書_C2026-0001.pdf" {
		t.Fatalf("opened %v", h.Opened)
	}
	r.Tap("フォルダーを開く")
	if len(h.Opened) != 2 || h.Opened[1] != "/提出" {
		t.Fatalf("opened %v", h.Opened)
	}
}

// Files that were lost on the way are written once more, where a person says.
func TestFilesAreWrittenOnceMore(t *testing.T) {
	d := submitted(t)
	r, h := open(t, "ja", d)
	h.Out = uitest.Nowhere{}
	r.See("誤りに気付いたら事務局に知らせてください").Press("X")
	if len(h.Told) != 1 || !strings.Contains(d.Settings["handed."+string(uitest.Case)], "C2026-0001.opinion") {
		t.Fatalf("done %v, kept %s", h.Told, d.Settings["handed."+string(uitest.Case)])
	}
	d.Files[uitest.Case].State = review.Purged
	r, h = open(t, "ja", d)
	h.Out = uitest.Nowhere{}
	r.DontSee("もう一度書き出す").Press("X")
	if len(h.Told) != 0 {
		t.Fatalf("after the content was destroyed: %v", h.Told)
	}
}

func TestArt20_PurgeOnlyAfterTheReceipt(t *testing.T) {
	d := submitted(t)
	r, h := open(t, "ja", d)
	if r.Enabled("この案件を消去する") {
		t.Fatal("the case can be destroyed without a receipt")
	}
	h.File = "/usb/C2026-0001.receipt"
	r.Press("R")
	if len(h.Received) != 1 || h.Received[0] != h.File {
		t.Fatalf("received %v", h.Received)
	}
	d.Files[uitest.Case].State = review.Receipted
	r, _ = open(t, "ja", d)
	r.See("事務局が受領しました").Tap("この案件を消去する").See("元に戻せません")
	if r.Enabled("この案件を消去する") {
		t.Fatal("the act is possible before the word was typed")
	}
	r.Type("消去").Tap("この案件を消去する")
	if len(d.Purged) != 1 {
		t.Fatal("nothing was destroyed")
	}
	r.See("消去済みの案件です", "申請の内容は、何も残っていません。", "記録 204番").Picture("handover-purged-ja")
}

func TestNothingSubmittedLeadsToTheOpinion(t *testing.T) {
	r, h := open(t, "en", uitest.NewDesk(t, review.Open))
	r.See("Nothing is submitted yet").Tap("To the opinion")
	if len(h.Went) != 1 || h.Went[0] != route.Of(route.Opine, uitest.Case) {
		t.Fatalf("went %v", h.Went)
	}
}
