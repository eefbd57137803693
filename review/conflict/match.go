package conflict

import (
	"slices"
	"strings"

	"shinsa/review/ident"
)

// Find returns the possible conflicts between a member's profile and a cover, pins first, then in the order of the profile. It only
// points: nothing follows from a match until a person confirms it.
func Find(p *Profile, c *Cover) []Match {
	f := finder{p: p, c: c, seen: map[ident.Digest]bool{}, names: names{}}
	for _, pin := range c.Pins {
		f.put(pinned(pin))
	}
	f.own()
	f.kin()
	f.assets()
	return f.found
}

// Carry keeps what was decided before about the same matches, so that a dismissed one does not come back. A pinned one is always
// answered anew.
func Carry(found, earlier []Match) []Match {
	return decide(found, earlier, func(m Match) bool { return !m.Pinned })
}

// CarryOver keeps, of what was decided in earlier declarations, oldest first, what was dismissed last: with its reason and the day of that
// declaration, so that the member sees where the answer comes from and can change it. What was confirmed is declared anew, with its details.
func CarryOver(found []Match, earlier []Declaration) []Match {
	last := map[ident.Digest]Match{}
	for _, d := range earlier {
		for _, m := range d.Matches {
			m.Since = d.On
			last[m.ID] = m
		}
	}
	var dismissed []Match
	for _, m := range last {
		if m.State == Dismissed {
			dismissed = append(dismissed, m)
		}
	}
	return decide(found, dismissed, func(m Match) bool { return !m.Pinned })
}

// Answer puts a member's answers to what was found. What was found stays as it was found, whatever an answer says of it; an answer about
// what is found no longer stays as it was given, and one about nothing at all is left out.
func Answer(found, given []Match) []Match {
	out := decide(found, given, func(Match) bool { return true })
	for _, m := range given {
		if m.Theirs != "" && !slices.ContainsFunc(found, func(f Match) bool { return f.ID == m.ID }) {
			out = append(out, m)
		}
	}
	return out
}

// decide puts decisions to the matches that may take them.
func decide(found, decided []Match, may func(Match) bool) []Match {
	by := make(map[ident.Digest]Match, len(decided))
	for _, m := range decided {
		by[m.ID] = m
	}
	out := slices.Clone(found)
	for i, m := range out {
		if o, ok := by[m.ID]; ok && may(m) && (o.State != m.State || o.Reason != m.Reason) {
			out[i].State, out[i].Reason, out[i].Since = o.State, o.Reason, o.Since
		}
	}
	return out
}

// pinned returns the match that stands for a pin.
func pinned(p Pin) Match {
	m := Match{Kind: p.Kind, Part: PartPin, How: ByPin, Theirs: p.Party, Mine: p.Reason, Pinned: true}
	m.ID = idOf(m)
	return m
}

// idOf names a match by what matched, not by how: a better way to find it must not bring a dismissed one back.
func idOf(m Match) ident.Digest {
	return ident.Sum([]byte(strings.Join([]string{string(m.Kind), string(m.Part), Fold(m.Mine), Fold(m.Theirs)}, "\n")))
}

type finder struct {
	p     *Profile
	c     *Cover
	found []Match
	seen  map[ident.Digest]bool
	names names
}

func (f *finder) put(m Match) {
	m.ID = idOf(m)
	if !f.seen[m.ID] {
		f.seen[m.ID] = true
		f.found = append(f.found, m)
	}
}

// own compares the member's name with the officers and the member's posts with every company.
func (f *finder) own() {
	f.person(Post, f.p.Name, f.p.Kana)
	f.holder(Shares, f.p.Name)
	for _, post := range f.p.Posts {
		mine := Company{Name: post.Organization, CorporateNumber: post.CorporateNumber}
		f.company(Post, mine)
		for _, rival := range f.c.Competitors {
			f.compare(Competitor, PartCompetitor, mine, rival)
		}
	}
}

func (f *finder) kin() {
	for _, k := range f.p.Kin {
		f.person(KinPost, k.Name, "")
		f.holder(KinPost, k.Name)
		f.company(KinPost, Company{Name: k.Organization, CorporateNumber: k.CorporateNumber})
	}
}

