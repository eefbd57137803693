package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"shinsa/review/fault"
	"shinsa/store/internal/durable"
	"shinsa/store/internal/edge"
)

// The key file, desk.key, stands beside the database and is JSON:
//
//	{
//	  "format": "shinsa-desk-key",
//	  "version": 1,
//	  "passphrase": {
//	    "kdf": "argon2id", "time": 3, "memory_kib": 65536, "threads": 1,
//	    "salt": "…16 bytes, base64…",
//	    "sealed": "…72 bytes, base64: sealed unit of the master key…"
//	  },
//	  "recovery": [ {"recipient": "age1…", "sealed": "…base64 of an age file holding the master key…"} ],
//	  "kept": {"name": "…16 bytes in hex…", "sealed": "…72 bytes, base64: sealed unit of the master key…"}
//	}
//
// The passphrase is brought to NFKC, so that the same characters typed on another keyboard open the same desk, to ASCII where an input method
// may have made every character of a key of its own (a passphrase from before that opens as it is), and stretched with
// Argon2id (RFC 9106) to the 32-byte key that seals the master key by XChaCha20-Poly1305: ciphertext (32), tag (16), nonce (24). The
// additional data is "shinsa-desk-key/1 argon2id time memory_kib threads salt-in-hex", so that no parameter can be weakened unnoticed.
// kept is there only when the owner let the operating system keep a key (version 2; without it the file stays at version 1, which older
// programs read): the master key sealed under those 32 random bytes, with "shinsa-desk-key/kept name" as additional data.
// Unknown fields are refused. Changing the passphrase, the cost or the recovery keys rewrites the file in one step and leaves the
// master key, and so the database, as it is.
const (
	keyFormat  = "shinsa-desk-key"
	keyVersion = 1        // of a key file without a kept key, and of what a passphrase's wrap is bound to
	keyKept    = 2        // with one
	keyLimit   = 64 << 10 // bytes of a key file
)

// Codes of the refusals about the key file.
const (
	WrongPassphrase = "wrong_passphrase" // Locked
	NoPassphrase    = "passphrase_empty" // Invalid
	KeyMissing      = "desk_key_missing" // Missing
	KeyDamaged      = "desk_key_damaged" // Corrupt
	KeyNewer        = "desk_key_newer"   // Unavailable: written by a newer program
	KeyExists       = "desk_key_exists"  // Conflict
	WrongRecovery   = "wrong_recovery"   // Locked: the recovery key is of another desk
	BadRecovery     = "recovery_invalid" // Invalid: not a recovery key at all
)

type keyFile struct {
	Format     string         `json:"format"`
	Version    int            `json:"version"`
	Passphrase passphraseWrap `json:"passphrase"`
	Recovery   []recoveryWrap `json:"recovery,omitempty"`
	Kept       *keptWrap      `json:"kept,omitempty"`
}

// Create draws a master key, wraps it under the passphrase and writes the key file. It refuses an empty passphrase with Invalid and an
// existing file with Conflict: overwriting it would make the desk unreadable for ever.
func Create(path, passphrase string, c Cost) (*Key, error) {
	k := newKey()
	w, err := wrap(k, passphrase, c)
	if err != nil {
		return nil, err
	}
	b, err := keyFile{Format: keyFormat, Version: keyVersion, Passphrase: w}.encode()
	if err != nil {
		return nil, err
	}
	if err := durable.Create(path, b); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil, fault.Wrap(fault.Conflict, KeyExists, err)
		}
		return nil, edge.Fault(fmt.Errorf("create key file: %w", err))
	}
	return k, nil
}

// Unlock opens the key file with the passphrase. A wrong one is Locked "wrong_passphrase"; a missing, damaged or newer file is refused
// with its own code.
func Unlock(path, passphrase string) (*Key, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return f.Passphrase.open(passphrase)
}

// ChangePassphrase wraps the master key under a new passphrase at cost c. The old one is good until it returns nil, and only then bad.
// With the same passphrase twice it brings an old desk to a new cost.
func ChangePassphrase(path, old, passphrase string, c Cost) error {
	f, err := readKeyFile(path)
	if err != nil {
		return err
	}
	k, err := f.Passphrase.open(old)
	if err != nil {
		return err
	}
	defer k.Forget()
	if f.Passphrase, err = wrap(k, passphrase, c); err != nil {
		return err
	}
	return f.write(path)
}

// CostOf returns what opening the key file costs, so that an old desk can be brought to today's cost when it is next opened.
func CostOf(path string) (Cost, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return Cost{}, err
	}
	return f.Passphrase.Cost, nil
}

func readKeyFile(path string) (*keyFile, error) {
	b, err := durable.Limited(path, keyLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.Missing, KeyMissing, err)
	}
	if errors.Is(err, fs.ErrPermission) { // said as what it is: nothing was to be written
		return nil, fault.Wrap(fault.Unavailable, edge.Unreachable, err)
	}
	if err != nil {
		return nil, edge.Fault(fmt.Errorf("read key file: %w", err))
	}
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(b, &head); err != nil || head.Format != keyFormat {
		return nil, fault.New(fault.Corrupt, KeyDamaged)
	}
	if head.Version > keyKept {
		return nil, fault.New(fault.Unavailable, KeyNewer)
	}
	f := new(keyFile)
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil || !f.Passphrase.sound() || f.Kept != nil && !f.Kept.sound() {
		return nil, fault.New(fault.Corrupt, KeyDamaged)
	}
	return f, nil
}

func (f keyFile) encode() ([]byte, error) {
	if f.Version = keyVersion; f.Kept != nil {
		f.Version = keyKept
	}
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode key file: %w", err)
	}
	return append(b, '\n'), nil
}

func (f keyFile) write(path string) error {
	b, err := f.encode()
	if err != nil {
		return err
	}
	if err := durable.Replace(path, b); err != nil {
		return edge.Fault(fmt.Errorf("write key file: %w", err))
	}
	return nil
}
