package matter

import (
	"errors"

	"shinsa/review/fault"
	"shinsa/review/intake/workbook"
)

// Hidden marks what a workbook hides.
const Hidden = "［非表示］"

// workbookLimits are those of the form's reader, with the room of a workbook of figures.
var workbookLimits = workbook.Limits{Parts: maxParts, PartBytes: maxPart, Bytes: maxBytes, Cells: maxCells, Depth: maxDepth}

// book reads a workbook: every sheet is a title and a table. Cells that compute show what was last computed.
func book(p *parcel, b []byte) ([]Block, error) {
	wb, err := workbook.Read(p.ctx, b, workbookLimits)
	if err != nil {
		return nil, asEvidence(err)
	}
	above, err := lying(p)
	if err != nil {
		return nil, err
	}
	var out []Block
	for i, s := range wb.Sheets {
		name := s.Name
		if s.Hidden {
			name += Hidden
		}
		out = append(out, Block{Kind: Title, Text: name, NewSet: i > 0})
		if t := grid(s, wb.Date1904); t != nil {
			out = append(out, Block{Table: t})
		}
		out = append(out, above[s.Name]...)
	}
	for i, words := range wb.Drawn {
		b := Block{Text: words}
		if i == 0 {
			b.Mark = Picture
		}
		out = append(out, b)
	}
	return bounded(out)
}

// asEvidence says of evidence what the reader of forms says of forms.
func asEvidence(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return unreadable()
	}
	switch f.Code {
	case "form_encrypted":
		return fault.New(fault.Invalid, "evidence_legacy_office")
	case "form_too_large":
		return tooLarge()
	case "form_legacy":
		return fault.New(fault.Invalid, "evidence_legacy_office")
	}
	return unreadable()
}

// grid lays a sheet out as rows. Rows and columns with nothing in them at the edges are left out, those in between stay narrow.
func grid(s *workbook.Sheet, from1904 bool) *Table {
	first, last, left, right := 0, 0, 0, 0
	for _, r := range s.Places() {
		if s.Text(r) == "" {
			continue
		}
		end := s.Merge(r).To
		if first == 0 || r.Row < first {
			first = r.Row
		}
		if left == 0 || r.Col < left {
			left = r.Col
		}
		last, right = max(last, end.Row), max(right, end.Col)
	}
	if first == 0 || (last-first+1)*(right-left+1) > 20*maxCells {
		return nil
	}
	t := &Table{Own: true}
	for row := first; row <= min(last, s.Rows); row++ {
		var cells []Cell
		for col := left; col <= min(right, s.Cols); {
			c, next := gridCell(s, workbook.Ref{Row: row, Col: col}, from1904)
			cells = append(cells, c)
			col = next
		}
		t.Rows = append(t.Rows, trimmed(cells))
	}
	return t
}

// gridCell returns the cell at r and the column after it.
func gridCell(s *workbook.Sheet, r workbook.Ref, from1904 bool) (Cell, int) {
	m := s.Merge(r)
	c := Cell{Span: m.To.Col - r.Col + 1, Below: r.Row > m.From.Row}
	if own := s.Own(r); own != nil && !c.Below {
		c.Text, c.Right = shown(own, from1904), own.Number != nil
		if (s.RowHidden(r.Row) || s.ColHidden(r.Col)) && own.Text != "" {
			c.Text = Hidden + c.Text
		}
		if note := s.Comment(r); note != "" {
			c.Text += "\n※ " + note
		}
	}
	return c, m.To.Col + 1
}

// trimmed leaves out the empty cells at a row's end.
func trimmed(cells []Cell) []Cell {
	n := len(cells)
	for n > 0 && cells[n-1].Text == "" && !cells[n-1].Below {
		n--
	}
	return cells[:n]
}
