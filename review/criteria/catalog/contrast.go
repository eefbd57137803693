package catalog

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"shinsa/review/criteria"
	"shinsa/review/wording"
)

// changeWords name the kinds of change in tables.
var changeWords = map[criteria.ChangeKind]string{
	criteria.Unchanged: "変更なし", criteria.Moved: "移動", criteria.Modified: "変更", criteria.Split: "分割", criteria.Merged: "統合",
	criteria.Withdrawn: "削除", criteria.New: "新設",
}

// ChangeWord names a kind of change in Japanese, as tables and reports write it.
func ChangeWord(k criteria.ChangeKind) string { return changeWords[k] }

// contrastSheet is the sheet of a table of old and new.
const contrastSheet = "新旧対照表"

// WriteContrast writes the customary table of old and new: the new wording on the left, the old one on the right, what changed underlined.
// Items that did not change are left out (略), a stretch of them in one row.
func WriteContrast(old, next *criteria.Edition) ([]byte, error) {
	w, err := newContrastWriter(old, next)
	if err != nil {
		return nil, err
	}
	defer w.file.Close() //nolint:errcheck // in memory
	skipped := false
	for _, c := range criteria.Contrasts(old, next) {
		if c.Kind == criteria.Unchanged {
			if !skipped {
				w.row("", []wording.Stretch{{Text: "（略）"}}, []wording.Stretch{{Text: "（略）"}})
			}
			skipped = true
			continue
		}
		skipped = false
		was, now := c.Sides()
		w.row(changeWords[c.Kind], now, was)
	}
	if w.err != nil {
		return nil, fmt.Errorf("write table of old and new: %w", w.err)
	}
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("write table of old and new: %w", err)
	}
	return b.Bytes(), nil
}

// contrastWriter keeps the first error; after it nothing more is written.
type contrastWriter struct {
	file *excelize.File
	cell int // style
	at   int // last row written
	err  error
}

func newContrastWriter(old, next *criteria.Edition) (*contrastWriter, error) {
	w := &contrastWriter{file: excelize.NewFile(), at: 2}
	w.try(w.file.SetSheetName("Sheet1", contrastSheet))
	var line []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		line = append(line, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	var err error
	w.cell, err = w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 10, Family: "游明朝"}, Border: line, Alignment: wrap})
	w.try(err)
	head, err := w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 10, Family: "游ゴシック"}, Border: line, Alignment: wrap})
	w.try(err)
	w.try(w.file.SetCellStr(contrastSheet, "A1", "審査基準　新旧対照表（下線の部分は改正部分）"))
	for cell, text := range map[string]string{"A2": "改正後　" + titleOf(next), "B2": "改正前　" + titleOf(old), "C2": "種別"} {
		w.try(w.file.SetCellStr(contrastSheet, cell, text))
	}
	w.try(w.file.SetCellStyle(contrastSheet, "A2", "C2", head))
	w.page()
	return w, w.err
}

func titleOf(e *criteria.Edition) string { return e.Title().JA + "（" + string(e.ID()) + "）" }

func (w *contrastWriter) page() {
	for col, width := range map[string]float64{"A": 60, "B": 60, "C": 9} {
		w.try(w.file.SetColWidth(contrastSheet, col, col, width))
	}
	paper, landscape, fit, tall, yes := 9, "landscape", 1, 0, true
	w.try(w.file.SetPageLayout(contrastSheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &fit, FitToHeight: &tall}))
	w.try(w.file.SetSheetProps(contrastSheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	w.try(w.file.SetPanes(contrastSheet, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}))
	w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: contrastSheet + "!$2:$2", Scope: contrastSheet}))
}

func (w *contrastWriter) row(kind string, left, right []wording.Stretch) {
	w.at++
	w.text(fmt.Sprintf("A%d", w.at), left)
	w.text(fmt.Sprintf("B%d", w.at), right)
	w.try(w.file.SetCellStr(contrastSheet, fmt.Sprintf("C%d", w.at), kind))
	w.try(w.file.SetCellStyle(contrastSheet, fmt.Sprintf("A%d", w.at), fmt.Sprintf("C%d", w.at), w.cell))
}

// text writes one side. A cell that one stretch fills without a change is plain.
func (w *contrastWriter) text(cell string, side []wording.Stretch) {
	if len(side) == 0 {
		return
	}
	runs := make([]excelize.RichTextRun, 0, len(side))
	for _, s := range side {
		font := &excelize.Font{Size: 10, Family: "游明朝"}
		if s.Changed {
			font.Underline = "single"
		}
		runs = append(runs, excelize.RichTextRun{Text: s.Text, Font: font})
	}
	w.try(w.file.SetCellRichText(contrastSheet, cell, runs))
}

func (w *contrastWriter) try(err error) {
	if w.err == nil {
		w.err = err
	}
}
