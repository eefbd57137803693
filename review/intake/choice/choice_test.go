package choice_test

import (
	"strings"
	"testing"

	"shinsa/review/intake/choice"
	"shinsa/review/intake/normal"
)

func words(list ...string) []choice.Option {
	out := make([]choice.Option, len(list))
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
		options []choice.Option
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
		got := choice.ReadSeveral(c.text, c.options)
		if strings.Join(got.Names, "|") != c.names || got.Detail != c.detail || strings.Join(got.Other, "|") != c.other || got.Why != c.why {
			t.Errorf("ReadChoices(%q) = %+v, want %s %q %q %q", c.text, got, c.names, c.detail, c.other, c.why)
		}
	}
	if got := choice.ReadSeveral("MQTT、HTTPS　他", protocols); !got.AndOthers {
		t.Error("他 is not noticed")
	}
}

func TestReadChoice(t *testing.T) {
	notice := words("1か月以内", "1か月超3か月以内", "3か月超6か月以内", "6か月超")
	building := words("データセンター専用建物=DC専用建物", "それ以外")
	audit := words("会計監査人による監査=監査法人", "会計参与による監査", "いずれでもない")
	for _, c := range []struct {
		text    string
		options []choice.Option
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
		got := choice.Read(c.text, c.options)
		name := ""
		if len(got.Names) == 1 {
			name = got.Names[0]
		}
		if name != c.name || got.Why != c.why {
			t.Errorf("ReadChoice(%q) = %+v, want %s %q", c.text, got, c.name, c.why)
		}
	}
}
