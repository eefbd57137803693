package present_test

import (
	"testing"

	"shinsa/ui/present"
)

func TestHiragana_ReadsBothSpellings(t *testing.T) {
	for letters, want := range map[string]string{
		"shoken": "しょけ", "syokenn": "しょけん", "syokenwo": "しょけんを", "syo": "しょ", "sy": "", "syok": "しょ", "shok": "しょ",
		"hantei": "はんてい", "shinsa": "しんさ", "sinsa": "しんさ", "shinnsa": "しんさ", "kakunin": "かくに", "kakuninn": "かくにん",
		"kin'yu": "きんゆ", "kinyu": "きにゅ", "zyunn": "じゅん", "jun": "じゅ", "tetuduki": "てつづき",
		"teikei": "ていけい", "tekki": "てっき", "hakkou": "はっこう", "matcha": "まっちゃ", "tuika": "ついか", "tsuika": "ついか",
		"fairu": "ふぁいる", "HANTEI": "はんてい", "de-ta": "でーた", "chuushi": "ちゅうし", "tyuusi": "ちゅうし",
		"next": "", "x": "", "": "", "item 3": "", "pdf": "", "1": "",
	} {
		if got := present.Hiragana(letters); got != want {
			t.Errorf("%q: %q, want %q", letters, got, want)
		}
	}
}
