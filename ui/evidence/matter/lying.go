package matter

import (
	"strconv"
	"strings"
)

// lying returns the pictures that lie above the sheets of a workbook, by the sheets' names, each after the name of the cell at its corner
// (SpreadsheetDrawingML).
func lying(p *parcel) (map[string][]Block, error) {
	root, err := p.tree("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	parts, err := p.related("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	out := map[string][]Block{}
	for _, s := range root.kid("sheets").all("sheet") {
		related, err := p.related(parts[relation(s)])
		if err != nil {
			return nil, err
		}
		for _, part := range related {
			if !strings.Contains(part, "/drawings/drawing") || !p.has(part) {
				continue // a sheet has one of these at most
			}
			if out[s.attr("name")], err = anchored(p, part); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// anchored returns the pictures of one drawing in the order of the file.
func anchored(p *parcel, part string) ([]Block, error) {
	root, err := p.tree(part)
	if err != nil {
		return nil, err
	}
	pictures, err := p.pictures(part)
	if err != nil {
		return nil, err
	}
	var out []Block
	for _, a := range root.kids {
		at := ""
		if from := a.kid("from"); from.there() {
			at = cellName(whole(strings.TrimSpace(from.kid("col").text)), whole(strings.TrimSpace(from.kid("row").text)))
		}
		for _, n := range a.below("pic") {
			out = append(out, Block{Text: strings.TrimSpace(at + "　" + Picture)})
			if m := pictures.of(n.at("blipFill", "blip")); m != nil {
				size := n.at("spPr", "xfrm", "ext")
				out = append(out, Block{Image: m.sized(size.attr("cx"), size.attr("cy"))})
			}
		}
		for range a.below("graphicFrame") {
			out = append(out, Block{Text: strings.TrimSpace(at + "　" + Picture)})
		}
	}
	return out, nil
}

// cellName returns the name of a cell, of which column and row count from 0.
func cellName(col, row int) string {
	letters := ""
	for n := min(max(col, 0), 1<<20) + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(max(row, 0)+1)
}
