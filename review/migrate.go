package review

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake"
	"shinsa/review/intake/carry"
	"shinsa/review/journal"
	"shinsa/review/paper"
)

// migrated is a migration as kept: the mapping that was confirmed, and the application as it was.
type migrated struct {
	Mapping *criteria.Mapping   `json:"mapping"`
	At      time.Time           `json:"at"`
	Before  *intake.Application `json:"before"`
}

// ProposeMapping returns the lines by which a case would go to another edition. All but the certain ones wait for a person's confirmation.
func (d *Desk) ProposeMapping(ctx context.Context, id ident.CaseID, to ident.EditionID) (*criteria.Mapping, error) {
	old, next, err := d.editionsOf(ctx, id, to)
	if err != nil {
		return nil, err
	}
	return criteria.Propose(old, next), nil
}

// Mapping returns the lines by which a case would go to another edition as persons have confirmed them so far; before that, the proposal.
// A mapping that was kept for editions that have changed since is proposed anew.
func (d *Desk) Mapping(ctx context.Context, id ident.CaseID, to ident.EditionID) (*criteria.Mapping, error) {
	old, next, err := d.editionsOf(ctx, id, to)
	if err != nil {
		return nil, err
	}
	var kept *criteria.Mapping
	err = d.Store.View(ctx, func(tx Tx) error {
		kept, _, err = get[*criteria.Mapping](tx, KindMapping, part(id, string(to)))
		return err
	})
	if err != nil || kept != nil && kept.From == old.Name() && kept.To == next.Name() {
		return kept, err
	}
	return criteria.Propose(old, next), nil
}

// KeepMapping keeps what persons have confirmed so far; the case stays where it is until Migrate. A mapping of other editions is refused:
// fault.Invalid mapping_other_edition.
func (d *Desk) KeepMapping(ctx context.Context, id ident.CaseID, m *criteria.Mapping) (Saved, error) {
	if err := d.only(Secretariat); err != nil {
		return Saved{}, err
	}
	old, next, err := d.editionsOf(ctx, id, m.To.ID)
	if err != nil {
		return Saved{}, err
	}
	if m.From != old.Name() || m.To != next.Name() {
		return Saved{}, fault.New(fault.Invalid, "mapping_other_edition")
	}
	at, err := d.update(ctx, "mapping", id, func(tx Tx, e *journal.Entry) error {
		e.Subject, e.New = string(m.To.ID), sum(m)
		return tx.Put(KindMapping, part(id, string(m.To.ID)), m)
	})
	return Saved{At: at}, err
}

func (d *Desk) editionsOf(ctx context.Context, id ident.CaseID, to ident.EditionID) (old, next *criteria.Edition, err error) {
	err = d.Store.View(ctx, func(tx Tx) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		if old, err = d.edition(tx, c.Edition); err != nil {
			return err
		}
		next, err = d.edition(tx, to)
		return err
	})
	return old, next, err
}

// Migrate takes a case to another edition by a mapping whose every line a person confirmed (Art. 22). Before members have the case, its
// answers are carried in place; under examination another round begins, and members find their earlier marks under the new numbers, every
// verdict unseen. The edition has to be in force. After the decision a case stays with the edition it was decided by.
func (d *Desk) Migrate(ctx context.Context, id ident.CaseID, to ident.EditionID, m *criteria.Mapping) (*intake.Application, error) {
	if err := d.only(Secretariat); err != nil {
		return nil, err
	}
	old, next, err := d.editionsOf(ctx, id, to)
	if err != nil {
		return nil, err
	}
	if next.Status() != criteria.InForce && next.Status() != criteria.Superseded {
		return nil, fault.By("22", "edition_not_in_force", "edition", string(to))
	}
	var app *intake.Application
	_, err = d.update(ctx, "migrate", id, func(tx Tx, e *journal.Entry) error {
		c, err := theCase(tx, id)
		if err != nil {
			return err
		}
		was, err := theApplication(tx, id)
		if err != nil {
			return err
		}
		if app, err = carry.Answers(was, m, old, next, d.Today()); err != nil {
			return err
		}
		kept := migrated{Mapping: m, At: tx.Now(), Before: was}
		if err := tx.Put(KindMigration, part(id, strconv.Itoa(len(app.Migrations))), kept); err != nil {
			return err
		}
		if err := tx.Delete(KindMapping, part(id, string(to))); err != nil {
			return err
		}
		e.Subject, e.Old, e.New = string(to), old.Digest(), next.Digest()
		c.Edition, c.EditionDigest = next.ID(), next.Digest()
		if c.State != Received {
			return d.beginRound(tx, c, app)
		}
		if err := tx.Put(KindApplication, string(id), app); err != nil {
			return err
		}
		if err := tx.Put(KindCover, string(id), d.cover(c, app, next)); err != nil {
			return err
		}
		return putCase(tx, c)
	})
	return app, err
}

// renumberMarks puts the marks of an earlier round under the numbers of the present edition. Of several that became one, the first stands.
func renumberMarks(app, was *intake.Application, marks map[ident.ItemID]checklist.Mark) map[ident.ItemID]checklist.Mark {
	if was.Edition.Digest == app.Edition.Digest || len(app.Migrations) == 0 {
		return marks
	}
	out := make(map[ident.ItemID]checklist.Mark, len(marks))
	for id, m := range marks {
		for _, now := range app.Became(was.Edition.Digest, id) {
			if other, taken := out[now]; taken && other.Seen {
				continue
			}
			m.Item = now
			out[now] = m
		}
	}
	return out
}

// origin writes where a carried answer comes from: 旧 2-3 → 新 3-1（変更）. It is empty for an answer given to the present edition.
func origin(app *intake.Application, id ident.ItemID) string {
	var lines []string
	for _, p := range app.Origin(id) {
		lines = append(lines, provenance(p))
	}
	return strings.Join(lines, "\n")
}

func provenance(p criteria.Provenance) string {
	if len(p.To) == 0 {
		return fmt.Sprintf("旧 %s（%s）", joinIDs(p.From), catalog.ChangeWord(p.Kind))
	}
	return fmt.Sprintf("旧 %s → 新 %s（%s）", joinIDs(p.From), joinIDs(p.To), catalog.ChangeWord(p.Kind))
}

func joinIDs(ids []ident.ItemID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, "・")
}

// droppedAnswers are the disclosures that no item takes over, for the report.
func droppedAnswers(app *intake.Application) []paper.Dropped {
	var out []paper.Dropped
	for _, m := range app.Migrations {
		for _, l := range m.Lines {
			for _, id := range l.From {
				if a, ok := m.Dropped[id]; ok && a.Kind != criteria.StateBlank {
					out = append(out, paper.Dropped{Provenance: provenance(l), Disclosed: a.Wording()})
				}
			}
		}
	}
	return out
}
