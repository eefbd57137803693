package template

import "github.com/xuri/excelize/v2"

// frozen keeps the rows above a cell in sight.
func frozen(topLeft string, rows int) *excelize.Panes {
	return &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: topLeft, ActivePane: "bottomLeft"}
}

func (w *writer) widths(list map[string]float64) {
	for col, width := range list {
		w.try(w.file.SetColWidth(w.sheet, col, col, width))
	}
	fit, paper, landscape := 1, 9, "landscape"
	tall := 0
	w.try(w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &fit, FitToHeight: &tall}))
	yes := true
	w.try(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
}
