package fill_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/ui/route"
	"shinsa/ui/screen/fill"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk is a stand-in desk with forms: what was exported is the base, and a form is compared with the marks as they are.
type desk struct {
	*uitest.Desk
	base    map[ident.ItemID]checklist.Mark
	choices form.Choices
	taken   []checklist.Mark
	asked   []ident.ReviewerID // for whom forms were made
}

func (d *desk) At(item ident.ItemID, revision int) (checklist.Mark, bool) {
	m, ok := d.base[item]
	return m, ok || revision == 0
}

func (d *desk) Now(item ident.ItemID) checklist.Mark { return d.Files[uitest.Case].Sheet().Mark(item) }

func (d *desk) ExportForm(_ context.Context, c ident.CaseID, kind form.Kind, out review.Outbox) (review.Handed, error) {
	name := string(c) + "." + string(kind)
	path, err := out.Write(name, func(w io.Writer) error { _, err := w.Write(d.filled(nil)); return err })
	return review.Handed{Name: name, Path: path, Size: 5}, err
}

func (d *desk) ExportFormFor(ctx context.Context, c ident.CaseID, m ident.ReviewerID, kind form.Kind, out review.Outbox) (review.Handed, error) {
	d.asked = append(d.asked, m)
	return d.ExportForm(ctx, c, kind, out)
}

func (d *desk) PreviewForm(ctx context.Context, _ ident.CaseID, in review.Incoming) (*form.Preview, error) {
	b, err := io.ReadAll(io.NewSectionReader(in.R, 0, in.Size))
	if err != nil {
		return nil, err
	}
	f, err := form.Read(ctx, b)
	if err != nil {
		return nil, err
	}
	return form.Compare(f, d), nil
}

func (d *desk) ImportForm(ctx context.Context, c ident.CaseID, in review.Incoming, choices form.Choices) (review.Saved, error) {
	d.choices = choices
	p, err := d.PreviewForm(ctx, c, in)
	if err != nil {
		return review.Saved{}, err
	}
	d.taken, err = p.Merge(d, choices)
	for _, m := range d.taken {
		d.Files[uitest.Case].Marks[m.Item] = m
	}
	return review.Saved{At: d.Clock, Revision: len(d.taken)}, err
}

// filled is the text form of the case with some items filled in.
func (d *desk) filled(with map[ident.ItemID]form.Values) []byte {
	f := d.Files[uitest.Case]
	b := form.Blank{Head: form.Head{
		Case: uitest.Case, Round: 1, Reviewer: d.Who.ID, Name: d.Who.Name, Edition: f.Edition.ID(), EditionDigest: ident.Sum([]byte("e")), Dossier: ident.Sum([]byte("d")),
	}, Operator: f.Operator, Service: f.Service, Title: "見本", On: d.Day, Due: f.Due}
	for _, it := range f.Edition.Items() {
		v, ok := with[it.ID]
		if !ok {
			v = form.ValuesOf(f.Sheet().Mark(it.ID))
		}
		b.Rows = append(b.Rows, form.Row{Entry: form.Entry{Item: it.ID, Values: v}, Title: it.Title.JA, Duty: it.Duty})
	}
	out, err := form.Write(form.Text, b)
	if err != nil {
		panic(err)
	}
	return out
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{Desk: uitest.NewDesk(t, review.Open), base: map[ident.ItemID]checklist.Mark{}}
}

func open(t *testing.T, look uitest.Look, lang string, d *desk) (*uitest.Robot, *uitest.Stage, *fill.Screen) {
	t.Helper()
	s := uitest.NewStage(t, look, lang)
	shown := fill.New(d, s, route.Of(route.Fill, uitest.Case))
	return s.Play(shown), s, shown
}

// clashing returns a desk and a form: 1.1 was changed in the form only, 31.2 on both sides.
func clashing(t *testing.T) (*desk, []byte) {
	t.Helper()
	d := newDesk(t)
	b := d.filled(map[ident.ItemID]form.Values{
		"1.1":  {Verdict: checklist.Conforming, Disclosed: checklist.Adequate},
		"31.2": {Verdict: checklist.Query, Remark: "計測期間が示されていない。"},
	})
	for _, id := range []ident.ItemID{"1.1", "31.2"} {
		d.base[id] = checklist.Blank(id)
	}
	d.Files[uitest.Case].Marks["31.2"] = checklist.Mark{Item: "31.2", Verdict: checklist.Nonconforming, Seen: true, Revision: 1}
	return d, b
}

func TestAFormIsTakenInFieldByFieldAfterEveryChoice(t *testing.T) {
	d, b := clashing(t)
	r, s, _ := open(t, uitest.Laptop, "ja", d)
	s.Files["form.txt"], s.Chosen = b, "form.txt"
	r.Press("O").See("様式だけの変更 3", "食い違い 1", "選択を待つ欄 1件", "31.2").See("不適合", "要確認").Picture("fill-ja")
	if r.Enabled("選んだとおりに取り込む") {
		t.Fatal("an open choice can be taken in")
	}
	r.Press("1").See("すべて選ばれています").Tap("選んだとおりに取り込む")
	if got := d.Files[uitest.Case].Marks["31.2"]; got.Verdict != checklist.Query || got.Remark != "計測期間が示されていない。" {
		t.Fatalf("mark %+v", got)
	}
	if got := d.Files[uitest.Case].Marks["1.1"].Verdict; got != checklist.Conforming {
		t.Fatalf("1.1 is %q", got)
	}
	r.DontSee("すべて選ばれています")
	if len(s.Problems) != 0 {
		t.Fatal(s.Problems)
	}
}

