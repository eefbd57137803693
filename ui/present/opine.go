package present

import (
	"context"
	"encoding/json"
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shinsa/review"
	"shinsa/review/checklist"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// RollUpRow counts the verdicts of a group, or of all groups together in the last row.
type RollUpRow struct {
	Title  string
	Counts []string // in the order of RollUpHead; "" for none
	Total  string
	Sum    bool
}

// rollUpOrder is the order of the columns: what needs attention first.
var rollUpOrder = []checklist.Verdict{
	checklist.Nonconforming, checklist.Query, checklist.Conforming, checklist.NotApplicable, checklist.Unseen,
}

// RollUpHead returns the signs over the columns.
func RollUpHead(t Text) []Sign {
	out := make([]Sign, len(rollUpOrder))
	for i, v := range rollUpOrder {
		out[i] = Verdict(t, v)
	}
	return out
}

// RollUp counts a member's verdicts by group.
func RollUp(t Text, f *review.File) []RollUpRow {
	s := f.Sheet()
	var out []RollUpRow
	for _, g := range f.Edition.Groups() {
		if len(f.Edition.In(g.ID)) > 0 {
			out = append(out, rollUpRow(g.Title.In(t.Lang()), s.Tally(g.ID), false))
		}
	}
	return append(out, rollUpRow(t.T("opine.all"), s.Tally(""), true))
}

func rollUpRow(title string, n checklist.Tally, sum bool) RollUpRow {
	r := RollUpRow{Title: title, Total: strconv.Itoa(n.Total), Sum: sum}
	for _, v := range rollUpOrder {
		c := ""
		if k := n.By[v]; k > 0 {
			c = strconv.Itoa(k)
		}
		r.Counts = append(r.Counts, c)
	}
	return r
}

// ItemLink is an item to jump to.
type ItemLink struct {
	ID   ident.ItemID
	Word string
}

// Obstacles are what stands against sealing an opinion: items without a verdict, and everything else, gravest first.
type Obstacles struct {
	Open     []ItemLink
	Findings []Finding
	Musts    int // of both
}

// ObstaclesTo sorts what the desk found. Documents that were never on screen are told in one finding.
func ObstaclesTo(t Text, f *review.File, l fault.List) Obstacles {
	var s Obstacles
	var rest fault.List
	var unread []string
	for _, x := range l {
		if x.Severity == fault.Must {
			s.Musts++
		}
		switch x.Code {
		case "mark_without_verdict":
			s.Open = append(s.Open, ItemLink{ident.ItemID(x.Criterion), ItemName(t, f.Edition, x.Criterion)})
		case "evidence_never_opened":
			unread = append(unread, x.Evidence)
		default:
			rest = append(rest, x)
		}
	}
	s.Findings = Findings(t, f.Edition, rest)
	if len(unread) > 0 {
		s.Findings = append(s.Findings, Finding{
			Severity: fault.Info, Sign: Severity(t, fault.Info), Code: "evidence_never_opened",
			Sentence: t.T("opine.never_opened", "n", len(unread), "of", len(f.Application.Evidence), "list", strings.Join(unread, "・")),
		})
	}
	return s
}

// PartOf names the part of a draft that a finding of opinion.Check is about, with its number where it has lines: 理由 2.
func PartOf(t Text, f Finding) string {
	if f.At == "" {
		return FieldName(t, f.Field)
	}
	return FieldName(t, f.Field) + " " + f.At
}

// ItemTyped reads the number of an item as a person types it: full-width digits and stops, blanks, and the word before it make no difference.
func ItemTyped(typed string) ident.ItemID {
	s := strings.Join(strings.Fields(norm.NFKC.String(typed)), "")
	return ident.ItemID(strings.TrimPrefix(strings.ReplaceAll(s, "。", "."), "項目"))
}

// ReasonsFromMarks returns a reason for every item judged nonconforming or to be queried that has words and is not a reason yet.
func ReasonsFromMarks(f *review.File, have []opinion.Reason) []opinion.Reason {
	known := map[ident.ItemID]bool{}
	for _, r := range have {
		known[r.Item] = true
	}
	var out []opinion.Reason
	for _, m := range f.Sheet().Marks() {
		if known[m.Item] || m.Verdict != checklist.Nonconforming && m.Verdict != checklist.Query {
			continue
		}
		text := m.Remark
		if text == "" {
			text = m.Inquiry
		}
		if text != "" {
			out = append(out, opinion.Reason{Item: m.Item, Text: text})
		}
	}
	return out
}

// Keeper keeps what a window remembers.
type Keeper interface {
	SetSetting(ctx context.Context, name, value string) error
}

// KeepHanded keeps which files of a case were handed over, for the hand-over to show: HandedKept reads them.
func KeepHanded(ctx context.Context, k Keeper, c ident.CaseID, hs []review.Handed) error {
	b, err := json.Marshal(hs)
	if err != nil {
		return err
	}
	return k.SetSetting(ctx, HandedSetting(c), string(b))
}

// HandedSetting is the name under which KeepHanded keeps them.
func HandedSetting(c ident.CaseID) string { return "handed." + string(c) }

// HandedKept reads what KeepHanded kept; none from what cannot be read, as an older program left it: the files themselves are what counts.
func HandedKept(kept string) []review.Handed {
	var hs []review.Handed
	if kept == "" || json.Unmarshal([]byte(kept), &hs) != nil {
		return nil
	}
	return hs
}

// HandedRow is a finished file as the hand-over shows it.
type HandedRow struct {
	Name, Kind, Size, Digest, Path string
	Sign                           Sign
	Paper                          bool // a PDF, which any reader opens
}

// HandedRows puts finished files into words.
func HandedRows(t Text, hs []review.Handed) []HandedRow {
	out := make([]HandedRow, 0, len(hs))
	for _, h := range hs {
		r := HandedRow{Name: h.Name, Kind: h.Kind, Size: Bytes(h.Size), Digest: Digest(h.Digest), Path: h.Path, Paper: path.Ext(h.Name) == ".pdf", Sign: Sign{Bad, t.T("handover.not_genuine")}}
		if key := "handover.kind_" + h.Kind; t.Has(key) {
			r.Kind = t.T(key)
		}
		if h.Verdict == "genuine" {
			r.Sign = Sign{Good, t.T("handover.genuine")}
		}
		out = append(out, r)
	}
	return out
}
