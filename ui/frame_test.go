package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/form"
	"shinsa/review/ident"
	"shinsa/review/register"
	"shinsa/review/seal"
	"shinsa/ui/route"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

// desk is a stand-in with one case.
type desk struct {
	Desk
	settings  map[string]string
	row       review.Row
	role      review.Role
	reception *review.Reception
	form      ident.CaseID // of every offline form
	compared  []string
}

func (d *desk) FormCase(context.Context, review.Incoming) ident.CaseID { return d.form }

func (d *desk) PreviewForm(_ context.Context, _ ident.CaseID, in review.Incoming) (*form.Preview, error) {
	d.compared = append(d.compared, in.Name)
	return &form.Preview{}, nil
}

func newDesk(role review.Role) *desk {
	state := review.Gathered
	if role == review.Member {
		state = review.Sealed
	}
	return &desk{settings: map[string]string{}, role: role, row: review.Row{Case: review.Case{
		ID: "C2026-0001", Kind: "new", State: state, Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム",
		Received: civil.MustParse("2026-04-01"),
	}}}
}

func (d *desk) Self() review.Self {
	return review.Self{Role: d.role, ID: "s-00000001", Name: "見本認定機構 事務局", Rehearsal: true}
}

func (d *desk) Today() civil.Date { return civil.MustParse("2026-04-10") }

func (d *desk) Profile() review.Profile { return review.SampleProfile() }

func (d *desk) Setting(_ context.Context, name string) string { return d.settings[name] }

func (d *desk) SetSetting(_ context.Context, name, v string) error { d.settings[name] = v; return nil }

func (d *desk) Cases(context.Context) ([]review.Row, error)                { return []review.Row{d.row}, nil }
func (d *desk) Case(context.Context, ident.CaseID) (review.Row, error)     { return d.row, nil }
func (d *desk) Members(context.Context) ([]review.Card, error)             { return nil, nil }
func (d *desk) Fingerprints() []review.Fingerprint                         { return nil }
func (d *desk) Register(context.Context) ([]register.Certification, error) { return nil, nil }
func (d *desk) ClockStands(context.Context) error                          { return nil }

func (d *desk) Due(context.Context, civil.Date) ([]review.Due, error) { return nil, nil }
func (d *desk) LastPublished(context.Context) (review.Published, bool, error) {
	return review.Published{}, false, nil
}

func (d *desk) RegisterNotes(context.Context) (map[ident.CertificateNo][]register.Note, error) {
	return nil, nil
}

func (d *desk) LastBackup(context.Context) (review.BackedUp, int64, bool, error) {
	return review.BackedUp{}, 0, false, nil
}

func (d *desk) Numbers(context.Context) ([]review.Series, *review.Doubt, error) { return nil, nil, nil }

func (d *desk) LookAtCard(context.Context, review.Incoming) (review.CardOffer, error) {
	return review.CardOffer{Name: "審査 花子", Body: "見本認定機構"}, nil
}

func (d *desk) Receive(context.Context, []review.Incoming, review.Outbox) (*review.Reception, error) {
	return d.reception, nil
}

func (d *desk) VerifyAll(_ context.Context, files []review.Incoming, _ review.Question, _ func(int)) ([]review.Verification, error) {
	var out []review.Verification
	for _, in := range files {
		out = append(out, review.Verification{Name: in.Name, Kind: "pdf", Verdict: seal.Altered})
	}
	return out, nil
}

// machine is a stand-in for the computer.
type machine struct {
	dir    string
	logged []string
	shown  []string
	sleep  func(func())
}

func (m *machine) Outbox(string) (review.Outbox, error)            { return nil, nil }
func (m *machine) WatchSleep(_ context.Context, lock func(func())) { m.sleep = lock }
func (m *machine) Home() string                                    { return m.dir }
func (m *machine) Folder() string                                  { return m.dir }
func (m *machine) Show(path string) error                          { m.shown = append(m.shown, path); return nil }

func (m *machine) Log(ref string, _ error) { m.logged = append(m.logged, ref) }

func open(t *testing.T, role review.Role, lang string) (*Frame, *uitest.Robot, *desk) {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	w := uitest.Window(t, uitest.Laptop)
	d := newDesk(role)
	look := DefaultLook
	look.Lang = lang
	f := NewFrame(t.Context(), Config{App: fyne.CurrentApp(), Machine: &machine{dir: t.TempDir()}, Look: look}, w, d)
	f.tasks = task.Inline(t.Context())
	f.Start()
	return f, uitest.At(t, w, w.Content()), d
}

func TestFrame_ShowsCaseTabsAndWho(t *testing.T) {
	_, r, _ := open(t, review.Secretariat, "ja")
	r.See("審査", "案件一覧", "受付", "台帳", "見本", "事務局　見本認定機構 事務局").DontSee("決定").Picture("frame-home-ja")
}

