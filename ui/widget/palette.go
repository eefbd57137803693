package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shinsa/ui/present"
	"shinsa/ui/theme"
)

// Command is an act the palette offers.
type Command struct {
	Word    string // 次の未確認へ
	Reading string // つぎのみかくにんへ, and the English word: what a search also matches
	Key     string // its shortcut, shown beside it
	Why     string // why it cannot be done now; "" when it can
	Run     func()
}

// Palette is the list of every act, found by typing.
type Palette struct {
	overlay  *overlay
	commands []Command
	found    []Command
	at       int
	field    *Entry
	list     *List
	none     *Paragraph
	whole    *Paragraph // of the command at hand, where its row is too narrow for it
	foot     fyne.CanvasObject
	body     *fyne.Container
}

// PaletteWords are the words around a palette.
type PaletteWords struct{ Placeholder, Nothing string }

// OpenPalette shows the commands over the window. Typing narrows them; the arrow keys move, Return runs, Esc closes.
func OpenPalette(c fyne.Canvas, words PaletteWords, commands []Command) *Palette {
	p := &Palette{commands: commands, found: commands, none: NewNote(words.Nothing), whole: Full("")}
	p.field = NewEntry(words.Placeholder, p.search)
	p.field.OnMove = p.move
	p.field.OnSubmitted = func(string) { p.run() }
	p.field.OnEscape = func() { p.overlay.close() }
	p.list = NewList(func() int { return len(p.found) }, newCommandRow, p.fill)
	p.list.OnOpen = func(row int) { p.at = row; p.run() }
	p.list.OnMove, p.list.Current, p.list.OnEnter = p.move, func() int { return p.at }, p.run
	p.none.Hide()
	p.foot = Inset(commandInset, 8, p.whole)
	p.body = Between(Column(8, p.field, p.none), p.foot, p.list)
	p.overlay = openOverlay(c, leaf{body: Tall(400*fynetheme.Size(Body)/bodyAt100, p.body), at: atTop, width: 620})
	p.tellWhole()
	c.Focus(p.field)
	return p
}

// Found returns the words of the commands the search left, in order.
func (p *Palette) Found() []string {
	words := make([]string, len(p.found))
	for i, c := range p.found {
		words[i] = c.Word
	}
	return words
}

func (p *Palette) search(text string) {
	p.found, p.at = Search(p.commands, text), 0
	if len(p.found) == 0 {
		p.none.Show()
	} else {
		p.none.Hide()
	}
	p.list.Refresh()
	p.list.ScrollToTop()
	p.tellWhole()
}

// tellWhole says below the list what the row at hand is too narrow for.
func (p *Palette) tellWhole() {
	words := ""
	if p.at < len(p.found) && !fits(p.found[p.at], p.list.Size().Width) {
		words = p.found[p.at].Word
	}
	p.whole.Set(words)
	Visible(p.foot, words != "")
	p.body.Refresh()
}

func (p *Palette) move(by int) {
	if n := len(p.found); n > 0 {
		p.at = min(max(p.at+by, 0), n-1)
		p.list.ScrollTo(p.at)
		p.list.Refresh()
		p.tellWhole()
	}
}

func (p *Palette) run() {
	if p.at >= len(p.found) || p.found[p.at].Why != "" {
		return
	}
	f := p.found[p.at].Run
	p.overlay.close()
	if f != nil {
		f()
	}
}

func (p *Palette) fill(row int, o fyne.CanvasObject) {
	c, r := p.found[row], o.(*commandRow)
	r.show(c, row == p.at)
}

// Search returns the commands in which every word of text occurs, in word or reading, whatever the width, case or kana of the letters; a
// reading is found by Latin letters too. Commands in which every word begins a word come first: "form" means the form, not "conforming".
func Search(commands []Command, text string) []Command {
	words := strings.Fields(present.Fold(text))
	kana := make([]string, len(words))
	for i, w := range words {
		kana[i] = present.Hiragana(w)
	}
	var first, rest []Command
	for _, c := range commands {
		hay := " " + present.Fold(c.Word+" "+c.Reading)
		all, begins := true, true
		for i, w := range words {
			has := func(before string) bool {
				return strings.Contains(hay, before+w) || kana[i] != "" && strings.Contains(hay, before+kana[i])
			}
			all, begins = all && has(""), begins && has(" ")
		}
		switch {
		case all && begins:
			first = append(first, c)
		case all:
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

type commandRow struct {
	Surface
	word, key *Line
}

const commandInset = 10

// side is what stands at the right end of a row.
func (c Command) side() string {
	if c.Why != "" {
		return c.Why
	}
	return c.Key
}

// fits reports whether a row of a width shows the whole command.
func fits(c Command, width float32) bool {
	word := fyne.MeasureText(c.Word, fynetheme.Size(Body), fyne.TextStyle{}).Width
	side := fyne.MeasureText(c.side(), fynetheme.Size(Caption), fyne.TextStyle{}).Width
	return width <= 0 || word+side+3*commandInset <= width
}

func newCommandRow() fyne.CanvasObject {
	r := &commandRow{word: NewAbridged("", Body, theme.ColorInk), key: Wide("", Caption, theme.ColorInkSoft)}
	r.Surface = Ground(theme.ColorPaper, Inset(commandInset, 5, Cells(commandInset, []Cell{{Share: 1}, {}}, r.word, r.key)))
	r.ExtendBaseWidget(r)
	return r
}

func (r *commandRow) show(c Command, current bool) {
	ground, ink := theme.ColorPaper, theme.ColorInk
	if current {
		ground = theme.ColorAccentSoft
	}
	if c.Why != "" {
		ink = theme.ColorInkSoft
	}
	r.SetColour(ground)
	r.word.Set(c.Word, ink)
	r.key.SetText(c.side())
	r.Refresh()
}
