package screen

import "shinsa/review"

// Files opens what a person chose and writes where a person said. The window implements it; nothing else of the screens touches a disk.
type Files interface {
	// Open opens files for reading; a folder means every file in it. Call done when they are no longer needed.
	Open(paths ...string) (in []review.Incoming, done func(), err error)
	// Outbox writes into a folder and reads back what it wrote; an empty folder means the usual one.
	Outbox(folder string) (review.Outbox, error)
	// BrowseFile opens the toolkit's file dialog: for the button beside a field in which a path can be typed as well.
	BrowseFile(extensions []string, f func(path string))
	// BrowseFolder opens the toolkit's folder dialog.
	BrowseFolder(f func(path string))
	// Folder is the usual folder for finished files.
	Folder() string
}

// Teller says in a line of the window what has just happened, where a dialog would be too much.
type Teller interface {
	// Tell says what is going on.
	Tell(words string)
	// Done says that something was finished.
	Done(words string)
}
