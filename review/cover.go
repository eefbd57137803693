package review

import (
	"shinsa/review/conflict"
	"shinsa/review/criteria"
	"shinsa/review/intake"
)

// cover is the cover card: what a member has to know to declare interests, and nothing else of the application (Art. 7). Beside the head
// of the application it takes the answers that the edition marks for it.
func (d *Desk) cover(c Case, app *intake.Application, e *criteria.Edition) conflict.Cover {
	h := app.Header
	v := conflict.Cover{
		Format: conflict.CoverFormat, Version: conflict.CoverVersion, Case: c.ID, Kind: c.Kind, Operator: c.Operator,
		OperatorKana: h.OperatorKana.Text(), CorporateNumber: h.CorporateNumber.Text(), Service: c.Service, ServiceClass: h.ServiceClass.Value,
		Received: c.Received, Round: c.Round, Pledge: d.Profile().Pledge,
	}
	if name := h.RepresentativeName.Text(); name != "" {
		v.Officers = append(v.Officers, conflict.Officer{Name: name, Title: h.RepresentativeTitle.Text()})
	}
	for _, it := range e.Items() {
		if it.Cover == "" {
			continue
		}
		for _, name := range namesIn(app.Answers[it.ID].Value, it.Answer.Columns) {
			switch it.Cover {
			case criteria.CoverGroup:
				v.Group = append(v.Group, conflict.Company{Name: name})
			case criteria.CoverCompetitor:
				v.Competitors = append(v.Competitors, conflict.Company{Name: name})
			case criteria.CoverOfficer:
				v.Officers = append(v.Officers, conflict.Officer{Name: name})
			}
		}
	}
	return v
}

// namesIn takes the names out of an answer: its text, its words, or the first column of its rows.
func namesIn(v intake.Value, columns []criteria.Part) []string {
	var out []string
	if v.Text != nil {
		out = append(out, *v.Text)
	}
	out = append(out, v.Words...)
	for _, r := range v.Rows {
		if len(columns) > 0 {
			if name := r[columns[0].JA].String(); name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}
