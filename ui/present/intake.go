package present

import (
	"path/filepath"
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/intake"
)

// DecodedNames lists the files of an application as read whose names were converted from another code page, which a person confirms.
func DecodedNames(a *intake.Application) []string {
	var out []string
	for _, f := range a.Findings {
		if f.Code == "evidence_name_decoded" {
			out = append(out, f.Args["name"])
		}
	}
	return out
}

// Fact is a labelled value of a form.
type Fact struct {
	Label, Value string
	Note         string // where it was read, or what is odd about it
}

// headerFields are the fields of FormA shown at intake, in the order of the form.
var headerFields = []string{
	"application_date", "operator_name", "operator_kana", "corporate_number", "representative_title", "representative_name", "address",
	"contact_department", "contact_name", "contact_phone", "contact_email", "service_name", "service_outline", "service_url",
	"current_certification_number", "current_expiry",
}

// HeaderFacts lists FormA as it was read; a field left blank shows as such, except where it is asked of renewals only.
func HeaderFacts(t Text, a *intake.Application) []Fact {
	out := []Fact{{Label: FieldName(t, "kind"), Value: KindOfCase(t, a.Header.Kind.Text()), Note: a.Header.Kind.At}}
	for _, name := range headerFields {
		e, ok := a.Header.Field(name)
		if !ok {
			continue
		}
		renewalOnly := name == "current_certification_number" || name == "current_expiry"
		if renewalOnly && e.Text() == "" && a.Header.Kind.Text() != intake.RenewalApplication {
			continue
		}
		v := e.Text()
		if d := e.Date(); !d.IsZero() && (name == "application_date" || name == "current_expiry") {
			v = Date(t, d)
		}
		if v == "" {
			v = t.T("intake.blank")
		}
		out = append(out, Fact{Label: FieldName(t, name), Value: v, Note: e.At})
	}
	return out
}

// CountFacts lists how the disclosures were answered.
func CountFacts(t Text, a *intake.Application) []Fact {
	n := func(key string, v int) Fact { return Fact{Label: t.T(key), Value: Grouped(int64(v))} }
	met, notMet := 0, 0
	for _, o := range a.Levels {
		switch o.Result {
		case criteria.Met:
			met++
		case criteria.NotMet:
			notMet++
		}
	}
	return []Fact{
		n("intake.answered", a.Counts.Answered), n("intake.by_reference", a.Counts.ByReference),
		n("intake.not_applicable", a.Counts.NotApplicable), n("intake.blank_items", a.Counts.Blank),
		n("intake.mandatory_blank", a.Counts.MandatoryBlank), n("intake.levels_met", met), n("intake.levels_not_met", notMet),
	}
}

// FindingGroup is the findings of one severity.
type FindingGroup struct {
	Sign     Sign
	Findings []Finding
}

// FindingGroups sorts findings by severity; a severity without findings has no group.
func FindingGroups(t Text, e *criteria.Edition, l fault.List) []FindingGroup {
	var out []FindingGroup
	for _, f := range Findings(t, e, l) {
		if n := len(out); n == 0 || out[n-1].Sign != f.Sign {
			out = append(out, FindingGroup{Sign: f.Sign})
		}
		out[len(out)-1].Findings = append(out[len(out)-1].Findings, f)
	}
	return out
}

// Musts counts the findings that have to be resolved.
func Musts(l fault.List) int {
	n := 0
	for _, f := range l {
		if f.Severity == fault.Must {
			n++
		}
	}
	return n
}

// papers are the kinds of paper of Art. 4-1, by clause.
var papers = []struct{ clause, key string }{
	{"4-1(1)", "intake.paper_form"}, {"4-1(2)", "intake.paper_existence"}, {"4-1(3)", "intake.paper_other"},
}

// Paper is one kind of paper of Art. 4-1 and whether it is complete.
type Paper struct {
	Sign    Sign
	Word    string
	Clause  string
	Article string
	Lacks   []string
}

// Completeness lists the papers of Art. 4-1 with what the pre-check found missing, and where.
func Completeness(t Text, e *criteria.Edition, a *intake.Application) []Paper {
	out := make([]Paper, 0, len(papers))
	for _, p := range papers {
		line := Paper{Sign: Sign{Good, t.T("intake.complete")}, Word: t.T(p.key), Clause: p.clause, Article: t.Clause(p.clause)}
		for _, f := range a.Findings {
			if f.Clause == p.clause && f.Severity == fault.Must {
				line.Sign = Sign{Bad, t.T("intake.incomplete")}
				line.Lacks = append(line.Lacks, strings.TrimSpace(place(t, e, f)+"　"+t.Fault(f.Code, f.Values())))
			}
		}
		out = append(out, line)
	}
	return out
}

// EvidenceLine is one document of the application.
type EvidenceLine struct {
	No, Title, File, Pages string
	Sign                   Sign
	Confidential           bool
}

// EvidenceLines lists FormC with the files that came.
func EvidenceLines(t Text, a *intake.Application) []EvidenceLine {
	out := make([]EvidenceLine, 0, len(a.Evidence))
	for _, e := range a.Evidence {
		l := EvidenceLine{No: e.No, Title: e.Title, File: e.File, Sign: Sign{Bad, t.T("intake.file_missing")}}
		if e.Present {
			l.Sign = Sign{Good, t.T("intake.file_present")}
		}
		if e.OnDisk != "" {
			l.File = e.OnDisk
		}
		if e.Pages != nil {
			l.Pages = t.N("intake.pages", *e.Pages)
		}
		l.Confidential = e.Confidential != nil && *e.Confidential
		out = append(out, l)
	}
	return out
}

// PartLine is one member's part in a case.
type PartLine struct {
	Name, Sent, Answered string
	Sign                 Sign
}

// PartLines lists the members a case was sent to and what came back.
func PartLines(t Text, as []review.Assignment) []PartLine {
	out := make([]PartLine, 0, len(as))
	for _, a := range as {
		l := PartLine{Name: a.Name, Sent: Date(t, a.Sent), Answered: Date(t, a.Answered)}
		switch a.Outcome {
		case "opined":
			l.Sign = Sign{Good, t.T("part.opined")}
		case "declared":
			l.Sign = Sign{Active, t.T("part.declared")}
		case "recused":
			l.Sign = Sign{Neutral, t.T("part.recused")}
		default:
			l.Sign = Sign{Hollow, t.T("part.waiting")}
		}
		out = append(out, l)
	}
	return out
}

// FormKinds are the ends of the names of files that a form comes as.
func FormKinds() []string {
	return []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".csv", ".tsv"}
}

// IsForm reports whether a path looks like an application form rather than evidence.
func IsForm(path string) bool {
	return slices.Contains(FormKinds(), strings.ToLower(filepath.Ext(path)))
}
