package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"shinsa/review/fault"
)

// ask reads the passphrase from the terminal without showing it, or one line from a pipe.
func (r *runner) ask() (string, error) {
	f, ok := r.in.(*os.File)
	if ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(r.err, r.text.T("ctl.passphrase")+" ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(r.err)
		if err != nil {
			return "", fault.Wrap(fault.Locked, "passphrase_missing", err)
		}
		return string(b), nil
	}
	line, err := bufio.NewReader(r.in).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", fault.Wrap(fault.Locked, "passphrase_missing", err)
	}
	return line, nil
}

// words is a flag that may be given several times and holds words separated by commas.
type words []string

// String joins the words.
func (w *words) String() string { return strings.Join(*w, ",") }

// Set adds the words of one flag.
func (w *words) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			*w = append(*w, part)
		}
	}
	return nil
}
