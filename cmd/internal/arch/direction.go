package arch

import (
	"fmt"
	"slices"
	"strings"
)

// Direction is one row of the table of directions: which of our rooms the named rooms may import. The first row that names a room
// decides. Tests are free of it, except that nothing below the desk may need a window to be tested.
type Direction struct {
	Rooms []string
	May   []string
	Parts bool // a room may be divided: what lies below it imports and is imported within the room only
}

// directions is the map of DESIGN.md in one table, from the ground up.
var directions = []Direction{
	{Rooms: []string{"assets/..."}},
	{Rooms: []string{"i18n/..."}},

	{Rooms: []string{"review/civil"}},
	{Rooms: []string{"review/fault"}},
	{Rooms: []string{"review/statute", "review/ident"}, May: []string{"review/civil", "review/fault"}},
	{Rooms: []string{"review/canon"}, May: []string{"review/civil", "review/fault", "review/ident"}},
	{Rooms: []string{"review/shape"}, May: []string{"assets", "review/fault"}}, // the published schemas lie with the other assets
	{Rooms: []string{"review/seal"}, May: []string{"review/canon", "review/civil", "review/fault", "review/ident"}},
	{Rooms: []string{"review/wording"}},  // two wordings side by side, whatever they are of
	{Rooms: []string{"review/typeset"}},  // breaks lines for labels and papers alike: it knows type, not the rules
	{Rooms: []string{"review/typeface"}}, // cuts fonts for papers and signatures alike
	{Rooms: []string{"review/pdfseal/..."}, May: append(foundation(), "review/typeface"), Parts: true},
	{
		Rooms: []string{"review/paper/..."}, Parts: true,
		May: slices.Concat(foundation(), concepts(), []string{"review/pdfseal", "review/pdfseal/archive", "review/typeface", "review/typeset"}),
	},
	{Rooms: []string{"review/dossier/..."}, May: slices.Concat(foundation(), concepts()), Parts: true},
	{Rooms: []string{"review/intake/..."}, May: slices.Concat(foundation(), concepts(), []string{"review/dossier/zipcheck"}), Parts: true}, // whoever packed a ZIP, it is checked alike
	{Rooms: []string{"review/form"}, May: slices.Concat(foundation(), concepts(), []string{"review/intake/workbook", "review/typeset"})},   // comes back as any program saves it
	{Rooms: without(concepts(), "review/dossier", "review/form", "review/intake"), May: slices.Concat(foundation(), concepts())},
	{Rooms: []string{"review/criteria/criteriatest"}, May: []string{"review/criteria"}},
	{Rooms: []string{"review/criteria/catalog"}, May: slices.Concat(foundation(), []string{"review/criteria", "review/intake/workbook", "review/wording"})},
	{Rooms: []string{"review/phrase"}}, // sentences, whatever they are about
	{Rooms: []string{"review/exchange"}, May: slices.Concat(foundation(), concepts())},
	{Rooms: []string{"review"}, May: []string{"review/..."}},

	{Rooms: []string{"store/..."}, May: []string{"store/...", "review/...", "!review/paper/...", "!review/typeface", "!review/typeset"}},

	{Rooms: []string{"ui/present"}, May: []string{"i18n/...", "review/..."}},
	{Rooms: []string{"ui/route"}, May: []string{"review/ident"}},
	{Rooms: []string{"ui/task"}},
	{Rooms: []string{"ui/theme"}, May: []string{"assets/..."}},
	{
		Rooms: []string{"ui/evidence/..."}, Parts: true, // a worker apart: it knows no case and no desk
		May: []string{"assets", "i18n", "review/fault", "review/intake/workbook", "review/typeset"},
	},
	{Rooms: []string{"ui/widget"}, May: []string{"i18n", "review/typeset", "ui/present", "ui/task", "ui/theme"}},
	{Rooms: []string{"ui/chooser"}, May: []string{"ui/present", "ui/task", "ui/theme", "ui/widget"}},
	{
		Rooms: []string{"ui/viewer"},
		May:   []string{"i18n", "review/fault", "ui/evidence", "ui/present", "ui/task", "ui/theme", "ui/widget"},
	},
	{
		Rooms: []string{"ui/screen/..."},
		May: []string{
			"i18n/...", "review/...", "!review/paper/...", "ui/evidence", "ui/present", "ui/route", "ui/screen", "ui/task", "ui/theme", "ui/viewer",
			"ui/widget",
		},
	},
	{Rooms: []string{"ui/uitest"}, May: []string{"assets/...", "i18n/...", "review/...", "store/mem", "ui/..."}},
	{Rooms: []string{"ui"}, May: []string{"assets/...", "i18n/...", "review/...", "!review/paper/...", "ui/..."}},

	{Rooms: []string{"cmd/internal/arch", "cmd/internal/judge", "cmd/internal/locale", "cmd/internal/tally", "cmd/internal/window"}},
	{Rooms: []string{"cmd/internal/token/..."}, May: []string{"review", "review/fault", "review/seal"}, Parts: true},
	{Rooms: []string{"cmd/internal/authority"}, May: []string{"review/fault"}},
	{Rooms: []string{"cmd/internal/budget/empty"}, May: []string{"ui/theme"}},
	{Rooms: []string{"cmd/internal/budget"}, May: []string{"assets/...", "cmd/internal/boot", "cmd/internal/rehearsal", "cmd/internal/window", "review/...", "store/...", "i18n", "ui/..."}},
	{Rooms: []string{"cmd/internal/rehearsal"}, May: []string{"assets/...", "cmd/internal/boot", "review/...", "store/records"}},
	{Rooms: []string{"cmd/internal/boot"}, May: []string{"assets/...", "cmd/internal/authority", "i18n/...", "review/...", "store/..."}},
	{Rooms: []string{"cmd/shinsa"}, May: []string{"assets/...", "cmd/internal/boot", "cmd/internal/locale", "cmd/internal/rehearsal", "cmd/internal/token", "i18n", "review/...", "ui/..."}},
	{Rooms: []string{"cmd/shinsactl"}, May: []string{"cmd/internal/authority", "cmd/internal/boot", "cmd/internal/rehearsal", "cmd/internal/token", "i18n/...", "review/...", "store/records", "ui/present"}},
}

