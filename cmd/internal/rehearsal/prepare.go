package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
)

// marker is the file that says a folder holds rehearsal desks.
const marker = "rehearsal.json"

// Desk is one desk of a prepared rehearsal.
type Desk struct {
	Dir  string      `json:"dir"` // below the rehearsal's folder
	Name string      `json:"name"`
	Role review.Role `json:"role"`
}

// Room is a prepared rehearsal: desks with the sample cases on them. Their passphrase is no secret.
type Room struct {
	Passphrase string `json:"passphrase"`
	Desks      []Desk `json:"desks"` // the one to begin with first
}

// Find returns the rehearsal prepared in dir, nil when there is none.
func Find(dir string) (*Room, error) {
	b, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read rehearsal: %w", err)
	}
	var r Room
	if err := json.Unmarshal(b, &r); err != nil {
		return nil, fmt.Errorf("read rehearsal: %w", err)
	}
	return &r, nil
}

// Prepare makes a rehearsal in dir, or finds the one that is there. A member's desk waits with two dossiers to declare on; the other two
// members have answered on the first case, one of them recused; the secretariat has the three sample applications. Days lie around
// today. Say hears of each step; it may be nil.
func Prepare(ctx context.Context, dir string, say func(string)) (*Room, error) {
	if r, err := Find(dir); r != nil || err != nil {
		return r, err
	}
	p, err := newPlayer(ctx, dir, say)
	if err != nil {
		return nil, err
	}
	s := p.script
	s.Shift(civil.Of(s.Members[1].Sealed).DaysUntil(civil.Of(boot.Now())) - 1)
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"desks", p.makeDesks}, {"enrolment", p.enrol}, {"intake", p.takeAll}, {"pack", p.pack}, {"declare", p.answerOthers}, {"merge", p.mergeSoFar},
	} {
		p.say(step.name)
		if err := step.do(); err != nil {
			return nil, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	r := &Room{Passphrase: s.Passphrase}
	for _, m := range s.Members {
		r.Desks = append(r.Desks, Desk{"desks/" + m.Key, m.Name, review.Member})
	}
	r.Desks = append(r.Desks, Desk{"desks/secretariat", s.Office, review.Secretariat})
	return r, p.write(marker, r)
}

// takeAll takes the three sample applications in; the second is packed as well, the third waits for its fee.
func (p *player) takeAll() error {
	if err := p.takeIn(); err != nil {
		return err
	}
	second, _, err := p.take("case-2", p.script.Received, "")
	if err != nil {
		return err
	}
	if err := p.pay(second); err != nil {
		return err
	}
	if err := p.packCase(second); err != nil {
		return err
	}
	_, _, err = p.take("case-3", p.script.Received, p.caseID)
	return err
}

// answerOthers lets the first member only receive the dossiers, and the others answer on the first case.
func (p *player) answerOthers() error {
	for i, m := range p.script.Members {
		if i == 0 {
			if err := p.openAll(m); err != nil {
				return err
			}
			continue
		}
		if err := p.declareOne(m); err != nil {
			return err
		}
		if m.Recuse != nil {
			continue
		}
		if err := p.at(m.Key, m.Sealed, func(d *review.Desk) error { return p.examine(d, m) }); err != nil {
			return err
		}
	}
	return nil
}

// mergeSoFar takes the answers in that there are.
func (p *player) mergeSoFar() error {
	return p.at("secretariat", boot.Now(), func(d *review.Desk) error {
		return open(p.answers, func(in []review.Incoming) error {
			_, err := p.handOut("receipts", func(out review.Outbox) ([]review.Handed, error) {
				m, err := d.Merge(p.ctx, in, out)
				if err != nil {
					return nil, err
				}
				return m.Receipts, nil
			})
			return err
		})
	})
}