func TestFrame_TabsFollowTheCase(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.row = &review.Row{Case: newDesk(review.Secretariat).row.Case}
	f.refreshHead()
	r.See("C2026-0001　見本クラウド株式会社／見本IoTプラットフォーム　・　新規", "委員会", "決定")
	r.Tap("検証").See("ファイルの場所", "C2026-0001")
	if !strings.Contains(f.window.Title(), "検証") {
		t.Errorf("title %q", f.window.Title())
	}
	f.Back()
	if f.here.Screen != route.Home {
		t.Errorf("back at %v", f.here)
	}
}

func TestArt7_ClosedTabSaysWhyAndStays(t *testing.T) {
	f, r, d := open(t, review.Member, "ja")
	f.row = &d.row
	f.refreshHead()
	r.Tap("意見書").See("利害関係の申告が済むまで開けません（第7条）")
	if f.here.Screen != route.Home {
		t.Errorf("went to %v", f.here)
	}
}

func TestFrame_RemembersThePlaceInTheDesk(t *testing.T) {
	f, _, d := open(t, review.Secretariat, "ja")
	f.Go(route.To(route.Register))
	if r, err := route.Parse(d.settings[settingRoute]); err != nil || r.Screen != route.Register {
		t.Fatalf("kept %q", d.settings[settingRoute])
	}
	again := NewFrame(t.Context(), Config{App: f.app, Machine: f.machine, Look: f.look}, f.window, d)
	again.tasks = f.tasks
	again.Start()
	if again.here.Screen != route.Register {
		t.Errorf("started at %v", again.here)
	}
}

func TestFrame_LanguageAndSizeChangeAtOnce(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.Go(route.To(route.Setup))
	f.switchLang()
	r.See("Appearance", "Cases", "Settings").DontSee("案件一覧")
	f.setLook(f.look.larger(3))
	if f.look.Percent != 150 || f.here.Screen != route.Setup {
		t.Errorf("look %+v at %v", f.look, f.here)
	}
	f.setLook(f.look.nextMode())
	if got := LoadLook(f.app.Preferences()); got.Lang != "en" || got.Percent != 150 || got.Mode != theme.Dark {
		t.Errorf("kept %+v", got)
	}
	r.Picture("frame-setup-en-dark-150")
}

func TestFrame_F1ListsTheKeys(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.Go(route.To(route.Setup))
	r.Press("F1").See("この画面で使えるキー", "デスクを点検する")
}

func TestFrame_YearsInErasWhereThePersonWantsThem(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.Go(route.Route{Screen: route.Setup, Filter: "look"})
	r.Tap("和暦（令和8年）")
	if !f.look.Era || !LoadLook(f.app.Preferences()).Era || !f.text.Era() {
		t.Fatalf("look %+v", f.look)
	}
	f.palette()
	r.Type("西暦").Press("Return")
	if f.look.Era {
		t.Error("the palette does not change the years")
	}
	f.switchYears()
	f.switchLang()
	if f.text.Era() {
		t.Error("English has no eras")
	}
}

func TestFrame_PaletteFindsTheScreens(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.palette()
	r.Type("台帳").See("台帳を開く").Picture("frame-palette-ja").Press("Return")
	if f.here.Screen != route.Register {
		t.Errorf("at %v", f.here)
	}
}

func TestFrame_MenusHoldEveryShortcut(t *testing.T) {
	f, _, _ := open(t, review.Secretariat, "en")
	seen := map[string]string{}
	for _, m := range f.window.MainMenu().Items {
		for _, it := range m.Items {
			if it.Shortcut == nil {
				continue
			}
			if other, twice := seen[it.Shortcut.ShortcutName()]; twice {
				t.Errorf("%s and %s share %s", it.Label, other, it.Shortcut.ShortcutName())
			}
			seen[it.Shortcut.ShortcutName()] = it.Label
		}
	}
	if len(seen) < len(f.own()) {
		t.Errorf("%d shortcuts for %d acts", len(seen), len(f.own()))
	}
}

func TestArt7_ShortcutOfAClosedTabOpensNothing(t *testing.T) {
	f, r, d := open(t, review.Member, "ja")
	f.row = &d.row
	f.refreshHead()
	for _, m := range f.window.MainMenu().Items {
		for _, it := range m.Items {
			if it.Label == "意見書" {
				it.Action() // what the toolkit does for a shortcut, whether or not the item is disabled
			}
		}
	}
	r.See("利害関係の申告が済むまで開けません（第7条）")
	if f.here.Screen != route.Home {
		t.Errorf("went to %v", f.here)
	}
}

