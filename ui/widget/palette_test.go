package widget

import "testing"

// Who types a word means the command it names, not one in which its letters happen to stand.
func TestSearch_WordsThatBeginComeFirst(t *testing.T) {
	commands := []Command{
		{Word: "「適合」と判定する", Reading: "conforming てきごう"}, {Word: "様式で書く", Reading: "forms ようしき"}, {Word: "不適合で絞り込む", Reading: "nonconforming"},
	}
	got := Search(commands, "form")
	if len(got) != 3 || got[0].Word != "様式で書く" || got[1].Word != "「適合」と判定する" || got[2].Word != "不適合で絞り込む" {
		t.Fatalf("found %+v", got)
	}
	if got := Search(commands, "ｔｅｋｉ"); len(got) != 1 {
		t.Fatalf("by its reading in Latin letters: %+v", got)
	}
}
