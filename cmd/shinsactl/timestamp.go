package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shinsa/cmd/internal/authority"
	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

type timestampFlags struct {
	authority, root, out string
	keep                 words
}

func timestampFlag(fs *flag.FlagSet) any {
	f := &timestampFlags{}
	fs.StringVar(&f.authority, "authority", "", "")
	fs.StringVar(&f.root, "authority-root", "", "")
	fs.Var(&f.keep, "keep", "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// timestamp stamps signed PDFs, each beside its original. With --authority no desk is needed; a desk asks the authority it was told of and
// adds what it has at hand for validating.
func timestamp(ctx context.Context, c *call) error {
	f := c.flags.(*timestampFlags)
	if f.authority == "" && (f.root != "" || len(f.keep) > 0) {
		return &errUsage{"ctl.usage.authority", ""}
	}
	if f.authority == "" {
		return c.onDesk(ctx, func(d *review.Desk) error {
			return c.stampEach(f, func(in review.Incoming, out review.Outbox) (review.Handed, error) { return d.Timestamp(ctx, in, out) })
		})
	}
	v := review.NewVerifier(nil, civil.Date{}, nil)
	if f.root != "" {
		roots, err := readRoots(f.root)
		if err != nil {
			return err
		}
		v.Believe(roots...)
	}
	m := review.Material{Ask: func(request []byte) ([]byte, error) { return authority.Ask(ctx, f.authority, request) }}
	var err error
	if m.Certificates, m.Lists, err = readMaterial(f.keep); err != nil {
		return err
	}
	return c.stampEach(f, func(in review.Incoming, out review.Outbox) (review.Handed, error) {
		pdf, err := v.Timestamp(ctx, in, m)
		if err != nil {
			return review.Handed{}, err
		}
		name := review.StampedName(in.Name)
		path, err := out.Write(name, func(w io.Writer) error {
			_, err := w.Write(pdf)
			return err
		})
		verdict := v.Verify(ctx, review.Incoming{Name: name, R: bytes.NewReader(pdf), Size: int64(len(pdf))}).Verdict
		return review.Handed{Name: name, Path: path, Kind: "pdf", Size: int64(len(pdf)), Digest: ident.Sum(pdf), Verdict: string(verdict)}, err
	})
}

// stampEach stamps the files one by one. When it stops, those done stay done, and are listed.
func (c *call) stampEach(f *timestampFlags, stamp func(review.Incoming, review.Outbox) (review.Handed, error)) error {
	var handed []review.Handed
	one := func(path string) error {
		dir := f.out
		if dir == "" {
			dir = filepath.Dir(path)
		}
		in, done, err := boot.Incoming(path)
		if err != nil {
			return err
		}
		out, err := boot.Outbox(dir)
		if err == nil {
			var h review.Handed
			if h, err = stamp(in, out); err == nil {
				handed = append(handed, h)
			}
		}
		return errors.Join(err, done())
	}
	for _, path := range c.args {
		if err := one(path); err != nil {
			if len(handed) > 0 {
				err = errors.Join(err, c.handed(handed))
			}
			return err
		}
	}
	return c.handed(handed)
}

// readMaterial reads certificates and revocation lists, in PEM or DER.
func readMaterial(paths []string) (certs []*x509.Certificate, lists [][]byte, err error) {
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, fault.Wrap(fault.Missing, "file_unreadable", err, "name", path)
		}
		list := b
		if block, _ := pem.Decode(b); block != nil && block.Type == "X509 CRL" {
			list = block.Bytes
		}
		if _, err := x509.ParseRevocationList(list); err == nil {
			lists = append(lists, list)
			continue
		}
		own, err := readRoots(path)
		if err != nil {
			return nil, nil, err
		}
		certs = append(certs, own...)
	}
	return certs, lists, nil
}

type authorityFlags struct{ root string }

func authorityFlag(fs *flag.FlagSet) any {
	f := &authorityFlags{}
	fs.StringVar(&f.root, "authority-root", "", "")
	return f
}

// authorityShow says whom the desk asks for time stamps.
func authorityShow(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error { return c.showAuthority(ctx, d) })
}

func (c *call) showAuthority(ctx context.Context, d *review.Desk) error {
	a, err := d.Authority(ctx)
	if err != nil {
		return err
	}
	return c.result(map[string]any{"authority": a.Address, "believed": a.Roots != ""}, func() {
		switch {
		case a.Address == "":
			c.say("ctl.authority.none")
		case a.Roots == "":
			c.say("ctl.authority.unbelieved", "address", a.Address)
		default:
			fmt.Fprintln(c.out, a.Address)
		}
	})
}

// authoritySet names whom the desk asks for time stamps from now on.
func authoritySet(ctx context.Context, c *call) error {
	a := review.Authority{Address: c.args[0]}
	if root := c.flags.(*authorityFlags).root; root != "" {
		b, err := os.ReadFile(root)
		if err != nil {
			return fault.Wrap(fault.Missing, "file_unreadable", err, "name", root)
		}
		a.Roots = string(b)
	}
	return c.setAuthority(ctx, a)
}

// authorityClear goes back to no authority, and no network.
func authorityClear(ctx context.Context, c *call) error {
	return c.setAuthority(ctx, review.Authority{})
}

func (c *call) setAuthority(ctx context.Context, a review.Authority) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.SetAuthority(ctx, a); err != nil {
			return err
		}
		return c.showAuthority(ctx, d)
	})
}
