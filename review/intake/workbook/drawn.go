package workbook

import (
	"bytes"
	"encoding/xml"
)

// drawn collects the text of shapes.
type drawn struct{ text []string }

func (*drawn) Start(string, []xml.Attr) error { return nil }

func (d *drawn) End(name string, text []byte) error {
	if name == "t" && len(bytes.TrimSpace(text)) > 0 {
		d.text = append(d.text, string(text))
	}
	return nil
}
