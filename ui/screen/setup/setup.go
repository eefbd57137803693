// Package setup is the screen 設定: whose desk this is, what opens it and what it signs with, its backups, the people and their
// keys, what was disclosed, how the window looks, and the desk's own check.
//
// One subject is shown at a time; the number keys and the strip at the top change it, and what stands in a form stays while the screen
// does. A member asks for a card with one file and accepts it with another; the first card makes the desk trust a scheme, so its
// fingerprint is shown for comparison before it is accepted. The secretariat turns requests into cards and ends them again. What cannot
// be taken back says so before, and what a lost passphrase or laptop means is said before it happens. The scheme profile is data and
// is shown, not edited, here. Where the profile is a sample, this screen says what that means.
package setup

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/ident"
	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// Desk is what the screen needs of a desk.
type Desk interface {
	Self() review.Self
	Today() civil.Date
	Profile() review.Profile
	Signed() bool
	Fingerprints() []review.Fingerprint
	Cases(ctx context.Context) ([]review.Row, error)
	Setting(ctx context.Context, name string) string
	SetSetting(ctx context.Context, name, value string) error

	Members(ctx context.Context) ([]review.Card, error)
	EnrolRequest(ctx context.Context, out review.Outbox) (review.Handed, error)
	EnrolApprove(ctx context.Context, in review.Incoming, out review.Outbox) (review.Handed, review.Card, error)
	LookAtCard(ctx context.Context, in review.Incoming) (review.CardOffer, error)
	EnrolAccept(ctx context.Context, in review.Incoming) error
	Revoke(ctx context.Context, member ident.ReviewerID, r review.Revocation) (review.Card, error)
	ExportKeys(ctx context.Context, out review.Outbox) (review.Handed, error)

	OnToken(ctx context.Context) (*review.Token, error)
	UseToken(ctx context.Context, t review.Token) error
	ImportKey(ctx context.Context, p12 []byte, password string) error
	Authority(ctx context.Context) (review.Authority, error)
	SetAuthority(ctx context.Context, a review.Authority) error

	Numbers(ctx context.Context) (all []review.Series, doubt *review.Doubt, err error)
	SettleNumbers(ctx context.Context, last []review.Series) ([]review.Series, error)
	LastBackup(ctx context.Context) (last review.BackedUp, since int64, ok bool, err error)
	Disclose(ctx context.Context, x review.Disclosure) (review.Disclosure, error)
	Disclosures(ctx context.Context, c ident.CaseID) ([]review.Disclosure, error)
	SendersBack(ctx context.Context) ([]review.WentBack, error)
	Doctor(ctx context.Context) ([]review.Invariant, error)
}

// Safe is what the screen needs of the desk's lock and of its copies.
type Safe interface {
	// ChangePassphrase sets a new passphrase; a wrong old one is a fault.Locked error.
	ChangePassphrase(ctx context.Context, old, passphrase string) error
	// Cost is what one guess at the passphrase costs now, Costs what can be chosen, Strengthen chooses.
	Cost() (present.Cost, error)
	Costs() []present.Cost
	Strengthen(ctx context.Context, passphrase string, to present.Cost) error
	// NewRecovery draws a new recovery key; older sheets open the desk no more.
	NewRecovery(ctx context.Context, passphrase string) (key string, err error)
	// Backup writes everything into one file in a folder and proves that it can be restored; progress hears of bytes out of all.
	Backup(ctx context.Context, folder string, progress func(done, total int64)) (path string, err error)
	// LocalCopies returns the copies of the database that are kept by themselves, KeptCopies how many there may be; KeepCopies changes that.
	LocalCopies() ([]present.Copy, error)
	KeptCopies(ctx context.Context) int
	KeepCopies(ctx context.Context, n int) error
	// KeyKept reports whether the operating system keeps a key of the desk. Remember lets it, Forget takes the key away.
	KeyKept() bool
	Remember(ctx context.Context, passphrase string) error
	Forget(ctx context.Context) error
	// TokenKeys lists the keys that could sign on the devices plugged in, through the library of their maker. Each PIN is asked for in the
	// window; its refusals are those of review.Tokens. It is never called on the window's thread.
	TokenKeys(ctx context.Context, module string) ([]present.TokenKey, error)
	screen.Sheets
}

// Look is how the window appears.
type Look struct {
	Lang    string
	Mode    theme.Mode
	Percent int
	Era     bool // days in Japanese eras
}

// Host is what the screen needs of the window.
type Host interface {
	screen.Host
	screen.Files
	screen.Teller
	// Appearance returns how the window looks now.
	Appearance() Look
	// Appear changes it at once and for the next start.
	Appear(Look)
	// IdleMinutes is after how many minutes without a sign of a person the desk is closed, 0 for never.
	IdleMinutes() int
	// SetIdleMinutes changes it.
	SetIdleMinutes(n int)
	// ReturnToCopy closes the desk and asks for the passphrase with which a copy is put in its place.
	ReturnToCopy(name string)
}

// SubjectCard is the subject where a member looks at a card and accepts it, as the filter of a route.
const SubjectCard = subjectPeople

// The subjects.
const (
	subjectDesk        = "desk"
	subjectKeys        = "keys"
	subjectBackup      = "backup"
	subjectPeople      = "people"
	subjectDisclosures = "disclosures"
	subjectLook        = "look"
	subjectScheme      = "scheme"
	subjectCheck       = "check"
)

