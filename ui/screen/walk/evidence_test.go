package walk_test

import (
	"context"
	"image"
	"io"
	"os"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// books is an engine whose every document has the same pages, each character ten points wide and a line twenty high.
type books []string

func (b books) Open(context.Context, io.ReaderAt, int64) (evidence.Document, error) { return b, nil }

func (b books) Pages() int { return len(b) }

func (b books) Page(context.Context, int, int) (evidence.Sheet, error) {
	return evidence.Sheet{Image: image.NewRGBA(image.Rect(0, 0, 60, 84)), Width: 600, Height: 840}, nil
}

func (b books) Text(_ context.Context, n int) (string, error) { return b[n-1], nil }

func (b books) Glyphs(_ context.Context, n int) ([]evidence.Glyph, error) {
	var out []evidence.Glyph
	x, y := float32(50), float32(100)
	for _, r := range b[n-1] {
		if r == '\n' {
			out = append(out, evidence.Glyph{Rune: r})
			x, y = 50, y+20
			continue
		}
		out = append(out, evidence.Glyph{Rune: r, X: x, Y: y, W: 10, H: 16})
		x += 10
	}
	return out, nil
}

func (b books) Close() error { return nil }

func read(t *testing.T, d *uitest.Desk, b walk.Pages, item ident.ItemID) (*uitest.Robot, *uitest.Host, *walk.Screen) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	h := uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	s := walk.New(d, b, h, route.AtItem(uitest.Case, item))
	t.Cleanup(s.Close)
	return h.Show(t, s), h, s
}

// shift runs the action that Shift and a key stand for, which the robot's keyboard has not.
func act(t *testing.T, s *walk.Screen, word string) {
	t.Helper()
	for _, a := range s.Actions() {
		if a.Word == word {
			a.Run()
			return
		}
	}
	t.Fatalf("no action %q", word)
}

func TestWordsThatWereFoundBecomeTheGround(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := read(t, d, books{"目次", "稼働率は\n９９．９％以上"}, "31.2")
	act(t, s, "資料内を検索")
	r.Type("99.9％")
	r.Press("Return")
	r.See("1／1件", "2／2頁", "「９９．９％」")
	r.Press("Escape", "Escape", "P") // out of the field, then the search ends: nothing but the page is left to point at
	if p := mark(d, "31.2").Pointers; len(p) != 1 || p[0].Page != 2 || p[0].Rect != nil || p[0].Quote != "" {
		t.Fatalf("pointers %+v", p)
	}
	act(t, s, "資料内を検索")
	r.Type("99.9％")
	r.Press("Return")
	r.Press("Escape", "P")
	p := mark(d, "31.2").Pointers
	if len(p) != 2 {
		t.Fatalf("pointers %+v", p)
	}
	want := checklist.Rect{X: 50, Y: 120, W: 50, H: 16}
	if p[1].Quote != "９９．９％" || p[1].Rect == nil || *p[1].Rect != want || p[1].File == "" || p[1].Evidence != "資料3" {
		t.Errorf("pointer %+v %+v", p[1], p[1].Rect)
	}
	r.See("2　資料3 2頁「９９．９％」")
	act(t, s, "選んだ箇所（なければ頁）を根拠にする")
	if n := len(mark(d, "31.2").Pointers); n != 2 {
		t.Errorf("the same place twice: %d", n)
	}
}

func TestFrameLaidByKeyboardBecomesTheGround(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := read(t, d, books{"稼働率は99.9%以上"}, "31.2")
	act(t, s, "資料へ移る")
	r.Press("Space", "Down", "Left", "Return")
	p := mark(d, "31.2").Pointers
	if len(p) != 1 || p[0].Rect == nil || p[0].Rect.W < 100 || p[0].Page != 1 {
		t.Fatalf("pointers %+v", p)
	}
	r.DontSee("選んだ箇所（文字はありません）")
}

func TestPagesAreKeptForItemsAndDocuments(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, books{"一", "二", "三"}, "31.2")
	act(t, s, "資料の次の頁")
	act(t, s, "資料の次の頁")
	r.See("3／3頁").Press("J").Press("K")
	r.See("3／3頁")
	r.Tap("資料1").Tap("資料3")
	r.See("3／3頁")
	h.Later()
	s.Close()
	again, _, _ := read(t, d, books{"一", "二", "三"}, "31.2")
	again.See("3／3頁")
}

func TestWhatWasNeverOpenedIsSaid(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := read(t, d, books{"一", "二"}, "31.2")
	r.See("表示済 1／2頁・8件中7件が未表示")
	act(t, s, "資料の次の頁")
	r.See("表示済 全頁・8件中7件が未表示")
}

// said counts how often words are on screen; a widget and the text in it both say them.
func said(words []string, want string) int {
	n := 0
	for _, w := range words {
		if w == want {
			n++
		}
	}
	return n / 2
}

