package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
)

// Reading is what the second reader makes of a parcel.
type Reading struct {
	File    string    `json:"file"`
	Kind    string    `json:"kind"`
	Case    string    `json:"case"`
	ID      string    `json:"id"`
	Sender  string    `json:"sender"`
	Files   []Content `json:"files"`
	Sealed  *Reading  `json:"sealed"`
	Reasons []string  `json:"reasons"` // why it is refused
}

// Content is one file of a parcel's payload.
type Content struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Reader is the second reader: a program in another language that knows parcels from their specification alone.
type Reader struct {
	Script, Root string
	Age          string // a program age of version 1.3 or later
	Keys         string // a file of age identities; "" reads no sealed part
	Out          string // where payload is to be laid out; "" lays out none
}

// Read returns what it says of each file, in order. That it refuses some is no error.
func (r Reader) Read(files ...string) ([]Reading, error) {
	args := []string{r.Script, "--root", r.Root, "--age", r.Age}
	if r.Keys != "" {
		args = append(args, "--identity", r.Keys)
	}
	if r.Out != "" {
		args = append(args, "--out", r.Out)
	}
	out, err := exec.Command("python3", append(args, files...)...).Output()
	refused := 0
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1 && len(exit.Stderr) == 0) {
		return nil, fmt.Errorf("ask the second reader: %w", err)
	}
	var all []Reading
	for _, line := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		var s Reading
		if err := json.Unmarshal(line, &s); err != nil {
			return nil, fmt.Errorf("read what the second reader says: %w", err)
		}
		if len(s.Reasons) > 0 {
			refused++
		}
		all = append(all, s)
	}
	switch {
	case len(all) != len(files):
		return nil, fmt.Errorf("the second reader speaks of %d files of %d", len(all), len(files))
	case (refused > 0) != (err != nil):
		return nil, fmt.Errorf("the second reader refuses %d files and ends with %v", refused, err)
	}
	return all, nil
}

// Ctl is our own command line on the rehearsal desks, whose passphrase is no secret.
type Ctl struct {
	Bin, Passphrase string
}

// Run returns what it prints.
func (c Ctl) Run(args ...string) (string, error) {
	cmd := exec.Command(filepath.Join(c.Bin, "shinsactl"), append([]string{"--lang", "en"}, args...)...)
	cmd.Env = append(cmd.Environ(), "SHINSA_PASSPHRASE="+c.Passphrase)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(out), fmt.Errorf("shinsactl %v: %w\n%s", args, err, exit.Stderr)
	}
	return string(out), err
}

// Verify returns what shinsactl says of a file: its kind, id and payload.
func (c Ctl) Verify(root, file string) (Reading, error) {
	out, err := c.Run("verify", file, "--root", root, "--json")
	if err != nil && out == "" {
		return Reading{}, err
	}
	var v struct {
		Kind   string `json:"kind"`
		Case   string `json:"case"`
		Parcel struct {
			ID     string              `json:"id"`
			Sender struct{ ID string } `json:"sender"`
			Files  []Content           `json:"files"`
		} `json:"parcel"`
	}
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		return Reading{}, fmt.Errorf("read what shinsactl says: %w", err)
	}
	return Reading{Kind: v.Kind, Case: v.Case, ID: v.Parcel.ID, Sender: v.Parcel.Sender.ID, Files: v.Parcel.Files}, nil
}
