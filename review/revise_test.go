package review_test

import (
	"bytes"
	"io/fs"
	"path"
	"testing"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
)

// filledIn is the empty form of the small edition with an answer to 1.1.
func filledIn(s *scheme, answer string) review.Incoming {
	s.Helper()
	h, err := s.office.EmptyForm(s.ctx, "small-1", s.office.out, "form_"+answer+".xlsx")
	s.must(err)
	f, err := excelize.OpenReader(bytes.NewReader(s.office.out.files[h.Name]))
	s.must(err)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		s.must(err)
		for r, cells := range rows {
			if len(cells) > 0 && cells[0] == "1.1" {
				at, err := excelize.CoordinatesToCellName(6, r+1)
				s.must(err)
				s.must(f.SetCellStr(sheet, at, answer))
			}
		}
	}
	var b bytes.Buffer
	s.must(f.Write(&b))
	s.must(f.Close())
	return review.Incoming{Name: h.Name, R: bytes.NewReader(b.Bytes()), Size: int64(b.Len())}
}

func TestArt4_ACorrectedFormBeforeTheExaminationIsTheNextRevision(t *testing.T) {
	s := newScheme(t, 0)
	id, was, err := s.office.Intake(s.ctx, review.Submission{Form: filledIn(s, "2026年4月1日")})
	s.must(err)
	same, app, err := s.office.Intake(s.ctx, review.Submission{Form: filledIn(s, "2026年4月2日"), Revises: id})
	s.must(err)
	if same != id || app.Form.Digest == was.Form.Digest {
		t.Fatalf("the corrected form became case %s", same)
	}
	f, err := s.office.File(s.ctx, id)
	s.must(err)
	if f.Revisions != 1 || f.Round != 1 || f.State != review.Received || f.Changes == nil {
		t.Fatalf("case %+v, changes %+v", f.Case, f.Changes)
	}
	if len(f.Changes.Answers) != 1 || f.Changes.Answers[0].Item != "1.1" || f.EarlierAnswers["1.1"].Wording() != was.Answers["1.1"].Wording() {
		t.Errorf("changes %+v, was %q", f.Changes.Answers, f.EarlierAnswers["1.1"].Wording())
	}
	doctor, err := s.office.Doctor(s.ctx)
	s.must(err)
	for _, x := range doctor {
		if !x.OK {
			t.Errorf("%s: %s", x.Name, x.Detail)
		}
	}
}

// sent is the first sample application as it was sent: the form and its documents.
func sent(s *scheme) (form review.Incoming, documents []review.Incoming) {
	s.Helper()
	files, err := assets.Sample("case-1")
	s.must(err)
	s.must(fs.WalkDir(files, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, at)
		in := review.Incoming{Name: path.Base(at), R: bytes.NewReader(b), Size: int64(len(b))}
		switch path.Ext(at) {
		case ".xlsx":
			form = in
		case ".pdf":
			documents = append(documents, in)
		}
		return err
	}))
	return form, documents
}

func TestArt4_ACorrectedFormBringsOnlyWhatChanged(t *testing.T) {
	s := newScheme(t, 0)
	form, documents := sent(s)
	id, before, err := s.office.Intake(s.ctx, review.Submission{Form: form, Evidence: documents})
	s.must(err)
	if len(before.Evidence) == 0 || !before.Evidence[0].Present {
		t.Fatal("the case has no evidence to keep")
	}
	_, app, err := s.office.Intake(s.ctx, review.Submission{Form: form, Revises: id})
	s.must(err)
	for i, e := range app.Evidence {
		if was := before.Evidence[i]; e.Present != was.Present || e.Digest != was.Digest {
			t.Errorf("%s: present %t", e.No, e.Present)
		}
	}
}

func TestArt4_TheSecretariatAddsItsOwnWords(t *testing.T) {
	s := newScheme(t, 0)
	id, _, err := s.office.Intake(s.ctx, review.Submission{Form: filledIn(s, "2026年4月1日")})
	s.must(err)
	none := func(fault.Finding) bool { return false }
	say := func(fault.Finding) string { return "" }
	_, err = s.office.Correct(s.ctx, id, review.Correcting{Pick: none, Say: say, Own: []review.OwnPoint{{Text: "  "}}}, s.office.out)
	s.refused(err, "correction_without_point")
	_, err = s.office.Correct(s.ctx, id, review.Correcting{
		Pick: none, Say: say, Due: civil.MustParse("2026-04-20"),
		Own: []review.OwnPoint{{Item: "1.1", Text: "基準日を確かめてください。"}, {Text: "押印は要りません。"}},
	}, s.office.out)
	s.must(err)
	all, err := s.office.Corrections(s.ctx, id)
	s.must(err)
	if len(all) != 1 || len(all[0].Points) != 2 || all[0].Points[0].Place != "1.1" || all[0].Cells != 1 || all[0].Due != civil.MustParse("2026-04-20") {
		t.Errorf("kept %+v", all)
	}
}