func TestTwoDocumentsStandSideBySide(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := read(t, d, books{"一", "二"}, "31.2")
	r.Tap("2つ並べる").Tap("資料1")
	r.See("資料3　サービスレベル合意書（SLA）")
	act(t, s, "資料の次の頁")
	if got := r.Words(); said(got, "2／2頁") != 1 || said(got, "1／2頁") != 1 {
		t.Errorf("only the one at work turns its page: %v", got)
	}
	act(t, s, "並べた資料のもう一方へ移る")
	r.Press("Home")
	act(t, s, "資料の次の頁")
	if got := r.Words(); said(got, "2／2頁") != 2 {
		t.Errorf("the other one: %v", got)
	}
	r.Tap("2つ並べる")
	if got := r.Words(); said(got, "2／2頁") != 1 {
		t.Errorf("back to one: %v", got)
	}
}

func TestPlacesOfTheRoundBeforeAreFoundAgain(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	f := d.Files[uitest.Case]
	was := func(page int, quote string) checklist.Pointer {
		return checklist.Pointer{Evidence: "資料3", File: "of the round before", Page: page, Quote: quote, Rect: &checklist.Rect{X: 1, Y: 1, W: 9, H: 9}}
	}
	f.EarlierRound = 1
	f.Earlier = map[ident.ItemID]checklist.Mark{"31.2": {Item: "31.2", Verdict: checklist.Query, Pointers: []checklist.Pointer{was(1, "99.9%以上"), was(1, "年に一度の点検")}}}
	f.Marks["31.1"] = checklist.Mark{Item: "31.1", Verdict: checklist.Unseen, Revision: 1, Pointers: []checklist.Pointer{was(1, "稼働率"), was(1, "もうない言葉")}}
	r, _, _ := read(t, d, books{"目次", "稼働率は\n９９．９％以上"}, "31.2")
	r.See("前回：資料3 1頁「99.9%以上」（今回は2頁）", "前回：資料3 1頁「年に一度の点検」（今回の資料に見つかりません）")
	r.Tap("引き継ぐ")
	p := mark(d, "31.2").Pointers
	if len(p) != 1 || p[0].Page != 2 || p[0].File == "of the round before" || p[0].Rect == nil || p[0].Rect.Y != 120 {
		t.Fatalf("taken over %+v", p)
	}
	r.DontSee("今回は2頁")
	now := mark(d, "31.1").Pointers
	if len(now) != 2 || now[0].Page != 2 || now[0].Lost || !now[1].Lost || now[1].Quote != "もうない言葉" {
		t.Errorf("pointers of this round %+v", now)
	}
	r.Press("K")
	r.See("⚠ 再提出された資料に見つかりません")
}

func TestEvidenceReadableInEveryLook(t *testing.T) {
	if os.Getenv("SHINSA_SHOTS") == "" {
		return // pictures of real pages; what is asserted of the parts is asserted above
	}
	for _, look := range []struct {
		name, lang, find string
		uitest.Look
	}{
		{"ja-light", "ja", "資料内を検索", uitest.Laptop},
		{"en-dark", "en", "Find in the document", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 768}},
		{"ja-150", "ja", "資料内を検索", uitest.Look{Mode: theme.Light, Percent: 150, Scale: 1, Width: 1920, Height: 1080}},
		{"ja-small", "ja", "資料内を検索", uitest.Look{Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1280, Height: 720}},
	} {
		t.Run(look.name, func(t *testing.T) {
			d := uitest.NewDesk(t, review.Open)
			r, h, s := open(t, look.Look, look.lang, d, route.AtItem(uitest.Case, "31.2"))
			act(t, s, look.find)
			r.Type("時間")
			r.Press("Return")
			r.Press("Escape", "P")
			act(t, s, look.find)
			r.Press("Return", "Return")
			h.Later()
			r.Picture("evidence-hits-" + look.name)
			r.Tap(h.Text().T("evidence.point"))
			act(t, s, h.Text().T("walk.do_strip"))
			h.Later()
			r.Picture("evidence-anchor-" + look.name)
			act(t, s, h.Text().T("walk.do_strip"))
			act(t, s, h.Text().T("walk.do_beside"))
			r.Tap("資料1")
			act(t, s, h.Text().T("walk.do_rotate"))
			h.Later()
			r.Picture("evidence-two-" + look.name)
			if c := r.Clipped(); len(c) > 0 {
				t.Errorf("beyond the window: %v", c)
			}
		})
	}
}

func TestALostDocumentIsTakenOutOfTheDossierAgain(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	d.Lost = map[string]bool{"資料3": true}
	r, _, _ := read(t, d, books{"稼働率は\n９９．９％以上"}, "31.2")
	r.See("資料3のファイルが、このデスクの中で失われたか、壊れています。", "記入した判定や所見はそのまま残っています")
	r.Tap("申請パッケージから取り出し直す").DontSee("失われたか、壊れています")
	r.See("1／1頁")
	if len(d.Lost) != 0 || len(d.Seen) == 0 {
		t.Errorf("lost %v, seen %v", d.Lost, d.Seen)
	}
}