// Where both sides wrote, both can be kept; a verdict is one or the other.
func TestBothTextsCanBeKept(t *testing.T) {
	d, b := clashing(t)
	m := d.Files[uitest.Case].Marks["31.2"]
	m.Remark = "デスクの所見。"
	d.Files[uitest.Case].Marks["31.2"] = m
	r, s, _ := open(t, uitest.Laptop, "ja", d)
	s.Files["form.txt"], s.Chosen = b, "form.txt"
	r.Press("O").See("選択を待つ欄 2件").DontSee("両方を残す").Press("3").See("選択を待つ欄 2件")
	r.Press("2").See("両方を残す").Press("3").See("すべて選ばれています").Picture("fill-both-ja").Tap("選んだとおりに取り込む")
	if got := d.Files[uitest.Case].Marks["31.2"]; got.Verdict != checklist.Nonconforming || got.Remark != "デスクの所見。\n計測期間が示されていない。" {
		t.Fatalf("mark %+v", got)
	}
}

func TestTheDeskCanBeKept(t *testing.T) {
	d, b := clashing(t)
	r, s, shown := open(t, uitest.Laptop, "en", d)
	s.Files["form.txt"] = b
	if !shown.Drop([]string{"form.txt"}) {
		t.Fatal("a dropped form is not taken")
	}
	r.See("1 field waits for a choice").Press("2").Tap("Take in as chosen")
	if got := d.Files[uitest.Case].Marks["31.2"].Verdict; got != checklist.Nonconforming {
		t.Fatalf("the desk's verdict became %q", got)
	}
	b = d.filled(map[ident.ItemID]form.Values{"31.2": {Verdict: checklist.Query}})
	s.Files["form.txt"] = b
	shown.Drop([]string{"form.txt"})
	r.Press("2").Tap("Take in as chosen")
	if len(s.Told) == 0 || !strings.Contains(s.Told[len(s.Told)-1], "nothing to take in") {
		t.Fatalf("told %v", s.Told)
	}
}

func TestDropLeavesOtherFilesToTheWindow(t *testing.T) {
	_, _, shown := open(t, uitest.Laptop, "ja", newDesk(t))
	if shown.Drop([]string{"C2026-0001.dossier"}) || shown.Drop([]string{"a.txt", "b.txt"}) {
		t.Fatal("the screen took what is not one form")
	}
}

func TestAFileThatIsNoFormIsRefusedAndNothingIsShown(t *testing.T) {
	r, s, _ := open(t, uitest.Laptop, "ja", newDesk(t))
	s.Files["買物.txt"], s.Chosen = []byte("牛乳\n卵\n"), "買物.txt"
	r.Press("O").See("比べる様式がありません")
	if len(s.Problems) != 1 {
		t.Fatalf("problems %v", s.Problems)
	}
}

func TestFormsAreWrittenOut(t *testing.T) {
	d := newDesk(t)
	r, s, _ := open(t, uitest.Laptop, "ja", d)
	s.Chosen = "out"
	r.Tap("Excelの様式（XLSX）").Tap("テキストの様式（TXT）")
	if !bytes.Equal(s.Written["C2026-0001.txt"], d.filled(nil)) || len(s.Written["C2026-0001.xlsx"]) == 0 {
		t.Fatalf("written %v", s.Written)
	}
	d.Files[uitest.Case].State, d.Files[uitest.Case].Readonly = review.Submitted, true
	r, _, _ = open(t, uitest.Laptop, "ja", d)
	if r.Enabled("テキストの様式（TXT）") || r.Enabled("様式を選ぶ") {
		t.Fatal("a submitted case offers forms")
	}
}

func TestTheSecretariatWritesForMembersWhoDeclared(t *testing.T) {
	d := newDesk(t)
	d.Who.Role = review.Secretariat
	d.Files[uitest.Case].Members = []review.Assignment{
		{Reviewer: "m-1", Name: "審査 花子", Outcome: "declared"}, {Reviewer: "m-2", Name: "監査 次郎"}, {Reviewer: "m-3", Name: "利害 三郎", Outcome: "recused"},
	}
	r, s, _ := open(t, uitest.Laptop, "ja", d)
	s.Chosen = "out"
	r.See("代筆のための様式", "回避した委員です").DontSee("比べる様式がありません").TapNth("テキストの様式（TXT）", 0).Picture("fill-scribe-ja")
	if len(d.asked) != 1 || d.asked[0] != "m-1" {
		t.Fatalf("made for %v", d.asked)
	}
}

func TestPictures(t *testing.T) {
	d, b := clashing(t)
	for _, look := range []struct {
		name, lang string
		uitest.Look
	}{
		{"fill-en-dark", "en", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"fill-ja-150", "ja", uitest.Look{Mode: theme.Light, Percent: 150, Scale: 1, Width: 1366, Height: 768}},
	} {
		r, s, _ := open(t, look.Look, look.lang, d)
		s.Files["form.txt"], s.Chosen = b, "form.txt"
		r.Press("O").Picture(look.name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: clipped %q", look.name, c)
		}
	}
}
