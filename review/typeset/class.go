package typeset

// class is what the breaking rules see of a character.
type class uint8

const (
	ideograph   class = iota // kanji, kana and whatever else may be broken around
	space                    // swallowed at the end of a line
	newline                  // ends the line
	opener                   // may not end a line
	closer                   // may not begin a line; its right half is space
	stop                     // 、。，． may not begin a line; may hang
	middle                   // ・：；？！ may not begin a line
	clinger                  // small kana, ー, repeat marks: may not begin a line
	pair                     // … ‥ ―: two of the same are not parted
	latin                    // letters of a word that is not parted
	digit                    // of any width
	prefix                   // ￥ ＄ №: not parted from a number that follows
	postfix                  // ％ ℃ ′: not parted from a number before
	mark                     // stands on the character before: combining marks, variation selectors, joiners
	glue                     // no-break space and word joiner
	latinOpener              // ( [ { inside Latin text
	latinCloser              // ) ] } , . ! ? : ; inside Latin text
	hyphen                   // - and its like: a word may be broken after it
)

const classes = 18

// The characters of the classes that are lists. Everything else is decided by range in wide and low.
const (
	openers    = "（［｛〔〈《「『【〖〘〝“‘｟«"
	closers    = "）］｝〕〉》」』】〗〙〟”’｠»"
	stops      = "、。，．､｡"
	middles    = "・：；？！‼⁇⁈⁉･"
	clingers   = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿーｰ々〻ヽヾゝゞ〜～゠–ｧｨｩｪｫｬｭｮｯﾞﾟ゛゜〃"
	pairs      = "…‥—―"
	prefixes   = "￥¥＄$￡£＃№€"
	postfixes  = "％%‰℃℉°′″￠㎡㎥㌔㍑㎏㎝㎞㎜㎎"
	latinOpens = "([{"
	latinEnds  = ")]},.!?:;"
)

var table = buildTable()

// page is 256 classes of one block of the basic plane.
type page [256]class

// buildTable makes the class of every character of the basic plane, shared page by page.
func buildTable() *[256]*page {
	plain, word := &page{}, &page{}
	for i := range word {
		word[i] = latin
	}
	var t [256]*page
	for i := range t {
		t[i] = plain
		if i < 0x20 { // every alphabet below the punctuation block is written in words
			t[i] = word
		}
	}
	set := func(r rune, c class) {
		hi := r >> 8
		if t[hi] == plain || t[hi] == word {
			own := *t[hi]
			t[hi] = &own
		}
		t[hi][r&0xff] = c
	}
	span := func(lo, hi rune, c class) {
		for r := lo; r <= hi; r++ {
			set(r, c)
		}
	}
	span('0', '9', digit)
	span('０', '９', digit)
	span(0x2150, 0x2189, digit)
	span('Ａ', 'Ｚ', latin)
	span('ａ', 'ｚ', latin)
	span(0x0300, 0x036F, mark)
	span(0x20D0, 0x20FF, mark)
	span(0x3099, 0x309A, mark)
	span(0xFE00, 0xFE0F, mark)
	span(0x200B, 0x200F, mark)
	span(0x2060, 0x2064, mark)
	set(0xFEFF, mark)
	span(0x2000, 0x200A, space)
	for _, r := range " \t　" {
		set(r, space)
	}
	for _, r := range "\n\r\v\f\u0085\u2028\u2029" {
		set(r, newline)
	}
	set(0x00A0, glue)
	set(0x2007, glue)
	set(0x202F, glue)
	for _, r := range "-\u00AD\u2010‑/_" {
		set(r, hyphen)
	}
	for _, l := range []struct {
		chars string
		class class
	}{
		{openers, opener},
		{closers, closer},
		{stops, stop},
		{middles, middle},
		{clingers, clinger},
		{pairs, pair},
		{prefixes, prefix},
		{postfixes, postfix},
		{latinOpens, latinOpener},
		{latinEnds, latinCloser},
	} {
		for _, r := range l.chars {
			set(r, l.class)
		}
	}
	return &t
}

func classOf(r rune) class {
	if uint32(r) < 0x10000 {
		return table[r>>8][r&0xff]
	}
	if r >= 0xE0100 && r <= 0xE01EF || r >= 0x1F3FB && r <= 0x1F3FF {
		return mark
	}
	return ideograph
}

// Mark reports whether r stands on the character before it and has no width of its own.
func Mark(r rune) bool { return classOf(r) == mark }

// Newline reports whether r ends a line wherever it stands.
func Newline(r rune) bool { return classOf(r) == newline }

// Space reports whether r is white space that a line end swallows.
func Space(r rune) bool { return classOf(r) == space }
