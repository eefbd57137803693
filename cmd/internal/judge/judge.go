// Package judge hands signed files to programs that are not ours and reports what they say.
//
// A format is only what others make of it. So the demonstration's papers go to qpdf, poppler's pdfsig, mutool and veraPDF, its parcels to
// bagit.py and openssl, the code on its certificate to zbarimg and openssl, and none of them is told more than a stranger would be: the
// file and the scheme's root certificate. Each judge is also given altered copies, which it has to refuse; a judge that accepts
// everything says nothing, and one that is missing refuses everything, so that no test passes without it.
//
// What there is to judge is read from demo.json, as somebody who was sent the folder would.
//
// `make judges` makes the demonstration, names its folder in SHINSA_DEMO and runs the tests of this package.
package judge

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"time"
)

// limit is how long one program may take over one file.
const limit = 2 * time.Minute

// ask runs a program and returns what it prints to either stream.
func ask(dir, name string, args ...string) (string, error) {
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w\n%s", name, err, bytes.TrimSpace(out))
	}
	return string(out), nil
}
