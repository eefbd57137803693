package typed

import (
	"strings"

	"shinsa/review/ident"
	"shinsa/review/intake/evidence"
	"shinsa/review/intake/record"
)

// Written returns what an application says in the words in which it was written, as if it had been typed in: for laying it out anew, such as
// on the form that goes back for correction. What only a number of the spreadsheet said stands as it was read.
func Written(h record.Header, answers record.Answers, rows []record.Evidence) record.Typed {
	t := record.Typed{FormA: map[string]string{}, Withhold: h.Withhold, Answers: map[ident.ItemID]record.TypedAnswer{}}
	for _, e := range h.Entries() {
		t.FormA[e.Name] = words(e.Entry.Raw, e.Entry.Text())
	}
	t.FormA["service_class"] = words(h.ServiceClass.Raw, strings.Join(h.ServiceClass.Value, "・"))
	t.FormA["pledge"] = words(h.Pledge.Raw, "")
	t.FormA["revoked_past_year"] = words(h.RevokedPastYear.Raw, "")
	if h.Mark.Remarks != nil {
		t.FormA["mark_remarks"] = *h.Mark.Remarks
	}
	t.Marks = h.Mark.Raw
	for id, d := range answers {
		text := d.Wording()
		if d.Raw != nil && d.Raw.Number != nil && d.Value.Number != nil {
			text += d.Unit
		}
		raw := d.EvidenceRaw
		if raw == "" {
			raw = evidence.Plain(d.Evidence)
		}
		t.Answers[id] = record.TypedAnswer{Text: text, Evidence: raw}
	}
	for _, e := range rows {
		t.Evidence = append(t.Evidence, record.TypedEvidence{No: e.No, Title: e.Title, File: e.File, Pages: e.Raw.Pages, Confidential: e.Raw.Confidential})
	}
	return t
}

func words(raw *record.Raw, value string) string {
	if raw != nil && raw.Number == nil && raw.Text != "" {
		return raw.Text
	}
	return value
}
