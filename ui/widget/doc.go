// Package widget holds the parts screens are set from: paragraphs broken by Japanese rules, buttons, choices, chips, panes, sheets.
//
// Rules that hold here. A widget knows nothing of cases: it takes words and values and calls back. Nothing is chosen before a person
// chose it. Every control can be reached and worked with the keyboard, shows that it has the keyboard by a ring, and passes keys it
// does not use on (RouteKey), so that the screen's keys work wherever the focus is. Colour never carries a meaning alone. Height
// follows width (Flowing): text is broken for the width it gets before its height is asked for.
package widget
