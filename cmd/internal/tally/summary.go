package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// wrongThread is what Fyne prints when a widget is touched outside its thread; it does not fail a test by itself.
const wrongThread = "Error in Fyne call thread"

// event is one line of `go test -json`.
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Output     string
	Elapsed    float64
}

// id names a test, or a package when Test is empty.
type id struct{ pkg, test string }

// summary adds events up.
type summary struct {
	out     io.Writer
	brief   bool // leave out the output of failed tests: it was shown when they ran
	passed  int
	failed  int
	skipped []id
	ran     map[id]bool // tests that passed: one step may skip what another runs
	output  map[id]*strings.Builder
	broken  map[string]bool // packages with a failed test
	threads map[string]bool // packages that touched a widget in the wrong thread
}

func newSummary(out io.Writer) *summary {
	return &summary{out: out, ran: map[id]bool{}, output: map[id]*strings.Builder{}, broken: map[string]bool{}, threads: map[string]bool{}}
}

// read takes all events; a line that is no event, such as the output of a failed build, is passed through.
func (s *summary) read(in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			if !s.brief {
				s.say("%s\n", lines.Text())
			}
			continue
		}
		s.take(e)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read events: %w", err)
	}
	return nil
}

func (s *summary) take(e event) {
	key := id{e.Package, e.Test}
	switch e.Action {
	case "output", "build-output":
		if key.pkg == "" {
			key.pkg = e.ImportPath
		}
		if s.output[key] == nil {
			s.output[key] = &strings.Builder{}
		}
		s.output[key].WriteString(e.Output)
		if strings.Contains(e.Output, wrongThread) {
			s.threads[e.Package] = true
		}
	case "build-fail":
		s.show(id{e.ImportPath, ""})
	case "pass":
		if e.Test != "" {
			s.passed++
			s.ran[key] = true
			delete(s.output, key)
			return
		}
		s.passPackage(e)
	case "fail":
		s.fail(e, key)
	case "skip":
		if e.Test != "" {
			s.skipped = append(s.skipped, key)
		}
	}
}

// reason is what a skipped test said last, without the place in the source.
func (s *summary) reason(key id) string {
	b := s.output[key]
	if b == nil {
		return ""
	}
	why := ""
	for _, line := range strings.Split(b.String(), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "---") && !strings.HasPrefix(line, "===") {
			why = line
		}
	}
	if _, said, ok := strings.Cut(why, ".go:"); ok {
		_, why, _ = strings.Cut(said, ": ")
	}
	return why
}

// passPackage closes a package: its tests passed, but one may have touched a widget in the wrong thread.
func (s *summary) passPackage(e event) {
	if s.threads[e.Package] {
		s.failed++
		s.say("FAIL\t%s\t%s\n", e.Package, wrongThread)
		s.show(id{e.Package, ""})
		return
	}
	s.say("ok  \t%s\t%.3fs\n", e.Package, e.Elapsed)
}

func (s *summary) fail(e event, key id) {
	s.show(key)
	if e.Test != "" {
		s.failed++
		s.broken[e.Package] = true
		return
	}
	if !s.broken[e.Package] { // it did not build, or ended outside a test
		s.failed++
	}
	s.say("FAIL\t%s\t%.3fs\n", e.Package, e.Elapsed)
}

func (s *summary) show(key id) {
	if b := s.output[key]; b != nil && !s.brief {
		s.say("%s", b.String())
	}
	delete(s.output, key)
}

// close prints the last lines.
func (s *summary) close() {
	for _, k := range s.skipped {
		if s.ran[k] {
			continue
		}
		s.say("skip\t%s %s: %s\n", k.pkg, k.test, s.reason(k))
	}
	s.say("%d passed, %d failed\n", s.passed, s.failed)
}

// good reports whether something ran and nothing failed.
func (s *summary) good() bool { return s.failed == 0 && s.passed > 0 }

func (s *summary) say(format string, args ...any) { fmt.Fprintf(s.out, format, args...) }
