package form

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shinsa/review/criteria"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/date"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/table"
)

var (
	noWords  = regexp.MustCompile(`(?i)^(?:審査対象項目|審査項目|項目番号|項目|項番|番号|no\.?|№|第|問|#)+\s*`)
	noEnds   = regexp.MustCompile(`\s*(?:項|番|号)$`)
	noBoxes  = strings.NewReplacer("(", "", ")", "", "[", "", "]", "", "{", "", "}", "", "<", "", ">", "", "「", "", "」", "")
	noTitle  = regexp.MustCompile(`^(\d+(?:\.\d+)+)[\s:.]+(\D.*)$`)
	leading  = regexp.MustCompile(`^\s*[(\[]?(\d+(?:[.-]\d+)+)[)\].:]?\s*(\D.*)$`)
	noJoints = regexp.MustCompile(`\s*[-.・/_ーの]\s*`)
)

// number reads the number column of a row. numeric tells that the cell holds a number, which cannot tell 31.1 from 31.10.
func (f *formB) number(t table.Table, row int) (id ident.ItemID, numeric bool) {
	ref, ok := t.At(row, table.No)
	if !ok {
		return "", false
	}
	c := t.Sheet.Cell(ref)
	if c == nil {
		return "", false
	}
	if c.Number != nil {
		if day, isDay := date.SerialDay(*c.Number, f.book.Date1904); isDay && date.IsFormat(c.Format) {
			return ident.ItemID(strconv.Itoa(int(day.Month)) + "." + strconv.Itoa(day.Day)), true // 3-1 that became 3月1日
		}
		if n := decimals(c.Format); n > 0 { // 31.10 shown by the format 0.00
			return ident.ItemID(strconv.FormatFloat(*c.Number, 'f', n, 64)), true
		}
		return ident.ItemID(c.Text), true
	}
	s := strings.TrimSpace(normal.Fold(c.Kept).S)
	if m := noTitle.FindStringSubmatch(s); m != nil { // 2.1 事業者名
		s = m[1]
	}
	s = strings.TrimSpace(noBoxes.Replace(s))
	s = noEnds.ReplaceAllString(strings.TrimRight(noWords.ReplaceAllString(s, ""), " .:"), "")
	s = noJoints.ReplaceAllString(s, ".")
	return ident.ItemID(s), false
}

var pointZeros = regexp.MustCompile(`^[#,]*0\.(0+)(?:_.|;|$)`)

// decimals returns how many places after the point a number format always shows; 0 for those that do not say.
func decimals(format string) int {
	if m := pointZeros.FindStringSubmatch(format); m != nil {
		return len(m[1])
	}
	return 0
}

// match finds the item of a row by its number and its title. Where they disagree the title decides, because numbers are retyped and
// reformatted and titles are not; the finding says both.
func (f *formB) match(t table.Table, row int) ident.ItemID {
	no, numeric := f.number(t, row)
	title := normal.Clean(t.Text(row, table.Title))
	if own, rest := numbered(title); own != "" && f.titles[normal.Key(title)] == nil {
		title = rest
		if no == "" {
			no = ident.ItemID(own)
		}
	}
	byNo, known := f.edition.Item(no)
	if known && (sameTitle(byNo, title) || title == "" && !numeric) {
		return no
	}
	byTitle := f.byTitle(title)
	switch {
	case byTitle != "" && byTitle != no:
		if no != "" && !known {
			f.strange++ // a number of the applicant's own, such as 1, 2, 3
		} else if no != "" {
			f.find("number_column_conflict", fault.Must, byTitle, "number", string(no), "title", title)
		}
		return byTitle
	case byTitle == "" && known && numeric && f.next() == no+"0":
		f.find("number_column_conflict", fault.Must, no+"0", "number", string(no), "title", title)
		return no + "0" // 31.1 after 31.9
	case known:
		if title != "" {
			f.find("title_differs", fault.Info, no, "title", title, "expected", byNo.Title.JA)
		}
		return no
	}
	return byTitle
}

// numbered parts a title from the number before it: 2.1 事業者名; no is "" where there is none.
func numbered(title string) (no, rest string) {
	first, _ := utf8.DecodeRuneInString(title)
	if !unicode.IsDigit(first) && !strings.ContainsRune("(（[［【", first) {
		return "", title
	}
	m := leading.FindStringSubmatch(normal.Fold(title).S)
	if m == nil {
		return "", title
	}
	return strings.ReplaceAll(m[1], "-", "."), m[2]
}

func sameTitle(it criteria.Item, title string) bool {
	k := normal.Key(title)
	if k == "" {
		return false
	}
	for _, own := range append([]string{it.Title.JA}, it.Earlier...) {
		o := normal.Key(own)
		if k == o || len(k) >= 9 && (strings.Contains(o, k) || strings.Contains(k, o)) {
			return true
		}
	}
	return false
}

// byTitle finds an item by its title alone; of several with the same title, the next one that has no answer yet.
func (f *formB) byTitle(title string) ident.ItemID {
	ids := f.titles[normal.Key(title)]
	if len(ids) == 1 {
		return ids[0]
	}
	for _, id := range ids {
		if _, done := f.answers[id]; !done && f.edition.Position(id) > f.edition.Position(f.last) {
			return id
		}
	}
	return ""
}

// next returns the item after the last one read.
func (f *formB) next() ident.ItemID {
	i := f.edition.Position(f.last) + 1
	if i <= 0 || i >= len(f.edition.Items()) {
		return ""
	}
	return f.edition.Items()[i].ID
}
