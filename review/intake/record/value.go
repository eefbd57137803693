package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Value is what an answer comes to: a text (also dates, as ISO 8601), a number, a yes or no, a list of words, or rows of named columns.
// At most one is set; none is set where something is written that could not be read for sure. In JSON it is the plain value.
type Value struct {
	Text   *string
	Number *float64
	Yes    *bool
	Words  []string
	Rows   []Row
}

// Row is one entry of a list with columns, by the Japanese names of the columns.
type Row map[string]Value

// TextValue makes the Value of a text.
func TextValue(s string) Value { return Value{Text: &s} }

// NumberValue makes the Value of a number.
func NumberValue(f float64) Value { return Value{Number: &f} }

// YesValue makes the Value of a yes or no.
func YesValue(b bool) Value { return Value{Yes: &b} }

// IsZero reports whether nothing was read.
func (v Value) IsZero() bool {
	return v.Text == nil && v.Number == nil && v.Yes == nil && v.Words == nil && v.Rows == nil
}

// String returns the value for people, entries of a list on lines of their own.
func (v Value) String() string {
	switch {
	case v.Text != nil:
		return *v.Text
	case v.Number != nil:
		return strconv.FormatFloat(*v.Number, 'f', -1, 64)
	case v.Yes != nil && *v.Yes:
		return "有"
	case v.Yes != nil:
		return "無"
	case v.Rows != nil:
		lines := make([]string, len(v.Rows))
		for i, r := range v.Rows {
			lines[i] = r.String()
		}
		return strings.Join(lines, "\n")
	}
	return strings.Join(v.Words, "\n")
}

// String returns the row as "name: value" pairs in the order of the names.
func (r Row) String() string {
	var b strings.Builder
	for i, k := range slices.Sorted(maps.Keys(r)) {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(k + ": " + r[k].String())
	}
	return b.String()
}

// MarshalJSON writes the plain value; null where nothing was read.
func (v Value) MarshalJSON() ([]byte, error) {
	switch {
	case v.Text != nil:
		return json.Marshal(*v.Text)
	case v.Number != nil:
		return json.Marshal(*v.Number)
	case v.Yes != nil:
		return json.Marshal(*v.Yes)
	case v.Rows != nil:
		return json.Marshal(v.Rows)
	case v.Words != nil:
		return json.Marshal(v.Words)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads what MarshalJSON wrote: the kind of JSON value tells the kind of Value.
func (v *Value) UnmarshalJSON(b []byte) error {
	*v = Value{}
	switch first := bytes.TrimSpace(b); {
	case len(first) == 0 || first[0] == 'n':
		return nil
	case first[0] == '"':
		return json.Unmarshal(b, &v.Text)
	case first[0] == 't' || first[0] == 'f':
		return json.Unmarshal(b, &v.Yes)
	case first[0] != '[':
		return json.Unmarshal(b, &v.Number)
	}
	if json.Unmarshal(b, &v.Words) == nil {
		return nil
	}
	v.Words = nil
	if err := json.Unmarshal(b, &v.Rows); err != nil {
		return fmt.Errorf("read value: neither words nor rows")
	}
	return nil
}

// Raw is what stands in a cell: its text, or a number with its display format.
type Raw struct {
	Text   string
	Number *float64
	Format string
}

// IsZero reports whether the cell is empty.
func (r Raw) IsZero() bool { return r.Text == "" && r.Number == nil }

type rawNumber struct {
	Number float64 `json:"number"`
	Format string  `json:"format"`
}

// MarshalJSON writes a text as a string, a number as {number, format}.
func (r Raw) MarshalJSON() ([]byte, error) {
	if r.Number != nil {
		return json.Marshal(rawNumber{*r.Number, r.Format})
	}
	return json.Marshal(r.Text)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Raw) UnmarshalJSON(b []byte) error {
	*r = Raw{}
	if first := bytes.TrimSpace(b); len(first) > 0 && first[0] == '{' {
		var n rawNumber
		if err := json.Unmarshal(b, &n); err != nil {
			return fmt.Errorf("read raw cell: %w", err)
		}
		r.Number, r.Format = &n.Number, n.Format
		return nil
	}
	return json.Unmarshal(b, &r.Text)
}
