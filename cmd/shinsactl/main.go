// Command shinsactl is the desk without a window: for scripts, batches, tests and people who prefer it.
//
// Its command names, flags, JSON keys and exit statuses are a contract. Standard output carries the result (with --json, one JSON
// document and nothing else), standard error the messages in the reader's language. Exit status: 0 done and good, 1 refused or not
// genuine, 2 wrong usage, 3 damaged desk, 4 wrong passphrase or locked, 5 interrupted with nothing changed.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"shinsa/cmd/internal/boot"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	r := &runner{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: boot.Now}
	status := r.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}
