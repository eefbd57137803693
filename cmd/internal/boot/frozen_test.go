package boot_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/checklist"
)

// A desk of every released schema lies in testdata, made by the program of its time: the member's of the stage, with its case judged and a
// draft, notes, a phrase and an own profile written. A new schema adds one folder here and changes none.
//
//	desk-v1   as of 2026-11-23, passphrase as in this package, clock at stageDay

// thaw copies a frozen desk to where the stage has its member.
func thaw(t testing.TB, version string) *stage {
	t.Helper()
	s, err := newStage(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(s.path(atMember), os.DirFS(filepath.Join("testdata", version))); err != nil {
		t.Fatal(err)
	}
	return s
}

// frozenIsThere checks that everything written on the frozen desk is there.
func frozenIsThere(t testing.TB, b *boot.Session) {
	f, err := b.Desk.File(t.Context(), stageCase)
	if err != nil {
		t.Fatal(err)
	}
	items := f.Edition.Items()
	judged := 0
	for _, it := range items {
		if f.Marks[it.ID].Verdict != "" && f.Marks[it.ID].Verdict != checklist.Unseen {
			judged++
		}
	}
	if judged != len(items)-1 || f.Notes[items[0].ID] != "一番目の項目の覚え書き" || f.Notes[items[5].ID] != "六番目の項目の覚え書き" || f.Draft.Summary == "" {
		t.Errorf("%d of %d judged, notes %q, draft %q", judged, len(items), f.Notes, f.Draft.Summary)
	}
	if got := b.Desk.Setting(t.Context(), "theme"); got != "dark" {
		t.Errorf("the setting is %q", got)
	}
	for w, least := range map[review.Written]int{
		{What: review.WrittenMark, Case: stageCase, Item: items[3].ID}: 2,
		{What: review.WrittenNote, Case: stageCase, Item: items[0].ID}: 1,
		{What: review.WrittenDraft, Case: stageCase}:                   1,
		{What: review.WrittenPhrases}:                                  1,
		{What: review.WrittenProfile}:                                  1,
	} {
		if all, err := b.Desk.Versions(t.Context(), w); err != nil || len(all) < least {
			t.Errorf("%s has %d versions, want %d: %v", w.What, len(all), least, err)
		}
	}
}

// TestPromise1_AFrozenDeskOpens opens the desk of every released schema: everything is there, the doctor is content, and the desk as it was
// is kept beside it and still opens.
func TestPromise1_AFrozenDeskOpens(t *testing.T) {
	frozen, err := filepath.Glob("testdata/desk-v*")
	if err != nil || len(frozen) == 0 {
		t.Fatalf("%v, %v", frozen, err)
	}
	for _, path := range frozen {
		version := filepath.Base(path)
		t.Run(version, func(t *testing.T) {
			s := thaw(t, version)
			for range 2 { // the second time there is nothing to bring forward
				err := s.on(t.Context(), atMember, func(b *boot.Session, _ review.Outbox) error {
					frozenIsThere(t, b)
					healthy(t, b)
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			keptOpens(t, s, version)
		})
	}
}

// keptOpens puts the desk as it was, which is kept beside the one that was brought forward, in its place: it opens and is brought forward
// like the first time.
func keptOpens(t testing.TB, s *stage, version string) {
	t.Helper()
	old := thaw(t, version)
	kept, err := os.ReadFile(s.path(filepath.Join(atMember, version+".db")))
	if err != nil || bytes.Contains(kept, []byte("SQLite")) {
		t.Fatalf("the desk as it was: %d bytes, %v", len(kept), err)
	}
	if err := os.WriteFile(old.path(filepath.Join(atMember, "desk.db")), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	err = old.on(t.Context(), atMember, func(b *boot.Session, _ review.Outbox) error {
		frozenIsThere(t, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old.path(filepath.Join(atMember, version+".db"))); err != nil {
		t.Errorf("what was kept had another schema than %s: %v", version, err)
	}
}

// judgeFrozen looks at a desk of an older schema that was killed while it was opened for the first time.
func judgeFrozen(t testing.TB, s *stage, b *boot.Session, _ int) {
	frozenIsThere(t, b)
	left, err := filepath.Glob(s.path(atMember + "/*.new*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%s is left, %v", strings.Join(left, " "), err)
	}
	keptOpens(t, s, "desk-v1")
}

// openFrozen opens the member's desk, which brings it forward.
func (s *stage) openFrozen(ctx context.Context) error {
	return s.on(ctx, atMember, func(*boot.Session, review.Outbox) error { return nil })
}
