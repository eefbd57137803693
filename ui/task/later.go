package task

import (
	"time"

	"fyne.io/fyne/v2"
)

// After runs f on the window's thread when wait has passed, unless stop was called before.
func After(wait time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(wait, func() { fyne.Do(f) })
	return func() { t.Stop() }
}