// The words of the stamp change their width while everything stands: what is beside them makes room.
func TestFrame_TheStampIsNotCovered(t *testing.T) {
	f, _, _ := open(t, review.Member, "en")
	f.Saving()
	f.Saved(time.Date(2026, 4, 10, 12, 0, 0, 0, time.UTC))
	s := f.parts.stamp
	if s.Size().Width < s.MinSize().Width || s.Position().X+s.MinSize().Width > f.parts.who.Position().X {
		t.Errorf("%q needs %v, has %v", s.Text(), s.MinSize().Width, s.Size().Width)
	}
}

func TestFrame_FailedSaveStaysVermilionUntilSaved(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.Unsaved(fault.New(fault.Unavailable, "disk_full"))
	f.Saving()
	r.See("保存できていません", "もう一度保存する")
	if f.parts.stamp.Tone() != theme.Bad {
		t.Errorf("stamp is %s", f.parts.stamp.Tone())
	}
	r.Picture("frame-unsaved-ja")
	f.Saved(time.Date(2026, 4, 10, 12, 0, 0, 0, time.UTC))
	r.See("保存済 21:00:00").DontSee("もう一度保存する")
}

func TestFrame_WhatWasToldInPassingGoesWhenThePersonGoesOn(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.Tell("最後の項目です。")
	r.See("最後の項目です。").Press("Escape").DontSee("最後の項目です。")
	f.Tell("最後の項目です。")
	f.Moved(route.Route{Screen: route.Home, Item: "1.1"})
	r.DontSee("最後の項目です。")
	f.Done("2枚を書き出しました。")
	r.Press("Escape").See("2枚を書き出しました。")
	f.Go(route.To(route.Verify))
	r.DontSee("2枚を書き出しました。")
}

func TestFrame_NothingToldHidesAFailedSaveForGood(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.Unsaved(fault.New(fault.Unavailable, "disk_full"))
	for _, tell := range []func(string){f.Tell, f.Done} {
		tell("最後の項目です。")
		r.See("最後の項目です。").Press("Escape").DontSee("最後の項目です。").See("もう一度保存する")
	}
	f.Go(route.To(route.Verify))
	r.See("もう一度保存する")
}

func TestFrame_CloseAsksWhenSomethingWouldBeLost(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.Unsaved(fault.New(fault.Unavailable, "disk_full"))
	f.close()
	r.See("このまま終了すると失われます。").Tap("続ける").See("案件一覧")
}

func TestArt20_ProblemShowsNoInnards(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.Problem(errors.New("open 見本クラウド株式会社.xlsx: no such file"))
	r.DontSee("見本クラウド").Tap("詳しく").See("問い合わせ番号：")
	if m := f.machine.(*machine); len(m.logged) != 1 {
		t.Errorf("logged %v", m.logged)
	}
	r.Picture("frame-problem-ja")
}

func TestFrame_ProblemNamesTheArticleAndOpensIt(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.Problem(&fault.Error{Kind: fault.Forbidden, Code: "refusal_without_reasons", Clause: "6-4"})
	r.See("不認定には、項目に結び付いた理由が必要です。").Tap("第6条第4項").See("この条の全体").Picture("frame-clause-ja")
}

