package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const events = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"noise of a good test\n"}
{"Action":"pass","Package":"p","Test":"TestA","Elapsed":0.1}
{"Action":"output","Package":"p","Test":"TestB","Output":"why it failed\n"}
{"Action":"fail","Package":"p","Test":"TestB","Elapsed":0.1}
{"Action":"output","Package":"p","Test":"TestC","Output":"    c_test.go:12: no server\n"}
{"Action":"skip","Package":"p","Test":"TestC","Elapsed":0}
{"Action":"fail","Package":"p","Elapsed":0.2}
{"Action":"pass","Package":"q","Test":"TestQ"}
{"Action":"pass","Package":"q","Elapsed":0.2}
{"ImportPath":"r","Action":"build-output","Output":"r.go:1: syntax error\n"}
{"ImportPath":"r","Action":"build-fail"}
{"Action":"fail","Package":"r","Elapsed":0}
{"Action":"skip","Package":"no/tests","Elapsed":0}
`

func sum(t *testing.T, in string, brief bool) (*summary, string) {
	t.Helper()
	var out strings.Builder
	s := newSummary(&out)
	s.brief = brief
	if err := s.read(strings.NewReader(in)); err != nil {
		t.Fatal(err)
	}
	s.close()
	return s, out.String()
}

func TestSummary_CountsAndShowsWhatFailed(t *testing.T) {
	s, out := sum(t, events, false)
	if s.passed != 2 || s.failed != 2 || s.good() {
		t.Errorf("%d passed, %d failed, good %v", s.passed, s.failed, s.good())
	}
	for _, want := range []string{
		"why it failed", "r.go:1: syntax error", "FAIL\tp\t0.200s", "ok  \tq\t0.200s", "FAIL\tr", "skip\tp TestC: no server\n",
		"\n2 passed, 2 failed\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing from\n%s", want, out)
		}
	}
	if strings.Contains(out, "noise") {
		t.Error("the output of a good test is shown")
	}
}

func TestSummary_WhatAnotherStepRanIsNotSkipped(t *testing.T) {
	if _, out := sum(t, events+`{"Action":"pass","Package":"p","Test":"TestC"}`, true); strings.Contains(out, "skip\t") {
		t.Errorf("it is said to be skipped:\n%s", out)
	}
}

func TestSummary_BriefLeavesTheOutputOut(t *testing.T) {
	if _, out := sum(t, events, true); strings.Contains(out, "why it failed") || !strings.Contains(out, "FAIL\tp") {
		t.Errorf("brief says\n%s", out)
	}
}

func TestSummary_WrongThreadFailsAGoodPackage(t *testing.T) {
	s, out := sum(t, `{"Action":"output","Package":"ui","Test":"TestA","Output":"*** Error in Fyne call thread, this should have been called in fyne.Do ***\n"}
{"Action":"pass","Package":"ui","Test":"TestA"}
{"Action":"pass","Package":"ui","Elapsed":1}
`, false)
	if s.good() || !strings.Contains(out, "FAIL\tui\tError in Fyne call thread") {
		t.Errorf("good %v:\n%s", s.good(), out)
	}
}

func TestSummary_NothingRunIsNotGood(t *testing.T) {
	if s, _ := sum(t, "go: no such package\n", false); s.good() {
		t.Error("no test ran and all is said to be good")
	}
}

func TestTotal_AddsUpFilesAndSteps(t *testing.T) {
	file := filepath.Join(t.TempDir(), "unit.json")
	if err := os.WriteFile(file, []byte(`{"Action":"pass","Package":"q","Test":"TestQ"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if ok, err := total([]string{file, file}, 0); err != nil || !ok {
		t.Errorf("two good files: %v, %v", ok, err)
	}
	if ok, err := total([]string{file}, 1); err != nil || ok {
		t.Errorf("a failed step: %v, %v", ok, err)
	}
	if _, err := total([]string{file + ".gone"}, 0); err == nil {
		t.Error("a file that is not there is passed over")
	}
}
