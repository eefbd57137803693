package setup

import (
	"context"
	"slices"
	"strings"
	"testing"

	"shinsa/review"
	"shinsa/review/fault"
	"shinsa/ui/present"
	"shinsa/ui/theme"
	"shinsa/ui/uitest"
)

func (d *desk) OnToken(context.Context) (*review.Token, error) { return d.token, nil }

func (d *desk) UseToken(_ context.Context, t review.Token) error {
	d.token, d.self.ID = &t, "m-77777777"
	return nil
}

func (d *desk) ImportKey(_ context.Context, p12 []byte, password string) error {
	if password != "himitsu" {
		return fault.New(fault.Locked, "seal_password_wrong")
	}
	d.imported = append(d.imported, string(p12))
	return nil
}

func (d *desk) Authority(context.Context) (review.Authority, error) { return d.stamps, nil }

func (d *desk) SetAuthority(_ context.Context, a review.Authority) error {
	if a.Address != "" && !strings.HasPrefix(a.Address, "https://") {
		return fault.New(fault.Invalid, "authority_address", "address", a.Address)
	}
	d.stamps = a
	return nil
}

func (s *safe) TokenKeys(_ context.Context, module string) ([]present.TokenKey, error) {
	if module != "/usr/lib/card.so" {
		return nil, fault.New(fault.Missing, "token_module_missing", "module", module)
	}
	return s.tokens, s.err
}

// card is a key on a card as a module lists it.
func card() present.TokenKey {
	return present.TokenKey{
		Token: review.Token{Module: "/usr/lib/card.so", Serial: "3f2a", Label: "見本カード", Key: "a1"}, Name: "署名用", Algorithm: "P-256",
	}
}

const moduleField = "PKCS#11ライブラリの場所"

func TestSigning_KeyOnATokenIsFoundAndChosen(t *testing.T) {
	d := newDesk(review.Member)
	r, st := play(t, d, "ja", subjectKeys)
	st.safe.tokens = []present.TokenKey{card()}
	if r.See("このデスクの中").Enabled("トークンの鍵を表示する") {
		t.Fatal("nothing can be asked for keys")
	}
	r.FocusOn(moduleField).Type("/usr/lib/card.so").Tap("トークンの鍵を表示する").See("見本カード　署名用", "P-256　鍵 a1　製造番号 3f2a")
	r.Tap("この鍵を使う…").See("鍵はトークンの外に出ません", "すでに作った").Picture("setup-token-ja")
	r.Press("Escape")
	if d.token != nil {
		t.Fatal("the key was taken without a yes")
	}
	r.Tap("この鍵を使う…").Tap("署名鍵にする").See("トークン「見本カード」の鍵 a1").DontSee("製造番号")
	if d.token == nil || *d.token != card().Token || !slices.Contains(st.Told, "署名鍵を替えました。識別番号：m-77777777") {
		t.Fatalf("token %+v, told %q", d.token, st.Told)
	}
}

func TestSigning_TokenThatIsNotThere(t *testing.T) {
	r, st := play(t, newDesk(review.Secretariat), "ja", subjectKeys)
	r.FocusOn(moduleField).Type("/x.so").Tap("トークンの鍵を表示する")
	if len(st.Problems) != 1 || fault.KindOf(st.Problems[0]) != fault.Missing {
		t.Fatalf("problems %v", st.Problems)
	}
	r.DontSee("署名に使える鍵が見つかりません")
	st.screen.signing.module = "/usr/lib/card.so"
	st.screen.Reload()
	r.Tap("トークンの鍵を表示する").See("署名に使える鍵が見つかりません")
}

func TestSigning_EnrolledMemberIsToldWhyNot(t *testing.T) {
	d := newDesk(review.Member)
	d.self.Enrolled = true
	r, _ := play(t, d, "ja", subjectKeys)
	r.See("このデスクにはすでに委員証があります", "新しいデスクで登録し直して").DontSee(moduleField, "鍵を取り込む…").Picture("setup-signing-enrolled-ja")
	d = newDesk(review.Secretariat)
	d.self.Enrolled = true
	r, _ = play(t, d, "ja", subjectKeys)
	r.See("事務局の証明書を発行します", moduleField, "鍵を取り込む…")
}

func TestSigning_KeyOfAFileIsImportedWithItsPassword(t *testing.T) {
	d := newDesk(review.Secretariat)
	r, st := play(t, d, "en", subjectKeys)
	st.Files["/usb/me.p12"] = []byte("P12")
	r.FocusOn("Path of the PKCS#12 file (.p12, .pfx)").Type("/usb/me.p12").Tap("Import the key…").Type("wrong").Press("Return")
	if len(st.Problems) != 1 || len(d.imported) != 0 {
		t.Fatalf("problems %v, imported %q", st.Problems, d.imported)
	}
	r.Tap("Import the key…").See("/usb/me.p12", "new certificate of the office").Type("himitsu").Press("Return")
	if len(d.imported) != 1 || d.imported[0] != "P12" {
		t.Fatalf("imported %q", d.imported)
	}
	if r.Enabled("Import the key…") {
		t.Error("the file is still offered")
	}
}

func TestAuthority_IsNamedBelievedAndCleared(t *testing.T) {
	d := newDesk(review.Secretariat)
	r, st := play(t, d, "ja", subjectKeys)
	st.Files["/usb/tsa.pem"] = []byte("PEM")
	r.See("設定していません（接続しません）", "設定したときに限り").FocusOn("https://").Type("tsa.example")
	r.Tap("時刻認証局を設定する…").See("署名のハッシュ値を tsa.example へ").Tap("設定する").See("時刻認証局のURLとして使えません").Press("Escape")
	if d.stamps != (review.Authority{}) {
		t.Fatalf("asks %+v", d.stamps)
	}
	st.screen.signing.address = "https://tsa.example"
	st.screen.Reload()
	r.FocusOn("認証局の証明書ファイル（PEM、DER）").Type("/usb/tsa.pem").Tap("時刻認証局を設定する…").Tap("設定する").See("登録済み")
	want := review.Authority{Address: "https://tsa.example", Roots: "PEM"}
	if d.stamps != want {
		t.Fatalf("asks %+v", d.stamps)
	}
	r.Tap("時刻認証局を設定する…").Tap("設定する")
	if d.stamps != want {
		t.Fatalf("without a file: %+v", d.stamps)
	}
	r.Tap("設定を取り消す").See("設定していません（接続しません）").DontSee("設定を取り消す")
	if d.stamps != (review.Authority{}) {
		t.Fatalf("asks %+v", d.stamps)
	}
}

func TestSigning_Pictures(t *testing.T) {
	for name, look := range map[string]uitest.Look{
		"ja": {Mode: theme.Light, Percent: 100, Scale: 1, Width: 1366, Height: 2600}, "en": {Mode: theme.Dark, Percent: 100, Scale: 1, Width: 1366, Height: 2600},
	} {
		d := newDesk(review.Secretariat)
		d.stamps = review.Authority{Address: "https://tsa.example/stamp"}
		r, st := playIn(t, d, look, name, subjectKeys)
		st.screen.signing.module, st.screen.signing.found = "/usr/lib/card.so", []present.TokenKey{card()}
		st.screen.Reload()
		r.See("見本カード　署名用").Picture("setup-signing-" + name)
		if c := r.Clipped(); len(c) > 0 {
			t.Errorf("%s: clipped %q", name, c)
		}
	}
}
