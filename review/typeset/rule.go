package typeset

// The rules between two neighbours. rules[a][b] reports whether a line may be broken between a character of class a and one of class b.
var rules = buildRules()

func buildRules() *[classes][classes]bool {
	var t [classes][classes]bool
	word := map[class]bool{latin: true, digit: true, latinOpener: true, latinCloser: true, hyphen: true, prefix: true, postfix: true}
	for a := range class(classes) {
		for b := range class(classes) {
			t[a][b] = allowed(a, b, word)
		}
	}
	return &t
}

func allowed(a, b class, word map[class]bool) bool {
	switch b {
	case closer, stop, middle, clinger, postfix, mark, glue, latinCloser:
		return false
	case hyphen: // a line may begin with a hyphen only where a new word does: an option, a negative number
		return a == space
	case space, newline: // the break comes after white space, never before
		return false
	}
	switch {
	case a == glue || a == opener || a == latinOpener:
		return false
	case a == space || a == newline:
		return true
	case a == prefix && b == digit:
		return false
	case a == hyphen:
		return b != digit && b != hyphen && b != latin // softened in canBreak
	case word[a] && word[b]:
		return false
	}
	return true
}

// canBreak reports whether a line may start at i.
func canBreak(cs []class, text []rune, i int) bool {
	a, b := cs[i-1], cs[i]
	if a == mark {
		switch text[i-1] {
		case '\u200D', '\u2060', '\uFEFF': // joiners
			return false
		}
		a = base(cs, i-1)
	}
	if a == closer && b == latin && text[i-1] == '’' && i >= 2 && cs[i-2] == latin { // an apostrophe
		return false
	}
	if a == pair && b == pair {
		return text[i-1] != text[i]
	}
	if a == hyphen && b == latin {
		return text[i-1] == '-' && i >= 3 && cs[i-2] == latin && cs[i-3] == latin
	}
	return rules[a][b]
}

// base is the class of the character that marks up to i stand on.
func base(cs []class, i int) class {
	for ; i > 0; i-- {
		if cs[i] != mark {
			return cs[i]
		}
	}
	return cs[0]
}

// softEnd reports whether a word too long for a line may be cut after this character, as an address is after its slashes.
func softEnd(c class, r rune) bool {
	switch c {
	case hyphen:
		return true
	case latinCloser:
		return r == '.' || r == ',' || r == ':' || r == '?'
	case latin:
		return r == '&' || r == '=' || r == '@'
	}
	return false
}
