package evidence

import "io"

// maxPassword bounds a password, in bytes; a PDF's has 127 at most (ISO 32000-2, 7.6.4.3).
const maxPassword = 1_000

// Unlock returns a file with the password that a person gave for it. The password is kept in memory only, by the document that opens with it and by
// its worker.
func Unlock(r io.ReaderAt, password string) io.ReaderAt {
	if password == "" {
		return r
	}
	return &locked{r, password}
}

// locked is a file with its password.
type locked struct {
	io.ReaderAt
	password string
}

// Password returns the password a file came with, "" for none.
func Password(r io.ReaderAt) string {
	if l, ok := r.(*locked); ok {
		return l.password
	}
	return ""
}
