package rehearsal

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// File is one file the demo left, and what the verifier says of it.
type File struct {
	Path    string       `json:"path"` // below the demo's folder
	Kind    string       `json:"kind"`
	Verdict string       `json:"verdict"`
	SHA256  ident.Digest `json:"sha256"`
}

// Result is demo.json.
type Result struct {
	Case        ident.CaseID `json:"case"`
	Certificate string       `json:"certificate"`
	Passphrase  string       `json:"passphrase"` // of the rehearsal desks that are left for trying out
	Desks       []string     `json:"desks"`
	Files       []File       `json:"files"`
	Records     any          `json:"records"`
	Seconds     float64      `json:"seconds"`
}

// player plays the script in a folder.
type player struct {
	ctx      context.Context
	dir      string
	script   *Script
	say      func(step string)
	ids      map[string]ident.ReviewerID // desk → member
	files    []File
	dossiers map[string][]string
	answers  []string
	caseID   ident.CaseID
}

// Demo plays the whole script below dir, which is made, and leaves every file of the loop, root.pem and demo.json. Say hears of each
// step; it may be nil.
func Demo(ctx context.Context, dir string, say func(string)) (*Result, error) {
	started := boot.Now()
	p, err := newPlayer(ctx, dir, say)
	if err != nil {
		return nil, err
	}
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"desks", p.makeDesks},
		{"enrolment", p.enrol},
		{"intake", p.takeIn},
		{"pack", p.pack},
		{"declare", p.declare},
		{"opine", p.opine},
		{"merge", p.merge},
		{"convene", p.convene},
		{"decide", p.decide},
		{"issue", p.issue},
	} {
		p.say(step.name)
		if err := step.do(); err != nil {
			return nil, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	r := &Result{Case: p.caseID, Passphrase: p.script.Passphrase}
	p.say("records")
	if err := p.records(r); err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	r.Files = p.files
	r.Desks = append(r.Desks, "desks/secretariat")
	for _, m := range p.script.Members {
		r.Desks = append(r.Desks, "desks/"+m.Key)
	}
	r.Seconds = boot.Now().Sub(started).Seconds()
	return r, p.write("demo.json", r)
}

func newPlayer(ctx context.Context, dir string, say func(string)) (*player, error) {
	script, err := Read()
	if err != nil {
		return nil, err
	}
	if say == nil {
		say = func(string) {}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	return &player{ctx: ctx, dir: dir, script: script, say: say, ids: map[string]ident.ReviewerID{}, dossiers: map[string][]string{}}, nil
}

func (p *player) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p *player) write(name string, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encode %s: %w", name, err)
	}
	if err := os.WriteFile(p.path(name), b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func (p *player) options(desk string, at time.Time) boot.Options {
	return boot.Options{Dir: p.path("desks/" + desk), Passphrase: p.script.Passphrase, Rehearse: at.Format(time.RFC3339)}
}

// at opens a desk at an instant of the script for f.
func (p *player) at(desk string, at time.Time, f func(*review.Desk) error) error {
	s, err := boot.Open(p.ctx, p.options(desk, at))
	if err != nil {
		return err
	}
	return errors.Join(f(s.Desk), s.Close())
}

// day is nine in the morning of a day of the script.
func day(d civil.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 9, 0, 0, 0, civil.Japan) }

// opened is two weeks before the application: the day on which the desks are made.
func (p *player) opened() time.Time { return day(p.script.Received).AddDate(0, 0, -14) }

func (p *player) makeDesks() error {
	profile := review.SampleProfile()
	if err := p.make("secretariat", review.Founding{Role: review.Secretariat, Name: p.script.Office, Profile: profile, Rehearsal: true}); err != nil {
		return err
	}
	for _, m := range p.script.Members {
		if err := p.make(m.Key, review.Founding{Role: review.Member, Name: m.Name, Profile: profile, Rehearsal: true}); err != nil {
			return err
		}
	}
	return p.at("secretariat", p.opened(), func(d *review.Desk) error {
		var b bytes.Buffer
		for _, c := range d.Roots() {
			if err := pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}); err != nil {
				return fmt.Errorf("write root: %w", err)
			}
		}
		if err := os.WriteFile(p.path("root.pem"), b.Bytes(), 0o600); err != nil {
			return fmt.Errorf("write root: %w", err)
		}
		return nil
	})
}

func (p *player) make(desk string, f review.Founding) error {
	s, err := boot.Create(p.ctx, p.options(desk, p.opened()), f)
	if err != nil {
		return err
	}
	p.ids[desk] = s.Desk.Self().ID
	return s.Close()
}

