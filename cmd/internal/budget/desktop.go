package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/cmd/internal/window"
	"shinsa/store/vault"
)

// screenSize is that of the display and of the windows on it, which is also how large the program's window is at first.
const screenSize = "1366x768"

// head is how many rows of the window stand over the screens: they say, among others, when something was saved last.
const head = 106

// typing is how long a passphrase takes at least, typed by a person.
const typing = 2 * time.Second

// starts is how often each program is started, in turn.
const starts = 11

// desktop is the program as it is shipped, on a display of its own that is looked at from outside.
type desktop struct {
	eye   *window.Eye
	end   func() // of the display
	env   []string
	shown string // program and peer
	empty string
	at    int // the process that runs
	desk  string
	pass  string
}

// open starts the display and prepares a desk; once they are there they stay.
func (d *desktop) open(home string) error {
	if d.eye != nil {
		return nil
	}
	if d.shown, d.empty = os.Getenv("SHINSA_WINDOW"), os.Getenv("SHINSA_EMPTY"); d.shown == "" || d.empty == "" {
		return fmt.Errorf("the programs that .ci/bench builds: %w", errAbsent)
	}
	var m member // its desk can be open in one process only
	if err := m.open(filepath.Join(home, "shown")); err != nil {
		return err
	}
	d.desk, d.pass = m.dir, m.passphrase
	m.close()
	display, end, err := window.Display(screenSize)
	if err != nil {
		return err
	}
	if d.eye, err = window.NewEye(display, boot.Now); err != nil {
		end()
		return err
	}
	person := filepath.Join(home, "person")
	d.end, d.env = end, append(os.Environ(), "DISPLAY="+display, "LIBGL_ALWAYS_SOFTWARE=1", "LC_ALL=C.UTF-8", "HOME="+person,
		"XDG_CONFIG_HOME="+filepath.Join(person, "config"), "XDG_CACHE_HOME="+filepath.Join(person, "cache"), "FYNE_SCALE=1")
	return os.MkdirAll(person, 0o700)
}

// close ends the display.
func (d *desktop) close() {
	if d.eye != nil {
		d.eye.Close()
		d.end()
	}
}

// start holds the program from its start until the first key pressed is on its screen against an empty window until it is drawn.
func (d *desktop) start(home string) (Row, error) {
	row := Row{Work: "start to the first frame that takes keys, warm", Name: "an empty window of the toolkit, same size, theme and font", Ratio: 2}
	row.Times = func() (ours, peer time.Duration, err error) {
		passphrase, err := d.settled(d.program(), nil)
		if err != nil {
			return 0, 0, err
		}
		nothing, err := d.settled([]string{d.empty, screenSize}, nil)
		if err != nil {
			return 0, 0, err
		}
		return alternate(starts, func() (time.Duration, error) {
			return d.run(d.program(), func(ctx context.Context, begun time.Time) (time.Duration, error) {
				if _, err := d.eye.Await(ctx, passphrase.Like); err != nil {
					return 0, err
				}
				if err := d.eye.Press("s"); err != nil {
					return 0, err
				}
				typed, err := d.eye.Await(ctx, func(f window.Frame) bool { return !f.Like(passphrase) })
				return typed.At.Sub(begun), err
			})
		}, func() (time.Duration, error) {
			return d.run([]string{d.empty, screenSize}, func(ctx context.Context, begun time.Time) (time.Duration, error) {
				drawn, err := d.eye.Await(ctx, nothing.Like)
				return drawn.At.Sub(begun), err
			})
		})
	}
	return row, d.open(home)
}

// list is a time: from the passphrase to the list of cases on the screen.
func (d *desktop) list(home string) (Row, error) {
	row := Row{Work: "the list of cases on screen after the passphrase, Argon2id aside", Within: 300 * time.Millisecond}
	row.Times = func() (ours, peer time.Duration, err error) { return d.after("") }
	return row, d.open(home)
}

// look is a time: from the passphrase to the case that was on the screen last, with its evidence, by a page engine that starts meanwhile.
func (d *desktop) look(home string) (Row, error) {
	row := Row{Work: "a case of 136 items and 8 PDFs on screen after the passphrase, Argon2id aside", Within: 300 * time.Millisecond}
	row.Times = func() (ours, peer time.Duration, err error) { return d.after(string(window.Return)) }
	return row, d.open(home)
}

