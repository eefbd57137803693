package present

import (
	"strings"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/ident"
	"shinsa/review/intake"
)

// EvidenceSeen says how much of a case's evidence was on screen: what a member should know before sealing.
type EvidenceSeen struct {
	Words string // 8件のうち3件は、まだ表示していません
	Tone  Tone
	Rows  []EvidenceSeenRow // documents that are there, in their order
}

// EvidenceSeenRow is one document and what was on screen of it.
type EvidenceSeenRow struct {
	No, Title string
	Words     string // 2／4頁
	Sign      Sign
	Opened    bool
}

// EvidenceSeenOf counts the documents and pages of a case that were on screen.
func EvidenceSeenOf(t Text, f *review.File) EvidenceSeen {
	var s EvidenceSeen
	if f.Application == nil {
		return s
	}
	never, part := 0, 0
	for _, e := range f.Application.Evidence {
		if !e.Present {
			continue
		}
		use := f.EvidenceUse[e.No]
		pages := use.Pages
		if e.Pages != nil {
			pages = *e.Pages
		}
		r := EvidenceSeenRow{No: e.No, Title: e.Title, Opened: len(use.Seen) > 0}
		switch {
		case !r.Opened:
			never++
			r.Words, r.Sign = t.T("evidence.seen_never"), Sign{Hollow, t.T("evidence.seen_never")}
		case pages == 0: // nobody counted them yet
			r.Words = t.T("evidence.seen_some", "n", len(use.Seen))
			r.Sign = Sign{Good, r.Words}
		case len(use.Seen) < pages:
			part++
			r.Words = t.T("evidence.seen_pages", "n", len(use.Seen), "total", pages)
			r.Sign = Sign{Caution, t.T("evidence.seen_part")}
		default:
			r.Words, r.Sign = t.T("evidence.seen_all"), Sign{Good, t.T("evidence.seen_all")}
		}
		s.Rows = append(s.Rows, r)
	}
	switch {
	case len(s.Rows) == 0:
		s.Words, s.Tone = t.T("evidence.none"), Hollow
	case never > 0:
		s.Words, s.Tone = t.T("evidence.some_never", "n", never, "total", len(s.Rows)), Caution
	case part > 0:
		s.Words, s.Tone = t.T("evidence.some_part", "n", part, "total", len(s.Rows)), Hollow
	default:
		s.Words, s.Tone = t.T("evidence.whole", "total", len(s.Rows)), Good
	}
	return s
}

// PointerWords writes the member's own pointers: where the finding rests, and what stands there.
func PointerWords(t Text, ps []checklist.Pointer) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = Count(i+1) + "　" + AnchorWord(t, p)
	}
	return out
}

// AnchorWord writes one pointer with the beginning of its quotation, and whether it was lost.
func AnchorWord(t Text, p checklist.Pointer) string {
	s := pointerWord(t, p.Evidence, p.Page)
	if q := Short(p.Quote, 16); q != "" {
		s += t.T("evidence.quoted", "quote", q)
	}
	if p.Lost {
		s += "　" + t.T("evidence.lost")
	}
	return s
}

// Short returns the beginning of a text on one line, of at most n characters.
func Short(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return string(r)
}

// DigestOf returns the digest of a case's document now; "" when it has none of that number.
func DigestOf(app *intake.Application, no string) ident.Digest {
	if app != nil {
		for _, e := range app.Evidence {
			if e.No == no && e.Present {
				return e.Digest
			}
		}
	}
	return ""
}

// Anchor is a pointer into a document that was sent anew, and where it stands now; Found is false where its words are gone.
type Anchor struct {
	Item     ident.ItemID
	Index    int  // in the mark it comes from
	Earlier  bool // from the round before; otherwise from this one
	Was, Now checklist.Pointer
	Found    bool
}

// Moved returns the pointers of a case that point into a document which is another one now, from the marks of this round and of the one before,
// in the order of the items. Where they stand now has to be looked for in the documents.
func Moved(f *review.File) []Anchor {
	var out []Anchor
	if f.Edition == nil || f.Application == nil {
		return nil
	}
	for _, it := range f.Edition.Items() {
		for _, earlier := range []bool{false, true} {
			m := f.Marks[it.ID]
			if earlier {
				m = f.Earlier[it.ID]
			}
			for i, p := range m.Pointers {
				if earlier || !p.Lost && p.File != DigestOf(f.Application, p.Evidence) {
					out = append(out, Anchor{Item: it.ID, Index: i, Earlier: earlier, Was: p})
				}
			}
		}
	}
	return out
}

// EarlierAnchorWord says of a pointer of the round before where it is in this one.
func EarlierAnchorWord(t Text, a Anchor) string {
	switch {
	case !a.Found:
		return t.T("evidence.earlier_lost", "place", AnchorWord(t, a.Was))
	case a.Now.Page != a.Was.Page:
		return t.T("evidence.earlier_moved", "place", AnchorWord(t, a.Was), "page", a.Now.Page)
	}
	return t.T("evidence.earlier_found", "place", AnchorWord(t, a.Was))
}
