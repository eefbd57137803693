// Package phrase holds the stock phrases (定型文) that a member puts into remarks and inquiries.
//
// A phrase comes from the body (the scheme's profile), from the member (kept on purpose), or is learned: a sentence that the member's own
// earlier remarks have in common. Learned phrases are counted from the marks that are on the desk now and stored nowhere, so nothing of a
// case outlives its purge in them (Art. 20); what the member keeps is the member's own decision.
//
// A phrase may have placeholders, {資料}, {頁}, {値}, {項目} and {要件}: Fill puts the values of an item in, and leaves a placeholder whose
// value is not known for the person to see.
package phrase

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Use says for which field a phrase is meant.
type Use string

// The uses; the empty one is for both.
const (
	Anywhere  Use = ""
	ForRemark Use = "remark"  // 所見
	ForAsking Use = "inquiry" // 照会
)

// Origin says where a phrase comes from.
type Origin string

// The origins, in the order in which phrases are offered.
const (
	Own     Origin = "own"     // kept by the member
	Learned Origin = "learned" // from earlier remarks
	Body    Origin = "body"    // of the scheme
)

// Phrase is one stock phrase.
type Phrase struct {
	Text   string `json:"text" yaml:"text"`
	Use    Use    `json:"use,omitempty" yaml:"use,omitempty"`
	Origin Origin `json:"origin,omitempty" yaml:"-"`
	Uses   int    `json:"uses,omitempty" yaml:"-"` // earlier remarks that have it
	Filled string `json:"filled,omitempty" yaml:"-"`
}

// MaxText is the longest phrase, in characters.
const MaxText = 500

// Values fill the placeholders for one item; an empty one is not known.
type Values struct {
	Evidence string // {資料}: number of the document
	Page     string // {頁}
	Answer   string // {値}: what was disclosed
	Item     string // {項目}: its title
	Level    string // {要件}: the required level
}

// Fill puts the values into a phrase.
func Fill(text string, v Values) string {
	var pairs []string
	for _, p := range []struct{ name, value string }{
		{"{資料}", v.Evidence}, {"{頁}", v.Page}, {"{値}", v.Answer}, {"{項目}", v.Item}, {"{要件}", v.Level},
	} {
		if p.value != "" {
			pairs = append(pairs, p.name, p.value)
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Remark is an earlier text with the values it may have been written with.
type Remark struct {
	Text   string
	Use    Use
	Values Values
}

var (
	sentence = regexp.MustCompile(`[^。．\n]+[。．]?`)
	document = regexp.MustCompile(`(?:根拠資料|添付資料|資料|別紙|別添)[0-9０-９]+`)
	page     = regexp.MustCompile(`(?:[pP]\.?|第)?[0-9０-９]+(頁|ページ)|[pP]\.[0-9０-９]+`)
)

// Generalise turns what belongs to one item into placeholders: the evidence, the page and, where it stands there whole, the answer.
func Generalise(text string, v Values) string {
	if len([]rune(v.Answer)) > 1 {
		text = strings.ReplaceAll(text, v.Answer, "{値}")
	}
	if len([]rune(v.Item)) > 1 {
		text = strings.ReplaceAll(text, v.Item, "{項目}")
	}
	text = document.ReplaceAllString(text, "{資料}")
	return page.ReplaceAllStringFunc(text, func(s string) string {
		if m := page.FindStringSubmatch(s); m[1] != "" {
			return "{頁}" + m[1]
		}
		return "p.{頁}"
	})
}

// LeastUses is how often a sentence has to stand in earlier remarks to be learned.
const LeastUses = 2

// Learn returns the sentences that earlier remarks have in common, the most used first. A sentence counts once for each remark; width and
// white space make no difference.
func Learn(earlier []Remark) []Phrase {
	counted := map[string]*Phrase{}
	var order []string
	for _, r := range earlier {
		inThis := map[string]bool{}
		for _, s := range sentence.FindAllString(Generalise(r.Text, r.Values), -1) {
			s = strings.TrimSpace(s)
			key := string(r.Use) + "\n" + Key(s)
			if n := len([]rune(s)); n < 4 || n > MaxText || inThis[key] {
				continue
			}
			inThis[key] = true
			if counted[key] == nil {
				counted[key] = &Phrase{Text: s, Use: r.Use, Origin: Learned}
				order = append(order, key)
			}
			counted[key].Uses++
		}
	}
	var out []Phrase
	for _, key := range order {
		if counted[key].Uses >= LeastUses {
			out = append(out, *counted[key])
		}
	}
	slices.SortStableFunc(out, func(a, b Phrase) int { return cmp.Compare(b.Uses, a.Uses) })
	return out
}

// Key is a phrase without what makes no difference.
func Key(text string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(text)), "")
}

// Offer puts the phrases of all origins in the order in which they are offered, each text once, without those the member dropped, filled
// with an item's values.
func Offer(v Values, dropped []string, lists ...[]Phrase) []Phrase {
	seen := map[string]bool{}
	for _, text := range dropped {
		seen[Key(text)] = true
	}
	var out []Phrase
	for _, l := range lists {
		for _, p := range l {
			if k := Key(p.Text); k != "" && !seen[k] {
				seen[k] = true
				p.Filled = Fill(p.Text, v)
				out = append(out, p)
			}
		}
	}
	return out
}
