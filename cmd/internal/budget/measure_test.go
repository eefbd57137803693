package main

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestResult_Kept(t *testing.T) {
	peer := func(*testing.B) {}
	size := func() (int64, error) { return 0, nil }
	for _, c := range []struct {
		r    Result
		want bool
	}{
		{Result{Row: Row{Peer: peer, Ratio: 1.5}, OursTime: 15, PeerTime: 10}, true},
		{Result{Row: Row{Peer: peer, Ratio: 1.5}, OursTime: 16, PeerTime: 10}, false},
		{Result{Row: Row{Within: 10}, OursTime: 10}, true},
		{Result{Row: Row{Peer: peer}, OursTime: 99, PeerTime: 1}, true},
		{Result{Row: Row{Size: size, Under: 10}, OursSize: 10}, true},
		{Result{Row: Row{Size: size, Under: 10}, OursSize: 11}, false},
		{Result{Row: Row{Within: 10}, OursTime: 11}, false},
	} {
		if c.r.Kept() != c.want {
			t.Errorf("%+v: kept %v", c.r, !c.want)
		}
	}
}

func TestMedian(t *testing.T) {
	if got := median([]time.Duration{9, 1, 5}); got != 5 {
		t.Errorf("median %d", got)
	}
	if got := median(nil); got != 0 {
		t.Errorf("median of nothing %d", got)
	}
}

func TestAlternate_MediansOfBothInTurn(t *testing.T) {
	var order []time.Duration
	side := func(first time.Duration) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			order = append(order, first)
			first += 10
			return first, nil
		}
	}
	ours, peer, err := alternate(starts, side(0), side(1000))
	if err != nil || ours != 60 || peer != 1060 {
		t.Errorf("medians %d and %d, %v", ours, peer, err)
	}
	if len(order) != 2*starts || order[0] != 0 || order[1] != 1000 || order[2] != 10 {
		t.Errorf("measured %v", order)
	}
}

func TestTextIn_CountsWhatIsReached(t *testing.T) {
	type inner struct{ Name string }
	v := struct {
		A    string
		b    []inner
		C    map[string]*inner
		D    any
		None *inner
	}{"審", []inner{{"ab"}, {"c"}}, map[string]*inner{"key": {"value"}}, inner{"x"}, nil}
	if got := textIn(reflect.ValueOf(v)); got != 3+3+8+1 {
		t.Errorf("%d bytes of text", got)
	}
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{1234567: "1.23ms", 999: "999ns", 98765432: "98.8ms", 2345678901: "2.35s", 0: "0s"} {
		if got := short(d); got != want {
			t.Errorf("short(%d) = %s, want %s", d, got, want)
		}
	}
}

func TestWrite(t *testing.T) {
	var b strings.Builder
	write(&b, []Result{
		{Row: Row{Work: "save", Peer: func(*testing.B) {}, Name: "plain", Ratio: 1.2}, OursTime: 1100 * time.Microsecond, PeerTime: time.Millisecond},
		{Row: Row{Work: "print", Peer: func(*testing.B) {}, Name: "office"}, OursTime: time.Millisecond, PeerTime: time.Second},
		{Row: Row{Work: "batch", Size: func() (int64, error) { return 0, nil }, Under: 120 << 20}, OursSize: 60<<20 + 1},
		{Row: Row{Work: "open", Within: time.Millisecond}, OursTime: time.Second},
	})
	for _, want := range []string{
		"| save | 1.1ms | plain: 1ms | 1.10 | ≤ 1.20 | kept |", "| open | 1s | | | ≤ 1ms | **over** |",
		"| print | 1ms | office: 1s | 0.001 | | |", "| batch | 61 MB | | | ≤ 120 MB | kept |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing from\n%s", want, b.String())
		}
	}
}
