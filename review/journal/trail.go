package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// TrailLines is how many lines a trail has at most: those before them are only in the head.
const TrailLines = 1000

// Trail is the end of a journal as it travels beside the head, so that a receiver who saw an earlier one can name the lines that were
// changed since. A line is the first 8 bytes, in hexadecimal, of the SHA-256 of the entry's canonical JSON without seq, prev and hash: it stays
// the same when the entry is put elsewhere and the chain is made anew. It says nothing of an entry to who does not have it.
type Trail struct {
	From  int64    `json:"from"` // number of the first line
	Lines []string `json:"lines"`
}

// TrailOf returns the trail of a journal that ends with these entries.
func TrailOf(entries []Entry) (Trail, error) {
	entries = entries[max(0, len(entries)-TrailLines):]
	var t Trail
	for _, e := range entries {
		if t.From == 0 {
			t.From = e.Seq
		}
		line, err := e.line()
		if err != nil {
			return Trail{}, err
		}
		t.Lines = append(t.Lines, line)
	}
	return t, nil
}

func (e Entry) line() (string, error) {
	e.Seq, e.Prev, e.Hash = 0, "", ""
	b, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("encode journal entry: %w", err)
	}
	if b, err = jcs.Transform(b); err != nil {
		return "", fmt.Errorf("canonicalise journal entry: %w", err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8]), nil
}

// Last is the number of the last line; 0 of a trail without lines.
func (t Trail) Last() int64 { return t.From + int64(len(t.Lines)) - 1 }

// What became of lines that were seen.
type What string

// The changes of lines.
const (
	Edited   What = "edited"
	Removed  What = "removed"
	Moved    What = "moved"
	Inserted What = "inserted"
)

// Change is what became of the lines From to Last. Their numbers are those under which they were seen; of inserted ones, those they have now.
type Change struct {
	What What  `json:"what"`
	From int64 `json:"from"`
	Last int64 `json:"last"`
	To   int64 `json:"to,omitempty"` // of a moved line: its number now
}

// Changes names the lines of t that a later trail of the same journal does not have where they were, in the order of their numbers. Lines
// that were added at the end are none. Both trails are compared as far back as both go.
func (t Trail) Changes(later Trail) []Change {
	from := max(t.From, later.From)
	if len(t.Lines) == 0 || len(later.Lines) == 0 || from > t.Last() {
		return nil
	}
	was := t.Lines[from-t.From:]
	var now []string
	if from <= later.Last() {
		now = later.Lines[from-later.From:]
	}
	d := diff{was: was, now: now, from: from, gone: map[int]bool{}, fresh: map[int]bool{}}
	d.align()
	return d.changes()
}

// diff aligns two lists of lines.
type diff struct {
	was, now    []string
	from        int64
	gone, fresh map[int]bool // indices in was and now that have no partner
	end         int          // in now: what follows was added later
}

// align finds the longest common run of lines in order, front and back first.
func (d *diff) align() {
	front := 0
	for front < min(len(d.was), len(d.now)) && d.was[front] == d.now[front] {
		front++
	}
	a, b := d.was[front:], d.now[front:]
	best := make([][]int16, len(a)+1) // length of the longest run from here on
	for i := range best {
		best[i] = make([]int16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				best[i][k] = best[i+1][k+1] + 1
			} else {
				best[i][k] = max(best[i+1][k], best[i][k+1])
			}
		}
	}
	d.end = front
	i, k := 0, 0
	for i < len(a) && k < len(b) {
		switch {
		case a[i] == b[k]:
			i, k = i+1, k+1
			d.end = front + k
		case best[i+1][k] >= best[i][k+1]:
			d.gone[front+i] = true
			i++
		default:
			d.fresh[front+k] = true
			k++
		}
	}
	for ; i < len(a); i++ {
		d.gone[front+i] = true
	}
	for ; k < len(b); k++ {
		d.fresh[front+k] = true
	}
}

// changes says what the alignment means: a line that is gone and stands elsewhere was moved, one that is gone with another in its place before
// lines that stayed was edited, the rest was removed; what is fresh before the last line that stayed was inserted.
func (d *diff) changes() []Change {
	var out []Change
	for i := range d.was {
		if !d.gone[i] {
			continue
		}
		c := Change{What: Removed, From: d.from + int64(i), Last: d.from + int64(i)}
		switch k, moved := d.elsewhere(d.was[i]); {
		case moved:
			c.What, c.To = Moved, d.from+int64(k)
			delete(d.fresh, k)
		case d.fresh[i] && i < d.end:
			c.What = Edited
			delete(d.fresh, i)
		}
		out = join(out, c)
	}
	for k := range d.now {
		if d.fresh[k] && k < d.end {
			out = join(out, Change{What: Inserted, From: d.from + int64(k), Last: d.from + int64(k)})
		}
	}
	return out
}

func (d *diff) elsewhere(line string) (int, bool) {
	for k := range d.now {
		if d.fresh[k] && d.now[k] == line {
			return k, true
		}
	}
	return 0, false
}

// join adds a change, as part of the one before it where they are alike and side by side.
func join(out []Change, c Change) []Change {
	if n := len(out) - 1; n >= 0 && c.What != Moved && out[n].What == c.What && out[n].Last == c.From-1 {
		out[n].Last = c.Last
		return out
	}
	return append(out, c)
}
