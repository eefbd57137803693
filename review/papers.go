package review

import (
	"fmt"
	"time"

	"shinsa/review/civil"
	"shinsa/review/conflict"
	"shinsa/review/decision"
	"shinsa/review/intake"
	"shinsa/review/opinion"
	"shinsa/review/paper"
	"shinsa/review/register"
)

// officeStamp is how the secretariat signs for the body.
func (d *Desk) officeStamp(at time.Time, certify bool) signing {
	p := d.Profile()
	return signing{field: paper.FieldBody, role: p.Body, seal: p.SealText, square: true, certify: certify, at: at}
}

func (d *Desk) declarationPaper(row Row, x conflict.Declaration, pledge conflict.PledgeText) paper.Declaration {
	p := d.Profile()
	out := paper.Declaration{
		Case: string(row.ID), On: x.On, Member: x.Name, Operator: row.Operator, Service: row.Service,
		MayVote: p.Conflict.Minor, MaySpeak: p.Conflict.Major, Withdraw: x.Withdraw, Reason: x.Reason, Outcome: string(x.Outcome),
		Pledge: pledge.Text, PledgeVersion: x.Pledge.Version, Agreed: x.Pledge.Agreed, Sample: row.Rehearsal,
	}
	for _, i := range x.Interests {
		out.Interests = append(out.Interests, paper.Interest{Kind: string(i.Kind), Held: i.Held, Party: i.Party, Detail: i.Detail, Until: i.Until})
	}
	for _, m := range x.Money {
		out.Money = append(out.Money, paper.Income{Year: d.fiscalYear(m.Year), Band: string(m.Band), Yen: m.Amount, From: m.From, For: m.For})
	}
	for _, m := range x.Matches {
		if m.State == conflict.Undecided {
			continue // who withdraws answers nothing
		}
		out.Matches = append(out.Matches, paper.Match{Kind: string(m.Kind), Mine: m.Mine, Theirs: m.Theirs, Pinned: m.Pinned, Held: m.State == conflict.Confirmed, Reason: m.Reason})
	}
	if x.Late != nil {
		out.Late = x.Late.Reason
	}
	return out
}

// fiscalYear writes the year that begins in April of y.
func (d *Desk) fiscalYear(y int) string {
	if d.Profile().EraDates && d.Era != nil {
		return d.Era(y, time.April)
	}
	return fmt.Sprintf("%d年度", y)
}

func (d *Desk) receiptPaper(row Row, a answered, r Receipt, counts []paper.Count) paper.Receipt {
	word := "意見書"
	if a.declaration != nil {
		word = "利益相反申告書"
	}
	return paper.Receipt{
		Envelope: paper.Envelope{On: r.On, To: paper.Addressee{Post: "委員", Name: a.parcel.Sender.Name}, Sample: row.Rehearsal},
		Case:     string(row.ID), Service: row.Service, Received: r.On, Counts: counts, Purge: a.opinion != nil || a.declaration.Recused(),
		Items: []paper.ReceiptItem{{Name: a.in.Name, Kind: word, Size: a.in.Size, Digest: string(a.blob)}},
	}
}

func (d *Desk) committeePaper(f *File, m opinion.Meeting, x *opinion.Matrix, q opinion.Quorum) paper.Committee {
	out := paper.Committee{
		Case: string(f.ID), Round: m.Round, Kind: f.Kind, On: m.On, Met: m.On, Place: m.Place, Chair: m.Chair, Operator: f.Operator,
		Service: f.Service, Edition: f.Edition.Title().JA, Quorum: paper.Quorum{Need: q.Need, Present: q.Present, Of: q.Of, Met: q.Met},
		Opinion: paper.Opinion{Overall: string(m.Overall), Summary: m.Summary, Conditions: m.Conditions}, Dissent: m.Dissent, Sample: f.Rehearsal,
	}
	at := map[string]opinion.Attendee{}
	for _, a := range m.Attendees {
		at[string(a.Reviewer)] = a
	}
	for _, c := range x.Columns {
		a := at[string(c.Reviewer)]
		role := "member"
		if a.Name == m.Chair {
			role = "chair"
		}
		out.Members = append(out.Members, paper.CommitteeMember{
			Name: c.Name, Role: role, Attendance: string(a.Attendance), Votes: a.Votes, Recused: c.Recused, Overall: string(c.Overall),
		})
	}
	for _, s := range m.Settled {
		it, _ := f.Edition.Item(s.Item)
		out.Settled = append(out.Settled, paper.Settled{
			Item: string(s.Item), Title: it.Title.JA, Verdict: string(s.Verdict), How: string(s.How), Text: s.Text, Dissent: s.Dissent,
		})
	}
	for _, l := range x.Lines {
		it, _ := f.Edition.Item(l.Item)
		g, _ := f.Edition.Group(it.Group)
		line := paper.MatrixLine{Group: g.Title.JA, ID: string(l.Item), Title: it.Title.JA, Agreed: l.Agreed}
		for _, c := range l.Cells {
			line.Verdicts = append(line.Verdicts, string(c.Verdict))
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

func certificatePaper(f *File, c register.Certification, issued civil.Date, claim string) paper.Certificate {
	return paper.Certificate{
		No: string(c.No), Operator: c.Operator, Service: c.Service, ServiceClass: c.Classes, First: c.First, Certified: c.Certified(), From: c.From,
		To: c.To, Edition: f.Edition.Title().JA, Issued: issued, Claim: claim, Sample: f.Rehearsal || f.Edition.Sample(),
	}
}

// letter is the head of a letter to the applicant.
func letter(f *File, number string, on civil.Date) paper.Envelope {
	h := f.Application.Header
	return paper.Envelope{
		Number: number, On: on, Sample: f.Rehearsal || f.Edition.Sample(),
		To: paper.Addressee{Organization: f.Operator, Post: h.RepresentativeTitle.Text(), Name: h.RepresentativeName.Text()},
	}
}

func (d *Desk) grantPaper(f *File, x decision.Decision, c register.Certification, number string, on civil.Date) paper.Grant {
	w := d.Profile().Term.Window(c.To)
	return paper.Grant{
		Envelope: letter(f, number, on), Case: string(f.ID), Applied: f.Application.Header.ApplicationDate.Date(), Operator: f.Operator,
		Service: f.Service, Renewal: f.Kind == intake.RenewalApplication, Change: f.Kind == intake.ChangeApplication, No: string(c.No), First: c.First,
		Decided: x.On, From: c.From, To: c.To, RenewFrom: w.Opens, RenewTo: w.Closes, PublishedURL: d.Profile().StatusURL + string(c.No),
	}
}

func refusalPaper(f *File, x decision.Decision, number string, on civil.Date) paper.Refusal {
	return paper.Refusal{
		Envelope: letter(f, number, on), Case: string(f.ID), Applied: f.Application.Header.ApplicationDate.Date(), Operator: f.Operator,
		Service: f.Service, Decided: x.On, Reasons: paperReasons(f.Edition, x.Reasons),
	}
}
