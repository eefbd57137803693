package intake

import (
	"slices"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/ident"
)

// Migration is one change of edition that the answers of an application went through (Art. 22). Dropped are the answers to items that the
// new edition no longer asks, under their old numbers: nothing an applicant disclosed disappears without a line.
type Migration struct {
	From    EditionRef            `json:"from"`
	To      EditionRef            `json:"to"`
	On      civil.Date            `json:"on"`
	Lines   []criteria.Provenance `json:"lines"`
	Dropped Answers               `json:"dropped,omitempty"`
}

// NameOf returns how an application names an edition.
func NameOf(e *criteria.Edition) EditionRef {
	return EditionRef{e.ID(), e.Digest(), len(e.Items()), e.Sample()}
}

// Origin returns the lines by which the answer to an item came here through changes of edition, the oldest first; none for an answer that
// was given to the present edition.
func (a *Application) Origin(id ident.ItemID) []criteria.Provenance {
	ids := []ident.ItemID{id}
	var out []criteria.Provenance
	for i := len(a.Migrations) - 1; i >= 0; i-- {
		var before []ident.ItemID
		for _, l := range a.Migrations[i].Lines {
			if slices.ContainsFunc(l.To, func(to ident.ItemID) bool { return slices.Contains(ids, to) }) {
				out = append(out, l)
				before = append(before, l.From...)
			}
		}
		ids = before
	}
	slices.Reverse(out)
	return out
}

// Became returns what an item of an earlier edition is called now. An item of the present edition, or of one the application never
// answered, keeps its number; one that was withdrawn on the way has none.
func (a *Application) Became(edition ident.Digest, id ident.ItemID) []ident.ItemID {
	ids := []ident.ItemID{id}
	i := slices.IndexFunc(a.Migrations, func(m Migration) bool { return m.From.Digest == edition })
	if i < 0 {
		return ids
	}
	for _, m := range a.Migrations[i:] {
		var next []ident.ItemID
		for _, l := range m.Lines {
			if slices.ContainsFunc(l.From, func(from ident.ItemID) bool { return slices.Contains(ids, from) }) {
				next = append(next, l.To...)
			}
		}
		ids = next
	}
	return ids
}

// Renumbered returns the answers of an earlier state of the application under the numbers of the present edition. An answer that became
// several stands under each; of several that became one, the first stands.
func (a *Application) Renumbered(was *Application) Answers {
	if was.Edition.Digest == a.Edition.Digest || len(a.Migrations) == 0 {
		return was.Answers
	}
	out := make(Answers, len(was.Answers))
	for _, id := range inOrder(was.Answers) {
		for _, now := range a.Became(was.Edition.Digest, id) {
			if _, taken := out[now]; !taken {
				out[now] = was.Answers[id]
			}
		}
	}
	return out
}
