package i18n

// InEra returns the same language with days written in Japanese eras (令和8年4月1日), or with western years again. It is a wish of the
// reader: what writes a day asks Era and keeps to it where the language has eras.
func (t *Text) InEra(on bool) *Text {
	other := *t
	other.era = on
	return &other
}

// Era reports whether days are to be written in Japanese eras.
func (t *Text) Era() bool { return t.era && t.lang == Japanese }
