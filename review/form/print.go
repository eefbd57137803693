package form

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// a4 is the number of the paper's size (ECMA-376 Part 1, 18.3.1.63).
const a4 = 9

// print lays the sheet out on paper: A4 across, as wide as one page, the headings on each, and what it is at the head and foot. The column
// of the round before is there only where there was one.
func (b *book) print(blank Blank) {
	landscape, size, wide, long, fit := "landscape", a4, 1, 0, true
	b.do(b.f.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &size, FitToWidth: &wide, FitToHeight: &long}))
	b.do(b.f.SetSheetProps(sheetName, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, edge, head, middle := 0.3, 0.55, 0.25, true
	b.do(b.f.SetPageMargins(sheetName, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &head, Footer: &head, Horizontally: &middle,
	}))
	b.do(b.f.SetHeaderFooter(sheetName, &excelize.HeaderFooterOptions{
		OddHeader: fmt.Sprintf("&L案件 %s（第%d回）&R取扱注意", blank.Case, blank.Round),
		OddFooter: "&C&P / &N",
	}))
	b.do(b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheetName, headingRow, headingRow), Scope: sheetName,
	}))
	if !slices.ContainsFunc(blank.Rows, func(r Row) bool { return r.Earlier != nil }) {
		name, err := excelize.ColumnNumberToName(columnPast)
		b.do(err)
		b.do(b.f.SetColVisible(sheetName, name, false))
	}
}
