package wording

import (
	"slices"
	"strings"
	"testing"
)

// shown writes edits for reading: [-gone-]{+came+}.
func shown(edits []Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case Delete:
			b.WriteString("[-" + e.Text + "-]")
		case Insert:
			b.WriteString("{+" + e.Text + "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func TestEditsReadAsAPersonWouldMarkThem(t *testing.T) {
	for _, c := range []struct{ old, next, want string }{
		{"同じ文", "同じ文", "同じ文"},
		{"", "", ""},
		{"", "新しい", "{+新しい+}"},
		{"なくなる", "", "[-なくなる-]"},
		{"間隔を10分以内とする", "間隔を5分以内とする", "間隔を[-10-]{+5+}分以内とする"},
		{"年一回実施する", "年二回実施する", "年[-一-]{+二+}回実施する"},
		{"稼働率は99.9％", "稼働率は99.5％", "稼働率は[-99.9-]{+99.5+}％"},
		{"1,000件まで", "1,200件まで", "[-1,000-]{+1,200+}件まで"},
		{"サーバを監視", "サーバーを監視", "サーバ{+ー+}を監視"},
		{"電子メールで通知する", "電子メール及び電話で通知する", "電子メール{+及び電話+}で通知する"},
		{"TLS 1.2 and later", "TLS 1.3 and later", "TLS [-1.2-]{+1.3+} and later"},
		{"multi-factor login", "two-factor login", "[-multi-factor-]{+two-factor+} login"},
		{"終わる。", "終わる", "終わる[-。-]"},
	} {
		if got := shown(Edits(c.old, c.next)); got != c.want {
			t.Errorf("%s → %s\n got %s\nwant %s", c.old, c.next, got, c.want)
		}
	}
}

func TestSidesAreTheTwoWordings(t *testing.T) {
	old, next := Sides(Edits("毎日1回、別棟に保管", "毎日2回、遠隔地に保管"))
	if got := []string{text(old, false), text(next, false)}; !slices.Equal(got, []string{"毎日1回、別棟に保管", "毎日2回、遠隔地に保管"}) {
		t.Errorf("sides %q", got)
	}
	if got := []string{text(old, true), text(next, true)}; !slices.Equal(got, []string{"1別棟", "2遠隔地"}) {
		t.Errorf("marked %q", got)
	}
}

// text puts a side together, only what changed when asked.
func text(side []Stretch, changed bool) string {
	out := ""
	for _, s := range side {
		if s.Changed || !changed {
			out += s.Text
		}
	}
	return out
}

func TestVeryLongTextsAreComparedAtTheirEnds(t *testing.T) {
	long := strings.Repeat("一、", maxWords)
	edits := Edits("甲"+long+"丙", "甲"+strings.Repeat("二。", maxWords)+"丙")
	if len(edits) != 4 || edits[0].Text != "甲" || edits[3].Text != "丙" || edits[1].Op != Delete || edits[2].Op != Insert {
		t.Errorf("%d edits", len(edits))
	}
}

func FuzzEdits(f *testing.F) {
	f.Add("稼働率は99.9％とする。", "稼働率を99.95%とする")
	f.Add("a-b'c1.2.", ".,-'’")
	f.Fuzz(func(t *testing.T, old, next string) {
		old, next = strings.ToValidUTF8(old, "?"), strings.ToValidUTF8(next, "?")
		was, now := Sides(Edits(old, next))
		if text(was, false) != old || text(now, false) != next {
			t.Errorf("%q → %q lost words: %q, %q", old, next, text(was, false), text(now, false))
		}
		if old == next && (text(was, true) != "" || text(now, true) != "") {
			t.Errorf("%q differs from itself", old)
		}
	})
}
