package review

import (
	"cmp"
	"slices"
	"time"

	"shinsa/review/canon"
	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/paper"
	"shinsa/review/pdfseal"
	"shinsa/review/pdfseal/archive"
	"shinsa/review/register"
	"shinsa/review/seal"
	"shinsa/review/typeface"
)

// Program is how papers name what made them.
const Program = "Shinsa"

// Press composes papers. *paper.Press is one.
type Press interface {
	Report(paper.Profile, paper.Report) (*paper.Document, error)
	Declaration(paper.Profile, paper.Declaration) (*paper.Document, error)
	Committee(paper.Profile, paper.Committee) (*paper.Document, error)
	Certificate(paper.Profile, paper.Certificate) (*paper.Document, error)
	Grant(paper.Profile, paper.Grant) (*paper.Document, error)
	Refusal(paper.Profile, paper.Refusal) (*paper.Document, error)
	Receipt(paper.Profile, paper.Receipt) (*paper.Document, error)
	Inquiry(paper.Profile, paper.Inquiry) (*paper.Document, error)
	Correction(paper.Profile, paper.Correction) (*paper.Document, error)
	Minutes(paper.Profile, paper.Minutes) (*paper.Document, error)
	Renewal(paper.Profile, paper.Renewal) (*paper.Document, error)
	Improvement(paper.Profile, paper.Improvement) (*paper.Document, error)
	Revocation(paper.Profile, paper.Revocation) (*paper.Document, error)
	Comparison(paper.Profile, paper.Comparison) (*paper.Document, error)
}

// Hand is what signatures on papers are drawn with.
type Hand struct{ Fonts []*typeface.Font }

// letterhead is the part of the profile that papers show.
func (p Profile) letterhead() paper.Profile {
	return paper.Profile{
		Scheme: p.Scheme, SchemeEN: p.SchemeEN, Body: p.Body, BodyEN: p.BodyEN, BodyTitle: p.BodyTitle, Signatory: p.Signatory,
		SignatoryEN: p.SignatoryEN, WordingEN: p.WordingEN, JapaneseOnly: p.JapaneseOnly,
		Address: p.Address, Contact: p.Contact, StatusURL: p.StatusURL, Wording: p.Wording, EraDates: p.EraDates, Sample: p.Sample,
	}
}

// signing says how a paper is signed.
type signing struct {
	field      string
	role, seal string
	square     bool
	certify    bool
	reason     string
	at         time.Time
}

// sign finishes a paper: PDF/A-3b, the JSON beside it, and a PAdES signature with the name, the date and the red seal.
func (d *Desk) sign(doc *paper.Document, data any, name string, s signing) ([]byte, error) {
	signer, err := d.signing()
	if err != nil {
		return nil, err
	}
	pdf, err := finish(doc, data, name)
	if err != nil {
		return nil, err
	}
	o := pdfseal.Options{
		Field: s.field, Reason: s.reason, Time: s.at, Signer: signer,
		Appearance: &pdfseal.Appearance{
			Role: s.role, Name: signer.Subject().Name, Date: civil.Of(s.at).String(), Seal: s.seal, Square: s.square, Fonts: d.Hand.Fonts,
		},
	}
	if s.certify {
		o.Permission = pdfseal.NoChanges
	}
	return d.signStamped(pdf, o)
}

// finish makes the archival file with its data attached.
func finish(doc *paper.Document, data any, name string) ([]byte, error) {
	if data == nil {
		return doc.Archive(Program)
	}
	b, err := canon.Marshal(data)
	if err != nil {
		return nil, err
	}
	return doc.Archive(Program, archive.Attachment{Name: name, Description: doc.Title, MIME: "application/json", Relation: archive.Data, Content: b})
}

