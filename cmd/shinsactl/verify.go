package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/review"
	"shinsa/review/civil"
	"shinsa/review/seal"
)

type verifyFlags struct {
	root, on, authority string
	registers           words
}

func verifyFlag(fs *flag.FlagSet) any {
	f := &verifyFlags{}
	fs.StringVar(&f.root, "root", "", "")
	fs.StringVar(&f.on, "on", "", "")
	fs.Var(&f.registers, "register", "")
	fs.StringVar(&f.authority, "authority-root", "", "")
	return f
}

// verify judges any PDF or parcel. With --root no desk is needed.
func verify(ctx context.Context, c *call) error {
	f := c.flags.(*verifyFlags)
	on, err := readDate(f.on)
	if err != nil {
		return err
	}
	if f.root != "" {
		v, err := withoutDesk(f.root, civilOr(on, civil.Of(c.now())))
		if err != nil {
			return err
		}
		return c.judge(ctx, v, f)
	}
	return c.onDesk(ctx, func(d *review.Desk) error { return c.judge(ctx, d.Verifier(on), f) })
}

func (c *call) judge(ctx context.Context, v *review.Verifier, f *verifyFlags) error {
	if f.authority != "" {
		roots, err := readRoots(f.authority)
		if err != nil {
			return err
		}
		v.Believe(roots...)
	}
	if err := learn(v, f.registers); err != nil {
		return err
	}
	good := true
	var all []review.Verification
	for _, path := range c.args {
		in, done, err := boot.Incoming(path)
		if err != nil {
			return err
		}
		one := v.Verify(ctx, in)
		if err := done(); err != nil {
			return fmt.Errorf("close file: %w", err)
		}
		good = good && one.Verdict == seal.Genuine
		all = append(all, one)
	}
	if err := c.result(verified(all), func() { c.verifications(all) }); err != nil {
		return err
	}
	for _, v := range all {
		c.reasons(v.Reasons)
	}
	if !good {
		return errNotGood
	}
	return nil
}

func civilOr(d, or civil.Date) civil.Date {
	if d.IsZero() {
		return or
	}
	return d
}

// verified is one object for one file and a list for several.
func verified(all []review.Verification) any {
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (c *call) verifications(all []review.Verification) {
	for _, v := range all {
		fmt.Fprintf(c.out, "%s\t%s\n", c.text.T("verify."+strings.ReplaceAll(string(v.Verdict), "-", "_")), v.Name)
		for _, s := range v.Signers {
			fmt.Fprintf(c.out, "  %s\t%s\t%s\t%s\n", s.Verdict, s.Name, s.Role, s.When)
			if s.Stamped != nil {
				fmt.Fprintf(c.out, "  %s\n", c.text.T("verify.stamped", "at", s.Stamped.At, "by", s.Stamped.By))
			}
			for _, ch := range s.Changes {
				fmt.Fprintf(c.out, "  %s\n", c.text.Fault(ch.Code, ch.Values()))
			}
		}
		if st := v.Standing; st != nil && st.State != "" {
			fmt.Fprintf(c.out, "  %s\t%s\t%s–%s\t%s\n", st.No, c.text.T("standing."+string(st.State)), st.From, st.To, st.On)
		}
	}
}
