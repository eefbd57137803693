package normal_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/intake/normal"
)

func words(list ...string) []normal.Option {
	out := make([]normal.Option, len(list))
	for i, s := range list {
		name, also, _ := strings.Cut(s, "=")
		out[i].Name = name
		if also != "" {
			out[i].Also = strings.Split(also, "|")
		}
	}
	return out
}

func TestReadChoices(t *testing.T) {
	certificates := words("プライバシーマーク=Pマーク", "ISMS（JIS Q 27001）=ISMS|ISO 27001", "ISMSクラウドセキュリティ（27017）=ISO 27017", "SOC報告書=SOC2", "その他")
	devices := words("センサ=センサー", "アクチュエータ・制御機器=アクチュエータ", "カメラ=ネットワークカメラ", "ゲートウェイ・エッジ=ゲートウェイ|GW", "その他")
	access := words("ID・パスワード=ID/PW|ID/パスワード", "多要素=2段階認証|MFA", "証明書", "IPアドレス制限")
	protocols := words("MQTT=MQTTS", "HTTPS", "CoAP", "LPWA=LoRaWAN", "その他")
	for _, c := range []struct {
		text    string
		options []normal.Option
		names   string
		detail  string
		other   string
		why     normal.Why
	}{
		{"ISMS（JIS Q 27001）　登録番号 見本-IS-0001　有効期限 2025年11月30日", certificates, "ISMS（JIS Q 27001）", "登録番号 見本-IS-0001　有効期限 2025年11月30日", "", ""},
		{"ＩＳＭＳ、Ｐマーク", certificates, "ISMS（JIS Q 27001）|プライバシーマーク", "", "", "renamed"},
		{"ISMS(JISQ27001)", certificates, "ISMS（JIS Q 27001）", "", "", ""},
		{"ISMSクラウドセキュリティ（27017）、ISMS（JIS Q 27001）", certificates, "ISMSクラウドセキュリティ（27017）|ISMS（JIS Q 27001）", "", "", ""},
		{"・ISMS（JIS Q 27001）\n・プライバシーマーク", certificates, "ISMS（JIS Q 27001）|プライバシーマーク", "", "", ""},
		{"ISMS及びプライバシーマーク", certificates, "ISMS（JIS Q 27001）|プライバシーマーク", "", "", "renamed"},
		{"ISMS（JIS Q 27001）、PCI DSS", certificates, "ISMS（JIS Q 27001）|その他", "", "PCI DSS", "other_choice"},
		{"その他（PCI DSS）", certificates, "その他", "", "PCI DSS", ""},
		{"SOC2は取得予定、ISMS（JIS Q 27001）", certificates, "ISMS（JIS Q 27001）", "", "SOC2は取得予定", "negated"},
		{"各種センサー，ＧＷ，ネットワークカメラ", devices, "センサ|ゲートウェイ・エッジ|カメラ", "", "", "renamed"},
		{"センサ、ゲートウェイ・エッジ（ゲートウェイは当社が貸与。センサは利用者が用意）", devices, "センサ|ゲートウェイ・エッジ", "ゲートウェイは当社が貸与。センサは利用者が用意", "", ""},
		{"☑センサ　□アクチュエータ・制御機器　☑カメラ", devices, "センサ|カメラ", "", "", ""},
		{"ID/PW、2段階認証", access, "ID・パスワード|多要素", "", "", "renamed"},
		{"ID・パスワード、多要素、IPアドレス制限", access, "ID・パスワード|多要素|IPアドレス制限", "", "", ""},
		{"MQTT(S)、HTTPS、LoRaWAN(LPWA)", protocols, "MQTT|HTTPS|LPWA", "S\nLPWA", "", "renamed"},
		{"MQTT、HTTPS　他", protocols, "MQTT|HTTPS", "", "", ""},
		{"HTTP", protocols, "その他", "", "HTTP", "other_choice"},
		{"PaaS（システム基盤、開発・実行環境）", words("PaaS（システム基盤）=システム基盤", "PaaS（開発・実行環境）=開発・実行環境"), "PaaS（システム基盤）|PaaS（開発・実行環境）", "", "", "renamed"},
		{"専用線なし、VPN", words("専用線", "VPN"), "VPN", "", "専用線なし", "negated"},
		{"光ファイバー", words("専用線", "VPN"), "", "", "光ファイバー", "other_choice"},
	} {
		got := normal.ReadChoices(c.text, c.options)
		if strings.Join(got.Names, "|") != c.names || got.Detail != c.detail || strings.Join(got.Other, "|") != c.other || got.Why != c.why {
			t.Errorf("ReadChoices(%q) = %+v, want %s %q %q %q", c.text, got, c.names, c.detail, c.other, c.why)
		}
	}
	if got := normal.ReadChoices("MQTT、HTTPS　他", protocols); !got.AndOthers {
		t.Error("他 is not noticed")
	}
}

