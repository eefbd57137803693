package arch

import (
	"fmt"
	"slices"
	"strings"
)

// Library is one row of the table of libraries: who may import a package that is not ours, or not everybody's.
type Library struct {
	Paths []string // an import path, or with "/..." everything below it
	Only  []string // rooms that may
	Tests bool     // whether tests elsewhere may too
	Why   string
}

var libraries = []Library{
	{
		Paths: []string{"github.com/jung-kurt/gofpdf/..."}, Only: []string{"review/paper/...", "cmd/internal/budget"}, Tests: true,
		Why: "its defects are guarded in one room",
	},
	{
		Paths: []string{"fyne.io/fyne/v2/app"}, Only: []string{"cmd/shinsa", "cmd/internal/budget/empty"},
		Why: "it alone needs cgo and a display",
	},
	{
		Paths: []string{"fyne.io/..."},
		Only:  []string{"cmd/shinsa", "cmd/internal/budget/empty", "ui", "ui/chooser", "ui/screen/...", "ui/task", "ui/theme", "ui/uitest", "ui/viewer", "ui/widget"},
		Why:   "what is shown is decided without a window (ui/present), and so is everything below",
	},
	{
		Paths: []string{"modernc.org/sqlite/...", "modernc.org/libc/..."}, Only: []string{"store/...", "cmd/internal/budget"},
		Why: "the rules do not know where they are kept",
	},
	{
		Paths: []string{"github.com/jackc/pgx/..."}, Only: []string{"store/records", "cmd/internal/budget"}, Tests: true,
		Why: "only the central records may stand on a server",
	},
	{
		Paths: []string{"github.com/jezek/xgb/..."}, Only: []string{"cmd/internal/window"},
		Why: "what looks at windows from outside is no part of the program",
	},
	{
		Paths: []string{"github.com/nicksnyder/go-i18n/..."}, Only: []string{"i18n"},
		Why: "sentences are asked for by key",
	},
	{
		Paths: []string{"os", "os/...", "io/ioutil", "syscall", "database/sql", "database/sql/..."},
		Only:  []string{"cmd/...", "store/...", "ui", "ui/chooser", "ui/screen/...", "ui/task", "ui/uitest"}, Tests: true,
		Why: "a rule takes bytes, readers and fs.FS; it opens nothing",
	},
	{
		Paths: []string{"net"}, Only: nil, Tests: true,
		Why: "the program never opens an internet socket; a test may, to show that it would be seen",
	},
	{
		Paths: []string{"net/http/..."}, Only: []string{"cmd/internal/authority"}, Tests: true,
		Why: "one room asks time-stamp authorities, where a person named one; the central records speak to a server through their driver",
	},
	{
		Paths: []string{"github.com/ThalesGroup/crypto11/...", "github.com/miekg/pkcs11/..."}, Only: []string{"cmd/internal/token"},
		Why: "they need cgo, and load a library of somebody else's into the program; without cgo the room refuses",
	},
	{
		Paths: []string{"net/rpc/...", "net/smtp"}, Only: nil,
		Why: "the program speaks to nobody",
	},
	{
		Paths: []string{"github.com/santhosh-tekuri/jsonschema/..."}, Only: []string{"review/shape"}, Tests: true,
		Why: "its errors quote the document, and its loader opens files",
	},
	{
		Paths: []string{"github.com/zalando/go-keyring/..."}, Only: []string{"cmd/internal/boot"},
		Why: "only who opens desks may ask the operating system for a key",
	},
	{
		Paths: []string{"unsafe"}, Only: []string{"store/internal/shim"},
		Why: "the page cipher hands memory to SQLite",
	},
	{
		Paths: []string{"math/rand", "math/rand/..."}, Only: []string{"store/internal/powerloss", "review/intake/mess/...", "cmd/internal/budget"}, Tests: true,
		Why: "keys and numbers are drawn from crypto/rand; only simulators and measurements want to be repeatable",
	},
}

// CheckLibraries reports every import against the table, and rows that name a room that is gone.
func CheckLibraries(t Tree, table []Library) []string {
	var out []string
	for _, f := range t {
		for _, imp := range f.Imports() {
			if row := libraryOf(table, imp); row != nil && !matchesAny(row.Only, f.Room) && !(f.Test && row.Tests) {
				out = append(out, fmt.Sprintf("%s: %s may not import %s: %s", f.Path, f.Room, imp, row.Why))
			}
		}
	}
	rooms := t.Rooms()
	for _, row := range table {
		for _, only := range row.Only {
			if !slices.ContainsFunc(rooms, func(r string) bool { return matches(only, r) }) {
				out = append(out, fmt.Sprintf("the row of %s names %s, where there is no source", strings.Join(row.Paths, ", "), only))
			}
		}
	}
	return out
}

func libraryOf(table []Library, imp string) *Library {
	for i := range table {
		if matchesAny(table[i].Paths, imp) {
			return &table[i]
		}
	}
	return nil
}
