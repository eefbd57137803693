package review

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"shinsa/review/civil"
	"shinsa/review/dossier"
	"shinsa/review/dossier/zipcheck"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/journal"
)

// Piece is one file of a desk as its store keeps it: sealed. Who opens it closes it.
type Piece struct {
	Name string // relative, with slashes
	Size int64
	Open func() (io.ReadCloser, error)
}

// backupLimits are wider than those of files that come from others: a desk holds many dossiers.
var backupLimits = zipcheck.Limits{Archive: 256 << 30, Entries: 1 << 20, Entry: 64 << 30, Total: 256 << 30}

// WriteBackup writes the pieces of this desk as a backup parcel, signed by the desk. Everything in it stays sealed under the desk's own
// key, so that it is as safe as the desk, and opens with the passphrase or the recovery key alone. Head is where the journal in the
// pieces ends.
func (d *Desk) WriteBackup(ctx context.Context, w io.Writer, pieces []Piece, head journal.Head) (ident.Digest, error) {
	signer, err := d.ownSigner()
	if err != nil {
		return "", err
	}
	o, err := d.outgoing(dossier.Backup, "", 0, d.Now())
	if err != nil {
		return "", err
	}
	if o.Journal = nil; head.Seq > 0 {
		o.Journal = &head
	}
	for _, p := range pieces {
		body := &lateReader{ctx: ctx, open: p.Open}
		defer body.stop()
		o.Payload = append(o.Payload, dossier.File{Name: p.Name, Body: body})
	}
	id, err := dossier.Create(w, o, signer)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return id, err
}

// lateReader opens a piece when it is first read, and lets go of it at its end: a desk has more files than a program may have open or
// hold a part of in memory.
type lateReader struct {
	ctx  context.Context //nolint:containedctx // a reader lives inside one call
	open func() (io.ReadCloser, error)
	r    io.ReadCloser
	end  error // what every further Read returns
}

// stop lets go of a reader whose end was not reached.
func (l *lateReader) stop() {
	if l.r != nil {
		_ = l.r.Close() // what failed before is what is told
		l.r, l.end = nil, io.ErrClosedPipe
	}
}

// Read ends with the context.
func (l *lateReader) Read(p []byte) (n int, err error) {
	switch err := l.ctx.Err(); {
	case l.end != nil:
		return 0, l.end
	case err != nil:
		return 0, err
	}
	if l.r == nil {
		if l.r, l.end = l.open(); l.end != nil {
			return 0, l.end
		}
	}
	if n, err = l.r.Read(p); err == nil {
		return n, nil
	}
	if cerr := l.r.Close(); errors.Is(err, io.EOF) && cerr != nil {
		err = cerr
	}
	l.r, l.end = nil, err
	return n, err
}

// Backup is a backup parcel that was read and found whole. Whether its signer is the desk in it shows when that desk is open: see Verify.
type Backup struct {
	Owner   string       // whose desk, as the parcel says
	At      time.Time    // when it was made
	ID      ident.Digest // of the parcel
	Journal journal.Head // of the desk when it was made
	parcel  *dossier.Parcel
}

// ReadBackup checks a backup whole: digests, completeness, format, signature. Nothing is known yet of its signer, because the roots are in
// the desk that is backed up. A file that is not a whole backup is refused with every reason.
func ReadBackup(in Incoming) (*Backup, error) {
	p, l := dossier.Check(in.R, in.Size, dossier.Trust{Kinds: []dossier.Kind{dossier.Backup}, Limits: backupLimits})
	var against fault.List
	for _, f := range musts(l) {
		if f.Code != "seal_signer_unknown" {
			against = append(against, f)
		}
	}
	if p == nil || len(against) > 0 {
		return nil, &fault.Error{Kind: fault.Corrupt, Code: "backup_damaged", Findings: against, Args: map[string]string{"name": in.Name}}
	}
	b := &Backup{Owner: p.Sender.Name, At: p.Created, ID: p.ID, parcel: p}
	if p.Journal != nil {
		b.Journal = *p.Journal
	}
	return b, nil
}

// Each gives every piece to f; what comes out of its reader differs from what was backed up only together with an error at its end.
func (b *Backup) Each(f func(name string, r io.Reader) error) error {
	for _, name := range b.parcel.Names() {
		if err := b.piece(name, f); err != nil {
			return err
		}
	}
	return nil
}

// Piece gives one piece to f.
func (b *Backup) Piece(name string, f func(r io.Reader) error) error {
	return b.piece(name, func(_ string, r io.Reader) error { return f(r) })
}

