// Package ui is the window: the frame around every screen, and the way from one to the next.
//
// The frame shows whose desk it is, which case is at hand and that everything is saved; it offers the screens a desk has, runs their
// actions from menus, keys and the palette alike, takes files dropped anywhere, says what was refused and what to do about it, and
// shows work in the background with a way to stop it. It decides no rule and keeps nothing of a case: what it remembers between two
// starts is how the window looks (outside the desk, because it is needed before the desk is open) and where the person stood (inside
// the desk, encrypted).
//
// Everything the frame offers is a menu item, because the toolkit passes shortcuts of menu items on from text fields and no others.
package ui