// foundation are the rooms every concept of the rules may use.
func foundation() []string {
	return []string{"review/canon", "review/civil", "review/fault", "review/ident", "review/seal", "review/statute"}
}

// concepts are the rooms of the rules themselves; among each other they may be used freely, the compiler forbids a circle.
func concepts() []string {
	return []string{
		"review/checklist", "review/conflict", "review/criteria", "review/decision", "review/dossier", "review/form", "review/intake",
		"review/journal", "review/opinion", "review/phrase", "review/publication", "review/register", "review/shape", "review/term", "review/wording",
	}
}

func without(rooms []string, not ...string) []string {
	return slices.DeleteFunc(rooms, func(r string) bool { return slices.Contains(not, r) })
}

// CheckDirections reports every import against the table, every room without a row, and every row without a room.
func CheckDirections(t Tree, table []Direction) []string {
	var out []string
	used := map[string]bool{}
	for _, f := range t {
		if f.Test || f.Room == "" {
			continue
		}
		row, pattern := rowOf(table, f.Room, used)
		if row == nil {
			out = append(out, fmt.Sprintf("%s: room %s has no row in the table of directions", f.Path, f.Room))
			continue
		}
		for _, imp := range f.Imports() {
			room, ours := strings.CutPrefix(imp, Module)
			own := row.Parts && matches(pattern, room)
			if ours && !own && !allowed(row.May, room) {
				out = append(out, fmt.Sprintf("%s: %s may not import %s", f.Path, f.Room, room))
			}
		}
	}
	for _, row := range table {
		for _, pattern := range row.Rooms {
			if !used[pattern] {
				out = append(out, fmt.Sprintf("the table of directions names %s, where there is no source", pattern))
			}
		}
	}
	return out
}

// rowOf returns the first row for a room and the pattern that names it, and notes that the pattern was needed.
func rowOf(table []Direction, room string, used map[string]bool) (*Direction, string) {
	for i := range table {
		for _, pattern := range table[i].Rooms {
			if matches(pattern, room) {
				used[pattern] = true
				return &table[i], pattern
			}
		}
	}
	return nil, ""
}

// allowed reports whether a list lets a room in; "!room" in the list keeps it out whatever else stands there.
func allowed(may []string, room string) bool {
	in := false
	for _, p := range may {
		if not, deny := strings.CutPrefix(p, "!"); deny {
			if matches(not, room) {
				return false
			}
			continue
		}
		in = in || matches(p, room)
	}
	return in
}
