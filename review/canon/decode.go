package canon

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"sort"
	"strings"

	"shinsa/review/fault"
)

// Decode reads a document into v, which is a pointer. It returns the JSON Pointers of the fields that v has no place for, sorted:
// a newer version may have written them, so they are the caller's to report and [Keep]'s to carry on. It refuses with every finding.
func Decode(b []byte, v any, l Limits) (unknown []string, err error) {
	s, ok := newScanner(b, l)
	if ok {
		s.document(reflect.TypeOf(v))
	}
	if err := fault.Refuse(fault.Invalid, "json_refused", s.found); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return nil, unmarshalFault(err)
	}
	sort.Strings(s.unknown)
	return s.unknown, nil
}

// Exact is Decode for what was signed: the document must be canonical, and v together with the fields it does not know must write
// back to the same bytes. Otherwise the finding is json_not_canonical.
func Exact(b []byte, v any, l Limits) (unknown []string, err error) {
	unknown, err = Decode(b, v, l)
	if err != nil {
		return nil, err
	}
	again, err := keep(b, v, unknown)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(b, again) {
		return nil, fault.Refuse(fault.Invalid, "json_refused", fault.List{{Code: "json_not_canonical", Severity: fault.Must}})
	}
	return unknown, nil
}

// unmarshalFault drops the text of the decoder, which quotes the document, and keeps the place.
func unmarshalFault(err error) error {
	f := fault.Finding{Code: "json_value", Severity: fault.Must}
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		f.Code = "json_type"
		if mismatch.Field != "" {
			f.At = "/" + strings.ReplaceAll(mismatch.Field, ".", "/")
		}
	}
	var own *fault.Error
	if errors.As(err, &own) {
		f.Code = own.Code
	}
	return fault.Refuse(fault.Invalid, "json_refused", fault.List{f})
}
