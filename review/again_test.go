package review_test

import (
	"bytes"
	"maps"
	"testing"

	"shinsa/review"
	"shinsa/review/form"
)

// Files lost on the way are written once more as they were; the secretariat takes in whichever arrives, and once.
func TestHandAgain_TheSameFilesOnceMore(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	decl := s.declare(id, m)
	_, err := m.HandAgain(s.ctx, id, m.out)
	s.refused(err, "nothing_sealed")
	s.judged(id, m)
	signed, err := m.Submit(s.ctx, id, passphrase, m.out)
	s.must(err)
	files := []review.Incoming{m.out.file(decl.Name), m.out.file(signed[1].Name)}
	first := maps.Clone(m.out.files)

	if shown, err := m.Preview(s.ctx, id); err != nil || !bytes.Equal(shown, m.out.files[signed[0].Name]) {
		t.Errorf("what is shown after the seal is not the signed report: %v", err)
	}

	out := newFolder()
	hs, err := m.HandAgain(s.ctx, id, out)
	s.must(err)
	if len(hs) != 2 || len(out.files) != 2 {
		t.Fatalf("handed %+v", hs)
	}
	for _, h := range hs {
		if !bytes.Equal(out.files[h.Name], first[h.Name]) || h.Verdict != "genuine" || h.Path == "" {
			t.Errorf("%s is not the file that was signed: %+v", h.Name, h)
		}
	}
	if merged := s.merge(append(files[:1:1], out.file(hs[1].Name))...); merged.Opinions != 1 {
		t.Errorf("the copy: %+v", merged)
	}
	merged := s.merge(files...)
	if merged.Opinions != 0 || merged.Known != len(files) {
		t.Errorf("the first after the copy: %+v", merged)
	}

	out.full, out.files = true, map[string][]byte{}
	_, err = m.HandAgain(s.ctx, id, out)
	s.refused(err, "folder_unwritable")
	out.full, out.spoil = false, func(name string, b []byte) {
		if name == hs[1].Name {
			b[len(b)/2] ^= 1
		}
	}
	_, err = m.HandAgain(s.ctx, id, out)
	s.refused(err, "file_not_good_after_writing")
	if len(out.files) != 0 {
		t.Errorf("half of it is left: %d files", len(out.files))
	}

	for _, h := range merged.Receipts {
		_, err := m.TakeReceipt(s.ctx, s.office.out.file(h.Name))
		s.must(err)
	}
	_, err = m.HandAgain(s.ctx, id, m.out)
	s.must(err)
	s.must(m.Purge(s.ctx, id))
	_, err = m.HandAgain(s.ctx, id, m.out)
	s.refused(err, "nothing_sealed")
	_, err = s.office.HandAgain(s.ctx, id, s.office.out)
	s.refused(err, "desk_other_role")
}

// A form that somebody has filled in since it was written out is not written over.
func TestExportForm_NeverWritesOver(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	for _, kind := range []form.Kind{form.Sheet, form.Text} {
		first, err := m.ExportForm(s.ctx, id, kind, m.out)
		s.must(err)
		m.out.files[first.Name] = []byte("filled in")
		second, err := m.ExportForm(s.ctx, id, kind, m.out)
		s.must(err)
		if second.Name == first.Name || string(m.out.files[first.Name]) != "filled in" {
			t.Errorf("%s, then %s", first.Name, second.Name)
		}
		if k, ok := form.KindOf(second.Name); !ok || k != kind {
			t.Errorf("the second is %s", second.Name)
		}
	}
	for range 200 {
		if _, err := m.ExportForm(s.ctx, id, form.Text, m.out); err != nil {
			s.refused(err, "file_exists")
			return
		}
	}
	t.Error("a folder takes forms without end")
}

// A form dropped on the desk is told where it is taken in, on whichever desk, and belongs to the case it names.
func TestReceive_LeadsAFormToItsCase(t *testing.T) {
	s := newScheme(t, 1)
	id := ready(s, false)
	m := s.members[0]
	s.declare(id, m)
	for _, kind := range []form.Kind{form.Sheet, form.Text} {
		h, err := m.ExportForm(s.ctx, id, kind, m.out)
		s.must(err)
		for _, d := range []*seat{m, s.office} {
			got, err := d.Receive(s.ctx, []review.Incoming{m.out.file(h.Name)}, d.out)
			s.must(err)
			if len(got.Refused) != 1 || len(got.Taken) != 0 {
				t.Fatalf("%s: %+v", h.Name, got)
			}
			s.refused(got.Refused[0].Err, "offline_form_elsewhere")
		}
		if c := m.FormCase(s.ctx, m.out.file(h.Name)); c != id {
			t.Errorf("%s is of the case %q", h.Name, c)
		}
		b := m.out.files[h.Name]
		if c := m.FormCase(s.ctx, incoming("cut"+h.Name, b[:len(b)/3])); kind == form.Sheet && c != "" {
			t.Errorf("a third of %s is of the case %q", h.Name, c)
		}
	}
	if c := m.FormCase(s.ctx, incoming("memo.txt", []byte("牛乳"))); c != "" {
		t.Errorf("a memo is of the case %q", c)
	}
}
