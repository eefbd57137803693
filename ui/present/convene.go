package present

import (
	"strings"

	"shinsa/review/checklist"
	"shinsa/review/criteria"
	"shinsa/review/ident"
	"shinsa/review/opinion"
)

// MatrixHead is a member's column of the matrix.
type MatrixHead struct {
	Name    string
	Recused bool
	Pending bool
	Note    Sign // the member's conclusion, or why there is none
}

// MatrixCell is one member's word on one item. A cell of who is recused is hatched, one of who has not answered is empty.
type MatrixCell struct {
	Sign    Sign
	Recused bool
	Pending bool
	Words   bool // a remark or an inquiry stands behind it
}

// MatrixRow is one item across the members.
type MatrixRow struct {
	Item   ident.ItemID
	Title  string
	Duty   string
	Level  bool
	Agreed bool
	Cells  []MatrixCell
	How    string // how the committee settled it; empty while it has not
}

// MatrixFilter says which rows of the matrix are shown.
type MatrixFilter string

// The filters.
const (
	ContestedRows MatrixFilter = "contested" // verdicts differ
	WeightyRows   MatrixFilter = "weighty"   // or somebody asks or objects
	AllRows       MatrixFilter = "all"
)

// MatrixFilters lists the filters in the order they are offered.
var MatrixFilters = []MatrixFilter{ContestedRows, WeightyRows, AllRows}

// MatrixHeads returns the members' columns.
func MatrixHeads(t Text, m *opinion.Matrix) []MatrixHead {
	out := make([]MatrixHead, len(m.Columns))
	for i, c := range m.Columns {
		h := MatrixHead{Name: c.Name, Recused: c.Recused, Pending: c.Pending, Note: Overall(t, c.Overall)}
		switch {
		case c.Recused:
			h.Note = Sign{Neutral, t.T("convene.recused")}
		case c.Pending:
			h.Note = Sign{Hollow, t.T("convene.pending")}
		}
		out[i] = h
	}
	return out
}

// MatrixRows returns the rows of a filter, disagreements first, with what the committee has settled so far.
func MatrixRows(t Text, e *criteria.Edition, m *opinion.Matrix, f MatrixFilter, settled []opinion.Settled) []MatrixRow {
	how := make(map[ident.ItemID]string, len(settled))
	for _, s := range settled {
		how[s.Item] = How(t, s.How) + "・" + t.T("verdict."+string(s.Verdict))
	}
	var out []MatrixRow
	for _, l := range m.Contested() {
		if !f.takes(l) {
			continue
		}
		r := MatrixRow{Item: l.Item, Agreed: l.Agreed, How: how[l.Item]}
		if it, ok := e.Item(l.Item); ok {
			r.Title, r.Duty, r.Level = it.Title.In(t.Lang()), Duty(t, it.Duty), it.Level != nil
		}
		for i, c := range l.Cells {
			r.Cells = append(r.Cells, matrixCell(t, m.Columns[i], c))
		}
		out = append(out, r)
	}
	return out
}

func (f MatrixFilter) takes(l opinion.Line) bool {
	switch f {
	case ContestedRows:
		return !l.Agreed
	case WeightyRows:
		return l.Weight > 0
	}
	return true
}

func matrixCell(t Text, col opinion.Column, c opinion.Cell) MatrixCell {
	out := MatrixCell{Recused: col.Recused, Pending: col.Pending, Words: c.Remark != "" || c.Inquiry != ""}
	switch {
	case col.Recused:
		out.Sign = Sign{Neutral, t.T("convene.recused")}
	case col.Pending || c.Verdict == "":
		out.Sign = Sign{Hollow, t.T("convene.pending")}
	default:
		out.Sign = Verdict(t, c.Verdict)
	}
	return out
}

// Remark is what one member wrote about an item.
type Remark struct {
	Name      string
	Sign      Sign
	Disclosed string
	Level     string
	Text      string
	Inquiry   string
}