// report lays the member's work out for the paper.
func (d *Desk) report(f *File, o opinion.Opinion) paper.Report {
	h := f.Application.Header
	r := paper.Report{
		Case: string(f.ID), Round: f.Round, Kind: f.Kind, Received: f.Received, On: o.On, Operator: f.Operator,
		CorporateNumber: h.CorporateNumber.Text(), Service: f.Service, ServiceClass: h.ServiceClass.Value,
		Edition: f.Edition.Title().JA, EditionID: string(f.Edition.ID()), EditionDigest: string(f.Edition.Digest()),
		EditionSample: f.Edition.Sample(), Dossier: string(f.Dossier), Member: o.Name, Role: o.Role, Scribes: o.Scribes, Sample: f.Rehearsal,
		Opinion: paperOpinion(f.Edition, o.Draft), Dropped: droppedAnswers(f.Application),
	}
	marks := markMap(o.Marks)
	for _, it := range f.Edition.Items() {
		r.Items = append(r.Items, reportItem(f, it, marks[it.ID]))
	}
	for _, e := range f.Application.Evidence {
		u := paper.EvidenceUse{No: e.No, Title: e.Title, File: string(e.Digest), Pages: documentOf(e).pages}
		for _, used := range o.Evidence {
			if used.No == e.No {
				u.Seen, u.Pages = used.Seen, cmp.Or(u.Pages, used.Pages)
			}
		}
		r.Evidence = append(r.Evidence, u)
	}
	return r
}

func reportItem(f *File, it criteria.Item, m checklist.Mark) paper.ReportItem {
	a := f.Application.Answers[it.ID]
	g, _ := f.Edition.Group(it.Group)
	p := paper.ReportItem{
		Group: g.Title.JA, ID: string(it.ID), Title: it.Title.JA, Duty: string(it.Duty), Ask: it.Ask.JA, Answer: string(a.Kind),
		Disclosed: a.Wording(), Found: string(m.Disclosed), LevelMet: string(m.Level), Verdict: string(m.Verdict),
		Remark: m.Remark, Inquiry: m.Inquiry, Carried: origin(f.Application, it.ID),
	}
	if it.Level != nil {
		p.Level = it.Level.Text.JA
		p.LevelAuto = string(f.Application.Levels[it.ID].Result)
	}
	for _, x := range m.Pointers {
		p.Pointers = append(p.Pointers, pointerPaper(x))
	}
	return p
}

func pointerPaper(x checklist.Pointer) paper.Pointer {
	p := paper.Pointer{Evidence: x.Evidence, Page: x.Page, Quote: x.Quote, Lost: x.Lost}
	if x.Rect != nil {
		p.Place = &paper.Place{X: x.Rect.X, Y: x.Rect.Y, W: x.Rect.W, H: x.Rect.H}
	}
	return p
}

func paperOpinion(e *criteria.Edition, o opinion.Draft) paper.Opinion {
	return paper.Opinion{Overall: string(o.Overall), Summary: o.Summary, Conditions: o.Conditions, Reasons: paperReasons(e, o.Reasons)}
}

func paperReasons(e *criteria.Edition, rs []opinion.Reason) []paper.Reason {
	out := make([]paper.Reason, len(rs))
	for i, r := range rs {
		out[i] = paper.Reason{Item: string(r.Item), Text: r.Text}
		if it, ok := e.Item(r.Item); ok {
			out[i].Title = it.Title.JA
		}
	}
	return out
}

// evidenceUses lists every document of the application with what was on screen of it.
func evidenceUses(app *intake.Application, seen map[string]opinion.EvidenceUse) []opinion.EvidenceUse {
	out := []opinion.EvidenceUse{}
	for _, e := range app.Evidence {
		if !e.Present {
			continue
		}
		u := opinion.EvidenceUse{No: e.No, File: e.Digest, Pages: cmp.Or(documentOf(e).pages, seen[e.No].Pages), Seen: seen[e.No].Seen}
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b opinion.EvidenceUse) int { return cmp.Compare(a.No, b.No) })
	return out
}

// claim is what the certificate's QR says.
func claim(c *register.Certification, status string) seal.Claim {
	return seal.Claim{No: c.No, Service: c.Service, Operator: c.Operator, From: c.From, To: c.To, Status: status + string(c.No)}
}
