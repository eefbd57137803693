package main

import (
	"bufio"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"shinsa/assets"
)

// errAbsent is returned for a peer that is not on this machine.
var errAbsent = errors.New("the peer is not here")

//go:embed typst
var typstFiles embed.FS

// typst starts the peer, whose compiler lies where SHINSA_TYPST says.
func typst(home string) (func(b *testing.B), error) {
	modules := os.Getenv("SHINSA_TYPST")
	node, err := exec.LookPath("node")
	if modules == "" || err != nil {
		return nil, fmt.Errorf("typst: %w", errAbsent)
	}
	if err := os.CopyFS(home, typstFiles); err != nil {
		return nil, fmt.Errorf("typst: %w", err)
	}
	font, err := assets.SharedFont(assets.MinchoRegular)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(home, "typst")
	if err := os.WriteFile(filepath.Join(dir, assets.MinchoRegular), font, 0o600); err != nil {
		return nil, fmt.Errorf("typst: %w", err)
	}
	cmd := exec.Command(node, filepath.Join(dir, "peer.mjs"), modules, filepath.Join(dir, "certificate.typ"), filepath.Join(dir, assets.MinchoRegular))
	cmd.Stderr = os.Stderr
	ask, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("typst: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("typst: %w", err)
	}
	if err := cmd.Start(); err != nil { // it ends with its standard input, which ends with this process
		return nil, fmt.Errorf("typst: %w", err)
	}
	answers := bufio.NewReader(out)
	run := func(n int) (int, error) { return asked(ask, answers, n) }
	if _, err := run(50); err != nil { // warm
		return nil, err
	}
	return func(b *testing.B) {
		spent, err := run(b.N)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(spent)/float64(b.N), processor)
	}, nil
}

// asked has the peer make n certificates and returns the processor time they took, in nanoseconds.
func asked(ask io.Writer, answers *bufio.Reader, n int) (int, error) {
	if _, err := fmt.Fprintln(ask, n); err != nil {
		return 0, fmt.Errorf("typst: %w", err)
	}
	line, err := answers.ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("typst: %w", err)
	}
	spent, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		return 0, fmt.Errorf("typst: %w", err)
	}
	return spent, nil
}
