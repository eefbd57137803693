package checklist

import (
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Bulk gives several items the same verdict at once. That is allowed only for items that were on screen, one by one: nobody finds
// conforming what was never opened (Art. 1). A verdict already given is not overwritten, and nothing but the verdict is set. When anything
// stands against it no mark is returned.
func Bulk(marks []Mark, v Verdict) ([]Mark, fault.List) {
	var l fault.List
	out := make([]Mark, 0, len(marks))
	for _, m := range marks {
		code := ""
		switch {
		case !m.Seen:
			code = "bulk_never_opened"
		case m.Judged():
			code = "bulk_judged_already"
		}
		if code != "" {
			l = append(l, fault.Finding{Code: code, Severity: fault.Must, Clause: "1", Criterion: string(m.Item)})
			continue
		}
		m.Verdict = v
		out = append(out, m)
	}
	if len(l) > 0 {
		return nil, l
	}
	return out, nil
}

// BulkReady divides items into those Bulk takes, those that were never opened, and those that have a verdict.
func BulkReady(marks []Mark) (ready, unopened, judged []ident.ItemID) {
	for _, m := range marks {
		switch {
		case m.Judged():
			judged = append(judged, m.Item)
		case !m.Seen:
			unopened = append(unopened, m.Item)
		default:
			ready = append(ready, m.Item)
		}
	}
	return ready, unopened, judged
}
