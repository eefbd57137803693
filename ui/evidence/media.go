package evidence

import "bytes"

// media tells a file by its first bytes. A PDF's header may stand anywhere in the first 1024 (ISO 32000, Annex H of older readers).
func media(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(head, []byte{0xff, 0xd8, 0xff}):
		return "picture"
	case bytes.Contains(head, []byte("%PDF-")):
		return "pdf"
	}
	return ""
}
