package answer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shinsa/assets"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/intake/answer"
	"shinsa/review/intake/record"
	"shinsa/review/intake/workbook"
)

func edition(t testing.TB) *criteria.Edition {
	t.Helper()
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		t.Fatal(err)
	}
	e, err := criteria.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func text(s string) *workbook.Cell { return &workbook.Cell{Text: s, Kept: s} }

func number(v float64, format string) *workbook.Cell {
	s := fmt.Sprintf("%.0f", v)
	return &workbook.Cell{Text: s, Kept: s, Number: &v, Format: format}
}

// TestRead: writings as applicants use them, by item; the value, and every finding about it.
func TestRead(t *testing.T) {
	const none = "∅"
	for _, c := range []struct{ item, text, kind, value, codes string }{
		{"1.1", "令和8年4月1日", "answered", "2026-04-01", ""},
		{"1.1", "令和8年4月現在", "answered", "2026-04", "unclear_answer"},
		{"1.1", "申請日現在", "answered", none, "unclear_answer"},
		{"1.1", "－", "blank", none, "mandatory_blank"},
		{"2.2", "6-9999-0100-0002", "answered", "6999901000002", ""},
		{"2.2", "6999901000002（13桁）", "answered", "6999901000002", ""},
		{"2.2", "申請中", "answered", "申請中", "pattern_differs"},
		{"4.2", "www.sample-iot.example", "answered", "www.sample-iot.example", "url_without_scheme"},
		{"4.2", "会社HPに掲載", "by_reference", none, "by_reference_on_mandatory"},
		{"4.3", "国内3、海外1", "answered", "4", ""},
		{"4.3", "3か所(国内)、1か所(国外)", "answered", "4", ""},
		{"5.1", strings.Repeat("あ", 101), "answered", strings.Repeat("あ", 101), "length_over"},
		{"5.1", strings.Repeat("あ", 50) + "\n" + strings.Repeat("い", 50), "answered", strings.Repeat("あ", 50) + "\n" + strings.Repeat("い", 50), ""},
		{"6.2", "別紙経歴書のとおり", "by_reference", none, "by_reference"},
		{"7.1", "取締役：5名\n監査役：2名", "answered", "7", "ambiguous_answer"},
		{"8.1", "正社員300名、契約社員12名", "answered", "300", ""},
		{"8.1", "連結：3,400名、単独：1,200名", "answered", "1200", ""},
		{"8.1", "非公開", "answered", none, "unclear_answer"},
		{"10.1", "営業利益 10百万円、経常利益 12百万円", "answered", "12000", ""},
		{"10.1", "(12,345)千円", "answered", none, "unclear_answer"},
		{"12.1", "0.425", "answered", none, "unclear_answer"},
		{"13.1", "非上場", "answered", "無", "ambiguous_answer"},
		{"13.1", "－", "answered", "無", "ambiguous_answer"},
		{"14.1", "監査法人による監査を受けている", "answered", "会計監査人による監査", "choice_renamed"},
		{"16.1", "見本太郎（60%）、見本花子（40%）", "answered", "持株比率(%): 60, 株主名: 見本太郎\n持株比率(%): 40, 株主名: 見本花子", ""},
		{"17.1", "なし", "answered", "", "ambiguous_answer"},
		{"22.1", "https://example.jp/privacy", "answered", "有", "ambiguous_answer"},
		{"22.1", "別紙参照", "by_reference", none, "by_reference_on_mandatory"},
		{"24.1", "一部委託（監視業務）", "answered", none, "unclear_answer"},
		{"25.2", "策定中", "answered", "無", "unclear_answer"},
		{"30.1", "３ヶ月前までに通知（メール）", "answered", "1か月超3か月以内", "choice_renamed"},
		{"31.5", "RTO：4時間 / RPO：1時間", "answered", "4", ""},
		{"31.5", "本番：4時間 / 検証：1時間", "answered", "4", "unclear_answer"},
		{"31.8", "ISMS（JIS Q 27001）、Pマーク申請中", "answered", "ISMS（JIS Q 27001）", "unclear_answer"},
		{"34.4", "対象外（当社は機器を提供していないため）", "not_applicable", none, "not_applicable_on_mandatory"},
		{"36.3", "○", "answered", "有", "detail_missing"},
		{"40.5", "ID/PW、SAML", "answered", "ID・パスワード\nその他", "choice_other"},
		{"47.1", "○○○○", "blank", none, "mandatory_blank placeholder_left"},
		{"47.1", "同上", "by_reference", none, "by_reference_on_mandatory"},
		{"48.1", "利用規約第21条に記載", "answered", "有", "ambiguous_answer"},
		{"49.1", "1か月前、HPに掲載", "answered", "1か月前、HPに掲載", ""},
	} {
		d, findings := read(t, c.item, text(c.text))
		value := none
		if !d.Value.IsZero() {
			value = d.Value.String()
		}
		if string(d.Kind) != c.kind || value != c.value || strings.Join(findings, " ") != c.codes {
			t.Errorf("%s %q: %s %q %v, want %s %q [%s]", c.item, c.text, d.Kind, value, findings, c.kind, c.value, c.codes)
		}
		if c.kind == "answered" && d.Wording() != c.text {
			t.Errorf("%s: the wording %q is not what was typed", c.item, d.Wording())
		}
	}
}