func TestReadChoice(t *testing.T) {
	notice := words("1か月以内", "1か月超3か月以内", "3か月超6か月以内", "6か月超")
	building := words("データセンター専用建物=DC専用建物", "それ以外")
	audit := words("会計監査人による監査=監査法人", "会計参与による監査", "いずれでもない")
	for _, c := range []struct {
		text    string
		options []normal.Option
		name    string
		why     normal.Why
	}{
		{"3か月超6か月以内（6か月前までに電子メール及び管理画面で告知）", notice, "3か月超6か月以内", ""},
		{"３ヶ月前までに通知（メール）", notice, "1か月超3か月以内", "stretch"},
		{"１ヵ月前", notice, "1か月以内", "stretch"},
		{"3か月と1日前まで", notice, "", "unreadable"},
		{"1年前", notice, "6か月超", "stretch"},
		{"90日前までに告知", notice, "1か月超3か月以内", "stretch"},
		{"原則3か月前、緊急時は1か月前", notice, "", "unreadable"},
		{"事前に通知", notice, "", "unreadable"},
		{"ＤＣ専用建物", building, "データセンター専用建物", "renamed"},
		{"☑データセンター専用建物　□それ以外", building, "データセンター専用建物", ""},
		{"データセンター専用建物／それ以外", building, "", "several"},
		{"監査法人による監査を受けている", audit, "会計監査人による監査", "renamed"},
		{"税理士による確認", audit, "", "unreadable"},
	} {
		got := normal.ReadChoice(c.text, c.options)
		name := ""
		if len(got.Names) == 1 {
			name = got.Names[0]
		}
		if name != c.name || got.Why != c.why {
			t.Errorf("ReadChoice(%q) = %+v, want %s %q", c.text, got, c.name, c.why)
		}
	}
}

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

func TestDurations(t *testing.T) {
	for text, want := range map[string]float64{
		"5分": 5, "５分間隔": 5, "30秒": 0.5, "1時間": 60, "10分に1回": 10, "1分間に2回": 0.5, "1日1回": 1440, "検知後15分以内": 15, "毎分": 1, "毎時": 60,
		"１時間毎": 60, "24h": 1440, "60min": 60, "随時": -1, "常時監視": -1, "": -1,
	} {
		got, ok := normal.Minutes(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("Minutes(%q) = %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"24時間365日", "24時間監視", "24H"} {
		if m, ok := normal.Interval(text); ok {
			t.Errorf("Interval(%q) = %v", text, m)
		}
	}
	for _, c := range []struct{ got, want string }{
		{normal.FindFrequency("24時間監視"), ""},
		{normal.FindFrequency("日次で取得、３世代保管"), "日次"},
		{normal.FindFrequency("1日1回の差分"), "1日1回"},
		{normal.FindFrequency("API応答時間を5分間隔で監視し"), "5分間隔"},
		{normal.FindFrequency("四半期ごとに適用"), "四半期ごと"},
		{normal.FindDuration("１年間保存"), "１年間"},
		{normal.FindDuration("13か月保存"), "13か月"},
		{normal.FindDuration("24時間稼働"), "24時間"},
		{normal.FindDuration("1ヶ月保存"), "1ヶ月"},
		{normal.FindNotice("２週間前までにメールで連絡"), "２週間前まで"},
		{normal.FindNotice("10営業日前まで"), "10営業日前まで"},
		{normal.FindTerm("4,812,300千円\n［2023年12月期］"), "2023年12月期"},
		{normal.FindTerm("（令和7年3月期）"), "令和7年3月期"},
		{normal.FindPeriod("99.98％（2023年1月～2023年12月）"), "2023年1月～2023年12月"},
		{normal.FindPeriod("（令和7年4月～令和8年3月）"), "令和7年4月～令和8年3月"},
		{normal.FindPeriod("直近1年間の実績"), "直近1年間"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
