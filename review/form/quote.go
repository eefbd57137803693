package form

import (
	"regexp"
	"strings"
)

// The marks that mail programs set before the lines of a letter that is answered; each may be followed by one blank.
var (
	quotedHead = regexp.MustCompile(`(?m)^((?:[ \t]*[>＞])+)[ \t　]*【` + version + `】`)
	quoteMark  = regexp.MustCompile(`^[ \t]*[>＞] ?`)
)

// unquoted takes the marks of quotation from the lines of a form that was answered by mail: as many as stand before its first field. A line
// with fewer was written by whoever answered, and keeps what it has. Every line keeps its number.
func unquoted(text string) string {
	m := quotedHead.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	depth := strings.Count(m[1], ">") + strings.Count(m[1], "＞")
	lines := strings.Split(text, "\n")
	for i := range lines {
		for range depth {
			lines[i] = lines[i][len(quoteMark.FindString(lines[i])):]
		}
		lines[i] = strings.TrimPrefix(lines[i], "\ufeff") // the mark that a form begins with
	}
	return strings.Join(lines, "\n")
}
