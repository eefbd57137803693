package theme

import "fyne.io/fyne/v2"

// Icon names a small drawing of the interface. None of them stands without a word or a tooltip beside it.
type Icon string

// The icons.
const (
	IconChevronRight Icon = "chevron-right"
	IconChevronDown  Icon = "chevron-down"
	IconBoxEmpty     Icon = "box-empty"
	IconBoxTicked    Icon = "box-ticked"
	IconRoundEmpty   Icon = "round-empty"
	IconRoundFilled  Icon = "round-filled"
	IconDocument     Icon = "document"
	IconFolder       Icon = "folder"
	IconInbox        Icon = "inbox"
	IconSearch       Icon = "search"
	IconLock         Icon = "lock"
	IconSeal         Icon = "seal"
	IconLeft         Icon = "left"
	IconRight        Icon = "right"
	IconNote         Icon = "note"
	IconClose        Icon = "close"
	IconWarn         Icon = "warn"
	IconChanged      Icon = "changed"
	IconAsk          Icon = "ask"
)

// Resource returns the icon in the named colour.
func (i Icon) Resource(colour fyne.ThemeColorName) fyne.Resource {
	return tint{string(i), shapes[i], colour}
}

const (
	line  = `fill="none" stroke="#000000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`
	solid = `fill="#000000"`
)

var shapes = map[Icon]string{
	IconChevronRight: `<path d="M9 5.5 L15.5 12 L9 18.5" ` + line + `/>`,
	IconChevronDown:  `<path d="M5.5 9 L12 15.5 L18.5 9" ` + line + `/>`,
	IconBoxEmpty:     `<rect x="4" y="4" width="16" height="16" rx="2" ` + line + `/>`,
	IconBoxTicked:    `<rect x="4" y="4" width="16" height="16" rx="2" ` + line + `/><path d="M7.5 12.3 L10.8 15.6 L16.5 8.6" ` + line + `/>`,
	IconRoundEmpty:   `<circle cx="12" cy="12" r="8" ` + line + `/>`,
	IconRoundFilled:  `<circle cx="12" cy="12" r="8" ` + line + `/><circle cx="12" cy="12" r="4.2" ` + solid + `/>`,
	IconDocument:     `<path d="M6 3 H14 L19 8 V21 H6 Z M14 3 V8 H19 M9 12.5 H16 M9 16.5 H16" ` + line + `/>`,
	IconFolder:       `<path d="M3.5 6 H9.5 L12 8.5 H20.5 V19 H3.5 Z" ` + line + `/>`,
	IconInbox:        `<path d="M12 3 V13 M8 9.5 L12 13.5 L16 9.5 M4 14 V20 H20 V14" ` + line + `/>`,
	IconSearch:       `<circle cx="10.5" cy="10.5" r="6" ` + line + `/><path d="M15 15 L20 20" ` + line + `/>`,
	IconLock:         `<rect x="5" y="11" width="14" height="9" rx="1.5" ` + line + `/><path d="M8 11 V8 C8 5.5 9.7 4 12 4 C14.3 4 16 5.5 16 8 V11" ` + line + `/>`,
	IconSeal:         `<circle cx="12" cy="12" r="8.5" ` + line + `/><path d="M8 9 H16 M8 12.5 H16 M12 6.5 V17.5" ` + line + `/>`,
	IconLeft:         `<path d="M15 5.5 L8.5 12 L15 18.5" ` + line + `/>`,
	IconRight:        `<path d="M9 5.5 L15.5 12 L9 18.5" ` + line + `/>`,
	IconNote:         `<path d="M5 4 H19 V15 L14 20 H5 Z M19 15 H14 V20 M8.5 8.5 H15.5 M8.5 12 H13" ` + line + `/>`,
	IconClose:        `<path d="M6 6 L18 18 M18 6 L6 18" ` + line + `/>`,
	IconWarn:         `<path d="M12 3.5 L21.5 20 H2.5 Z M12 9.5 V14.5 M12 17 V17.3" ` + line + `/>`,
	IconChanged:      `<path d="M4 9 H18 M14.5 5.5 L18 9 M20 15 H6 M9.5 18.5 L6 15" ` + line + `/>`,
	IconAsk:          `<path d="M4 4 H20 V16 H11 L7 20.5 V16 H4 Z M9 8.5 H15 M9 12 H13" ` + line + `/>`,
}