// handOut runs f with an outbox below the demo's folder and notes what it handed out.
func (p *player) handOut(folder string, f func(review.Outbox) ([]review.Handed, error)) ([]review.Handed, error) {
	out, err := boot.Outbox(p.path(folder))
	if err != nil {
		return nil, err
	}
	hs, err := f(out)
	for _, h := range hs {
		p.files = append(p.files, File{Path: path.Join(folder, h.Name), Kind: h.Kind, Verdict: h.Verdict, SHA256: h.Digest})
	}
	return hs, err
}

func one(h review.Handed, err error) ([]review.Handed, error) { return []review.Handed{h}, err }

// open opens files for a desk to read.
func open(paths []string, f func([]review.Incoming) error) error {
	ins, done, err := boot.IncomingAll(paths)
	if err != nil {
		return err
	}
	return errors.Join(f(ins), done())
}

func (p *player) enrol() error {
	for _, m := range p.script.Members {
		var request, card string
		err := p.at(m.Key, p.opened(), func(d *review.Desk) error {
			hs, err := p.handOut("enrolment", func(out review.Outbox) ([]review.Handed, error) { return one(d.EnrolRequest(p.ctx, out)) })
			if err == nil {
				request = hs[0].Path
			}
			return err
		})
		if err != nil {
			return err
		}
		err = p.at("secretariat", p.opened().Add(time.Hour), func(d *review.Desk) error {
			return open([]string{request}, func(in []review.Incoming) error {
				hs, err := p.handOut("enrolment", func(out review.Outbox) ([]review.Handed, error) {
					h, _, err := d.EnrolApprove(p.ctx, in[0], out)
					return one(h, err)
				})
				if err == nil {
					card = hs[0].Path
				}
				return err
			})
		})
		if err != nil {
			return err
		}
		err = p.at(m.Key, p.opened().Add(2*time.Hour), func(d *review.Desk) error {
			return open([]string{card}, func(in []review.Incoming) error { return d.EnrolAccept(p.ctx, in[0]) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *player) pack() error { return p.packCase(p.caseID) }

// packCase makes a dossier of a case for each member.
func (p *player) packCase(id ident.CaseID) error {
	return p.at("secretariat", p.script.Packed, func(d *review.Desk) error {
		var to []ident.ReviewerID
		for _, m := range p.script.Members {
			to = append(to, p.ids[m.Key])
		}
		hs, err := p.handOut("dossiers", func(out review.Outbox) ([]review.Handed, error) {
			return d.Pack(p.ctx, id, review.Sending{To: to, Due: p.script.Due}, out)
		})
		for i, h := range hs {
			key := p.script.Members[i].Key
			p.dossiers[key] = append(p.dossiers[key], h.Path)
		}
		return err
	})
}

// merge takes all answers in, twice: the second time changes nothing.
func (p *player) merge() error {
	return p.at("secretariat", p.script.Meeting.On.Add(-24*time.Hour), func(d *review.Desk) error {
		return open(p.answers, func(in []review.Incoming) error {
			_, err := p.handOut("receipts", func(out review.Outbox) ([]review.Handed, error) {
				m, err := d.Merge(p.ctx, in, out)
				if err != nil {
					return nil, err
				}
				return m.Receipts, nil
			})
			if err != nil {
				return err
			}
			again, err := d.Merge(p.ctx, in, nil)
			if err == nil && again.Known != len(in) {
				err = fmt.Errorf("merged twice: %d of %d known", again.Known, len(in))
			}
			return err
		})
	})
}

func (p *player) convene() error {
	s := p.script.Meeting
	return p.at("secretariat", s.On, func(d *review.Desk) error {
		m := opinion.Meeting{On: civil.Of(s.On), Place: s.Place, Chair: s.Chair, Overall: s.Overall, Summary: s.Summary, Settled: s.Settled}
		for _, x := range p.script.Members {
			a := opinion.Attendee{Reviewer: p.ids[x.Key], Name: x.Name, Attendance: opinion.Present, Votes: true}
			if x.Recuse != nil {
				a.Attendance, a.Votes = opinion.Left, false
			}
			m.Attendees = append(m.Attendees, a)
		}
		_, err := p.handOut("committee", func(out review.Outbox) ([]review.Handed, error) { return d.Convene(p.ctx, p.caseID, m, out) })
		return err
	})
}

func (p *player) decide() error {
	s := p.script.Decision
	return p.at("secretariat", s.On, func(d *review.Desk) error {
		return d.Decide(p.ctx, decision.Decision{Case: p.caseID, Outcome: s.Outcome, On: civil.Of(s.On), By: s.By})
	})
}

func (p *player) issue() error {
	return p.at("secretariat", p.script.Issue, func(d *review.Desk) error {
		_, err := p.handOut("issued", func(out review.Outbox) ([]review.Handed, error) {
			return d.Issue(p.ctx, []ident.CaseID{p.caseID}, p.script.Passphrase, out, nil)
		})
		return err
	})
}
