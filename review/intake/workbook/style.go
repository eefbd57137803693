package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"

	"shinsa/review/intake/container"
)

// style is what a cell's format says that matters to a reader.
type style struct {
	format string
	strike bool
	unseen bool // white letters on no ground
}

// styles reads the style table.
type styles struct {
	formats map[int]string
	strikes []bool // by font
	whites  []bool // by font
	grounds []bool // by fill: whether it is coloured
	list    []style
	section string // numFmts, fonts, cellXfs, …
	font    bool
}

func (s *styles) Start(name string, a []xml.Attr) error {
	switch name {
	case "numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs", "fills", "borders":
		s.section = name
	case "numFmt":
		if id, err := strconv.Atoi(container.Attr(a, "numFmtId")); err == nil && s.section == "numFmts" {
			s.formats[id] = container.Attr(a, "formatCode")
		}
	case "font":
		if s.section == "fonts" {
			s.strikes, s.whites = append(s.strikes, false), append(s.whites, false)
			s.font = true
		}
	case "color":
		if s.font && (strings.EqualFold(container.Attr(a, "rgb"), "FFFFFFFF") || container.Attr(a, "theme") == "0" && container.Attr(a, "tint") == "") {
			s.whites[len(s.whites)-1] = true
		}
	case "fill":
		if s.section == "fills" {
			s.grounds = append(s.grounds, false)
		}
	case "patternFill", "gradientFill":
		if n := len(s.grounds); n > 0 && s.section == "fills" && container.Attr(a, "patternType") != "none" {
			s.grounds[n-1] = true
		}
	case "fgColor":
		if n := len(s.grounds); n > 0 && s.section == "fills" && (strings.EqualFold(container.Attr(a, "rgb"), "FFFFFFFF") || container.Attr(a, "theme") == "0" && container.Attr(a, "tint") == "") {
			s.grounds[n-1] = false
		}
	case "strike":
		if v := container.Attr(a, "val"); s.font && v != "0" && v != "false" {
			s.strikes[len(s.strikes)-1] = true
		}
	case "xf":
		if s.section == "cellXfs" {
			s.list = append(s.list, s.xf(a))
		}
	}
	return nil
}

func (s *styles) End(name string, _ []byte) error {
	switch name {
	case "font":
		s.font = false
	case "numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs", "fills", "borders":
		s.section = ""
	}
	return nil
}

func (s *styles) xf(a []xml.Attr) style {
	var st style
	if id, err := strconv.Atoi(container.Attr(a, "numFmtId")); err == nil {
		st.format = s.formats[id]
		if st.format == "" {
			st.format = builtin[id]
		}
	}
	if font, err := strconv.Atoi(container.Attr(a, "fontId")); err == nil && font >= 0 && font < len(s.strikes) {
		st.strike = s.strikes[font]
		fill, err := strconv.Atoi(container.Attr(a, "fillId"))
		st.unseen = s.whites[font] && (err != nil || fill < 0 || fill >= len(s.grounds) || !s.grounds[fill])
	}
	st.unseen = st.unseen || strings.Trim(st.format, ";") == "" && strings.Count(st.format, ";") >= 2
	return st
}

func (s *styles) at(index string) style {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(s.list) {
		return style{}
	}
	return s.list[i]
}

// builtin are the number formats that files refer to by number without writing them down, those of Japanese Excel included
// (ECMA-376 Part 1, 18.8.30).
var builtin = map[int]string{
	0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	5: `"¥"#,##0`, 6: `"¥"#,##0`, 7: `"¥"#,##0.00`, 8: `"¥"#,##0.00`, 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	22: "yyyy/m/d h:mm", 27: `[$-411]ge.m.d`, 28: `[$-411]ggge"年"m"月"d"日"`, 29: `[$-411]ggge"年"m"月"d"日"`, 30: "m/d/yy",
	31: `yyyy"年"m"月"d"日"`, 32: `h"時"mm"分"`, 33: `h"時"mm"分"ss"秒"`, 34: `yyyy"年"m"月"`, 35: `m"月"d"日"`, 36: `[$-411]ge.m.d`,
	37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 41: `_ * #,##0_ `, 42: `_ "¥"* #,##0_ `, 43: `_ * #,##0.00_ `, 44: `_ "¥"* #,##0.00_ `, 45: "mm:ss",
	46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@", 50: `[$-411]ge.m.d`, 51: `[$-411]ggge"年"m"月"d"日"`, 52: `yyyy"年"m"月"`,
	53: `m"月"d"日"`, 54: `[$-411]ggge"年"m"月"d"日"`, 55: `yyyy"年"m"月"`, 56: `m"月"d"日"`, 57: `[$-411]ge.m.d`, 58: `[$-411]ggge"年"m"月"d"日"`,
}
