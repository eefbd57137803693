package present

import (
	"fmt"
	"time"

	"shinsa/review"
	"shinsa/review/civil"
)

// Cost is what one guess at the passphrase costs whoever has a copy of the desk: the parameters of Argon2id.
type Cost struct {
	Passes int
	MiB    int // of memory
}

// CostWords says the parameters and what they mean.
func CostWords(t Text, c Cost) string { return t.T("care.cost", "passes", c.Passes, "mib", c.MiB) }

// Dearer returns those of the costs offered that are above the present one.
func Dearer(now Cost, offered []Cost) []Cost {
	var out []Cost
	for _, c := range offered {
		if c.Passes >= now.Passes && c.MiB >= now.MiB && c != now {
			out = append(out, c)
		}
	}
	return out
}

// Copy is a local copy of the database.
type Copy struct {
	Name string
	Acts int64 // journalled in it
	At   time.Time
}

// CopyLine is a copy as a list shows it.
type CopyLine struct {
	Name  string // by which it is asked for
	Words string
}

// CopyLines lists copies; acts is how many the desk has now, 0 when that is not known.
func CopyLines(t Text, copies []Copy, acts int64) []CopyLine {
	out := make([]CopyLine, 0, len(copies))
	for _, c := range copies {
		words := t.T("care.copy", "at", Moment(t, c.At), "acts", c.Acts)
		if behind := acts - c.Acts; acts > 0 && behind >= 0 {
			words += "　" + t.N("care.copy_behind", int(behind))
		}
		out = append(out, CopyLine{c.Name, words})
	}
	return out
}

// Moment writes a day with the time of day, in Japan's zone.
func Moment(t Text, at time.Time) string {
	if at.IsZero() {
		return "－"
	}
	return Date(t, civil.Of(at)) + " " + at.In(civil.Japan).Format("15:04")
}

// MomentToSecond is Moment with the seconds, for what is told apart by them.
func MomentToSecond(t Text, at time.Time) string {
	if at.IsZero() {
		return Moment(t, at)
	}
	return Moment(t, at) + at.Format(":05")
}

// LastBackup says when the last backup was made and how much was done since.
func LastBackup(t Text, b review.BackedUp, since int64, ok bool) (Sign, string) {
	switch {
	case !ok:
		return Sign{Caution, t.T("care.backup_never")}, t.T("care.backup_never_why")
	case since == 0:
		return Sign{Good, t.T("care.backup_fresh")}, t.T("care.backup_at", "at", Moment(t, b.At), "size", Bytes(b.Size))
	}
	return Sign{Neutral, t.N("care.backup_since", int(since))}, t.T("care.backup_at", "at", Moment(t, b.At), "size", Bytes(b.Size))
}

// Care is what is known of how a desk is kept.
type Care struct {
	Last   review.BackedUp // the last backup
	Backed bool            // there was one
	Since  int64           // acts after it
	Doubt  *review.Doubt   // of the numbers given; nil for none
	Clock  error           // why the desk would not sign now, nil when it would
}

// From when on a missing backup is spoken of.
const (
	staleDays = 14  // after the last one, when anything was done since
	manyActs  = 100 // without any
)

// CareNotice says what the keeping of a desk asks for, "" for nothing: a wrong clock before numbers in doubt, and those before a backup. A
// rehearsal needs no backup.
func CareNotice(t Text, c Care, rehearsal bool, today civil.Date) string {
	switch {
	case c.Clock != nil:
		p := ProblemOf(t, c.Clock)
		return p.Sentence + "\n" + p.Hint
	case c.Doubt != nil:
		return t.T("care.notice_numbers")
	case rehearsal:
		return ""
	case !c.Backed && c.Since > manyActs:
		return t.N("care.notice_never", int(c.Since))
	case c.Backed && c.Since > 0 && c.Last.On.DaysUntil(today) > staleDays:
		return t.T("care.notice_backup", "date", Date(t, c.Last.On), "acts", t.N("care.backup_since", int(c.Since)))
	}
	return ""
}

// Percent writes how much is done of a whole.
func Percent(done, total int64) string {
	if total <= 0 {
		return ""
	}
	return fmt.Sprintf("%d%%", 100*done/total)
}