var subjects = []string{
	subjectDesk, subjectKeys, subjectBackup, subjectPeople, subjectDisclosures, subjectLook, subjectScheme, subjectCheck,
}

// Screen shows and changes the settings.
type Screen struct {
	desk    Desk
	safe    Safe
	host    Host
	at      route.Route
	tabs    *widget.Tabs
	body    *fyne.Container
	page    *widget.Page
	root    *fyne.Container
	acts    []screen.Action // of the subject shown
	checked []review.Invariant
	back    []review.WentBack
	revoked *review.Card // ended a moment ago: what has to follow is shown
	fresh   string       // a recovery key drawn a moment ago
	draft   draft        // of a disclosure
	signing signing
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Actor  = (*Screen)(nil)
	_ screen.Mover  = (*Screen)(nil)
	_ screen.Leaver = (*Screen)(nil)
)

// New returns the screen; the route's filter names the subject.
func New(desk Desk, safe Safe, host Host, at route.Route) *Screen {
	s := &Screen{desk: desk, safe: safe, host: host, at: at, body: widget.Column(26)}
	s.tabs = widget.NewTabs(s.open, func(string) {})
	s.page = widget.NewPage(widget.Inset(28, 20, widget.Narrow(54, s.body)))
	s.root = widget.Between(widget.Column(0, widget.Inset(20, 4, s.tabs), widget.NewRule()), nil, s.page)
	slices.Reverse(s.root.Objects) // Tab begins in the subject that a digit has just chosen
	return s
}

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// subject returns what is shown.
func (s *Screen) subject() string {
	for _, x := range subjects {
		if x == s.at.Filter {
			return x
		}
	}
	return subjectDesk
}

// open shows another subject.
func (s *Screen) open(subject string) {
	s.Leave()
	s.at.Filter = subject
	s.fresh, s.revoked = "", nil
	s.Reload()
	s.page.Top()
	s.host.Moved(s.at)
}

// Move implements screen.Mover.
func (s *Screen) Move(r route.Route) bool {
	s.at = r
	s.Reload()
	return true
}

// Reload implements screen.Screen.
func (s *Screen) Reload() {
	var items []widget.TabItem
	for _, x := range subjects {
		items = append(items, widget.TabItem{Value: x, Word: s.word(x)})
	}
	s.tabs.Set(items, s.subject())
	s.acts = nil
	show := map[string]func() []fyne.CanvasObject{
		subjectDesk: s.ownership, subjectKeys: s.keys, subjectBackup: s.backups, subjectPeople: s.people,
		subjectDisclosures: s.disclosures, subjectLook: s.looks, subjectScheme: s.scheme, subjectCheck: s.checks,
	}[s.subject()]
	s.body.Objects = show()
	s.root.Refresh()
	s.page.Reflow()
}

// word names a subject; a member has a card where the secretariat has members.
func (s *Screen) word(subject string) string {
	if subject == subjectPeople && s.desk.Self().Role == review.Member {
		return s.host.Text().T("setup.card")
	}
	return s.host.Text().T("setup.subject_" + subject)
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() { s.keepDraft() }

// offer adds an action of the subject shown, and returns the button for it.
func (s *Screen) offer(key, reading string, run func()) *widget.Button {
	word := s.host.Text().T(key)
	s.acts = append(s.acts, screen.Action{Menu: screen.MenuItem, Word: word, Reading: reading, Run: run})
	return widget.NewButton(word, run)
}

func (s *Screen) section(key string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	all := []fyne.CanvasObject{widget.NewHeading(s.host.Text().T(key), widget.Heading), widget.NewRule()}
	return widget.Column(10, append(all, parts...)...)
}

func facts(fs []present.Fact) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, len(fs))
	for _, f := range fs {
		rows = append(rows, widget.TopCells(12, []widget.Cell{{Ems: 13}, {Share: 1}}, widget.NewNote(f.Label), widget.Full(f.Value)))
	}
	return widget.Column(6, rows...)
}

// warned is a sentence that should be read before the button below it is pressed.
func warned(text string) fyne.CanvasObject {
	return widget.NewSurface(theme.ColorAccentSoft, widget.Inset(12, 8, widget.Full(text)))
}

// Actions implements screen.Actor.
func (s *Screen) Actions() []screen.Action {
	t := s.host.Text()
	out := []screen.Action{
		{Menu: screen.MenuCase, Word: t.T("setup.check_do"), Reading: "doctor check", Keys: []screen.Key{screen.Plain(fyne.KeyF7)}, Hint: t.T("setup.check"), Run: s.doctor},
		{Menu: screen.MenuCase, Word: t.T("setup.backup_do"), Reading: "backup ばっくあっぷ", Keys: []screen.Key{screen.Plain(fyne.KeyF6)}, Hint: t.T("setup.subject_backup"), Run: func() { s.backUp("") }},
		{Menu: screen.MenuCase, Word: t.T("setup.criteria"), Reading: "criteria editions", Keys: []screen.Key{screen.Plain(fyne.KeyF8)}, Hint: t.T("screen.criteria"), Run: s.criteria},
	}
	for i, x := range subjects {
		out = append(out, screen.Action{
			Menu: screen.MenuView, Word: s.word(x), Reading: x, Keys: []screen.Key{screen.Plain(fyne.KeyName(strconv.Itoa(i + 1)))},
			Run: func() { s.open(x) },
		})
	}
	return append(out, s.acts...)
}
