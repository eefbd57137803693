// Command shinsa is the desktop program: one person's or one office's desk in a window.
//
// It is the only importer of the toolkit's application package, and with it of a C compiler. What it does is in packages review and ui;
// here are the flags, the wiring and the question whether there is a display at all.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"shinsa/cmd/internal/boot"
	_ "shinsa/cmd/internal/locale" // before the toolkit reads the language
	"shinsa/i18n"
	"shinsa/ui"
	"shinsa/ui/evidence"
)

// identity names the program to the system: the folder of its preferences hangs on it.
const identity = "jp.shinsa.desk"

// options are the flags.
type options struct {
	desk       string
	rehearsal  bool
	lang       string
	window     string
	passphrase string // file that holds it
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == boot.PageWorker {
		evidence.Serve(os.Stdin, os.Stdout, os.Args[2], func() { os.Exit(0) })
		return
	}
	o, err := parse(os.Args[1:])
	if err != nil {
		os.Exit(i18n.ExitUsage) // flag has said why
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(i18n.ExitRefused)
	}
}

func parse(args []string) (options, error) {
	t := i18n.New(os.Getenv("LANG"))
	var o options
	f := flag.NewFlagSet("shinsa", flag.ContinueOnError)
	f.StringVar(&o.desk, "desk", "", t.T("program.flag_desk"))
	f.BoolVar(&o.rehearsal, "rehearsal", false, t.T("program.flag_rehearsal"))
	f.StringVar(&o.lang, "lang", "", t.T("program.flag_lang"))
	f.StringVar(&o.window, "window", "", t.T("program.flag_window"))
	f.StringVar(&o.passphrase, "desk-passphrase-file", "", t.T("program.flag_passphrase"))
	return o, f.Parse(args)
}

func run(o options) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return fmt.Errorf("%s", i18n.New(os.Getenv("LANG")).T("program.no_display"))
	}
	app.SetMetadata(fyne.AppMetadata{ID: identity, Name: "Shinsa"})
	a := app.NewWithID(identity)
	swift(a)
	look := o.look(ui.LoadLook(a.Preferences()))
	t := i18n.New(look.Lang)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	g, err := openGate(ctx, o, t)
	if err != nil {
		return err
	}
	engine := evidence.New(evidence.Config{CacheDir: cacheDir(), Start: startWorker})
	finish := sync.OnceValue(func() error { return errors.Join(g.Close(), engine.Close()) })
	p, err := ui.New(ctx, ui.Config{
		App: a, Machine: machine{app: a, folder: g.out}, Gate: g, Pages: engine, Look: look, Closed: outlive(finish),
	})
	if err != nil {
		return err
	}
	g.tokens.PIN = p.PIN
	p.Window().ShowAndRun()
	return finish()
}

// swift puts off collecting garbage until the first keys were answered: what a start reads, fonts above all, stays.
func swift(a fyne.App) {
	usual := debug.SetGCPercent(400)
	a.Lifecycle().SetOnStarted(func() {
		time.AfterFunc(time.Second, func() { debug.SetGCPercent(usual) })
	})
}

// look is what the person chose last, with the flags over it.
func (o options) look(l ui.Look) ui.Look {
	if o.lang != "" {
		l.Lang = i18n.New(o.lang).Lang()
	}
	var w, h float32
	if n, err := fmt.Sscanf(strings.ToLower(o.window), "%fx%f", &w, &h); n == 2 && err == nil {
		l.Width, l.Height = w, h
	}
	return l
}

// startWorker starts this program once more to read evidence, apart from the desk and its keys.
func startWorker() (evidence.Worker, error) { return boot.StartChild(boot.PageWorker, cacheDir()) }

// cacheDir is where the compiled engine for evidence is kept; without one it is compiled at each start.
func cacheDir() string {
	dir, err := boot.CacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "pages")
}
