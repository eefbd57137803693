package journal

import (
	"encoding/json"
	"slices"
	"testing"
)

// FuzzCheck holds what the doctor and a merge rest on: whatever entries are read, a chain without a finding is one chain from its first entry,
// has every head it claims, and does not survive the loss or the exchange of one of them.
func FuzzCheck(f *testing.F) {
	good := chain(f, 4)
	for _, es := range [][]Entry{nil, good, good[1:], {good[0], good[2]}, {good[1], good[0]}} {
		b, err := json.Marshal(es)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`[{"seq":1,"at":"2026-04-01T09:00:00+09:00","actor":"\ud800","act":"x","prev":"","hash":""}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var es []Entry
		if json.Unmarshal(b, &es) != nil {
			return
		}
		if len(Check(Head{}, es)) > 0 {
			return
		}
		prev := Genesis
		for i, e := range es {
			if e.Seq != int64(i)+1 || e.Prev != prev || !Contains(es, e.Head()) {
				t.Fatalf("entry %d stands as %d after %s", i+1, e.Seq, e.Prev)
			}
			prev = e.Hash
			if i == len(es)-1 {
				break
			}
			if len(Check(Head{}, slices.Delete(slices.Clone(es), i, i+1))) == 0 {
				t.Fatalf("entry %d was removed unnoticed", i+1)
			}
			moved := slices.Clone(es)
			moved[i], moved[i+1] = moved[i+1], moved[i]
			if len(Check(Head{}, moved)) == 0 {
				t.Fatalf("entries %d and %d were exchanged unnoticed", i+1, i+2)
			}
		}
	})
}