func TestFrame_DropIsTakenInAndSaysWhatWasNot(t *testing.T) {
	f, r, d := open(t, review.Secretariat, "ja")
	path := filepath.Join(t.TempDir(), "a.opinion")
	if err := os.WriteFile(path, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.reception = &review.Reception{Taken: []review.Taken{{Name: "a.opinion", Kind: "opinion", Case: "C2026-0001"}}}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	r.See("意見書1件を受け付けました。").Picture("frame-taken-ja")
	d.reception = &review.Reception{Refused: []review.Turned{{Name: "a.opinion", Err: fault.New(fault.Sealed, "case_decided", "case", "C2026-0001")}}}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	r.See("受け付けなかったファイルがあります", "a.opinion：案件C2026-0001は、すでに決定が記録されています。").DontSee("詳しく").Press("Return")
	d.reception.Refused = nil
	for _, name := range []string{"b", "c", "d", "e"} {
		d.reception.Refused = append(d.reception.Refused, review.Turned{Name: name, Err: fault.New(fault.Invalid, "file_kind_unknown")})
	}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	r.See("どのファイルも受け付けませんでした。", "d：", "受け取ったままのファイルかどうか").DontSee("e：").Tap("詳しく").See("e：")
}

// A dossier that is here already leads to where its case stands, and not to the end of it.
func TestFrame_AKnownDossierLeadsToItsNextStep(t *testing.T) {
	f, _, d := open(t, review.Member, "ja")
	path := filepath.Join(t.TempDir(), "a.dossier")
	if err := os.WriteFile(path, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.row.Next = review.StepDeclare
	d.reception = &review.Reception{Taken: []review.Taken{{Name: "a.dossier", Kind: "dossier", Case: "C2026-0001", Known: true}}}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	if f.here.Screen != route.Declare {
		t.Errorf("the frame is at %v", f.here)
	}
	if said := f.parts.notice.Text(); !strings.Contains(said, "すでに受け取っているものと同じです") {
		t.Errorf("it says %q", said)
	}
}

// A card says whom the desk trusts: wherever it is dropped, it is looked at and not taken in.
func TestFrame_ADroppedCardIsLookedAt(t *testing.T) {
	f, r, d := open(t, review.Member, "ja")
	path := filepath.Join(t.TempDir(), "m-1.card")
	if err := os.WriteFile(path, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.reception = &review.Reception{Taken: []review.Taken{{Name: "m-1.card", Kind: "card"}}}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	if f.here.Screen != route.Setup {
		t.Errorf("the frame is at %v", f.here)
	}
	r.See("この委員証を受け入れますか", "同じなので受け入れる")
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	r.Tap("受け入れない").See("開いている確認を閉じてから、もう一度ドロップしてください。")
}

// An offline form is laid beside its case, wherever it is dropped; a text that is none goes the way of every file.
func TestFrame_ADroppedFormIsCompared(t *testing.T) {
	f, _, d := open(t, review.Member, "ja")
	d.row.State = review.Open
	path := filepath.Join(t.TempDir(), "form.txt")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.reception = &review.Reception{}
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	if f.here.Screen != route.Home || len(d.compared) != 0 {
		t.Errorf("a text is compared at %v", f.here)
	}
	d.form = "C2026-0001"
	f.dropped([]fyne.URI{storage.NewFileURI(path)})
	if f.here != route.Of(route.Fill, "C2026-0001") || !slices.Equal(d.compared, []string{"form.txt"}) {
		t.Errorf("a form is compared at %v: %v", f.here, d.compared)
	}
}

func TestFrame_ReasonsAreSaidAtOnceAndManyFoldOut(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	e := &fault.Error{Kind: fault.Invalid, Code: "offline_form_unreadable"}
	for _, at := range []string{"L1", "L2", "L3", "L4", "L5"} {
		e.Findings = append(e.Findings, fault.Finding{Code: "offline_form_cut_off", Severity: fault.Must, At: at})
	}
	f.Problem(e)
	r.See("L1：", "L4：", "示した箇所を直してから").DontSee("L5：").Tap("詳しく").See("L5：")
}

func TestFrame_DropOnVerifyIsJudgedNotTaken(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	f.Go(route.To(route.Verify))
	f.dropped([]fyne.URI{storage.NewFileURI("frame_test.go")})
	r.See("署名後に変更あり", "frame_test.go")
}

func TestOpenFiles_FolderMeansItsFilesAndABound(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.pdf", ".hidden", "sub/b.pdf"} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in, done, err := openFiles([]string{dir})
	defer done()
	if err != nil || len(in) != 2 || in[0].Name != "a.pdf" || in[0].Size != 5 {
		t.Fatalf("opened %v, %v", in, err)
	}
	if _, _, err := openFiles([]string{filepath.Join(dir, "gone")}); fault.KindOf(err) != fault.Missing {
		t.Errorf("missing file is %v", err)
	}
	for i := range maxFiles {
		if err := os.WriteFile(filepath.Join(dir, "f"+string(rune('a'+i%26))+time.Duration(i).String()), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := filesIn([]string{dir}); !errors.Is(err, &fault.Error{Code: "too_many_files"}) {
		t.Errorf("too many files are %v", err)
	}
}

func TestFrame_HelpListsTheKeysOfTheScreen(t *testing.T) {
	_, r, _ := open(t, review.Secretariat, "ja")
	r.Press("?").See("この画面で使えるキー", "どの画面でも", "Ctrl+K", "文字を大きく").Picture("frame-help-ja").Press("Escape").DontSee("この画面で使えるキー")
}

// What the screen and the window both do stands there once, with both keys.
func TestFrame_PaletteNamesEverythingOnce(t *testing.T) {
	f, r, _ := open(t, review.Member, "ja")
	f.palette()
	r.See("O / Ctrl+O", "F5 / Ctrl+R")
}

func TestFrame_PaletteFindsByReadingAndByEnglish(t *testing.T) {
	f, r, _ := open(t, review.Secretariat, "ja")
	for _, typed := range []string{"だいちょう", "ﾀﾞｲﾁｮｳ", "register"} {
		f.palette()
		r.Type(typed).See("台帳").DontSee("文字を大きく").Press("Escape")
	}
	f.palette()
	r.Type("Settings").Press("Return")
	if f.here.Screen != route.Setup {
		t.Errorf("at %v", f.here)
	}
}
