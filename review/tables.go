package review

import (
	"context"

	"shinsa/review/criteria/catalog"
)

// Table is a file of criteria as a table, before it is read: for a person who says which column is which.
type Table struct {
	Rows    [][]string
	Columns catalog.Columns // by the headings, or as remembered; catalog.None when neither says
	Known   bool            // Columns say enough to read the table
}

// ReadTable returns a workbook or CSV file of criteria as rows and columns. For a file that is no table, such as an OSCAL catalog, Table has
// no rows: ReadEdition reads it as it is.
func (d *Desk) ReadTable(ctx context.Context, in Incoming) (Table, error) {
	b, err := in.bytes(MaxEdition)
	if err != nil {
		return Table{}, err
	}
	var t Table
	switch kind(b) {
	case "xlsx":
		t.Rows, err = catalog.ReadXLSX(ctx, b)
	case "csv":
		t.Rows, err = catalog.ReadCSV(b)
	}
	if err != nil || len(t.Rows) == 0 {
		return Table{}, err
	}
	if t.Columns, err = d.columns(ctx, t.Rows, nil); err != nil {
		return t, err
	}
	t.Known = t.Columns.Title >= 0
	return t, nil
}
