package form

import (
	"strconv"
	"strings"

	"shinsa/review/ident"
)

// entry of a head: its name in the form and the value's way in and out.
type headField struct {
	name string
	get  func(h *Head) string
	set  func(h *Head, s string) bool
}

// headFields is the head of a form, in its order; the format comes before it.
var headFields = []headField{
	{"案件", func(h *Head) string { return string(h.Case) }, func(h *Head, s string) bool {
		h.Case = ident.CaseID(s)
		return h.Case.Valid()
	}},
	{"回", func(h *Head) string { return strconv.Itoa(h.Round) }, func(h *Head, s string) bool {
		n, err := strconv.Atoi(s)
		h.Round = n
		return err == nil && n > 0
	}},
	{"委員", func(h *Head) string { return string(h.Reviewer) + " " + h.Name }, func(h *Head, s string) bool {
		id, name, _ := strings.Cut(s, " ")
		h.Reviewer, h.Name = ident.ReviewerID(id), strings.TrimSpace(name)
		return h.Reviewer.Valid()
	}},
	{"審査基準", func(h *Head) string { return string(h.Edition) }, func(h *Head, s string) bool {
		h.Edition = ident.EditionID(s)
		return s != ""
	}},
	{"基準の要約値", func(h *Head) string { return string(h.EditionDigest) }, func(h *Head, s string) bool {
		h.EditionDigest = ident.Digest(s)
		return h.EditionDigest.Valid()
	}},
	{"申請パッケージ", func(h *Head) string { return string(h.Dossier) }, func(h *Head, s string) bool {
		h.Dossier = ident.Digest(s)
		return h.Dossier.Valid()
	}},
	{scribe, func(h *Head) string { return h.Scribe }, func(h *Head, s string) bool {
		h.Scribe = strings.TrimSpace(s)
		return len([]rune(h.Scribe)) <= 100
	}},
}

// The names of the format and of the one field of the head that is filled in.
const (
	version = "様式"
	scribe  = "代筆者"
)

func findHead(name string) (headField, bool) {
	for _, f := range headFields {
		if f.name == name {
			return f, true
		}
	}
	return headField{}, false
}
