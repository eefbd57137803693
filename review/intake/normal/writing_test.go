package normal_test

import (
	"testing"

	"shinsa/review/intake/normal"
)

// TestReadYesNo_BothWordsLeft: the form's own two words are both there, and a mark tells which is meant, or nothing does.
func TestReadYesNo_BothWordsLeft(t *testing.T) {
	for text, want := range map[string]string{
		"○有　無": "yes", "有○　無": "yes", "有　○無": "no", "有　無○": "no", "有・無○": "no", "●有　○無": "yes", "○有　●無": "no", "■有　□無": "yes", "☑有 ☐無": "yes",
		"有×　無": "no", "無　有○": "yes", "○なし　あり": "no", "はい○／いいえ": "yes", "有・無\n（有に○）": "yes", "有・無（無に○）": "no", "有★・無": "yes",
		"(有)・無": "yes bracketed", "有・（無）": "no bracketed", "【有】・無": "yes bracketed", "有・「無」": "no bracketed",
		"有・無": "? unmarked", "Y/N": "? unmarked", "○有　○無": "? unmarked", "有○無": "? unmarked", "○／×": "? unmarked",
		"有（なし）": "yes", "有　無停電電源装置": "yes",
	} {
		v := normal.ReadYesNo(text, true)
		got := "?"
		if v.Value != nil {
			got = map[bool]string{true: "yes", false: "no"}[*v.Value]
		}
		if v.Why != normal.Sure {
			got += " " + string(v.Why)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestReadYesNo_Spaced: spaces within a word, marks without width and forms of characters make no difference; what is no word stays open.
func TestReadYesNo_Spaced(t *testing.T) {
	for text, want := range map[string]bool{"あ り": true, "な　し": false, "有\u200bり": true, "\u00a0無\u00a0": false, "有\U000e0100": true, "未": false, "未済": false, "否": false} {
		if v := normal.ReadYesNo(text, true); v.Value == nil || *v.Value != want {
			t.Errorf("%q: %+v", text, v)
		}
	}
	for _, text := range []string{"0", "１", "?", "ないことはない", "なくはない"} {
		if v := normal.ReadYesNo(text, true); v.Value != nil || v.Why == normal.Sure {
			t.Errorf("%q: %+v", text, v)
		}
	}
}

// TestNoAnswer: what stands in a cell and answers nothing.
func TestNoAnswer(t *testing.T) {
	for what, c := range map[string]struct {
		is   func(string) bool
		yes  []string
		nope []string
	}{
		"ditto": {
			normal.IsDitto,
			[]string{"同上", "〃", "″", "\"", "前項と同じ", "前問に同じ。", "上に同じ", "1.1と同じ", "２－１に同じ", "No.12と同様", "項番3.2参照", "以下同文", "前回と同じ", "変更なし", "前回申請から変更なし", "前年度同様"},
			[]string{"同社の規程", "上海", "変更なしの場合は通知しない", "12名と同数", "前回の監査は2025年"},
		},
		"placeholder": {
			normal.IsPlaceholder,
			[]string{"記入例：有", "（例）株式会社○○", "例）有", "選択してください", "▼選択", "--選択--", "（ご記入ください）", "プルダウンから選択"},
			[]string{"例外なく暗号化する", "選択式で設定できる", "記入は不要である。"},
		},
		"withheld": {
			normal.IsWithheld,
			[]string{"非公開", "公開不可", "守秘義務のため回答不可", "お答えできません", "セキュリティ上の理由により非公開"},
			[]string{"守秘義務契約を結ぶ", "公開している", "セキュリティ上、二要素認証を用いる"},
		},
		"pending": {
			normal.IsPendingOnly,
			[]string{"未定", "確認中", "TBD", "追って回答", "後日提出します", "（調整中）"},
			[]string{"確認中の項目はない", "未定義の操作を拒む"},
		},
		"error": {normal.IsError, []string{"#REF!", "#N/A", "＃ＮＡＭＥ？", "Err:502"}, []string{"#1", "N/A", "#REF!を修正"}},
	} {
		for _, s := range c.yes {
			if !c.is(s) {
				t.Errorf("%q is no %s", s, what)
			}
		}
		for _, s := range c.nope {
			if c.is(s) {
				t.Errorf("%q is %s", s, what)
			}
		}
	}
	if why, ok := normal.NotApplicable("－（該当なし）"); !ok || why != "" {
		t.Errorf("%q %v", why, ok)
	}
}

// TestFold_Marks: sound marks that stand apart join their kana, and what has no width goes.
func TestFold_Marks(t *testing.T) {
	for text, want := range map[string]string{
		"ｶﾞｲﾄﾞ": "ガイド", "カ゛イト゛": "ガイド", "ハ゜ス": "パス", "か\u3099": "が", "葛\U000e0100飾": "葛飾", "a\u200bb\u2060c\ufeff": "abc", "𠮷田": "𠮷田", "\u202e逆\u202c": "逆",
	} {
		if got := normal.Fold(text).S; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := normal.Clean("a\vb\fc\u0085d\u2028e\u2029f\r\ng"); got != "a\nb\nc\nd\ne\nf\ng" {
		t.Errorf("%q", got)
	}
	if got := normal.Clean("葛\U000e0100飾"); got != "葛\U000e0100飾" {
		t.Errorf("%q lost its form", got)
	}
}
