package ui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"shinsa/i18n"
)

// toolkitWords are the words of the toolkit's own menus and dialogs, and the keys of our words for them.
var toolkitWords = map[string]string{
	"Cancel": "toolkit.cancel", "Confirm": "toolkit.confirm", "Copy": "toolkit.copy",
	"Cut": "toolkit.cut", "Error": "toolkit.error", "File": "toolkit.file",
	"No": "toolkit.no", "OK": "toolkit.ok", "Open": "toolkit.open", "Paste": "toolkit.paste", "Quit": "toolkit.quit", "Redo": "toolkit.redo",
	"Save": "toolkit.save", "Select all": "toolkit.select_all", "Undo": "toolkit.undo",
	"Yes": "toolkit.yes",
}

// speak gives the toolkit its words in the language of the window. The toolkit looks them up by the locale of the machine, whatever
// language the window speaks, so they are put there.
func speak(t *i18n.Text) error {
	words := make(map[string]string, len(toolkitWords))
	for theirs, ours := range toolkitWords {
		words[theirs] = t.T(ours)
	}
	b, err := json.Marshal(words)
	if err != nil {
		return fmt.Errorf("write toolkit words: %w", err)
	}
	if err := lang.AddTranslationsForLocale(b, lang.SystemLocale()); err != nil {
		return fmt.Errorf("give toolkit its words: %w", err)
	}
	return nil
}
