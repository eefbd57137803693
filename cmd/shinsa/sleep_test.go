package main

import (
	"testing"
	"time"
)

func TestSlept_WhenTheWallWentOnAlone(t *testing.T) {
	for _, c := range []struct {
		wall, own time.Duration
		want      bool
	}{
		{2 * time.Second, 2 * time.Second, false},
		{time.Hour, time.Hour, false}, // the program was held up, awake
		{time.Hour, 2 * time.Second, true},
		{-time.Hour, 2 * time.Second, false}, // the clock was set back
		{12 * time.Second, 2 * time.Second, false},
	} {
		if got := slept(c.wall, c.own); got != c.want {
			t.Errorf("wall %v, own %v: slept %v", c.wall, c.own, got)
		}
	}
}
