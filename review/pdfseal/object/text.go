package object

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Text is a text string (7.9.2.2): ASCII as it stands, everything else UTF-16BE with its mark.
func Text(s string) String {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] < ' ' {
			out := String{0xfe, 0xff}
			for _, u := range utf16.Encode([]rune(s)) {
				out = append(out, byte(u>>8), byte(u))
			}
			return out
		}
	}
	return String(s)
}

// TextOf reads a text string: UTF-16BE, UTF-8 with its mark, or bytes, of which those beyond ASCII become U+FFFD.
func TextOf(s String) string {
	switch b := []byte(s); {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(units))
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf:
		return strings.ToValidUTF8(string(b[3:]), string(utf8.RuneError))
	default:
		out := make([]rune, len(b))
		for i, c := range b {
			if out[i] = rune(c); c >= 0x80 {
				out[i] = utf8.RuneError
			}
		}
		return string(out)
	}
}

// Date is a date string (7.9.4) to the second, with the offset of t's zone.
func Date(t time.Time) String {
	_, offset := t.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return String(fmt.Sprintf("D:%s%c%02d'%02d'", t.Format("20060102150405"), sign, offset/3600, offset/60%60))
}

// DateOf reads a full date string. It refuses abbreviated ones: a signature's day may not be a guess.
func DateOf(s String) (time.Time, bool) {
	text, ok := strings.CutPrefix(string(s), "D:")
	if !ok || len(text) < 15 {
		return time.Time{}, false
	}
	zone := strings.ReplaceAll(text[14:], "'", "")
	if zone == "Z" || zone == "Z0000" || zone == "Z00" {
		zone = "+0000"
	}
	if len(zone) == 3 {
		zone += "00"
	}
	t, err := time.Parse("20060102150405-0700", text[:14]+zone)
	return t, err == nil
}
