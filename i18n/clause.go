package i18n

import (
	"regexp"
	"strings"
)

// clauseForm is how the program cites a clause: article, paragraph, item, as in "4-1(1)", "17(3)" or "9-2".
var clauseForm = regexp.MustCompile(`^(\d{1,2})(?:-(\d{1,2}))?(?:\((\d{1,2})\))?$`)

// Clause returns a citation in words: "4-1(1)" is 第4条第1項第1号, in English "Art. 4-1(1)". A citation in another form, such as
// 附則, is returned as it is.
func (t *Text) Clause(cite string) string {
	m := clauseForm.FindStringSubmatch(cite)
	if m == nil {
		return cite
	}
	article, paragraph, item := m[1], m[2], m[3]
	var b strings.Builder
	b.WriteString(t.T("clause.article", "article", article))
	if paragraph != "" {
		b.WriteString(t.T("clause.paragraph", "paragraph", paragraph))
	}
	if item != "" {
		b.WriteString(t.T("clause.item", "item", item))
	}
	return b.String()
}
