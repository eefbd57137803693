package main

import (
	"context"

	"shinsa/review"
	"shinsa/review/conflict"
)

// profileShow prints what this desk knows of its member for finding likely interests.
func profileShow(ctx context.Context, c *call) error {
	return c.onDesk(ctx, func(d *review.Desk) error {
		p, err := d.OwnProfile(ctx)
		if err != nil {
			return err
		}
		return c.result(p, func() {
			c.say("ctl.profile.shown", "name", p.Name, "posts", len(p.Posts), "kin", len(p.Kin), "shares", len(p.Shares), "money", len(p.Money), "work", len(p.Work))
		})
	})
}

// profileSet keeps the member's profile as a file has it, in place of the one before.
func profileSet(ctx context.Context, c *call) error {
	f := c.flags.(*inOut)
	if f.file == "" {
		return &errUsage{"ctl.usage.file", ""}
	}
	var p conflict.Profile
	if err := readYAML(f.file, &p); err != nil {
		return err
	}
	return c.onDesk(ctx, func(d *review.Desk) error {
		if err := d.SetOwnProfile(ctx, p); err != nil {
			return err
		}
		return c.result(p, func() { c.say("ctl.profile.kept") })
	})
}