func (b *Backup) piece(name string, f func(string, io.Reader) error) error {
	r, err := b.parcel.Open(name)
	if err != nil {
		return err
	}
	err = f(name, r)
	if cerr := r.Close(); err == nil {
		err = cerr
	}
	return err
}

// Verify compares a backup with the desk that was laid out from it: every invariant holds, the parcel was signed by this very desk, and
// the journal ends where the parcel says. It returns Corrupt "backup_damaged" with what is wrong.
func (b *Backup) Verify(ctx context.Context, d *Desk) error {
	all, err := d.Doctor(ctx)
	if err != nil {
		return err
	}
	var against fault.List
	for _, i := range all {
		if !i.OK {
			against = append(against, fault.Finding{Code: "backup_invariant_broken", Severity: fault.Must, At: i.Name, Args: map[string]string{"name": i.Name}})
		}
	}
	signer, err := d.ownSigner()
	if err != nil {
		return err
	}
	if s := b.parcel.Signature; s == nil || s.Cert == nil || !bytes.Equal(s.Cert.Raw, signer.Cert.Raw) {
		against = append(against, fault.Finding{Code: "backup_signer_differs", Severity: fault.Must})
	}
	head, err := d.head(ctx)
	if err != nil {
		return err
	}
	if head != b.Journal {
		against = append(against, fault.Finding{Code: "backup_journal_differs", Severity: fault.Must, At: strconv.FormatInt(head.Seq, 10)})
	}
	if len(against) > 0 {
		return &fault.Error{Kind: fault.Corrupt, Code: "backup_damaged", Findings: against}
	}
	return nil
}

func (d *Desk) head(ctx context.Context) (journal.Head, error) {
	var h journal.Head
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		h, err = tx.Head()
		return err
	})
	return h, err
}

// BackedUp is the last backup as the desk remembers it.
type BackedUp struct {
	On     civil.Date   `json:"on"`
	At     time.Time    `json:"at"`
	SHA256 ident.Digest `json:"sha256"` // of the file
	Size   int64        `json:"size"`
	Acts   int64        `json:"acts"` // length of the journal when it was made
}

const settingBackup = "last-backup"

// RecordBackup journals a backup that was verified.
func (d *Desk) RecordBackup(ctx context.Context, b *Backup, sha256 ident.Digest, size int64) error {
	_, err := d.update(ctx, "backup", "", func(tx Tx, e *journal.Entry) error {
		e.Subject, e.New = string(b.ID), sha256
		return tx.Put(KindSetting, settingBackup, BackedUp{On: civil.Of(tx.Now()), At: tx.Now(), SHA256: sha256, Size: size, Acts: b.Journal.Seq})
	})
	return err
}

// RecordRestore journals that the desk goes on from a backup. An office may have given numbers since: it has to say which before it gives
// more (see Numbers).
func (d *Desk) RecordRestore(ctx context.Context, b *Backup) error {
	return d.recordReturn(ctx, "restore", string(b.ID), b.At)
}

// RecordReturn journals that the desk goes on from a local copy of its database, made at an instant. Numbers are as after RecordRestore.
func (d *Desk) RecordReturn(ctx context.Context, name string, made time.Time) error {
	return d.recordReturn(ctx, "return", name, made)
}

func (d *Desk) recordReturn(ctx context.Context, act journal.Act, from string, made time.Time) error {
	_, err := d.update(ctx, act, "", func(tx Tx, e *journal.Entry) error {
		e.Subject = from
		return d.doubtNumbers(tx, made)
	})
	return err
}

// LastBackup returns the last backup and how many acts were done since; ok is false when there was none.
func (d *Desk) LastBackup(ctx context.Context) (last BackedUp, since int64, ok bool, err error) {
	err = d.Store.View(ctx, func(tx Tx) error {
		var err error
		if last, ok, err = get[BackedUp](tx, KindSetting, settingBackup); err != nil {
			return err
		}
		h, err := tx.Head()
		since = h.Seq - last.Acts - 1 // the backup's own entry is none
		return err
	})
	return last, max(since, 0), ok, err
}

// BackupName is the file name of a backup: id and day, nothing of what is in it.
func (d *Desk) BackupName() string {
	return string(d.Self().ID) + "_" + d.Today().String() + dossier.Backup.Extension()
}

// Signed reports whether this desk can make backups: a member's can once its card has been accepted.
func (d *Desk) Signed() bool {
	_, err := d.ownSigner()
	return err == nil
}

// RecordKey journals that what opens the desk has changed: "passphrase", "recovery" or "recover".
func (d *Desk) RecordKey(ctx context.Context, what journal.Act) error {
	_, err := d.update(ctx, what, "", func(Tx, *journal.Entry) error { return nil })
	return err
}
