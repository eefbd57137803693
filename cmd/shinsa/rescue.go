package main

import (
	"context"
	"fmt"
	"strings"

	"shinsa/cmd/internal/boot"
	"shinsa/ui/present"
	"shinsa/ui/screen/unlock"
)

// Recover implements unlock.Rescue.
func (g *gate) Recover(ctx context.Context, folder, sheet, passphrase string) error {
	s, err := boot.Recover(ctx, boot.Options{Dir: folder, Passphrase: passphrase}, sheet)
	return g.took(ctx, s, folder, err)
}

// RestoreTo implements unlock.Rescue: the folder of the desk where there is none, and one beside it otherwise, so that a damaged desk stays
// as it is.
func (g *gate) RestoreTo() string {
	for n := 0; ; n++ {
		if dir := g.restored(n); !g.taken(dir) {
			return dir
		}
	}
}

// restored names the nth folder for a desk that is restored.
func (g *gate) restored(n int) string {
	switch n {
	case 0:
		return g.dir
	case 1:
		return g.dir + "-restored"
	}
	return fmt.Sprintf("%s-restored-%d", g.dir, n)
}

// taken reports whether a folder cannot be restored into: it holds a desk, or the desks of a rehearsal.
func (g *gate) taken(dir string) bool {
	there, err := boot.Found(dir)
	return err != nil || there || g.room != nil && dir == g.dir
}

// Restore implements unlock.Rescue.
func (g *gate) Restore(ctx context.Context, r unlock.Restoring) error {
	sheet := ""
	if strings.TrimSpace(r.Sheet) != "" {
		var err error
		if sheet, err = boot.ReadRecovery(r.Sheet); err != nil {
			return err
		}
	}
	in, done, err := boot.Incoming(r.Backup)
	if err != nil {
		return err
	}
	dir := g.RestoreTo()
	s, err := boot.Restore(ctx, boot.Options{Dir: dir, Passphrase: r.Passphrase}, in, sheet)
	_ = done() // read only: nothing can be lost
	return g.took(ctx, s, dir, err)
}

// Copies implements unlock.Rescue.
func (g *gate) Copies(folder string) ([]present.Copy, error) {
	found, err := boot.Copies(folder)
	out := make([]present.Copy, 0, len(found))
	for _, c := range found {
		out = append(out, present.Copy{Name: c.Name, Acts: c.Seq, At: c.At})
	}
	return out, err
}

// ReturnToCopy implements unlock.Rescue.
func (g *gate) ReturnToCopy(ctx context.Context, folder, name, passphrase string) error {
	if _, err := boot.ReturnToCopy(ctx, boot.Options{Dir: folder, Passphrase: passphrase}, name); err != nil {
		return err
	}
	return g.Open(ctx, folder, passphrase)
}
