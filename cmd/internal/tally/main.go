// Tally reads what `go test -json` prints and says what a person wants to know of it: one line for each package, the whole output of
// what failed, what was skipped and why, and at the end how many tests passed and failed.
//
//	go test -json ./... | tally -keep out/test/unit.json
//	tally -count out/test/*.json
//
// With -keep the events are also written to a file; with -count the closing lines of several such files are printed again, with one
// total. A test that ran a window in the wrong thread fails here even when Fyne only complains about it. Tally ends with status 1 when
// anything failed or nothing ran.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	keep := flag.String("keep", "", "also write the events to this file")
	count := flag.Bool("count", false, "print the closing lines of the files named, and their total")
	more := flag.Int("failed", 0, "checks that failed outside of go test, added to the total")
	flag.Parse()
	ok, err := run(*keep, *count, *more, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if !ok {
		os.Exit(1)
	}
}

func run(keep string, count bool, more int, files []string) (ok bool, err error) {
	if count {
		return total(files, more)
	}
	in := io.Reader(os.Stdin)
	if keep != "" {
		f, err := os.Create(keep)
		if err != nil {
			return false, fmt.Errorf("keep events: %w", err)
		}
		defer func() { err = closeKept(f, err) }()
		in = io.TeeReader(in, f)
	}
	s := newSummary(os.Stdout)
	if err := s.read(in); err != nil {
		return false, err
	}
	s.close()
	return s.good(), nil
}

func closeKept(f *os.File, err error) error {
	if cerr := f.Close(); err == nil && cerr != nil {
		return fmt.Errorf("keep events: %w", cerr)
	}
	return err
}

// total prints the closing lines of kept files and one total; more are failures of steps that are not tests.
func total(files []string, more int) (bool, error) {
	all := newSummary(os.Stdout)
	all.brief = true
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return false, fmt.Errorf("open kept events: %w", err)
		}
		err = all.read(f)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return false, fmt.Errorf("read %s: %w", name, err)
		}
	}
	all.failed += more
	all.close()
	return all.good(), nil
}
