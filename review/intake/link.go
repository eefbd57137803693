package intake

import (
	"strconv"
	"strings"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/evidence"
)

// links ties each answer to the evidence it names and checks the pages.
func (c *checker) links() {
	firstUse := map[string]ident.ItemID{}
	for _, it := range c.pkg.Edition.Items() {
		d := c.app.Answers[it.ID]
		pointers, unknown := evidence.Pointers(d.EvidenceRaw, c.app.Evidence)
		d.Evidence = pointers
		if evidence.Plain(pointers) == strings.Join(strings.Fields(d.EvidenceRaw), " ") {
			d.EvidenceRaw = ""
		}
		for _, word := range unknown {
			c.find("evidence_ref_unknown", fault.Must, "4-1(3)", place{item: it.ID}, "ref", word)
		}
		for _, p := range pointers {
			if _, used := firstUse[p.No]; !used {
				firstUse[p.No] = it.ID
			}
			c.page(it.ID, p)
		}
		c.target(it, &d)
		c.app.Answers[it.ID] = d
	}
	for _, e := range c.app.Evidence {
		if !e.Present {
			c.find("evidence_missing_file", fault.Must, "4-1(3)", place{item: firstUse[e.No], evidence: e.No}, "name", e.File)
		}
		c.declaredPages(e)
	}
}

func (c *checker) page(id ident.ItemID, p Pointer) {
	for _, e := range c.app.Evidence {
		if e.No == p.No && e.Pages != nil && max(p.Page, p.To) > *e.Pages {
			c.find("evidence_page_out_of_range", fault.Should, "4-1(3)", place{item: id},
				"no", p.No, "page", strconv.Itoa(max(p.Page, p.To)), "pages", strconv.Itoa(*e.Pages))
			return
		}
	}
}

// target names the evidence that a reference or a file answer is about.
func (c *checker) target(it criteria.Item, d *Disclosure) {
	if d.Target != nil {
		if named := evidence.Mentioned(d.Target.Place, c.app.Evidence); len(named) > 0 {
			d.Target.Evidence = named[0]
		} else if len(d.Evidence) > 0 {
			d.Target.Evidence = d.Evidence[0].No
		}
	}
	if it.Answer.Type == criteria.FileAnswer && d.Kind == criteria.StateAnswered {
		d.Files = evidence.Mentioned(d.Wording(), c.app.Evidence)
	}
}

// declaredPages compares the pages a row of FormC states with those the file has.
func (c *checker) declaredPages(e Evidence) {
	if e.Pages == nil || e.Raw.Pages == "" {
		return
	}
	stated := evidence.Stated(e.Raw.Pages)
	if stated > 0 && stated != *e.Pages {
		c.find("evidence_pages_differ", fault.Info, "4-1(3)", place{evidence: e.No},
			"stated", strconv.Itoa(stated), "pages", strconv.Itoa(*e.Pages))
	}
}
