package viewer

import (
	"errors"

	"fyne.io/fyne/v2"

	"shinsa/review/fault"
	"shinsa/ui/widget"
)

// lock asks for the password of a document that does not open without. What is typed is handed on and forgotten.
type lock struct {
	field *widget.Entry
	row   *fyne.Container
	try   func(password string)
}

func (v *Viewer) composeLock() {
	t := v.text
	k := &v.lock
	k.field = widget.NewSecret(t.T("viewer.password"))
	k.field.OnSubmitted = func(string) { v.unlock() }
	k.field.OnEscape = func() { widget.Unfocus(v.content) }
	k.row = widget.Narrow(30, widget.Cells(6, []widget.Cell{{Share: 1}, {}}, k.field, widget.NewButton(t.T("viewer.unlock"), v.unlock)))
	k.row.Hide()
}

// locked reports whether an error is a document that wants a password, or another one.
func locked(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && (f.Code == "evidence_password" || f.Code == "evidence_password_wrong")
}

// askPassword shows the field below the words that say why. Who has tried one stays in it.
func (v *Viewer) askPassword(again bool, try func(password string)) {
	v.lock.try = try
	v.lock.row.Show()
	v.content.Refresh()
	if again {
		widget.Focus(v.lock.field)
	}
}

func (v *Viewer) unlock() {
	word, try := v.lock.field.Text, v.lock.try
	if word == "" || try == nil {
		return
	}
	v.hideLock()
	try(word)
}

// hideLock forgets what was typed.
func (v *Viewer) hideLock() {
	v.lock.try = nil
	v.lock.field.SetText("")
	v.lock.row.Hide()
}
