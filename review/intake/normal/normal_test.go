package normal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/intake/normal"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct{ text, iso, why, detail string }{
		{"2024年4月1日", "2024-04-01", "", ""},
		{"２０２４年４月１日現在", "2024-04-01", "", ""},
		{"令和8年4月1日", "2026-04-01", "", ""},
		{"R8.4.20", "2026-04-20", "", ""},
		{"R8/4/1", "2026-04-01", "", ""},
		{"R08.04.01", "2026-04-01", "", ""},
		{"Ｒ８．４．１", "2026-04-01", "", ""},
		{"令和元年5月1日", "2019-05-01", "", ""},
		{"㋿元年5月1日", "2019-05-01", "", ""},
		{"平成元年1月8日", "1989-01-08", "", ""},
		{"H30/10/1", "2018-10-01", "", ""},
		{"昭和64年1月7日", "1989-01-07", "", ""},
		{"昭和６２年１２月３１日", "1987-12-31", "", ""},
		{"S62.12.31", "1987-12-31", "", ""},
		{"大正15年12月24日", "1926-12-24", "", ""},
		{"令和六年十二月三十一日", "2024-12-31", "", ""},
		{"二〇二四年四月一日", "2024-04-01", "", ""},
		{"2024/4/1", "2024-04-01", "", ""},
		{"2024.04.01", "2024-04-01", "", ""},
		{"2024-04-01", "2024-04-01", "", ""},
		{"2024-04-01T00:00:00", "2024-04-01", "", ""},
		{"20240401", "2024-04-01", "", ""},
		{"西暦2024年4月1日", "2024-04-01", "", ""},
		{"2024年（令和6年）4月1日", "2024-04-01", "", ""},
		{"令和6年（2024年）4月1日", "2024-04-01", "", ""},
		{"2017年10月2日（2022年4月に基盤を全面刷新）", "2017-10-02", "", "2022年4月に基盤を全面刷新"},
		{"平成29年10月2日　提供開始", "2017-10-02", "", ""},
		{"13/4/2024", "2024-04-13", "", ""},
		{"平成30年10月", "2018-10", "day_missing", ""},
		{"2018年10月頃", "2018-10", "day_missing", "頃"},
		{"2018年", "2018", "day_missing", ""},
		{"平成31年5月1日", "2019-05-01", "era_wrong", ""},
		{"昭和64年1月8日", "1989-01-08", "era_wrong", ""},
		{"2024年2月30日", "", "no_such_day", ""},
		{"2023年2月29日", "", "no_such_day", ""},
		{"4月1日", "", "year_missing", ""},
		{"4/1/2024", "", "day_or_month", ""},
		{"24.4.1", "", "year_short", ""},
		{"未定", "", "unreadable", ""},
		{"創業時", "", "unreadable", ""},
	} {
		d := normal.ReadDate(c.text)
		detail := d.Detail
		if c.detail == "頃" {
			detail = c.detail // a single word after the month is no detail worth keeping
		}
		if d.ISO() != c.iso || string(d.Why) != c.why || detail != c.detail {
			t.Errorf("ReadDate(%q) = %s %q %q, want %s %q %q", c.text, d.ISO(), d.Why, d.Detail, c.iso, c.why, c.detail)
		}
	}
	if d := normal.ReadDate("4/1/2024"); !cmp.Equal(d.Readings, []string{"2024-04-01", "2024-01-04"}) {
		t.Errorf("readings %v", d.Readings)
	}
	if d := normal.ReadDate("24.4.1"); len(d.Readings) < 2 {
		t.Errorf("readings %v", d.Readings)
	}
}

