package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/token"
	"shinsa/i18n"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/ui/present"
)

// runner is one run of the program.
type runner struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	now      func() time.Time

	text     *i18n.Text
	json     bool
	desk     string
	secret   string // file of the passphrase
	pin      string // file of the PIN of a token
	tokens   *token.Reader
	rehearse string // --now
}

// command is one entry of the contract. Run gets the arguments that are left after the flags.
type command struct {
	name  string // one or two words
	usage string // arguments and flags as the help shows them
	args  [2]int // least and most positional arguments; -1: no limit
	flags func(*flag.FlagSet) any
	run   func(context.Context, *call) error
}

// call is a command being run.
type call struct {
	*runner
	args  []string
	flags any
}

// errUsage is returned for a command line that cannot be meant; the message says what is wrong.
type errUsage struct{ key, value string }

// Error names the key only.
func (e *errUsage) Error() string { return e.key }

// run finds the command, parses its flags, runs it and says how it ended.
func (r *runner) run(ctx context.Context, args []string) int {
	r.text = i18n.New(r.language(args))
	cmd, rest := find(args)
	if cmd == nil {
		return r.help(args)
	}
	c, err := r.parse(cmd, rest)
	if err == nil {
		err = cmd.run(ctx, c)
		c.tokens.Close()
	}
	if ctx.Err() != nil && err != nil {
		err = ctx.Err()
	}
	return r.close(cmd, err)
}

// language is needed before the flags are parsed, for their own errors.
func (r *runner) language(args []string) string {
	for i, a := range args {
		if v, ok := strings.CutPrefix(strings.TrimPrefix(a, "-"), "-lang="); ok {
			return v
		}
		if (a == "--lang" || a == "-lang") && i+1 < len(args) {
			return args[i+1]
		}
	}
	if v := r.env("SHINSA_LANG"); v != "" {
		return v
	}
	if l := r.env("LANG"); l != "" && !strings.HasPrefix(l, "ja") && !strings.HasPrefix(l, "C") && !strings.HasPrefix(l, "POSIX") {
		return i18n.English
	}
	return i18n.Japanese
}

func find(args []string) (*command, []string) {
	var words, flags []string
	for i := 0; i < len(args) && len(words) < 2; i++ {
		a := args[i]
		if !strings.HasPrefix(a, "-") {
			words = append(words, a)
			if c := lookup(words); c != nil {
				return c, append(flags, args[i+1:]...)
			}
			continue
		}
		flags = append(flags, a)
		if !strings.Contains(a, "=") && takesValue(a) && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	return nil, nil
}

// takesValue reports whether a global flag in front of the command is followed by its value.
func takesValue(a string) bool {
	switch strings.TrimLeft(a, "-") {
	case "desk", "passphrase-file", "pin-file", "lang", "now":
		return true
	}
	return false
}

func lookup(words []string) *command {
	name := strings.Join(words, " ")
	for i := range commands {
		if commands[i].name == name {
			return &commands[i]
		}
	}
	return nil
}

func (r *runner) parse(cmd *command, args []string) (*call, error) {
	fs := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&r.desk, "desk", boot.DefaultDir(r.env), "")
	fs.StringVar(&r.secret, "passphrase-file", "", "")
	fs.StringVar(&r.pin, "pin-file", "", "")
	fs.BoolVar(&r.json, "json", false, "")
	fs.StringVar(&r.rehearse, "now", "", "")
	lang := fs.String("lang", "", "")
	r.tokens = &token.Reader{PIN: r.askPIN}
	c := &call{runner: r}
	if cmd.flags != nil {
		c.flags = cmd.flags(fs)
	}
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, &errUsage{"ctl.usage.flag", err.Error()}
		}
		if args = fs.Args(); len(args) > 0 {
			c.args, args = append(c.args, args[0]), args[1:]
		}
	}
	if *lang != "" && *lang != i18n.Japanese && *lang != i18n.English {
		return nil, &errUsage{"ctl.usage.lang", *lang}
	}
	if len(c.args) < cmd.args[0] || cmd.args[1] >= 0 && len(c.args) > cmd.args[1] {
		return nil, &errUsage{"ctl.usage.count", fmt.Sprint(len(c.args))}
	}
	return c, nil
}

