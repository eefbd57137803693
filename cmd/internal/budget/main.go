// Budget measures the budgets of the design against named peers in the same run, and prints them as a table.
//
//	budget [-span 500ms] [-only NAME,…]
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
	var results []Result
	for _, of := range rows(&m, &p) {
		if only != "" && !slices.Contains(strings.Split(only, ","), of.name) {
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
}

// rows are the lines of the table, in its order.
func rows(m *member, p *paged) []row {
	return []row{
		{"look", m.look},
		{"save", m.save},
		{"search", m.search},
		{"outline", outline},
		{"next", next},
		{"walk-memory", walkMemory},
		{"page", p.shown},
		{"words", p.known},
		{"certificate", certificate},
		{"both-cores", bothCores},
		{"batch-memory", batchMemory},
		{"report", report},
		{"long-report", longReport},
		{"long-memory", longMemory},
		{"browser", browser},
		{"office", office},
		{"reading", reading},
		{"importing", importing},
		{"altering", altering},
		{"packing", packing},
		{"opening", opening},
		{"central", central},
		{"again", again},
	}
}
