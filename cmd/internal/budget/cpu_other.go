//go:build !unix

package main

import (
	"fmt"
	"time"
)

// cpu is the processor time this process has used, where it can be told.
func cpu() (time.Duration, bool) { return 0, false }

// memory is not known here.
func memory() (int64, bool) { return 0, false }

// resident is not known here.
func resident(int) (int64, bool) { return 0, false }

// spent is not known here.
func spent(int) (time.Duration, error) { return 0, fmt.Errorf("processor time: %w", errAbsent) }
