package widget

// UndoTyping takes back what was typed last into the field and reports whether there was anything. What another item's text was is never
// reached: SetText begins anew.
func (e *Entry) UndoTyping() bool {
	was := e.Text
	e.Undo()
	return e.Text != was
}

// RedoTyping types again what was taken back last and reports whether there was anything.
func (e *Entry) RedoTyping() bool {
	was := e.Text
	e.Redo()
	return e.Text != was
}