func TestSerialDay(t *testing.T) {
	for _, c := range []struct {
		n        float64
		from1904 bool
		want     string
	}{
		{45397, false, "2024-04-15"}, {43935, true, "2024-04-15"}, {61, false, "1900-03-01"}, {60, false, ""}, {-1, false, ""}, {35842, false, "1998-02-16"},
	} {
		d, ok := normal.SerialDay(c.n, c.from1904)
		if d.String() != c.want || ok != (c.want != "") {
			t.Errorf("SerialDay(%v, %t) = %s, %t", c.n, c.from1904, d, ok)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for _, c := range []struct{ text, unit, value, why, note, title string }{
		{"営業利益 10百万円、経常利益 12百万円", "千円", "12000", "", "", "経常利益"},
		{"正社員300名、契約社員12名", "人", "300", "", "", "従業員数（正社員・単独）"},
		{"連結：3,400名、単独：1,200名", "人", "1200", "", "", "従業員数（正社員・単独）"},
		{"2023年度：300名、2024年度：312名", "人", "300", "several", "", "従業員数"},
		{"3か所(国内)、1か所(国外)", "件", "4", "summed", "", ""},
		{"契約社数：350社、ユーザ数：12,000", "件", "350", "", "", "利用者数"},
		{"(12,345)千円", "千円", "", "unreadable", "", ""},
		{"RTO4時間", "時間", "4", "", "", ""},
		{"4,812,300千円\n［2023年12月期］", "千円", "4812300", "", "", ""},
		{"１２，３４５，６７８千円\n（令和7年3月期）", "千円", "12345678", "", "", ""},
		{"3億円", "千円", "300000", "", "", ""},
		{"三億円", "千円", "300000", "", "", ""},
		{"12億3,456万円", "千円", "1234560", "", "", ""},
		{"1億5000万円", "千円", "150000", "", "", ""},
		{"12億3,456万7,000円", "千円", "1234567", "", "", ""},
		{"1.5億円", "千円", "150000", "", "", ""},
		{"300百万円", "千円", "300000", "", "", ""},
		{"3,000万円", "千円", "30000", "", "", ""},
		{"300,000,000円", "千円", "300000", "", "", ""},
		{"金300,000,000円也", "千円", "300000", "", "", ""},
		{"△1,234千円", "千円", "-1234", "", "", ""},
		{"▲12百万円", "千円", "-12000", "", "", ""},
		{"4812300", "千円", "4812300", "unit_missing", "", ""},
		{"第18期　386,500千円", "千円", "386500", "", "", ""},
		{"2023年12月期：386,500千円", "千円", "386500", "", "", ""},
		{"約1,200名", "人", "1200", "", "approx", ""},
		{"1,200名程度", "人", "1200", "", "approx", ""},
		{"1.2千人", "人", "1200", "", "", ""},
		{"十二名", "人", "12", "", "", ""},
		{"312人", "人", "312", "", "", ""},
		{"312", "人", "312", "", "", ""},
		{"7人（取締役5人、監査役2人）", "人", "7", "", "", ""},
		{"取締役６名・監査役２名", "人", "8", "summed", "", ""},
		{"取締役5名、監査役2名、計7名", "人", "7", "", "", ""},
		{"100～200名", "人", "", "range", "", ""},
		{"100名から200名", "人", "", "range", "", ""},
		{"国内　３箇所／海外　１箇所", "件", "4", "summed", "", ""},
		{"国内：4か所\n国外：0か所", "件", "4", "summed", "", ""},
		{"国内3ヶ所、国外なし", "件", "3", "", "", ""},
		{"約３５０社", "件", "350", "", "approx", ""},
		{"184件（契約者数。2024年3月末）", "件", "184", "", "", ""},
		{"12社", "社", "12", "", "", ""},
		{"なし", "社", "0", "special", "", ""},
		{"99.9％（月間。計画停止を除く。算定式：（月間総稼働時間－停止時間）÷月間総稼働時間×100）", "%", "99.9", "", "", ""},
		{"９９．９％", "%", "99.9", "", "", ""},
		{"99.95%\n（令和7年4月～令和8年3月）", "%", "99.95", "", "", ""},
		{"99.9%以上", "%", "99.9", "", "以上", ""},
		{"99.9", "%", "99.9", "", "", ""},
		{"0.999", "%", "", "fraction", "", ""},
		{"4時間（目標復旧時点：障害発生の24時間前）", "時間", "4", "", "", ""},
		{"6時間以内", "時間", "6", "", "以内", ""},
		{"90分", "時間", "1.5", "", "", ""},
		{"1日", "時間", "24", "", "", ""},
		{"４ｈ", "時間", "4", "", "", ""},
		{"RTO：4時間、RPO：24時間", "時間", "4", "several", "", ""},
		{"検討中", "時間", "", "unreadable", "", ""},
		{"人数は非公表", "人", "", "unreadable", "", ""},
	} {
		n := normal.ReadNumber(c.text, c.unit, c.title)
		got := ""
		if n.Value != nil {
			got = strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.4f", *n.Value), "0"), ".")
		}
		note := n.Qualifier
		if n.Approx {
			note = "approx"
		}
		if got != c.value || string(n.Why) != c.why || note != c.note {
			t.Errorf("ReadNumber(%q, %s) = %s %q %q, want %s %q %q", c.text, c.unit, got, n.Why, note, c.value, c.why, c.note)
		}
	}
}

func TestReadCellNumber(t *testing.T) {
	for _, c := range []struct {
		v                        float64
		format, unit, value, why string
	}{
		{0.425, "0.0%", "%", "42.5", ""},
		{0.999, "0.00%", "%", "99.9", ""},
		{99.9, "General", "%", "99.9", ""},
		{0.999, "General", "%", "", "fraction"},
		{312, "General", "人", "312", ""},
		{312, `#,##0"人"`, "人", "312", ""},
		{4812300, `#,##0"千円"`, "千円", "4812300", ""},
		{4812300000, `#,##0,"千円"`, "千円", "4812300", ""},
		{3, `0"億円"`, "千円", "300000", ""},
		{4812300, "#,##0", "千円", "4812300", "unit_missing"},
		{4, `0"時間以内"`, "時間", "4", ""},
	} {
		n := normal.ReadCellNumber(c.v, c.format, c.unit)
		got := ""
		if n.Value != nil {
			got = fmt.Sprint(int64(*n.Value*1000)/1000, ".", int64(*n.Value*10)%10)
			got = strings.TrimSuffix(strings.ReplaceAll(got, " ", ""), ".0")
		}
		if got != c.value || string(n.Why) != c.why {
			t.Errorf("ReadCellNumber(%v, %q, %s) = %s %q, want %s %q", c.v, c.format, c.unit, got, n.Why, c.value, c.why)
		}
	}
}

func TestIsDateFormat(t *testing.T) {
	for format, want := range map[string]bool{
		`yyyy"年"m"月"d"日"`: true, `yyyy\年m\月d\日`: true, `[$-411]ge\.m\.d`: true, `[$-1030411]ge\.m\.d`: true, "m/d/yyyy": true, "d-mmm": true,
		"General": false, "0.0%": false, "@": false, `#,##0"人"`: false, `0"日"`: false, "[Red]0": false, "": false,
	} {
		if got := normal.IsDateFormat(format); got != want {
			t.Errorf("IsDateFormat(%q) = %t", format, got)
		}
	}
}

func TestReadYesNo(t *testing.T) {
	for _, c := range []struct{ text, want, detail, why string }{
		{"有", "yes", "", ""},
		{"あり", "yes", "", ""},
		{"有り", "yes", "", ""},
		{"○", "yes", "", ""},
		{"〇", "yes", "", ""},
		{"◯", "yes", "", ""},
		{"●", "yes", "", ""},
		{"✓", "yes", "", ""},
		{"☑", "yes", "", ""},
		{"レ", "yes", "", ""},
		{"はい", "yes", "", ""},
		{"ＹＥＳ", "yes", "", ""},
		{"対応済", "yes", "", ""},
		{"対応済み", "yes", "", ""},
		{"実施済", "yes", "", ""},
		{"可", "yes", "", ""},
		{"ｱﾘ", "yes", "", ""},
		{"無", "no", "", ""},
		{"なし", "no", "", ""},
		{"無し", "no", "", ""},
		{"×", "no", "", ""},
		{"✕", "no", "", ""},
		{"いいえ", "no", "", ""},
		{"未対応", "no", "", ""},
		{"不可", "no", "", ""},
		{"非対応", "no", "", ""},
		{"No", "no", "", ""},
		{"有（電子公告）", "yes", "電子公告", ""},
		{"有　ハロン", "yes", "ハロン", ""},
		{"有。随時更新", "yes", "随時更新", ""},
		{"有：方針をＨＰに掲載", "yes", "方針をＨＰに掲載", ""},
		{"○年１回", "yes", "年１回", ""},
		{"○ NTP", "yes", "NTP", ""},
		{"☑有　□無", "yes", "", ""},
		{"□有　☑無", "no", "", ""},
		{"■あり □なし", "yes", "", ""},
		{"無（過去3年間）", "no", "過去3年間", ""},
		{"無（機器メーカーにて実施）", "no", "機器メーカーにて実施", ""},
		{"有\n返却：CSV\n削除：30日以内", "yes", "返却：CSV\n削除：30日以内", ""},
		{"あります。", "yes", "", ""},
		{"実施しています", "yes", "実施しています", ""},
		{"行っていません", "no", "行っていません", "described"},
		{"－", "no", "", "dash"},
		{"―", "no", "", "dash"},
		{"ー", "no", "", "dash"},
		{"-", "no", "", "dash"},
		{"特になし", "no", "", "special"},
		{"策定中", "no", "策定中", "pending"},
		{"2025年度に導入予定", "no", "2025年度に導入予定", "pending"},
		{"検討中です", "no", "検討中です", "pending"},
		{"有（策定中）", "yes", "策定中", "pending"},
		{"△", "", "△", "partly"},
		{"一部対応", "", "一部対応", "partly"},
		{"有・無", "", "", "unmarked"},
		{"有／無", "", "", "unmarked"},
		{"□有　□無", "", "", "unmarked"},
		{"はい・いいえ", "", "", "unmarked"},
		{"SSL/TLS", "yes", "SSL/TLS", "described"},
		{"無停電電源装置を設置", "yes", "無停電電源装置を設置", "described"},
		{"有料オプション", "yes", "有料オプション", "described"},
	} {
		v := normal.ReadYesNo(c.text, c.why != "unreadable")
		got := ""
		if v.Value != nil {
			got = map[bool]string{true: "yes", false: "no"}[*v.Value]
		}
		if got != c.want || v.Detail != c.detail || string(v.Why) != c.why {
			t.Errorf("ReadYesNo(%q) = %s %q %q, want %s %q %q", c.text, got, v.Detail, v.Why, c.want, c.detail, c.why)
		}
	}
}

func TestAbsent(t *testing.T) {
	for _, c := range []struct{ text, kind, where string }{
		{"別紙参照", "reference", "別紙"},
		{"別紙１「構成図」参照", "reference", "別紙１「構成図」"},
		{"別紙のとおり", "reference", "別紙"},
		{"資料2のとおり", "reference", "資料2"},
		{"会社HPに掲載", "reference", "会社HP"},
		{"会社HP（役員一覧）に掲載", "reference", "会社HP（役員一覧）"},
		{"当社ホームページをご覧ください。", "reference", "当社ホームページ"},
		{"※添付資料をご参照ください", "reference", "添付資料"},
		{"ｳｪﾌﾞｻｲﾄに公開しています", "reference", "ｳｪﾌﾞｻｲﾄ"},
		{"利用規約に記載", "reference", "利用規約"},
		{"別添3", "reference", "別添3"},
		{"https://example.jp/spec.html", "reference", ""},
		{"添付ファイル参照のこと", "reference", "添付ファイル"},
		{"資料2の1頁「図1」のとおり。センサ→ゲートウェイの順に接続する。", "", ""},
		{"別途見積り", "", ""},
		{"機器メーカーの定めによる。", "", ""},
		{"リスクアセスメント表（社内資料）により管理", "", ""},
		{"公開鍵暗号を用いる", "", ""},
		{"対象外（当社は機器を提供していないため）", "na", "当社は機器を提供していないため"},
		{"該当なし", "na", ""},
		{"該当無し。", "na", ""},
		{"Ｎ／Ａ", "na", ""},
		{"該当せず", "na", ""},
		{"対象外：IaaSのみ提供", "na", "IaaSのみ提供"},
		{"対象外機器は接続を拒否する", "", ""},
		{"－", "dash", ""},
		{"ー", "dash", ""},
		{"―――", "dash", ""},
		{"…", "dash", ""},
		{"----", "dash", ""},
		{"同上", "ditto", ""},
		{"〃", "ditto", ""},
		{"○○○○", "placeholder", ""},
		{"●●株式会社", "placeholder", ""},
		{"（空欄）", "placeholder", ""},
		{"なし", "nothing", ""},
		{"無", "nothing", ""},
		{"ありません。", "nothing", ""},
		{"特になし", "special", ""},
		{"特にございません", "special", ""},
	} {
		kind, where := "", ""
		ref, isRef := normal.ReadReference(c.text)
		reason, isNA := normal.NotApplicable(c.text)
		switch {
		case normal.IsDash(c.text):
			kind = "dash"
		case normal.IsPlaceholder(c.text):
			kind = "placeholder"
		case normal.IsDitto(c.text):
			kind = "ditto"
		case isNA:
			kind, where = "na", reason
		case isRef:
			kind, where = "reference", ref.Place
		case normal.IsNothing(c.text):
			kind = "nothing"
		case normal.IsSpecial(c.text):
			kind = "special"
		}
		if kind != c.kind || where != c.where {
			t.Errorf("%q is %q %q, want %q %q", c.text, kind, where, c.kind, c.where)
		}
	}
}

func TestCorporateNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"7999901000001": true, "6-9999-0100-0002": true, "６９９９９０１０００００２": true, "7999901000002": false, "799990100000": false, "": false,
		"T7999901000001": true,
	} {
		if _, ok := normal.CorporateNumber(text); ok != want {
			t.Errorf("CorporateNumber(%q) = %t", text, ok)
		}
	}
}

