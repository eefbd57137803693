package normal_test

import (
	"strings"
	"testing"

	"shinsa/review/intake/choice"
	"shinsa/review/intake/date"
	"shinsa/review/intake/figure"
	"shinsa/review/intake/normal"
)

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

// What is folded already is taken as it is; it has to be the same, byte by byte, as beside something that is not.
func TestFold_PlainTextIsTheSameBesideOther(t *testing.T) {
	const before, folded = "①", "1"
	for _, s := range []string{"", "a", "月間稼働率は、99.95% 以上とする。\n「計画停止」を除く", "データセンター・東京", "か\u3099", "が゛", "カ゛あ", "漢\u3099字", "ｶﾞあ", "x\u0301y", "a\tb", "㈱あ"} {
		alone, beside := normal.Fold(s), normal.Fold(before+s)
		if beside.S != folded+alone.S {
			t.Errorf("%q: %q alone, %q beside", s, alone.S, beside.S)
			continue
		}
		for i := range len(alone.S) + 1 {
			if a, b := alone.From(i), beside.From(i+len(folded)); a != b {
				t.Errorf("%q from byte %d: %q alone, %q beside", s, i, a, b)
			}
		}
		if normal.Key(s) != strings.TrimPrefix(normal.Key(before+s), folded) {
			t.Errorf("%q: key %q", s, normal.Key(s))
		}
	}
}

func FuzzReaders(f *testing.F) {
	for _, s := range []string{"有（ｶﾞ", "12億3,456万円", "R8.4.1", "別紙１「構成図」参照", "☑有　□無", "神\xff", "100～200名", "：", "(()"} {
		f.Add(s)
	}
	options := []choice.Option{{Name: "ISMS（JIS Q 27001）", Also: []string{"ISMS"}}, {Name: "その他"}}
	f.Fuzz(func(t *testing.T, s string) {
		if folded := normal.Fold(s); folded.Origin(0, len(folded.S)) != s && strings.ToValidUTF8(s, "") == s && !strings.ContainsAny(s, "\u200b\ufeff") {
			t.Errorf("Fold(%q) loses its way back", s)
		}
		normal.ReadYesNo(s, true)
		date.Read(s)
		figure.Read(s, "千円", "経常利益")
		normal.ReadReference(s)
		normal.NotApplicable(s)
		choice.ReadSeveral(s, options)
		choice.Read(s, options)
		normal.Entries(s)
		normal.Pairs(s, true)
		normal.Pairs(s, false)
		figure.Minutes(s)
	})
}
