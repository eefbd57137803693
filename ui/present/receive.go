package present

import (
	"slices"
	"strings"

	"shinsa/review"
	"shinsa/review/ident"
)

// Reception is what became of files that were dropped, in words.
type Reception struct {
	Sentence string
	Refused  []string     // one for each file: its name, why, and what to do
	More     []string     // further reasons, where a file has many
	Notes    []string     // what stops nothing and should be known
	Case     ident.CaseID // of the one case the files were for; "" when there is none or several
	Kind     string       // of the one file, when there was only one
	Known    bool         // that file was here before
}

// Receive says what was taken in, what was written in answer, and what was turned away and why.
func Receive(t Text, got *review.Reception) Reception {
	var r Reception
	var words []string
	fresh := slices.DeleteFunc(slices.Clone(got.Taken), func(x review.Taken) bool { return x.Known })
	again := len(got.Taken) - len(fresh)
	if len(fresh) == 0 {
		fresh = got.Taken
	}
	for _, k := range kindsOf(fresh) {
		words = append(words, t.N("receive.kind", k.n, "kind", FileKind(t, k.name)))
	}
	sep, gap := "、", ""
	if t.Lang() == "en" {
		sep, gap = ", ", " "
	}
	mended := 0
	for _, x := range got.Taken {
		mended += x.Mended
	}
	switch {
	case len(got.Taken) == 0 && len(got.Refused) == 0:
		r.Sentence = t.T("receive.nothing")
	case len(got.Taken) == 0:
		r.Sentence = t.T("receive.none_taken")
	case again == len(got.Taken):
		r.Sentence = t.T("receive.known", "what", strings.Join(words, sep))
	default:
		r.Sentence = t.T("receive.taken", "what", strings.Join(words, sep))
		if again > 0 {
			r.Sentence += gap + t.N("receive.known_too", again)
		}
	}
	if mended > 0 {
		r.Sentence += gap + t.N("receive.mended", mended)
	}
	if n := len(got.Handed); n > 0 {
		r.Sentence += t.N("receive.handed", n, "kind", FileKind(t, got.Handed[0].Kind), "path", folderOf(got.Handed[0].Path))
	}
	for _, x := range got.Refused {
		words, more := refusedFile(t, x)
		r.Refused, r.More = append(r.Refused, words), append(r.More, more...)
	}
	for _, f := range Findings(t, nil, got.Notes) {
		words := f.Sentence
		if f.Hint != "" {
			words += "\n" + f.Hint
		}
		r.Notes = append(r.Notes, words)
	}
	if len(got.Taken) == 1 {
		r.Kind, r.Known = got.Taken[0].Kind, got.Taken[0].Known
	}
	r.Case = oneCase(got.Taken)
	return r
}

// manyReasons is how many reasons against one file are said at once.
const manyReasons = 4

// refusedFile says why a file was turned away and what to do; the second result are reasons beyond the first few.
func refusedFile(t Text, x review.Turned) (string, []string) {
	p := ProblemOf(t, x.Err)
	lines := []string{p.Sentence}
	if !strings.Contains(p.Sentence, x.Name) {
		lines[0] = t.T("receive.refused", "name", x.Name, "why", p.Sentence)
	}
	var more []string
	for i, f := range p.Findings {
		if i < manyReasons {
			lines = append(lines, "・"+f.Sentence)
		} else {
			more = append(more, t.T("receive.refused", "name", x.Name, "why", f.Sentence))
		}
	}
	if p.Hint != "" {
		lines = append(lines, p.Hint)
	}
	return strings.Join(lines, "\n"), more
}

type kindCount struct {
	name string
	n    int
}

// kindsOf counts files by kind, in the order the kinds first came.
func kindsOf(ts []review.Taken) []kindCount {
	var out []kindCount
next:
	for _, x := range ts {
		for i := range out {
			if out[i].name == x.Kind {
				out[i].n++
				continue next
			}
		}
		out = append(out, kindCount{x.Kind, 1})
	}
	return out
}

func oneCase(ts []review.Taken) ident.CaseID {
	var c ident.CaseID
	for _, x := range ts {
		if c != "" && x.Case != "" && x.Case != c {
			return ""
		}
		if x.Case != "" {
			c = x.Case
		}
	}
	return c
}

// folderOf returns the folder of a path, whichever slashes it is written with.
func folderOf(path string) string {
	if i := strings.LastIndexAny(path, `/\`); i > 0 {
		return path[:i]
	}
	return path
}
