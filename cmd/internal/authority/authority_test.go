package authority

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shinsa/review/fault"
)

func TestAsk_CarriesRequestAndAnswer(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != query || string(b) != "question" {
			t.Errorf("asked %s %s %q, %v", r.Method, r.Header.Get("Content-Type"), b, err)
		}
		w.Header().Set("Content-Type", reply+"; charset=binary")
		io.WriteString(w, "answer")
	}))
	defer s.Close()
	if got, err := Ask(t.Context(), s.URL, []byte("question")); err != nil || string(got) != "answer" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAsk_WhatIsNoAnswer(t *testing.T) {
	answers := map[string]http.HandlerFunc{
		"/page":  func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>") },
		"/fault": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusServiceUnavailable) },
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/right", http.StatusTemporaryRedirect)
		},
		"/right": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", reply) },
		"/long": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", reply)
			w.Write(bytes.Repeat([]byte("x"), maxAnswer+1))
		},
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answers[r.URL.Path](w, r) }))
	defer s.Close()
	for _, path := range []string{"/page", "/fault", "/away", "/long"} {
		if _, err := Ask(t.Context(), s.URL+path, nil); !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "authority_answer"}) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAsk_Unreachable(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	gone, stop := context.WithCancel(t.Context())
	stop()
	for name, err := range map[string]error{
		"nobody there": second(Ask(t.Context(), strings.Replace(s.URL, "http://", "http://user:secret@", 1), nil)),
		"cancelled":    second(Ask(gone, s.URL, nil)),
	} {
		if !errors.Is(err, &fault.Error{Kind: fault.Unavailable, Code: "authority_unreachable"}) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Ask(t.Context(), "http://[", nil); !errors.Is(err, &fault.Error{Kind: fault.Invalid, Code: "authority_address"}) {
		t.Errorf("an address that is none: %v", err)
	}
}

func second(_ []byte, err error) error { return err }
