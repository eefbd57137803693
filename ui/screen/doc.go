// Package screen is the contract between the window and its screens; each screen has its own package below this one.
//
// A screen is a verb of the person: walk, opine, decide. Its package has
//
//	New(desk Desk, host screen.Host, at route.Route) *Screen
//
// where Desk is an interface the screen declares with only the methods it calls. New composes and reads nothing from the disk; Reload
// reads, off the window's thread where it can take long (host.Tasks), and shows. The screen decides no rule: it asks the desk, puts the
// answer into words with package present, and calls back.
//
// What a screen can do it lists as Actions: the window makes menu items, the palette (Ctrl+K) and key hints of them, and runs one when
// its key is pressed outside a text field. There is no key without an action and no action only the pointer can reach.
//
// Nothing typed waits: a screen saves through the desk and calls host.Saving before and host.Saved or host.Unsaved after. Leave flushes
// what is still on its way.
package screen
