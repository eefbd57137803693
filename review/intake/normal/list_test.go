package normal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/intake/normal"
)

func TestEntries(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		more bool
	}{
		{"見本銀行 本店、架空信用金庫 見本支店", []string{"見本銀行 本店", "架空信用金庫 見本支店"}, false},
		{"見本銀行、架空銀行　他", []string{"見本銀行", "架空銀行"}, true},
		{"見本銀行、架空銀行等", []string{"見本銀行", "架空銀行等"}, false},
		{"①見本銀行\n②架空銀行", []string{"見本銀行", "架空銀行"}, false},
		{"・見本銀行\n・架空銀行\n・その他", []string{"見本銀行", "架空銀行"}, true},
		{"見本銀行／架空銀行", []string{"見本銀行", "架空銀行"}, false},
		{"株式会社Ａ（東京、大阪）、株式会社Ｂ", []string{"株式会社Ａ（東京、大阪）", "株式会社Ｂ"}, false},
		{"https://a.example/b、C", []string{"https://a.example/b", "C"}, false},
		{"見本銀行　架空銀行", []string{"見本銀行", "架空銀行"}, false},
	} {
		got, more := normal.Entries(c.text)
		if diff := cmp.Diff(c.want, got); diff != "" || more != c.more {
			t.Errorf("Entries(%q): %t %s", c.text, more, diff)
		}
	}
}

func TestPairs(t *testing.T) {
	for _, c := range []struct {
		text  string
		share bool
		want  []normal.Pair
	}{
		{"見本ホールディングス株式会社　60.0％\n見本 太郎　25.0％", true, []normal.Pair{{"見本ホールディングス株式会社", "60.0"}, {"見本 太郎", "25.0"}}},
		{"見本太郎（60%）、見本花子（40%）", true, []normal.Pair{{"見本太郎", "60"}, {"見本花子", "40"}}},
		{"見本太郎：60", true, []normal.Pair{{"見本太郎", "60"}}},
		{"見本通信：回線\n見本製作所：機器", false, []normal.Pair{{"見本通信", "回線"}, {"見本製作所", "機器"}}},
		{"サンプル通信㈱（回線）／各機器メーカー", false, []normal.Pair{{"サンプル通信㈱", "回線"}, {"各機器メーカー", ""}}},
		{"サンプル通信㈱", false, []normal.Pair{{"サンプル通信㈱", ""}}},
		{"・サンプル通信（回線（LTE））", false, []normal.Pair{{"サンプル通信", "回線（LTE）"}}},
		{"見本通信　回線の提供", false, []normal.Pair{{"見本通信", "回線の提供"}}},
	} {
		if diff := cmp.Diff(c.want, normal.Pairs(c.text, c.share)); diff != "" {
			t.Errorf("Pairs(%q): %s", c.text, diff)
		}
	}
}
