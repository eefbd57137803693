package intake

import (
	"shinsa/ui/present"
	"shinsa/ui/widget"
)

// shownNames is how many names the question shows; the findings beside it have all of them.
const shownNames = 8

// confirmNames goes on at once, or after a person has read the names that were converted from another code page and found them right.
func (s *Screen) confirmNames(then func()) {
	t := s.host.Text()
	names := present.DecodedNames(s.read)
	if len(names) == 0 {
		then()
		return
	}
	body := append([]string{t.T("intake.names_body")}, names[:min(len(names), shownNames)]...)
	if more := len(names) - shownNames; more > 0 {
		body = append(body, t.N("intake.names_more", more))
	}
	widget.Ask(s.host.Canvas(), widget.Question{
		Title: t.T("intake.names_title"), Body: body, Grave: true, Do: t.T("intake.names_yes"), Not: t.T("intake.names_not"),
		Act: func(string) string { then(); return "" },
	})
}
