package present

import (
	"shinsa/review"
	"shinsa/review/dossier"
	"shinsa/review/journal"
)

// PassageLine is one file that was handed in, with what came back.
type PassageLine struct {
	Kind   string
	Went   string // day and digest
	Sign   Sign
	Counts string // what the receipt counts, "" for nothing
}

// PassageLines lists what was handed in for a case.
func PassageLines(t Text, ps []review.Passage) []PassageLine {
	out := make([]PassageLine, 0, len(ps))
	for _, p := range ps {
		l := PassageLine{
			Kind: t.T("handover.kind_" + string(p.Kind)), Went: t.T("handover.went", "date", Date(t, p.On), "digest", Digest(p.Parcel)),
			Sign: Sign{Caution, t.T("handover.no_receipt")},
		}
		if p.Kind == dossier.Declaration && p.Late {
			l.Kind = t.T("handover.kind_late")
		}
		if r := p.Receipt; r != nil {
			l.Sign = Sign{Good, t.T("handover.receipt_of", "date", Date(t, r.On), "by", r.By)}
			if r.Items > 0 {
				l.Counts = t.T("handover.receipt_counts", "items", r.Items, "evidence", r.Evidence)
			}
		}
		out = append(out, l)
	}
	return out
}

// Held lists what a desk still has of the content of a case.
func Held(t Text, h review.Holding) []string {
	var out []string
	if h.Dossier {
		out = append(out, t.T("handover.held_dossier"))
	}
	if h.Documents > 0 {
		out = append(out, t.N("handover.held_documents", h.Documents, "size", Bytes(h.Bytes)))
	}
	if h.Marks > 0 {
		out = append(out, t.N("handover.held_marks", h.Marks))
	}
	if h.Notes > 0 {
		out = append(out, t.N("handover.held_notes", h.Notes))
	}
	return out
}

// Proof names the journal's entry that stands for the destruction of a case's content.
func Proof(t Text, e journal.Entry) string {
	return t.T("handover.proof_text", "at", Moment(t, e.At), "seq", e.Seq, "hash", Fingerprint(e.Hash))
}
