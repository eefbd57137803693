package main

import (
	"context"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"shinsa/review"
)

type numbersFlags struct {
	settle bool
	last   words
}

func numbersFlag(fs *flag.FlagSet) any {
	f := &numbersFlags{}
	fs.BoolVar(&f.settle, "settle", false, "")
	fs.Var(&f.last, "last", "")
	return f
}

// numbers shows the series of numbers, or states the last ones given before a desk was restored.
func numbers(ctx context.Context, c *call) error {
	f := c.flags.(*numbersFlags)
	var last []review.Series
	for _, text := range f.last {
		name, number, ok := strings.Cut(text, "=")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 || !f.settle {
			return &errUsage{"ctl.usage.numbers", text}
		}
		last = append(last, review.Series{Name: name, Last: n})
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if f.settle {
			if _, err := d.SettleNumbers(ctx, last); err != nil {
				return err
			}
		}
		all, doubt, err := d.Numbers(ctx)
		if err != nil {
			return err
		}
		return c.result(map[string]any{"series": all, "doubt": doubt}, func() {
			for _, s := range all {
				fmt.Fprintf(c.out, "%s\t%d\n", s.Name, s.Last)
			}
			if doubt != nil {
				c.say("ctl.numbers.unsure", "date", doubt.Made.Format(time.DateOnly))
			}
		})
	})
}