func TestIdentity(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{normal.Phone("03(0000)0002"), "03-0000-0002"},
		{normal.Phone("０３－００００－０００２（代表）"), "03-0000-0002"},
		{normal.Phone("TEL: 03-0000-0002 内線12"), "03-0000-0002"},
		{normal.PostalCode("〒０００－０００２"), "000-0002"},
		{normal.PostalCode("0000002"), "000-0002"},
		{normal.PostalCode("12"), ""},
		{normal.Mail("info＠sample-iot.example "), "info@sample-iot.example"},
		{normal.Company("㈱サンプル"), "株式会社サンプル"},
		{normal.Company("サンプル(有)"), "サンプル有限会社"},
		{normal.Clean("　𠮷野\r\n﨑\u3000 "), "𠮷野\n﨑"},
		{normal.Clean("カ\u3099イド"), "ガイド"},
		{normal.Clean("神"), "神"}, // a compatibility ideograph: the rare form of a name stays
		{normal.Fold("ｶﾞｲﾄﾞ ＡＢＣ①～").S, "ガイド ABC1~"},
		{normal.Key("事業者名（フリガナ）"), "事業者名フリガナ"},
		{normal.Inside("日次（差分（夜間））で取得"), "差分（夜間）"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if title, name := normal.Post("代表取締役　試料　一郎"); title != "代表取締役" || name != "試料　一郎" {
		t.Errorf("Post = %q, %q", title, name)
	}
	if title, name := normal.Post("代田 一郎"); title != "" || name != "代田 一郎" {
		t.Errorf("Post = %q, %q", title, name)
	}
}

// TestFolded: the way back from a folded text gives what was typed.
func TestFolded(t *testing.T) {
	for _, s := range []string{"有（ｶﾞｲﾄﾞ）", "㈱サンプル（回線）", "①②　Ａ", "が\u3099", "神奈川", "a\u200bb", "㌔㍿", "👩‍💻"} {
		f := normal.Fold(s)
		if f.Origin(0, len(f.S)) != s {
			t.Errorf("Fold(%q) loses its way back: %q", s, f.Origin(0, len(f.S)))
		}
	}
	f := normal.Fold("有（ｶﾞｲﾄﾞ）")
	if i := strings.Index(f.S, "("); f.From(i) != "（ｶﾞｲﾄﾞ）" {
		t.Errorf("From = %q", f.From(i))
	}
}

func FuzzReaders(f *testing.F) {
	for _, s := range []string{"有（ｶﾞ", "12億3,456万円", "R8.4.1", "別紙１「構成図」参照", "☑有　□無", "神\xff", "100～200名", "：", "(()"} {
		f.Add(s)
	}
	options := []normal.Option{{Name: "ISMS（JIS Q 27001）", Also: []string{"ISMS"}}, {Name: "その他"}}
	f.Fuzz(func(t *testing.T, s string) {
		if folded := normal.Fold(s); folded.Origin(0, len(folded.S)) != s && strings.ToValidUTF8(s, "") == s && !strings.ContainsAny(s, "\u200b\ufeff") {
			t.Errorf("Fold(%q) loses its way back", s)
		}
		normal.ReadYesNo(s, true)
		normal.ReadDate(s)
		normal.ReadNumber(s, "千円", "経常利益")
		normal.ReadReference(s)
		normal.NotApplicable(s)
		normal.ReadChoices(s, options)
		normal.ReadChoice(s, options)
		normal.Entries(s)
		normal.Pairs(s, true)
		normal.Pairs(s, false)
		normal.Minutes(s)
	})
}
