// Budget measures the budgets of the design against named peers in the same run, and prints them as a table.
//
//	budget [-span 500ms] [-only NAME,…]
//
// The rows of the dossier of 500 files and 2 GB take minutes and 4 GB of disk; they are measured only when they are named:
//
//	budget -only packing-large,opening-large,large-memory
//
// Each row runs ours and the peer's work in turn, several rounds, and compares the medians, so that the ratio says something on any
// machine while the times do not. The exit status is 0 even when a budget is exceeded: a busy machine is no fault of the program, and the
// table says it plainly.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"shinsa/cmd/internal/boot"
	"shinsa/ui/evidence"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == boot.PageWorker {
		evidence.Serve(os.Stdin, os.Stdout, os.Args[2], func() { os.Exit(0) })
		return
	}
	if len(os.Args) == 3 && os.Args[1] == burden {
		if err := bear(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, "budget:", err)
			os.Exit(1)
		}
		return
	}
	long := flag.Duration("span", 500*time.Millisecond, "how long one measurement takes")
	only := flag.String("only", "", "measure these rows only, by `NAME,…` as in rows")
	flag.Parse()
	if err := run(*long, *only); err != nil {
		fmt.Fprintln(os.Stderr, "budget:", err)
		os.Exit(1)
	}
}

func run(long time.Duration, only string) error {
	if err := span(long); err != nil {
		return err
	}
	home, err := os.MkdirTemp("", "shinsa-budget-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(home)
	var m member
	defer m.close()
	var p paged
	var d desktop
	defer d.close()
	var results []Result
	for _, of := range rows(&m, &p, &d) {
		if named := slices.Contains(strings.Split(only, ","), of.name); !named && (only != "" || of.asked) {
			continue
		}
		row, err := of.prepare(home)
		if errors.Is(err, errAbsent) {
			fmt.Fprintf(os.Stderr, "not measured: %s: %v\n", row.Work, err)
			continue
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, "measuring:", row.Work)
		r, err := measure(row)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	write(os.Stdout, results)
	return nil
}

// row is a line of the table before it is prepared, by the name it is asked for.
type row struct {
	name    string
	prepare func(home string) (Row, error)
	asked   bool // measured only when it is named
}

// rows are the lines of the table, in its order.
func rows(m *member, p *paged, d *desktop) []row {
	return []row{
		{name: "start", prepare: d.start},
		{name: "list", prepare: d.list},
		{name: "case", prepare: d.look},
		{name: "rest", prepare: d.rest},
		{name: "look", prepare: m.look},
		{name: "save", prepare: m.save},
		{name: "save-first", prepare: m.saveFirst},
		{name: "search", prepare: m.search},
		{name: "outline", prepare: judged},
		{name: "scroll", prepare: scrolled},
		{name: "filter", prepare: narrowed},
		{name: "outline-memory", prepare: outlineMemory},
		{name: "next", prepare: next},
		{name: "walk-memory", prepare: walkMemory},
		{name: "page", prepare: p.shown},
		{name: "words", prepare: p.known},
		{name: "certificate", prepare: certificate},
		{name: "both-cores", prepare: bothCores},
		{name: "batch-memory", prepare: batchMemory},
		{name: "report", prepare: report},
		{name: "long-report", prepare: longReport},
		{name: "long-memory", prepare: longMemory},
		{name: "browser", prepare: browser},
		{name: "office", prepare: office},
		{name: "reading", prepare: reading},
		{name: "importing", prepare: importing},
		{name: "altering", prepare: altering},
		{name: "packing", prepare: packing},
		{name: "opening", prepare: opening},
		{name: "packing-large", prepare: packingLarge, asked: true},
		{name: "opening-large", prepare: openingLarge, asked: true},
		{name: "large-memory", prepare: largeMemory, asked: true},
		{name: "central", prepare: central},
		{name: "again", prepare: again},
	}
}
