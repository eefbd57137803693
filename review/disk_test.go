package review_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"shinsa/review"
	"shinsa/store"
	"shinsa/store/vault"
)

// onDisk founds a desk in the encrypted store that people use.
func (s *scheme) onDisk(f review.Founding) (d *seat, dir string) {
	s.Helper()
	dir = s.TempDir()
	st, err := store.Create(s.ctx, dir, passphrase, store.Options{Now: s.now, Cost: vault.TestCost})
	s.must(err)
	s.Cleanup(func() { s.must(st.Close()) })
	w := &witness{Store: st}
	desk, err := review.Found(s.ctx, s.services(w), f)
	s.must(err)
	return &seat{Desk: desk, store: w, out: newFolder()}, dir
}

func TestArt20_NothingIsPlainOnDisk(t *testing.T) {
	s := bare(t)
	var dirs [4]string
	s.office, dirs[0] = s.onDisk(review.Founding{Role: review.Secretariat, Name: "見本事務局", Profile: review.SampleProfile(), Rehearsal: true})
	for i := range 3 {
		m, dir := s.onDisk(review.Founding{Role: review.Member, Name: memberNames[i], Rehearsal: true})
		dirs[i+1] = dir
		s.enrol(m)
		s.members = append(s.members, m)
	}
	id := ready(s, false)
	_, err := s.office.Merge(s.ctx, answersOf(s, id), nil)
	s.must(err)

	words := append(newSecrets().all(), "REMARK1.1", "SUMMARY", "見本クラウド", passphrase, "PRIVATE KEY", "AGE-SECRET-KEY")
	if got := leaks(s.members[0].store.everything(), newSecrets().all()); len(got) != 50 {
		t.Fatalf("the examining member's desk was given %d of 50 words", len(got))
	}
	if got := leaks(s.members[2].store.everything(), newSecrets().all()); len(got) > 0 {
		t.Errorf("the recused member's desk was given %q", got)
	}
	files := 0
	for _, dir := range dirs {
		s.must(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			files++
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, w := range words {
				if bytes.Contains(b, []byte(w)) || bytes.Contains([]byte(path), []byte(w)) {
					t.Errorf("%s holds %q in the open", filepath.Base(path), w)
				}
			}
			return nil
		}))
	}
	if files < 8 {
		t.Errorf("only %d files were looked at", files)
	}
	if s.state(s.members[2], id) != review.Recused {
		t.Error("the third member is not recused")
	}
}