func TestADossierThatIsLostTooIsAskedFor(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	d.Lost = map[string]bool{"資料3": true}
	_, h, s := read(t, d, books{"稼働率"}, "31.2")
	d.Fail = fault.New(fault.Corrupt, "dossier_lost")
	act(t, s, "申請パッケージから取り出し直す")
	if len(h.Problems) != 1 {
		t.Errorf("problems %v", h.Problems)
	}
}

func TestPagesComeBackAsTheyWereLookedAt(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, books{"一", "二", "三"}, "31.2")
	act(t, s, "資料の次の頁")
	act(t, s, "資料の頁を右に回す")
	act(t, s, "資料を拡大")
	turned := s.Sight()
	if turned.Turns != 1 || turned.Zoom <= 1 {
		t.Fatalf("looked at %+v", turned)
	}
	r.Press("J")
	r.Tap("資料1") // another document stands upright
	if now := s.Sight(); now.Turns != 0 || now.Zoom != turned.Zoom {
		t.Errorf("another document is looked at %+v", now)
	}
	r.Press("K")
	if now := s.Sight(); now != turned {
		t.Errorf("back at the item: %+v, want %+v", now, turned)
	}
	r.See("2／3頁")
	h.Tasks().Settle()
	s.Close()

	r, _, s = read(t, d, books{"一", "二", "三"}, "31.2")
	r.See("2／3頁")
	if now := s.Sight(); now != turned {
		t.Errorf("the next day: %+v, want %+v", now, turned)
	}
}

// counted is books that count how often one was opened.
type counted struct {
	books
	opened int
}

func (c *counted) Open(context.Context, io.ReaderAt, int64) (evidence.Document, error) {
	c.opened++
	return c.books, nil
}

func TestComingBackOpensOneDocumentOnce(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, books{"一", "二", "三"}, "31.2")
	r.Tap("資料1")
	act(t, s, "資料の次の頁")
	h.Later()
	s.Close()
	c := &counted{books: books{"一", "二", "三"}}
	uitest.Setup(t, uitest.Laptop)
	h = uitest.NewHost(t, uitest.Window(t, uitest.Laptop), "ja")
	at := route.AtItem(uitest.Case, "31.2")
	at.Evidence, at.Page = "3", 1 // what an opinion leads to, not what was looked at last
	s = walk.New(d, c, h, at)
	t.Cleanup(s.Close)
	h.Show(t, s).See("1／3頁", "資料3")
	if c.opened != 1 {
		t.Errorf("opened %d documents to show one", c.opened)
	}
}

func TestAPasswordIsAskedForOnce(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, s := read(t, d, &sealed{books{"一", "二"}}, "31.2")
	act(t, s, "資料へ移る")
	r.See("資料はパスワードで保護されています。").Type("yamabuki").Press("Return").See("1／2頁")
	r.Tap("資料1").Tap("資料3").See("1／2頁").DontSee("資料のパスワード")
	for key, value := range d.Settings {
		if strings.Contains(key+value, "yamabuki") {
			t.Errorf("the password stands in the setting %s", key)
		}
	}
}

// sealed is books that open with a password.
type sealed struct{ books }

func (b *sealed) Open(_ context.Context, r io.ReaderAt, _ int64) (evidence.Document, error) {
	if evidence.Password(r) != "yamabuki" {
		return nil, fault.New(fault.Invalid, "evidence_password")
	}
	return b.books, nil
}

// unlike is books of which the first opens without.
type unlike struct {
	sealed
	opened bool
}

func (b *unlike) Open(ctx context.Context, r io.ReaderAt, n int64) (evidence.Document, error) {
	if !b.opened {
		b.opened = true
		return b.books, nil
	}
	return b.sealed.Open(ctx, r, n)
}

// Who reads one document and goes on to one that is locked has the field with the key that leads to the evidence: what is typed then are no commands.
func TestTheKeyToTheEvidenceLeadsToThePassword(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, _, _ := read(t, d, &unlike{sealed: sealed{books{"一", "二"}}}, "31.2")
	r.Press("E", ".").See("資料はパスワードで保護されています。")
	r.Press("E").Type("1").Press("Escape", "E", "BackSpace").Type("yamabuki").Press("Return").See("1／2頁")
	if m := mark(d, "31.2"); m.Judged() {
		t.Errorf("a password became the verdict %q", m.Verdict)
	}
}

func TestAPlaceThatCannotBeKeptStopsNobody(t *testing.T) {
	d := uitest.NewDesk(t, review.Open)
	r, h, s := read(t, d, books{"稼働率"}, "31.2")
	d.Fail = fault.New(fault.Unavailable, "disk_full")
	r.Press("J")
	s.Leave()
	if len(h.Problems) != 0 || len(h.Overlooked) == 0 {
		t.Errorf("problems %v, overlooked %v", h.Problems, h.Overlooked)
	}
}
