package workbook

// NewSheet returns an empty sheet, for what does not come from a spreadsheet.
func NewSheet(name string) *Sheet {
	return &Sheet{
		Name: name, cells: map[Ref]*Cell{}, merged: map[Ref]int{}, hiddenRows: map[int]bool{}, comments: map[Ref]string{}, links: map[Ref]string{},
	}
}

// Put writes a text at a place that is still empty. Places are filled row by row and from the left; an empty text leaves the place empty.
func (s *Sheet) Put(r Ref, text string) {
	if text == "" {
		return
	}
	s.add(&Cell{Ref: r, Text: text, Kept: text})
}

func (s *Sheet) add(c *Cell) {
	s.cells[c.Ref] = c
	s.places = append(s.places, c.Ref)
	s.Rows = max(s.Rows, c.Row)
	s.Cols = max(s.Cols, c.Col)
}
