package widget_test

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"

	"shinsa/ui/uitest"
	"shinsa/ui/widget"
)

// press sends raw keys, as the window system reports them, also those an input method has taken.
func press(e *widget.Entry, keys ...fyne.KeyName) {
	for _, k := range keys {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func commit(e *widget.Entry, text string) {
	for _, r := range text {
		e.TypedRune(r)
	}
}

func area(t *testing.T) *widget.Entry {
	t.Helper()
	uitest.Setup(t, uitest.Laptop)
	e := widget.NewTextArea("", 3, nil)
	uitest.Open(t, e)
	return e
}

func TestComposingReturnCommitsWithoutALineBreak(t *testing.T) {
	e := area(t)
	synctest.Test(t, func(t *testing.T) {
		press(e, "I", "K", "E", "N", fyne.KeySpace, fyne.KeyReturn) // いけん → 意見, committed
		commit(e, "意見")
		time.Sleep(time.Second)
		synctest.Wait()
	})
	if e.Text != "意見" {
		t.Fatalf("text %q", e.Text)
	}
}

func TestBackspaceInACompositionDeletesNothingCommitted(t *testing.T) {
	e := area(t)
	commit(e, "審査")
	press(e, "I", "K", fyne.KeyBackspace)
	if e.Text != "審査" {
		t.Fatalf("text %q", e.Text)
	}
	press(e, fyne.KeyBackspace)
	press(e, fyne.KeyBackspace) // the composition is empty now
	if e.Text != "審" {
		t.Fatalf("after the composition was deleted: %q", e.Text)
	}
}

func TestReturnWithoutCompositionBreaksTheLineAfterAll(t *testing.T) {
	e := area(t)
	commit(e, "一行目")
	press(e, fyne.KeyReturn)
	commit(e, "二行目")
	if e.Text != "一行目\n二行目" {
		t.Fatalf("text %q", e.Text)
	}
	synctest.Test(t, func(t *testing.T) {
		press(e, "F", fyne.KeyReturn) // a key that typed nothing, then Return, and no commit follows
		time.Sleep(time.Second)
		synctest.Wait()
	})
	if e.Text != "一行目\n二行目\n" {
		t.Fatalf("text %q", e.Text)
	}
}

func TestTabStaysInTheFieldOnlyWhileComposing(t *testing.T) {
	e := area(t)
	if e.AcceptsTab() {
		t.Fatal("Tab is caught outside a composition")
	}
	press(e, "N")
	if !e.AcceptsTab() {
		t.Fatal("Tab leaves the field in a composition")
	}
	commit(e, "に")
	if e.AcceptsTab() {
		t.Fatal("Tab is caught after the commit")
	}
}

func TestEscapeEndsACompositionBeforeItLeavesTheField(t *testing.T) {
	e := area(t)
	left := 0
	e.OnEscape = func() { left++ }
	press(e, "A", "B", fyne.KeyEscape)
	if left != 0 {
		t.Fatal("Esc left the field in a composition")
	}
	press(e, fyne.KeyEscape)
	if left != 1 {
		t.Fatal("Esc did not leave the field")
	}
}

func TestEscapeInAConversionLeadsBackToWhatWasTyped(t *testing.T) {
	e := area(t)
	commit(e, "審査")
	left := false
	e.OnEscape = func() { left = true }
	press(e, "N", "I", "H", "O", "N", fyne.KeySpace, fyne.KeyEscape, fyne.KeyBackspace)
	if e.Text != "審査" {
		t.Fatalf("Backspace in what is still composed took %q", e.Text)
	}
	press(e, fyne.KeySpace, fyne.KeyDown, fyne.KeyEscape, fyne.KeyEscape)
	if left {
		t.Error("the Esc that ended the composition was taken for one of the field")
	}
	press(e, fyne.KeyEscape)
	if !left {
		t.Error("Esc does not leave the field any more")
	}
}

func TestBackspaceInAConversionLeadsBackToWhatWasTyped(t *testing.T) {
	e := area(t)
	commit(e, "審査")
	press(e, "A", "I", fyne.KeySpace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace) // あい → 愛 → あい → あ → nothing
	if e.Text != "審査" {
		t.Fatalf("text %q", e.Text)
	}
}

// Typing on after a conversion commits it: the key comes before the characters, and is the first of the next composition.
func TestALetterTypedOnBeginsTheNextComposition(t *testing.T) {
	e := area(t)
	press(e, "S", "A", fyne.KeySpace, "K")
	commit(e, "差異")
	press(e, fyne.KeyBackspace)
	if e.Text != "差異" {
		t.Fatalf("Backspace in the next composition took %q", e.Text)
	}
	press(e, fyne.KeyBackspace)
	if e.Text != "差" {
		t.Fatalf("Backspace after it did nothing: %q", e.Text)
	}
}

func TestPlainTypingIsUntouched(t *testing.T) {
	e := area(t)
	for _, r := range "abc" {
		press(e, fyne.KeyName(r-'a'+'A'))
		commit(e, string(r))
	}
	press(e, fyne.KeyBackspace)
	if e.Text != "ab" {
		t.Fatalf("text %q", e.Text)
	}
}

func TestSetTextTellsNobodyAndIsQuickOnAFreshArea(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	told := 0
	e := widget.NewTextArea("", 3, func(string) { told++ })
	long := ""
	for range 2000 {
		long += "開"
	}
	began := time.Now()
	e.SetText(long)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("2,000 characters took %v", took)
	}
	if told != 0 || e.Text != long {
		t.Fatalf("told %d times", told)
	}
	commit(e, "示")
	if told != 1 {
		t.Fatalf("typing told %d times", told)
	}
}

func TestLongPlaceholderIsShortenedOnScreenOnly(t *testing.T) {
	uitest.Setup(t, uitest.Laptop)
	e := widget.NewEntry("サービス名・事業者名・案件番号で検索", nil)
	e.Resize(fyne.NewSize(120, 40))
	if e.PlaceHolder == e.Words() || e.Words() != "サービス名・事業者名・案件番号で検索" {
		t.Fatalf("shows %q, says %q", e.PlaceHolder, e.Words())
	}
	e.Resize(fyne.NewSize(600, 40))
	if e.PlaceHolder != e.Words() {
		t.Fatalf("shows %q with room enough", e.PlaceHolder)
	}
}
