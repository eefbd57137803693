package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shinsa/review/criteria/criteriatest"
	"shinsa/review/paper"
)

// bothCores holds certificates drawn on two processors against the same on one, by the clock: at least 1.8 times the rate.
func bothCores(string) (Row, error) {
	row := Row{Work: "certificates on two processors", Name: "on one", Ratio: 1 / 1.8}
	if runtime.NumCPU() < 2 {
		return row, fmt.Errorf("a second processor: %w", errAbsent)
	}
	d, err := newDrawer()
	if err != nil {
		return row, err
	}
	var n atomic.Int64
	act := func() error { return d.certificate(int(n.Add(1))) }
	row.Ours, row.Peer = together(2, act), together(1, act)
	return row, act()
}

// together does the work of a benchmark on a number of processors.
func together(processors int, act func() error) func(b *testing.B) {
	return func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		var left atomic.Int64
		left.Store(int64(b.N))
		var wait sync.WaitGroup
		errs := make([]error, processors)
		for i := range processors {
			wait.Go(func() {
				for left.Add(-1) >= 0 && errs[i] == nil {
					errs[i] = act()
				}
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			b.Fatal(err)
		}
	}
}

// burden is the first argument of a process that does one piece of work alone and tells the most memory it held.
const burden = "burden"

// burdens are such pieces of work; each returns what it weighed, in bytes.
var burdens = map[string]func() ([]int64, error){
	"batch": drawing(func(d *drawer) error {
		for n := range 1000 {
			if err := d.certificate(n); err != nil {
				return err
			}
		}
		return nil
	}),
	"long":         drawing(func(d *drawer) error { return d.report(reportOf(6000)) }),
	"large":        peak(packedAndOpened),
	"outline-136":  shows(136, 2),
	"outline-6000": shows(criteriatest.LargeItems, criteriatest.LargeLevels),
	"walk":         walkedTwice,
}

// peak returns the most memory that the process held which did a piece of work.
func peak(work func() error) func() ([]int64, error) {
	return func() ([]int64, error) {
		if err := work(); err != nil {
			return nil, err
		}
		most, ok := memory()
		if !ok {
			return nil, errAbsent
		}
		return []int64{most}, nil
	}
}

func drawing(work func(d *drawer) error) func() ([]int64, error) {
	return peak(func() error {
		d, err := newDrawer()
		if err != nil {
			return err
		}
		return work(d)
	})
}

// bear is the process that a burden is measured in; it prints what was weighed, a number a line.
func bear(name string) error {
	work, ok := burdens[name]
	if !ok {
		return fmt.Errorf("there is no burden %s", name)
	}
	sizes, err := work()
	for _, size := range sizes {
		fmt.Println(size)
	}
	return err
}

// most returns how much memory a process that does the work named held at most.
func most(name string) func() (int64, error) {
	return func() (int64, error) {
		sizes, err := weigh(name, 1)
		if err != nil {
			return 0, err
		}
		return sizes[0], nil
	}
}

// weigh has a process of its own do the work named and returns what it weighed, so many numbers.
func weigh(name string, n int) ([]int64, error) {
	cmd := exec.Command(os.Args[0], burden, name)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("measure memory: %w", err)
	}
	sizes := make([]int64, n)
	for i, word := range strings.Fields(string(out)) {
		if i == n {
			return nil, fmt.Errorf("measure memory: %s says more than %d numbers", name, n)
		}
		if sizes[i], err = strconv.ParseInt(word, 10, 64); err != nil {
			return nil, fmt.Errorf("measure memory: %w", err)
		}
	}
	return sizes, nil
}

func batchMemory(string) (Row, error) {
	return Row{Work: "1,000 certificates in one process: memory", Size: most("batch"), Under: 120 << 20}, nil
}

func longMemory(string) (Row, error) {
	return Row{Work: "a signed report of 6,000 items: memory", Size: most("long"), Under: 300 << 20}, nil
}

// longReport is a report far beyond any edition of criteria.
func longReport(string) (Row, error) {
	d, err := newDrawer()
	if err != nil {
		return Row{}, err
	}
	r := reportOf(6000)
	return Row{Work: "a signed report of 6,000 items", Within: 5 * time.Second, Ours: each(func() error { return d.report(r) })}, nil
}

// reportOf is a report of n items as members write them.
func reportOf(n int) paper.Report {
	r := paper.Report{Case: "C2026-0001", On: issued, Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム", Member: "審査 花子"}
	for i := range n {
		r.Items = append(r.Items, paper.ReportItem{
			Group: fmt.Sprintf("区分%d", i/12), ID: fmt.Sprintf("%d.%d", i/5+1, i%5+1), Title: "サービス稼働率の目標値", Duty: "mandatory",
			Ask: "サービスが稼働している時間の割合の目標値を記載する。", Answer: "answered", Disclosed: "月間稼働率 99.95％以上（計画停止を除く。）", Level: "99.5％以上",
			LevelAuto: "met", Found: "adequate", LevelMet: "met", Verdict: "conforming", Remark: strings.Repeat("根拠資料の記載と一致することを確認した。", i%4),
			Pointers: []paper.Pointer{{Evidence: "資料3", Page: i%9 + 1}},
		})
	}
	return r
}
