package conflict

import (
	"strings"
	"unicode/utf8"

	"shinsa/review/ident"
)

// Letters that a folded name needs before a part of it, or a name one letter away, is worth a person's look.
const (
	minPart = 3
	minNear = 5
)

// Find returns the possible conflicts between a member's profile and a cover, pins first, then in the order of the profile. It only
// points: nothing follows from a match until a person confirms it.
func Find(p *Profile, c *Cover) []Match {
	f := finder{p: p, c: c, seen: map[ident.Digest]bool{}}
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
	old := make(map[ident.Digest]Match, len(earlier))
	for _, m := range earlier {
		old[m.ID] = m
	}
	out := make([]Match, len(found))
	for i, m := range found {
		if o, ok := old[m.ID]; ok && !m.Pinned {
			m.State, m.Reason = o.State, o.Reason
		}
		out[i] = m
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
	if read := Fold(f.c.OperatorKana); read != "" && read == Fold(mine.Name) {
		f.put(Match{Kind: k, Part: PartOperator, How: ByKana, Mine: mine.Name, Theirs: f.c.Operator})
	}
	f.compare(k, PartOperator, mine, Company{Name: f.c.Operator, CorporateNumber: f.c.CorporateNumber})
	for _, g := range f.c.Group {
		f.compare(k, PartGroup, mine, g)
	}
}

func (f *finder) compare(k Kind, part Part, mine, theirs Company) {
	if how, ok := sameCompany(mine, theirs); ok {
		f.put(Match{Kind: k, Part: part, How: how, Mine: mine.Name, Theirs: theirs.Name})
	}
}

func (f *finder) person(k Kind, name, kana string) {
	for _, o := range f.c.Officers {
		how := How("")
		switch {
		case Fold(name) != "" && Fold(name) == Fold(o.Name):
			how = ByName
		case Fold(kana) != "" && Fold(kana) == Fold(o.Kana):
			how = ByKana
		default:
			continue
		}
		f.put(Match{Kind: k, Part: PartOfficer, How: how, Mine: name, Theirs: o.Name})
	}
}

// sameCompany says how two companies match, if they do. Two different corporate numbers settle that they are two companies, however
// alike their names are.
func sameCompany(a, b Company) (How, bool) {
	x, y := Fold(a.CorporateNumber), Fold(b.CorporateNumber)
	if x != "" && y != "" {
		return ByNumber, x == y
	}
	n, m := Fold(a.Name), Fold(b.Name)
	short := min(utf8.RuneCountInString(n), utf8.RuneCountInString(m))
	switch {
	case n == "" || m == "":
		return "", false
	case n == m:
		return ByName, true
	case short >= minPart && (strings.Contains(n, m) || strings.Contains(m, n)):
		return ByPart, true
	case short >= minNear && near(n, m):
		return ByNear, true
	}
	return "", false
}
