package screen

import (
	"time"

	"fyne.io/fyne/v2"

	"shinsa/i18n"
	"shinsa/review"
	"shinsa/ui/route"
	"shinsa/ui/task"
)

// Screen is one place of the window.
type Screen interface {
	// Content returns what the window shows, the same object every time.
	Content() fyne.CanvasObject
	// Reload reads everything anew and shows it.
	Reload()
}

// Actor is a screen that offers actions.
type Actor interface {
	// Actions returns what can be done now, in the order of the menu.
	Actions() []Action
}

// Entrant is a screen that wants the keyboard somewhere when it is shown.
type Entrant interface {
	// Enter is called after Content is in the window.
	Enter()
}

// Mover is a screen that can go to another place within itself: the same screen and case.
type Mover interface {
	// Move shows another item, document or page and returns true, or returns false when a new screen is needed.
	Move(route.Route) bool
}

// Leaver is a screen with something to finish before it goes.
type Leaver interface {
	// Leave flushes what was typed to the desk. It returns when that is durable or was refused. It may be called while the screen
	// stays.
	Leave()
}

// Closer is a screen that holds something, such as an open document.
type Closer interface {
	// Close releases it; the screen is not shown again.
	Close()
}

// Dropper is a screen that takes files dropped on the window.
type Dropper interface {
	// Drop takes the files and returns true, or returns false when they are not for this screen: the window then takes them itself.
	Drop(paths []string) bool
}

// Host is the window around a screen. All methods belong to the window's thread.
type Host interface {
	route.Navigator
	// Text is the language of the window.
	Text() *i18n.Text
	// Canvas is where dialogs and sheets open.
	Canvas() fyne.Canvas
	// Tasks starts work that takes long; the window shows it with its progress and a cancel.
	Tasks() *task.Runner
	// Saving says that a change is on its way to the disk.
	Saving()
	// Saved says that every change up to this instant is on disk.
	Saved(at time.Time)
	// Unsaved says that a change is not on disk; the window keeps saying so until Saved is called.
	Unsaved(err error)
	// Problem tells the person what was refused or failed, and what to do next.
	Problem(err error)
	// Overlook is told of what failed and lost nothing that anybody typed, such as where a person stood: it goes to the log and keeps nobody from
	// working.
	Overlook(err error)
	// Clause shows an article of the rules in a side sheet; cite is as in findings, such as "4-1(1)".
	Clause(cite string)
	// ChooseFile asks for a file with one of the extensions (".dossier") and calls f with its path, unless the person thinks better.
	ChooseFile(extensions []string, f func(path string))
	// ChooseFolder asks where finished files are to go and calls f, unless the person thinks better.
	ChooseFolder(f func(review.Outbox))
	// Receive takes files in as if they had been dropped on the window.
	Receive(paths []string)
	// OpenFile shows a finished file in the system's own viewer.
	OpenFile(path string)
}
