package form

import (
	"strconv"
	"strings"
	"testing"

	"shinsa/review/checklist"
	"shinsa/review/ident"
)

// A mail program breaks what is longer than 78 columns; nothing that a form shows is.
func TestNoLineIsSoLongThatMailBreaksIt(t *testing.T) {
	b := blank()
	long := strings.Repeat("長い開示内容とその説明、Kubernetes Engine 99.99%、", 30)
	b.Operator, b.Service = long, "Cloud\n"+long
	b.Rows[0].Title, b.Rows[0].Ask, b.Rows[0].Answer, b.Rows[0].Evidence, b.Rows[0].Level = long, long, long+"\n"+long, long, long
	for _, line := range strings.Split(tidyLines(string(write(t, Text, b))), "\n") {
		if wide(line) > safeColumns && !strings.HasPrefix(line, "【") {
			t.Errorf("%v columns: %s", wide(line), line)
		}
	}
	whole := string(write(t, Text, b))
	want, digest := read(t, []byte(whole)), "【申請パッケージ】"+string(b.Dossier[:50])
	got := read(t, []byte(strings.Replace(whole, digest, digest+"\r\n", 1)))
	if got.Dossier != want.Dossier || got.Entries[2].At != "L"+strconv.Itoa(1+atoi(t, want.Entries[2].At[1:])) {
		t.Errorf("a broken digest: %s, the last item at %s", got.Dossier, got.Entries[2].At)
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	must(t, err)
	return n
}

func TestLinesThatMailBrokeAreNoChange(t *testing.T) {
	long := strings.Repeat("算定式と対象範囲が示されている。", 12)
	broken := strings.Join(fold(long, safeColumns), "\n")
	b := blank()
	b.Rows[1].Remark, b.Rows[1].Inquiry = long, "短い照会"
	for _, c := range []struct {
		name, remark string
		want         Outcome // "" for nothing to do
	}{
		{"as it was", long, ""},
		{"broken by mail", broken, ""},
		{"broken, and a word more", broken + "追記", Take},
		{"broken, and a word less", strings.Replace(broken, "算定式", "", 1), Take},
		{"a line of its own", strings.Replace(long, "。", "。\n", 1), Take}, // the rest is longer than mail leaves it
	} {
		form := b
		form.Rows = append([]Row(nil), b.Rows...)
		form.Rows[1].Remark = c.remark
		p := Compare(read(t, write(t, Text, form)), oneMark{b.Rows[1].onto(checklist.Mark{Item: "1.10", Revision: 3})})
		got := Outcome("")
		for _, l := range p.Lines {
			if l.Item == "1.10" {
				got = l.Outcome
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if rewrapped("短い\n照会", "短い照会") {
		t.Error("a short line is broken by a person alone")
	}
}

// oneMark is a desk with one mark, never changed.
type oneMark struct{ checklist.Mark }

func (o oneMark) Now(item ident.ItemID) checklist.Mark {
	if item == o.Item {
		return o.Mark
	}
	return checklist.Blank(item)
}

func (o oneMark) At(item ident.ItemID, _ int) (checklist.Mark, bool) { return o.Now(item), true }