// close writes what went wrong and returns the exit status.
func (r *runner) close(cmd *command, err error) int {
	var usage *errUsage
	var known *fault.Error
	switch {
	case err == nil:
		return i18n.ExitDone
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(r.err, r.line(cmd))
		return i18n.ExitDone
	case errors.As(err, &usage):
		fmt.Fprintln(r.err, r.text.T(usage.key, "value", usage.value))
		fmt.Fprintln(r.err, r.line(cmd))
		return i18n.ExitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(r.err, r.text.T("kind.interrupted"))
		return i18n.ExitInterrupted
	case errors.Is(err, errNotGood):
		return i18n.ExitRefused
	}
	r.problem(err)
	if errors.As(err, &known) {
		return i18n.Exit(string(known.Kind))
	}
	return i18n.ExitRefused
}

// errNotGood ends a command whose result, already printed, is not good: a file that is not genuine, a desk with a broken invariant.
var errNotGood = errors.New("not good")

// problem says what happened, every reason, and what to do.
func (r *runner) problem(err error) {
	var known *fault.Error
	if !errors.As(err, &known) {
		fmt.Fprintln(r.err, r.text.T("ctl.error", "detail", err.Error()))
		return
	}
	p := present.ProblemOf(r.text, err)
	fmt.Fprintln(r.err, p.Sentence)
	for _, f := range p.Findings {
		fmt.Fprintf(r.err, "  %s %s%s\n", f.Sign.Word, f.Sentence, bracket(f.Article))
	}
	for _, hint := range present.Hints(p.Findings) {
		fmt.Fprintln(r.err, hint)
	}
	if p.Article != "" {
		fmt.Fprintln(r.err, r.text.T("ctl.by_article", "article", p.Article))
	}
	if p.Hint != "" {
		fmt.Fprintln(r.err, p.Hint)
	}
}

// reasons says why a result is not good, on standard error whatever form the result has.
func (c *call) reasons(l fault.List) {
	for _, f := range present.Findings(c.text, nil, l) {
		fmt.Fprintf(c.err, "  %s %s%s\n", f.Sign.Word, f.Sentence, bracket(f.Article))
	}
}

func bracket(article string) string {
	if article == "" {
		return ""
	}
	return "（" + article + "）"
}

func (r *runner) line(cmd *command) string {
	return strings.TrimRight(fmt.Sprintf("  shinsactl %-18s %s\n      %s", cmd.name, cmd.usage, r.text.T("ctl.help."+cmd.name)), "\n")
}

// help lists the commands; asked for it is a result, otherwise a wrong usage.
func (r *runner) help(args []string) int {
	asked := len(args) > 0 && (args[0] == "help" || args[0] == "-h" || args[0] == "--help")
	w := r.err
	if asked {
		w = r.out
	}
	if len(args) > 0 && !asked {
		fmt.Fprintln(w, r.text.T("ctl.usage.command", "value", strings.Join(args, " ")))
	}
	fmt.Fprintln(w, r.text.T("ctl.help"))
	for i := range commands {
		fmt.Fprintln(w, r.line(&commands[i]))
	}
	fmt.Fprintln(w, r.text.T("ctl.help.flags"))
	for status := range 6 {
		fmt.Fprintf(w, "  %d  %s\n", status, r.text.Meaning(status))
	}
	if asked {
		return i18n.ExitDone
	}
	return i18n.ExitUsage
}

// say writes a line for people; with --json it goes to standard error, so that standard output is one document.
func (c *call) say(key string, pairs ...any) {
	w := c.out
	if c.json {
		w = c.err
	}
	fmt.Fprintln(w, c.text.T(key, pairs...))
}

// result prints v as the one JSON document, or runs plain when people read.
func (c *call) result(v any, plain func()) error {
	if !c.json {
		plain()
		return nil
	}
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// onDesk opens the desk for f and closes it.
func (c *call) onDesk(ctx context.Context, f func(*review.Desk) error) error {
	return c.onSession(ctx, func(s *boot.Session) error { return f(s.Desk) })
}

// onDay opens the desk for something that happens on a day as a person writes it, today when none is given.
func (c *call) onDay(ctx context.Context, day string, f func(*review.Desk, civil.Date) error) error {
	on, err := readDate(day)
	if err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if on.IsZero() {
			on = d.Today()
		}
		return f(d, on)
	})
}

// passphrase takes the file, the environment, or asks.
func (r *runner) passphrase() (string, error) {
	return r.secretOf(r.secret, "SHINSA_PASSPHRASE", r.text.T("ctl.passphrase"), "passphrase_missing")
}