func (f *finder) assets() {
	for _, h := range f.p.Shares {
		f.company(Shares, Company{Name: h.Company, CorporateNumber: h.CorporateNumber})
	}
	for _, m := range f.p.Money {
		f.company(Money, Company{Name: m.From})
	}
	for _, w := range f.p.Work {
		f.compare(JointWork, PartService, Company{Name: w.Name}, Company{Name: f.c.Service})
		f.company(JointWork, Company{Name: w.With})
	}
}

// company compares a company of the profile with the operator and its group.
func (f *finder) company(k Kind, mine Company) {
	reads := func(mine string) bool {
		kana := Fold(f.c.OperatorKana)
		how, ok := soundAlike(mine, kana)
		return mine == kana || kana != "" && ok && how == ByKana
	}
	if slices.ContainsFunc(f.names.spellings(mine.Name), reads) {
		f.put(Match{Kind: k, Part: PartOperator, How: ByKana, Mine: mine.Name, Theirs: f.c.Operator})
	}
	f.compare(k, PartOperator, mine, Company{Name: f.c.Operator, CorporateNumber: f.c.CorporateNumber})
	for _, g := range f.c.Group {
		f.compare(k, PartGroup, mine, g)
	}
}

func (f *finder) compare(k Kind, part Part, mine, theirs Company) {
	if how, ok := f.names.same(mine, theirs); ok {
		f.put(Match{Kind: k, Part: part, How: how, Mine: mine.Name, Theirs: theirs.Name})
	}
}

func (f *finder) person(k Kind, name, kana string) {
	for _, o := range f.c.Officers {
		how := How("")
		switch {
		case share(people(name), people(o.Name)):
			how = ByName
		case share(people(kana), people(o.Kana)), share(people(kana), people(o.Name)), share(people(name), people(o.Kana)),
			heard(name, o.Kana), heard(kana, o.Name), heard(name, o.Name):
			how = ByKana
		default:
			continue
		}
		f.put(Match{Kind: k, Part: PartOfficer, How: how, Mine: name, Theirs: o.Name})
	}
}

// holder compares a person with the group, where those who hold shares stand beside companies. An officer who holds shares is found once.
func (f *finder) holder(k Kind, name string) {
	for _, g := range f.c.Group {
		known := func(m Match) bool {
			return m.Kind == k && m.Part == PartOfficer && m.Mine == name && share(people(m.Theirs), people(g.Name))
		}
		if !slices.ContainsFunc(f.found, known) && share(people(name), people(g.Name)) {
			f.put(Match{Kind: k, Part: PartGroup, How: ByName, Mine: name, Theirs: g.Name})
		}
	}
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// names keeps the spellings of companies: every one of a profile is held against every one of a cover.
type names map[string][]string

func (n names) spellings(text string) []string {
	known, ok := n[text]
	if !ok {
		known = spellings(text)
		n[text] = known
	}
	return known
}

// same says how two companies match, if they do: the surest way that any of their names do. Two different corporate numbers settle
// that they are two companies, however alike their names are, as long as both are numbers that exist: a slip in one must not hide a match.
func (n names) same(a, b Company) (How, bool) {
	x, y := number(a.CorporateNumber), number(b.CorporateNumber)
	switch {
	case x == "" || y == "":
	case x == y || strings.HasSuffix(x, y) || strings.HasSuffix(y, x):
		return ByNumber, true
	case ident.CorporateNumberHolds(x) && ident.CorporateNumberHolds(y):
		return "", false
	}
	found := How("")
	for _, mine := range n.spellings(a.Name) {
		for _, theirs := range n.spellings(b.Name) {
			how, ok := alike(mine, theirs)
			if !ok {
				how, ok = soundAlike(mine, theirs)
			}
			if ok && (found == "" || slices.Index(surest, how) < slices.Index(surest, found)) {
				found = how
			}
		}
	}
	return found, found != ""
}

// surest are the ways two names match, surest first.
var surest = []How{ByName, ByKana, ByPart, ByNear}

// number is the digits of a corporate number, however it is written; "" for what is too short to be one. The twelve digits of the
// commercial register (会社法人等番号) are its end, and an invoice number (T and the number) has it too.
func number(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, compatible(s))
	if len(digits) < 12 {
		return ""
	}
	return digits
}
