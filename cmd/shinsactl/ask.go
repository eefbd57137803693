package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"shinsa/review/fault"
)

// ask reads a secret from the terminal without showing it, or one line from a pipe; code says that there is none.
func (r *runner) ask(prompt, code string) (string, error) {
	f, ok := r.in.(*os.File)
	if ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(r.err, prompt+" ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(r.err)
		if err != nil {
			return "", &fault.Error{Kind: fault.Locked, Code: code, Err: err}
		}
		return string(b), nil
	}
	line, err := bufio.NewReader(r.in).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", &fault.Error{Kind: fault.Locked, Code: code, Err: err}
	}
	return line, nil
}

// secretOf takes a secret from a file, the environment, or asks for it.
func (r *runner) secretOf(file, variable, prompt, code string) (string, error) {
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return "", fault.Wrap(fault.Missing, "passphrase_file_unreadable", err)
		}
		return strings.TrimRight(string(b), "\r\n"), nil
	}
	if v := r.env(variable); v != "" {
		return v, nil
	}
	return r.ask(prompt, code)
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
