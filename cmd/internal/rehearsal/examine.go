package rehearsal

import (
	"shinsa/review"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

func (p *player) declare() error {
	for _, m := range p.script.Members {
		if err := p.declareOne(m); err != nil {
			return err
		}
	}
	return nil
}

// declareOne opens the member's dossier and signs the declaration.
func (p *player) declareOne(m Member) error {
	if err := p.openAll(m); err != nil {
		return err
	}
	return p.at(m.Key, m.Declared, func(d *review.Desk) error {
		decl := m.Declaration(d.Profile().Conflict, d.Today())
		hs, err := p.handOut("declarations", func(out review.Outbox) ([]review.Handed, error) {
			h, _, err := d.Declare(p.ctx, p.caseID, decl, out)
			return one(h, err)
		})
		for _, h := range hs {
			p.answers = append(p.answers, h.Path)
		}
		return err
	})
}

// openAll takes every dossier packed for the member in; only their covers can be read then.
func (p *player) openAll(m Member) error {
	return p.at(m.Key, m.Declared, func(d *review.Desk) error {
		return open(p.dossiers[m.Key], func(in []review.Incoming) error {
			for _, x := range in {
				if _, err := d.OpenDossier(p.ctx, x); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func (p *player) opine() error {
	for _, m := range p.script.Members {
		if m.Recuse != nil {
			continue
		}
		if err := p.at(m.Key, m.Sealed, func(d *review.Desk) error { return p.examine(d, m) }); err != nil {
			return err
		}
	}
	return nil
}

// examine looks at every page, judges every item and seals the opinion.
func (p *player) examine(d *review.Desk, m Member) error {
	f, err := d.File(p.ctx, p.caseID)
	if err != nil {
		return err
	}
	for _, ev := range f.Application.Evidence {
		for page := 1; ev.Pages != nil && page <= *ev.Pages; page++ {
			if err := d.SawPage(p.ctx, p.caseID, ev.No, page, *ev.Pages); err != nil {
				return err
			}
		}
	}
	if _, err := d.MarkAll(p.ctx, p.caseID, m.Marks(f.Edition, f.Application, digests(f.Application))); err != nil {
		return err
	}
	if _, err := d.SaveDraft(p.ctx, p.caseID, m.Opinion); err != nil {
		return err
	}
	hs, err := p.handOut("opinions", func(out review.Outbox) ([]review.Handed, error) {
		return d.Submit(p.ctx, p.caseID, p.script.Passphrase, out)
	})
	for _, h := range hs {
		if h.Kind == "opinion" {
			p.answers = append(p.answers, h.Path)
		}
	}
	return err
}

func digests(a *intake.Application) map[string]ident.Digest {
	out := map[string]ident.Digest{}
	for _, e := range a.Evidence {
		out[e.No] = e.Digest
	}
	return out
}