func read(t *testing.T, item string, c *workbook.Cell) (record.Disclosure, []string) {
	t.Helper()
	it, ok := edition(t).Item(ident.ItemID(item))
	if !ok {
		t.Fatal("no such item")
	}
	d, l := answer.Read(&workbook.Book{}, it, c)
	for _, f := range l {
		if f.Criterion != item || f.Clause == "" {
			t.Errorf("finding without its place: %+v", f)
		}
	}
	codes := l.Codes()
	slices.Sort(codes)
	return d, codes
}

func TestRead_NumericCells(t *testing.T) {
	for _, c := range []struct {
		item   string
		cell   *workbook.Cell
		value  string
		codes  string
		doubts string
	}{
		{"2.2", number(6999901000002, "General"), "6999901000002", "", ""},
		{"3.1", number(35842, `[$-411]ge\.m\.d`), "1998-02-16", "", ""},
		{"3.1", number(35842, "General"), "1998-02-16", "ambiguous_answer", "serial"},
		{"12.1", number(0.425, "0.0%"), "42.5", "", ""},
		{"8.1", number(312, "General"), "312", "", ""},
		{"9.1", number(4812300, "General"), "4812300", "ambiguous_answer", "unit_missing"},
		{"47.2", number(24, "General"), "24", "", ""},
	} {
		d, codes := read(t, c.item, c.cell)
		if d.Value.String() != c.value || strings.Join(codes, " ") != c.codes || d.Doubt != c.doubts || d.Raw == nil || d.Raw.Number == nil {
			t.Errorf("%s: %q %v %q %+v", c.item, d.Value, codes, d.Doubt, d.Raw)
		}
	}
}

// TestRead_Parts: named parts, by label and by kind.
func TestRead_Parts(t *testing.T) {
	for _, c := range []struct{ item, text, want string }{
		{"31.10", "日次で取得、３世代保管（別棟）", "世代数=3 保管場所=別棟 間隔=日次"},
		{"31.10", "毎日1回、7世代、遠隔地保管", "世代数=7 保管場所=遠隔地 間隔=毎日1回"},
		{"31.10", "取得間隔：日次　保存世代：７世代　保管場所：別センター", "世代数=7 保管場所=別センター 間隔=日次"},
		{"38.1", "対象：サーバ、ＮＷ機器／間隔：5分／通知：検知から30分以内", "対象=サーバ、ＮＷ機器 通知時間(分)=30 間隔(分)=5"},
		{"38.1", "監視対象＝サーバ、監視間隔＝3分、通知時間＝15分", "対象=サーバ 通知時間(分)=15 間隔(分)=3"},
		{"38.1", "5分間隔でPing監視、30分以内にメール通知", "通知時間(分)=30 間隔(分)=5"},
		{"38.1", "24時間365日監視。異常検知後60分以内に通知", "通知時間(分)=60"},
		{"38.7", "利用状況・例外事象とも１年間保存", "例外・事象の保存期間=１年間 利用状況の保存期間=１年間"},
		{"46.1", "入退室ログ：１年\n監視カメラ：24H、1ヶ月保存\n認証：ICカード", "個人認証方式=ICカード 入退室記録の保存期間=１年 映像の保存期間=1ヶ月 監視カメラの稼働時間=24H"},
		{"46.1", "入退室：ICカード＋生体認証、記録1年保管", "個人認証方式=ICカード＋生体認証 入退室記録の保存期間=1年"},
		{"49.1", "２週間前までにメールで連絡。緊急時は直前の場合あり。", "方法=メール 時期=２週間前まで 緊急時=直前の場合あり"},
		{"42.1", "○（蓄電池 30分間）", "供給時間(分)=30"},
		{"9.1", "12億円（令和7年3月期）", "会計期=令和7年3月期 会計期_西暦=2025-03 金額=1200000"},
	} {
		d, _ := read(t, c.item, text(c.text))
		var got []string
		for name, v := range d.Fields {
			got = append(got, name+"="+v.String())
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q: %v, want %s", c.item, c.text, got, c.want)
		}
	}
}

func TestRead_EmptyAndStruck(t *testing.T) {
	if d, codes := read(t, "24.2", nil); d.Kind != criteria.StateBlank || d.Raw != nil || !slices.Equal(codes, []string{"mandatory_blank"}) {
		t.Errorf("no cell: %+v %v", d, codes)
	}
	if d, _ := read(t, "35.2", text("　")); d.Kind != criteria.StateBlank || d.Raw == nil || d.Raw.Text != "　" {
		t.Errorf("a wide space: %+v", d)
	}
	if d, _ := read(t, "8.1", &workbook.Cell{Text: "312人300人", Kept: "300人"}); d.Value.String() != "300" || d.Raw.Text != "312人300人" {
		t.Errorf("struck-out text: %+v", d)
	}
}
