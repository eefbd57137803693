// Package shape holds documents against their published JSON Schemas (draft 2020-12), those of assets/schema.
//
// A schema is found by the format a document names itself ("shinsa/opinion"). What does not fit is a list of findings, each with the place
// (RFC 6901) and the keyword of the schema that refuses it, and never with what stands there (Art. 20). Fields that a schema does not know
// are those of a later version and no finding. References between schemas stay within the set: nothing is loaded from anywhere.
//
// What a schema cannot say, such as duplicate keys and numbers that are not exact, is for package canon, which comes first.
package shape

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"shinsa/assets"
	"shinsa/review/fault"
)

// MaxFindings bounds how many places of one document are named.
const MaxFindings = 50

// MaxBytes is the longest document that is held against its schema: the check needs some twenty times its size in memory. Only bundles of
// records may be longer.
const MaxBytes = 32 << 20

// Formats returns the formats that have a schema, sorted.
func Formats() []string {
	var out []string
	for format := range schemas() {
		out = append(out, format)
	}
	slices.Sort(out)
	return out
}

// Check returns what of a document does not fit the schema of its format, in the order of the document's places. A format without a schema
// is a finding too: who adds a format adds its schema.
func Check(format string, doc []byte) fault.List {
	s := schemas()[format]
	if s == nil {
		return fault.List{{Code: "json_schema_missing", Severity: fault.Must, Args: map[string]string{"format": format}}}
	}
	var v any // numbers are exact: package canon came first
	if err := json.Unmarshal(doc, &v); err != nil {
		return fault.List{{Code: "json_value", Severity: fault.Must}}
	}
	var refused *jsonschema.ValidationError
	if !errors.As(s.Validate(v), &refused) {
		return nil
	}
	var l fault.List
	gather(refused, &l)
	slices.SortStableFunc(l, func(a, b fault.Finding) int { return strings.Compare(a.At, b.At) })
	l = slices.CompactFunc(l, func(a, b fault.Finding) bool { return a.At == b.At && a.Args["rule"] == b.Args["rule"] })
	return l[:min(len(l), MaxFindings)]
}

// gather takes the innermost causes, which name the places. Of alternatives it takes the one that fits furthest into the document.
func gather(e *jsonschema.ValidationError, l *fault.List) {
	switch e.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		if best := furthest(e); best != nil {
			gather(best, l)
			return
		}
	default:
		for _, c := range e.Causes {
			gather(c, l)
		}
		if len(e.Causes) > 0 {
			return
		}
	}
	at, rule := e.InstanceLocation, "schema"
	if path := e.ErrorKind.KeywordPath(); len(path) > 0 {
		rule = path[len(path)-1]
	}
	if r, ok := e.ErrorKind.(*kind.Required); ok {
		for _, name := range r.Missing {
			*l = append(*l, finding(append(slices.Clone(at), name), "required"))
		}
		return
	}
	*l = append(*l, finding(at, rule))
}

// furthest returns the alternative that was refused furthest inside; nil when all were refused at the place itself.
func furthest(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	var best *jsonschema.ValidationError
	deep := len(e.InstanceLocation)
	for _, c := range e.Causes {
		if d := depth(c); d > deep {
			best, deep = c, d
		}
	}
	return best
}

func depth(e *jsonschema.ValidationError) int {
	d := len(e.InstanceLocation)
	if _, ok := e.ErrorKind.(*kind.Required); ok {
		d++
	}
	for _, c := range e.Causes {
		d = max(d, depth(c))
	}
	return d
}

func finding(at []string, rule string) fault.Finding {
	return fault.Finding{Code: "json_schema", Severity: fault.Must, At: pointer(at), Args: map[string]string{"rule": rule}}
}

// pointer writes a place as a JSON Pointer. Keys that are no names of fields could be content: they are counted, not quoted.
func pointer(at []string) string {
	var b strings.Builder
	for _, t := range at {
		if _, err := strconv.Atoi(t); err != nil && !isName(t) {
			t = "*"
		}
		b.WriteByte('/')
		b.WriteString(t)
	}
	return b.String()
}

func isName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == ""
}

// schemas are compiled once.
var schemas = sync.OnceValue(standard)

// standard compiles the set. A schema that does not compile is a fault of the program, not of any input.
func standard() map[string]*jsonschema.Schema {
	out, err := compile()
	if err != nil {
		panic(err)
	}
	return out
}

func compile() (map[string]*jsonschema.Schema, error) {
	names, err := assets.Schemas()
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseLoader(nowhere{})
	ids := map[string]string{} // format → id
	for _, name := range names {
		b, err := assets.Schema(name)
		if err != nil {
			return nil, err
		}
		var head struct {
			ID         string `json:"$id"`
			Properties struct {
				Format struct {
					Const string `json:"const"`
				} `json:"format"`
			} `json:"properties"`
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err == nil {
			err = json.Unmarshal(b, &head)
		}
		if err == nil {
			err = c.AddResource(head.ID, doc)
		}
		if err != nil {
			return nil, fmt.Errorf("read schema %s: %w", name, err)
		}
		ids[head.Properties.Format.Const] = head.ID
	}
	out := map[string]*jsonschema.Schema{}
	for format, id := range ids {
		if out[format], err = c.Compile(id); err != nil {
			return nil, fmt.Errorf("compile schema of %s: %w", format, err)
		}
	}
	return out, nil
}

// nowhere loads nothing: every reference has to be in the set.
type nowhere struct{}

// Load implements jsonschema.URLLoader.
func (nowhere) Load(url string) (any, error) {
	return nil, fmt.Errorf("schema %s is not in the set", url)
}
