package i18n

// Refusal is what a person is told when something was refused or failed.
type Refusal struct {
	Sentence string // what happened, to what
	Hint     string // what to do next; empty when there is nothing to do
	Exit     int    // status of the command line
}

// The statuses of the command line. They are a contract with scripts and never change their meaning.
const (
	ExitDone        = 0 // done and good
	ExitRefused     = 1 // refused, or not genuine
	ExitUsage       = 2 // wrong usage of the command
	ExitDamaged     = 3 // the desk's own data fails its checks
	ExitLocked      = 4 // wrong passphrase, or another program holds the desk
	ExitInterrupted = 5 // interrupted; nothing was changed
)

// exits is the one table from the kind of a refusal to an exit status. The first ten kinds are those of package fault; "usage" and
// "interrupted" arise on the command line only. Each kind has a sentence "kind.<kind>" for refusals that carry no code, and each
// status a meaning "exit.<status>" for the help text.
var exits = map[string]int{
	"invalid":     ExitRefused,
	"missing":     ExitRefused,
	"conflict":    ExitRefused,
	"forbidden":   ExitRefused,
	"sealed":      ExitRefused,
	"stale":       ExitRefused,
	"corrupt":     ExitDamaged,
	"locked":      ExitLocked,
	"unavailable": ExitRefused,
	"internal":    ExitRefused,
	"usage":       ExitUsage,
	"interrupted": ExitInterrupted,
}

// Exit returns the exit status of a kind of refusal: "" is done, an unknown kind is refused.
func Exit(kind string) int {
	if kind == "" {
		return ExitDone
	}
	if status, ok := exits[kind]; ok {
		return status
	}
	return ExitRefused
}

// Meaning returns what an exit status means, as the help text of the command line lists it.
func (t *Text) Meaning(status int) string {
	meanings := [...]string{"exit.done", "exit.refused", "exit.usage", "exit.damaged", "exit.locked", "exit.interrupted"}
	if status < 0 || status >= len(meanings) {
		status = ExitRefused
	}
	return t.T(meanings[status])
}

// Refuse returns the words of a refusal. Without a code (an error nobody foresaw) the sentence is that of its kind.
func (t *Text) Refuse(kind, code string, args map[string]string) Refusal {
	r := Refusal{Exit: Exit(kind)}
	switch {
	case code != "":
		r.Sentence, r.Hint = t.Fault(code, args), t.Hint(code, args)
	case t.Has("kind." + kind):
		r.Sentence = t.T("kind." + kind)
	default:
		r.Sentence = t.T("kind.internal")
	}
	if r.Hint == "" && t.Has("kind."+kind+".hint") {
		r.Hint = t.T("kind." + kind + ".hint")
	}
	return r
}

// Fault returns the sentence of a finding or refusal code.
func (t *Text) Fault(code string, args map[string]string) string {
	return t.Map("fault."+code, args)
}

// Asked returns what an applicant is asked to do about a finding (補正依頼): the sentence "fault.<code>.ask" where the one for the office would
// not say it, and that one otherwise.
func (t *Text) Asked(code string, args map[string]string) string {
	if key := "fault." + code + ".ask"; t.Has(key) {
		return t.Map(key, args)
	}
	return t.Fault(code, args)
}

// Hint returns what a person can do about a code, "" when the catalogue has nothing to advise.
func (t *Text) Hint(code string, args map[string]string) string {
	key := "fault." + code + ".hint"
	if !t.Has(key) {
		return ""
	}
	return t.Map(key, args)
}
