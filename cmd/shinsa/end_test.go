package main

import (
	"errors"
	"os"
	"os/exec"
	"testing"
)

// TestOutlive_EndsAProgramWhoseToolkitDoesNot plays that toolkit in another process: its main thread waits for ever once the window has closed.
func TestOutlive_EndsAProgramWhoseToolkitDoesNot(t *testing.T) {
	const play = "SHINSA_OUTLIVE"
	if how := os.Getenv(play); how != "" {
		closed := outlive(func() error {
			_, _ = os.Stdout.WriteString("finished")
			if how == "fails" {
				return errors.New("it cannot be closed")
			}
			return nil
		})
		closed()
		closed() // a signal beside it
		select {}
	}
	for how, code := range map[string]int{"ends": 0, "fails": 1} {
		c := exec.Command(os.Args[0], "-test.run", t.Name(), "-test.timeout", "30s")
		c.Env = append(os.Environ(), play+"="+how)
		said, _ := c.Output() // how it ended is looked at below
		if string(said) != "finished" || c.ProcessState.ExitCode() != code {
			t.Errorf("%s: said %q, code %d", how, said, c.ProcessState.ExitCode())
		}
	}
}
