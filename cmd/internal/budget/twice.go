package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"shinsa/cmd/internal/boot"
	"shinsa/i18n"
	"shinsa/ui/evidence"
	"shinsa/ui/route"
	"shinsa/ui/screen/walk"
	"shinsa/ui/uitest"
)

// walkMemory is what the program and its page worker hold after all items of a real case were walked twice, with evidence opened at each,
// against once.
func walkMemory(string) (Row, error) {
	return Row{Work: "memory after walking 136 items twice, page worker included", Name: "after once", Ratio: 1.1, Sizes: func() (ours, peer int64, err error) {
		sizes, err := weigh("walk", 2)
		if err != nil {
			return 0, 0, err
		}
		return sizes[1], sizes[0], nil
	}}, nil
}

// walkedTwice returns what this process and its workers have of the computer's memory after each of two walks through a real case on a real
// desk.
func walkedTwice() (sizes []int64, err error) {
	home, err := os.MkdirTemp("", "shinsa-budget-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	var m member
	if err := m.open(home); err != nil {
		return nil, err
	}
	defer m.close()
	w := walker{member: &m, cache: filepath.Join(home, "engine")}
	testing.Benchmark(func(b *testing.B) {
		if sizes == nil && err == nil {
			sizes, err = w.twice(b)
		}
	})
	if len(sizes) < 2 && err == nil {
		err = fmt.Errorf("the walk failed")
	}
	return sizes, err
}

// walker goes through the case of a member.
type walker struct {
	*member
	cache   string
	workers []*boot.Child
}

func (w *walker) start() (evidence.Worker, error) {
	c, err := boot.StartChild(boot.PageWorker, w.cache)
	if err != nil {
		return nil, err
	}
	w.workers = append(w.workers, c)
	return c, nil
}

// twice walks to the end, back to the beginning, and both once more.
func (w *walker) twice(b *testing.B) (sizes []int64, err error) {
	engine := evidence.New(evidence.Config{Start: w.start})
	defer engine.Close()
	if err := engine.Warm(); err != nil {
		return nil, fmt.Errorf("warm engine: %w", err)
	}
	uitest.Setup(b, uitest.Laptop)
	h := uitest.NewHost(b, uitest.Window(b, uitest.Laptop), i18n.Japanese)
	s := walk.New(w.session.Desk, engine, h, route.Of(route.Walk, w.file.ID))
	b.Cleanup(s.Close)
	r := h.Show(b, s)
	documents, n := w.file.Application.Evidence, len(w.file.Edition.Items())
	for round := range 2 {
		for i := range 2 * (n - 1) {
			r.Press(map[bool]string{true: "J", false: "K"}[i < n-1])
			e := documents[i%len(documents)]
			if e.Pages == nil {
				return nil, fmt.Errorf("the pages of %s were not counted", e.No)
			}
			at := route.Of(route.Walk, w.file.ID)
			at.Evidence, at.Page = e.No, 1+(i/len(documents))%*e.Pages
			s.Move(at)
			h.Later()
			if h.Here.Evidence != at.Evidence || h.Here.Page != at.Page {
				return nil, fmt.Errorf("item %d: page %d of %s is not on the screen, but %d of %s", i, at.Page, at.Evidence, h.Here.Page, h.Here.Evidence)
			}
		}
		if len(h.Problems) > 0 || len(h.Lost) > 0 {
			return nil, fmt.Errorf("walk %d: %w", round+1, errors.Join(append(h.Problems, h.Lost...)...))
		}
		debug.FreeOSMemory()
		size, err := w.weight()
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, size)
	}
	return sizes, nil
}

// weight is what this process and its workers have of the computer's memory.
func (w *walker) weight() (int64, error) {
	sum, ok := resident(os.Getpid())
	for _, c := range w.workers {
		one, alive := resident(c.ID())
		if alive {
			sum += one
		}
	}
	if !ok {
		return 0, errAbsent
	}
	return sum, nil
}
