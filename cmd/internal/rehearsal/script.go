// Package rehearsal plays the sample case: three members, one of whom is recused, from the applicant's workbook to the certificate.
//
// It is used three ways. Demo plays everything and leaves the files and desks; Prepare stops where a person takes over, with
// dossiers waiting on a member's desk; the end-to-end tests drive the same script through other doors. Everything goes through the
// same desk that people use; nothing is set up behind its back. People, operators and numbers are invented (見本).
package rehearsal

import (
	_ "embed"
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/decision"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/opinion"
)

//go:embed script.yaml
var scriptText []byte

// Script is what everyone does and when.
type Script struct {
	Passphrase string     `yaml:"passphrase"`
	Office     string     `yaml:"office"`
	Received   civil.Date `yaml:"received"`
	Fee        struct {
		On     civil.Date `yaml:"on"`
		Amount int64      `yaml:"amount"`
	} `yaml:"fee"`
	Packed   time.Time  `yaml:"packed"`
	Due      civil.Date `yaml:"due"`
	Members  []Member   `yaml:"members"`
	Meeting  Meeting    `yaml:"meeting"`
	Decision Decision   `yaml:"decision"`
	Issue    time.Time  `yaml:"issue"`
	Records  time.Time  `yaml:"records"`
}

// Member is one member's part.
type Member struct {
	Key      string                  `yaml:"key"` // folder of the desk
	Name     string                  `yaml:"name"`
	Declared time.Time               `yaml:"declared"`
	Sealed   time.Time               `yaml:"sealed"`
	Opinion  opinion.Draft           `yaml:"opinion"`
	Remarks  map[ident.ItemID]Remark `yaml:"remarks"`
	Recuse   *struct {
		Kind   conflict.Kind `yaml:"kind"`
		Party  string        `yaml:"party"`
		Detail string        `yaml:"detail"`
	} `yaml:"recuse"`
}

// Remark is what a member says about one item beyond the plain verdict.
type Remark struct {
	Verdict  checklist.Verdict `yaml:"verdict"`
	Remark   string            `yaml:"remark"`
	Inquiry  string            `yaml:"inquiry"`
	Evidence string            `yaml:"evidence"`
	Page     int               `yaml:"page"`
	Quote    string            `yaml:"quote"`
}

// Meeting is the committee's session.
type Meeting struct {
	On      time.Time         `yaml:"on"`
	Place   string            `yaml:"place"`
	Chair   string            `yaml:"chair"`
	Overall opinion.Overall   `yaml:"overall"`
	Summary string            `yaml:"summary"`
	Settled []opinion.Settled `yaml:"settled"`
}

// Decision is the body's.
type Decision struct {
	On      time.Time        `yaml:"on"`
	Outcome decision.Outcome `yaml:"outcome"`
	By      string           `yaml:"by"`
}

// Read returns the script of the sample case.
func Read() (*Script, error) {
	var s Script
	if err := yaml.Unmarshal(scriptText, &s); err != nil {
		return nil, fmt.Errorf("read the script: %w", err)
	}
	return &s, nil
}

// Declaration fills in the form: no interest of any kind, nothing received, unless the script says so.
func (m Member) Declaration(p conflict.Policy, on civil.Date) conflict.Declaration {
	d := conflict.Declaration{Pledge: conflict.Pledge{Agreed: true}}
	for _, k := range conflict.Kinds() {
		i := conflict.Interest{Kind: k}
		if m.Recuse != nil && m.Recuse.Kind == k {
			i.Held, i.Party, i.Detail = true, m.Recuse.Party, m.Recuse.Detail
		}
		d.Interests = append(d.Interests, i)
	}
	for _, y := range p.Years(on) {
		d.Money = append(d.Money, conflict.Income{Year: y, Band: conflict.BandNone})
	}
	return d
}

// Marks judges every item of the edition: conforming with its findings, as the machine's comparison found the level, and what the
// script says about single items.
func (m Member) Marks(e *criteria.Edition, a *intake.Application, digests map[string]ident.Digest) []checklist.Mark {
	out := make([]checklist.Mark, 0, len(e.Items()))
	for _, it := range e.Items() {
		k := checklist.Mark{Item: it.ID, Verdict: checklist.Conforming, Disclosed: checklist.Adequate, Seen: true}
		if it.Level != nil {
			k.Level = checklist.LevelMet
		}
		if r, ok := m.Remarks[it.ID]; ok {
			k.Remark, k.Inquiry = r.Remark, r.Inquiry
			if r.Verdict != "" {
				k.Verdict = r.Verdict
			}
			if r.Evidence != "" {
				k.Pointers = []checklist.Pointer{{Evidence: r.Evidence, File: digests[r.Evidence], Page: r.Page, Quote: r.Quote}}
			}
		}
		out = append(out, k)
	}
	return out
}

// Shift moves every instant and day of the script by whole days.
func (s *Script) Shift(days int) {
	for _, d := range []*civil.Date{&s.Received, &s.Fee.On, &s.Due} {
		*d = d.AddDays(days)
	}
	for _, t := range []*time.Time{&s.Packed, &s.Meeting.On, &s.Decision.On, &s.Issue, &s.Records} {
		*t = t.AddDate(0, 0, days)
	}
	for i := range s.Members {
		m := &s.Members[i]
		m.Declared = m.Declared.AddDate(0, 0, days)
		if !m.Sealed.IsZero() {
			m.Sealed = m.Sealed.AddDate(0, 0, days)
		}
	}
}
