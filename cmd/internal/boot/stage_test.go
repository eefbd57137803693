package boot_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shinsa/assets"
	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/rehearsal"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// stageDay is the one day on which everything of the stage happens.
var stageDay = time.Date(2024, 5, 20, 9, 0, 0, 0, civil.Japan)

// stage is a folder with the desks of an office and one member, and the files that passed between them.
type stage struct {
	dir    string
	script *rehearsal.Script
}

func newStage(dir string) (*stage, error) {
	s, err := rehearsal.Read()
	return &stage{dir, s}, err
}

const (
	atOffice = "office"
	atMember = "member"
)

func (s *stage) path(name string) string { return filepath.Join(s.dir, name) }

func (s *stage) options(desk string) boot.Options {
	o := options(s.path(desk))
	o.Now = func() time.Time { return stageDay }
	return o
}

// on opens a desk for f, with the folder where files pass.
func (s *stage) on(ctx context.Context, desk string, f func(*boot.Session, review.Outbox) error) error {
	session, err := boot.Open(ctx, s.options(desk))
	if err != nil {
		return err
	}
	out, err := boot.Outbox(s.path("post"))
	if err == nil {
		err = f(session, out)
	}
	return errors.Join(err, session.Close())
}

// post opens the files of the post whose names end so.
func (s *stage) post(end string, f func([]review.Incoming) error) error {
	paths, err := filepath.Glob(s.path("post/*" + end))
	if err != nil {
		return err
	}
	ins, done, err := boot.IncomingAll(paths)
	if err != nil {
		return err
	}
	return errors.Join(f(ins), done())
}

// found makes both desks, enrols the member and takes the sample application in.
func (s *stage) found(ctx context.Context) error {
	for desk, f := range map[string]review.Founding{
		atOffice: {Role: review.Secretariat, Name: "事務局", Profile: review.SampleProfile(), Rehearsal: true},
		atMember: {Role: review.Member, Name: "審査 花子", Profile: review.SampleProfile(), Rehearsal: true},
	} {
		session, err := boot.Create(ctx, s.options(desk), f)
		if err != nil {
			return err
		}
		if err := session.Close(); err != nil {
			return err
		}
	}
	for _, step := range []func() error{
		func() error {
			return s.on(ctx, atMember, func(b *boot.Session, out review.Outbox) error { _, err := b.Desk.EnrolRequest(ctx, out); return err })
		},
		func() error {
			return s.receive(ctx, atOffice, ".enrol")
		},
		func() error {
			return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
				return s.post(".card", func(ins []review.Incoming) error { return b.Desk.EnrolAccept(ctx, ins[0]) })
			})
		},
		func() error { return s.takeIn(ctx) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// receive drops files of the post on a desk.
func (s *stage) receive(ctx context.Context, desk, end string) error {
	return s.on(ctx, desk, func(b *boot.Session, out review.Outbox) error {
		return s.post(end, func(ins []review.Incoming) error {
			got, err := b.Desk.Receive(ctx, ins, out)
			if err == nil && len(got.Refused) > 0 {
				err = got.Refused[0].Err
			}
			return err
		})
	})
}

// stageCase is the only case.
const stageCase = ident.CaseID("C2024-0001")

func (s *stage) takeIn(ctx context.Context) error {
	fsys, err := assets.Sample("case-1")
	if err != nil {
		return err
	}
	sub := review.Submission{Received: s.script.Received}
	err = fs.WalkDir(fsys, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, at)
		in := review.Incoming{Name: path.Base(at), R: bytes.NewReader(b), Size: int64(len(b))}
		switch {
		case strings.Contains(at, "evidence/"):
			sub.Evidence = append(sub.Evidence, in)
		case strings.HasSuffix(at, ".xlsx"):
			sub.Form = in
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		id, _, err := b.Desk.Intake(ctx, sub)
		if err == nil && id != stageCase {
			err = errors.New("the case is " + string(id))
		}
		if err != nil {
			return err
		}
		return b.Desk.RecordFee(ctx, id, s.script.Fee.On, s.script.Fee.Amount)
	})
}

func (s *stage) pack(ctx context.Context) error {
	return s.on(ctx, atOffice, func(b *boot.Session, out review.Outbox) error {
		members, err := b.Desk.Members(ctx)
		if err != nil {
			return err
		}
		_, err = b.Desk.Pack(ctx, stageCase, review.Sending{To: []ident.ReviewerID{members[0].ID}}, out)
		return err
	})
}

func (s *stage) declare(ctx context.Context) error {
	if err := s.receive(ctx, atMember, ".dossier"); err != nil {
		return err
	}
	return s.on(ctx, atMember, func(b *boot.Session, out review.Outbox) error {
		decl := s.script.Members[0].Declaration(b.Desk.Profile().Conflict, b.Desk.Today())
		_, _, err := b.Desk.Declare(ctx, stageCase, decl, out)
		return err
	})
}

// judge marks everything and writes the draft.
func (s *stage) judge(ctx context.Context) error {
	return s.on(ctx, atMember, func(b *boot.Session, _ review.Outbox) error {
		f, err := b.Desk.File(ctx, stageCase)
		if err != nil {
			return err
		}
		if _, err := b.Desk.MarkAll(ctx, stageCase, s.script.Members[0].Marks(f.Edition, f.Application, digests(f.Application))); err != nil {
			return err
		}
		_, err = b.Desk.SaveDraft(ctx, stageCase, s.script.Members[0].Opinion)
		return err
	})
}

func digests(a *intake.Application) map[string]ident.Digest {
	out := map[string]ident.Digest{}
	for _, e := range a.Evidence {
		out[e.No] = e.Digest
	}
	return out
}

func (s *stage) submit(ctx context.Context) error {
	return s.on(ctx, atMember, func(b *boot.Session, out review.Outbox) error {
		_, err := b.Desk.Submit(ctx, stageCase, passphrase, out)
		return err
	})
}

func (s *stage) merge(ctx context.Context) error {
	return s.on(ctx, atOffice, func(b *boot.Session, out review.Outbox) error {
		return s.post("n", func(ins []review.Incoming) error { // .declaration and .opinion
			_, err := b.Desk.Merge(ctx, ins, out)
			return err
		})
	})
}

func (s *stage) decide(ctx context.Context) error {
	return s.on(ctx, atOffice, func(b *boot.Session, _ review.Outbox) error {
		return b.Desk.Decide(ctx, decision.Decision{Case: stageCase, Outcome: decision.Grant, On: b.Desk.Today(), By: "理事長"})
	})
}

func (s *stage) issue(ctx context.Context) error {
	return s.on(ctx, atOffice, func(b *boot.Session, out review.Outbox) error {
		_, err := b.Desk.Issue(ctx, []ident.CaseID{stageCase}, passphrase, out, nil)
		return err
	})
}

// copyStage copies a stage as it stands.
func copyStage(t testing.TB, from, to string) *stage {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	s, err := newStage(to)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