// after is the time from the passphrase until the place is on the screen that keys lead to from the list of cases; the next time it is there by
// itself. What making the key of the passphrase takes (Argon2id) is the same wherever it is made: it is measured in turn and taken off.
func (d *desktop) after(keys string) (ours, peer time.Duration, err error) {
	passphrase, err := d.settled(d.program(), nil)
	if err != nil {
		return 0, 0, err
	}
	var place window.Frame
	for _, keys := range []string{keys, ""} {
		place, err = d.settled(d.program(), func(ctx context.Context) error {
			if _, err := d.enter(ctx, passphrase); err != nil || keys == "" {
				return err
			}
			if _, err := d.eye.Still(ctx, 2*time.Second); err != nil {
				return err
			}
			return d.eye.Press(keys)
		})
		if err != nil {
			return 0, 0, err
		}
	}
	place = place.Below(head)
	whole, key, err := alternate(starts, func() (time.Duration, error) {
		return d.run(d.program(), func(ctx context.Context, _ time.Time) (time.Duration, error) {
			entered, err := d.enter(ctx, passphrase)
			if err != nil {
				return 0, err
			}
			f, err := d.eye.Await(ctx, func(f window.Frame) bool { return f.Below(head).Like(place) })
			return f.At.Sub(entered), err
		})
	}, func() (time.Duration, error) {
		begun := boot.Now()
		k, err := vault.Unlock(filepath.Join(d.desk, "desk.key"), d.pass)
		if err == nil {
			k.Forget()
		}
		return boot.Now().Sub(begun), err
	})
	return whole - key, 0, err
}

// enter types the passphrase, once it is asked for, and returns when Return was pressed.
func (d *desktop) enter(ctx context.Context, passphrase window.Frame) (time.Time, error) {
	if _, err := d.eye.Await(ctx, passphrase.Like); err != nil {
		return time.Time{}, err
	}
	if err := d.eye.Press(d.pass); err != nil {
		return time.Time{}, err
	}
	if _, err := d.eye.Still(ctx, typing); err != nil { // every character is there
		return time.Time{}, err
	}
	at := boot.Now()
	return at, d.eye.Press(string(window.Return))
}

func (d *desktop) program() []string {
	return []string{d.shown, "--desk", d.desk, "--window", screenSize}
}

// settled starts a program, does what is to be done in it, and returns what its window shows in the end.
func (d *desktop) settled(command []string, do func(context.Context) error) (settled window.Frame, err error) {
	_, err = d.run(command, func(ctx context.Context, _ time.Time) (time.Duration, error) {
		drawn, err := d.eye.Await(ctx, func(f window.Frame) bool { return !f.Blank() })
		if err != nil {
			return 0, err
		}
		if settled, err = d.eye.Still(ctx, time.Second); err != nil || do == nil {
			return 0, err
		}
		if err := do(ctx); err != nil {
			return 0, err
		}
		before := settled
		if _, err := d.eye.Await(ctx, func(f window.Frame) bool { return !f.Like(before) && !f.Like(drawn) }); err != nil {
			return 0, err
		}
		settled, err = d.eye.Still(ctx, 2*time.Second)
		return 0, err
	})
	return settled, err
}

// run starts a program on the bare display, measures it from the moment before, and ends it.
func (d *desktop) run(command []string, measure func(ctx context.Context, begun time.Time) (time.Duration, error)) (took time.Duration, err error) {
	ctx, stop := context.WithTimeout(context.Background(), window.Patience)
	defer stop()
	if _, err := d.eye.Await(ctx, window.Frame.Blank); err != nil {
		return 0, err
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = d.env
	begun := boot.Now()
	if err := cmd.Start(); err != nil {
		return 0, fmt.Errorf("start %s: %w", filepath.Base(command[0]), err)
	}
	d.at = cmd.Process.Pid
	took, err = measure(ctx, begun)
	if err != nil {
		err = fmt.Errorf("%s: %w", filepath.Base(command[0]), err)
	}
	_ = cmd.Process.Signal(os.Interrupt) // it closes its desk; what does not, ends below
	ended := time.AfterFunc(window.Patience, func() { _ = cmd.Process.Kill() })
	defer ended.Stop()
	var status *exec.ExitError
	if werr := cmd.Wait(); werr != nil && !errors.As(werr, &status) {
		err = errors.Join(err, werr)
	}
	return took, err
}

// alternate measures two things in turn, so often, and returns the medians.
func alternate(times int, a, b func() (time.Duration, error)) (time.Duration, time.Duration, error) {
	var as, bs []time.Duration
	for range times {
		for _, one := range []struct {
			f    func() (time.Duration, error)
			list *[]time.Duration
		}{{a, &as}, {b, &bs}} {
			t, err := one.f()
			if err != nil {
				return 0, 0, err
			}
			*one.list = append(*one.list, t)
		}
	}
	return median(as), median(bs), nil
}