// RemarksOn returns what each member who gave a verdict wrote about an item, in the order of the columns.
func RemarksOn(t Text, m *opinion.Matrix, item ident.ItemID) []Remark {
	var out []Remark
	for _, l := range m.Lines {
		if l.Item != item {
			continue
		}
		for i, c := range l.Cells {
			if c.Verdict == "" {
				continue
			}
			r := Remark{Name: m.Columns[i].Name, Sign: Verdict(t, c.Verdict), Text: c.Remark, Inquiry: c.Inquiry}
			if c.Disclosed != "" {
				r.Disclosed = t.T("disclosed." + string(c.Disclosed))
			}
			if c.Level != "" {
				r.Level = t.T("levelfound." + string(c.Level))
			}
			out = append(out, r)
		}
	}
	return out
}

// How returns the word for the way an item was settled.
func How(t Text, h opinion.How) string { return t.T("settled." + string(h)) }

// Hows lists the ways of settling in the order they are offered.
var Hows = []opinion.How{opinion.Agreed, opinion.Majority, opinion.Dissent}

// Duty returns 必須 or 選択.
func Duty(t Text, d criteria.Duty) string { return t.T("duty." + string(d)) }

// QuorumSign says whether enough voters are present, in figures.
func QuorumSign(t Text, q opinion.Quorum) Sign {
	key, tone := "convene.quorum_short", Bad
	if q.Met {
		key, tone = "convene.quorum_met", Good
	}
	return Sign{tone, t.T(key, "present", q.Present, "need", q.Need, "of", q.Of)}
}

// Leavers returns the names of the members who have to leave the room for the case (Art. 7).
func Leavers(m *opinion.Matrix) []string {
	var out []string
	for _, c := range m.Columns {
		if c.Recused {
			out = append(out, c.Name)
		}
	}
	return out
}

// Matter counts what the committee has before it.
type Matter struct {
	Items, Contested, Settled, Open int
}

// MatterOf counts the items on which verdicts differ and how many of them the committee has settled.
func MatterOf(m *opinion.Matrix, settled []opinion.Settled) Matter {
	done := map[ident.ItemID]bool{}
	for _, s := range settled {
		done[s.Item] = true
	}
	out := Matter{Items: len(m.Lines), Contested: m.Disagreements(), Settled: len(done)}
	for _, l := range m.Lines {
		if !l.Agreed && !done[l.Item] {
			out.Open++
		}
	}
	return out
}

// SettledOn returns what the committee settled about an item.
func SettledOn(settled []opinion.Settled, item ident.ItemID) (opinion.Settled, bool) {
	for _, s := range settled {
		if s.Item == item {
			return s, true
		}
	}
	return opinion.Settled{Item: item}, false
}

// Settle puts s in place of what was settled about its item; without a verdict and a way it is taken away.
func Settle(settled []opinion.Settled, s opinion.Settled) []opinion.Settled {
	out := make([]opinion.Settled, 0, len(settled)+1)
	for _, o := range settled {
		if o.Item != s.Item {
			out = append(out, o)
		}
	}
	if s.Verdict != "" && s.How != "" {
		s.Text, s.Dissent = strings.TrimSpace(s.Text), strings.TrimSpace(s.Dissent)
		out = append(out, s)
	}
	return out
}

// SettleVerdicts lists what the committee can settle on.
func SettleVerdicts() []checklist.Verdict { return checklist.Verdicts }

// FoundLine returns a member's two findings of Art. 1 as one line, "" when there are none.
func FoundLine(t Text, r Remark) string {
	var parts []string
	if r.Disclosed != "" {
		parts = append(parts, t.T("convene.found_disclosed", "found", r.Disclosed))
	}
	if r.Level != "" {
		parts = append(parts, t.T("convene.found_level", "found", r.Level))
	}
	return strings.Join(parts, "　")
}

// MatterWords says how many items are contested and how many of them are still open.
func MatterWords(t Text, m Matter) string {
	return t.T("convene.matter", "contested", m.Contested, "open", m.Open)
}

// LeaverWords says who has to leave the room, "" when nobody has to.
func LeaverWords(t Text, m *opinion.Matrix) string {
	names := Leavers(m)
	if len(names) == 0 {
		return ""
	}
	return t.T("convene.leavers", "names", strings.Join(names, "、"))
}
