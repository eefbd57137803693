package ui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"shinsa/i18n"
)

// toolkitWords are the words of the toolkit's own file dialog and menus, and the keys of our words for them.
var toolkitWords = map[string]string{
	"Advanced": "toolkit.advanced", "Cancel": "toolkit.cancel", "Confirm": "toolkit.confirm", "Copy": "toolkit.copy",
	"Create Folder": "toolkit.create_folder", "Cut": "toolkit.cut", "Enter filename": "toolkit.enter_filename", "Error": "toolkit.error",
	"Favourites": "toolkit.favourites", "File": "toolkit.file", "Folder": "toolkit.folder", "New Folder": "toolkit.new_folder",
	"No": "toolkit.no", "OK": "toolkit.ok", "Open": "toolkit.open", "Paste": "toolkit.paste", "Quit": "toolkit.quit", "Redo": "toolkit.redo",
	"Save": "toolkit.save", "Select all": "toolkit.select_all", "Show Hidden Files": "toolkit.hidden_files", "Undo": "toolkit.undo",
	"Yes": "toolkit.yes", "file.name": "toolkit.name", "file.parent": "toolkit.parent",
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
