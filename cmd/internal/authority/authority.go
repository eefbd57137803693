// Package authority carries requests to time-stamp authorities (RFC 3161, 3.4: over HTTP or HTTPS).
//
// It is the only room that speaks to the internet, and it is reached only where a person named an authority: on the command line or as a
// setting of the desk. What leaves is a digest of what is stamped, a random number, and nothing of the content (Art. 20). Redirections are not
// followed: who is asked is who was named.
package authority

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"shinsa/review/fault"
)

const (
	// Patience is how long an authority has for its answer, connecting included.
	Patience = 15 * time.Second

	maxAnswer = 64 << 10
	query     = "application/timestamp-query"
	reply     = "application/timestamp-reply"
)

var client = &http.Client{
	Timeout:       Patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Ask sends a request to the authority at an address and returns its answer, not looked into. It refuses, with Kind unavailable, an
// authority that cannot be reached (authority_unreachable) or answers something else (authority_answer).
func Ask(ctx context.Context, address string, request []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(request))
	if err != nil {
		return nil, fault.New(fault.Invalid, "authority_address", "address", address)
	}
	r.Header.Set("Content-Type", query)
	r.Header.Set("Accept", reply)
	got, err := client.Do(r)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // without the address, which may hold a name and a password
		}
		return nil, fault.Wrap(fault.Unavailable, "authority_unreachable", err, "host", r.URL.Hostname())
	}
	b, err := io.ReadAll(io.LimitReader(got.Body, maxAnswer+1))
	if cerr := got.Body.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("close answer: %w", cerr)
	}
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, "authority_unreachable", err, "host", r.URL.Hostname())
	}
	kind, _, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
	if got.StatusCode != http.StatusOK || err != nil || kind != reply || len(b) > maxAnswer {
		return nil, fault.New(fault.Unavailable, "authority_answer", "host", r.URL.Hostname(), "status", got.Status)
	}
	return b, nil
}
