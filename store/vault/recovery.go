package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"shinsa/review/fault"
)

// recoveryWrap is the master key encrypted to the holder of a recovery key, by age (age-encryption.org/v1, X25519).
type recoveryWrap struct {
	Recipient string `json:"recipient"`
	Sealed    []byte `json:"sealed"`
}

// NewRecovery draws a recovery key: the identity is printed and locked away, never stored; the recipient is for AddRecovery.
func NewRecovery() (identity, recipient string, err error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", fmt.Errorf("draw recovery key: %w", err)
	}
	return id.String(), id.Recipient().String(), nil
}

// AddRecovery lets the holder of a recovery key open the desk too. Adding the same recipient twice changes nothing.
func AddRecovery(path, passphrase, recipient string) error {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return fault.New(fault.Invalid, BadRecovery) // the cause would quote the key
	}
	f, err := readKeyFile(path)
	if err != nil {
		return err
	}
	k, err := f.Passphrase.open(passphrase)
	if err != nil {
		return err
	}
	defer k.Forget()
	for _, r := range f.Recovery {
		if r.Recipient == to.String() {
			return nil
		}
	}
	sealed, err := encryptTo(to, k.master[:])
	if err != nil {
		return err
	}
	f.Recovery = append(f.Recovery, recoveryWrap{Recipient: to.String(), Sealed: sealed})
	return f.write(path)
}

// Recover opens the key file with a recovery identity; Locked "wrong_recovery" when it was never added to this desk.
func Recover(path, identity string) (*Key, error) {
	id, err := age.ParseX25519Identity(identity)
	if err != nil {
		return nil, fault.New(fault.Invalid, BadRecovery) // the cause would quote the key
	}
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	for _, r := range f.Recovery {
		if r.Recipient == id.Recipient().String() {
			return r.open(id)
		}
	}
	return nil, fault.New(fault.Locked, WrongRecovery)
}

// ResetPassphrase sets a new passphrase with the recovery identity, when the old one is lost.
func ResetPassphrase(path, identity, passphrase string, c Cost) error {
	k, err := Recover(path, identity)
	if err != nil {
		return err
	}
	defer k.Forget()
	f, err := readKeyFile(path)
	if err != nil {
		return err
	}
	if f.Passphrase, err = wrap(k, passphrase, c); err != nil {
		return err
	}
	return f.write(path)
}

func (w recoveryWrap) open(id age.Identity) (*Key, error) {
	r, err := age.Decrypt(bytes.NewReader(w.Sealed), id)
	if err != nil {
		var other *age.NoIdentityMatchError
		if errors.As(err, &other) {
			return nil, fault.New(fault.Locked, WrongRecovery)
		}
		return nil, fault.Wrap(fault.Corrupt, KeyDamaged, err)
	}
	// One byte more than a key: a clean end has to be seen before age's output may be used.
	b, err := io.ReadAll(io.LimitReader(r, KeySize+1))
	if err != nil || len(b) != KeySize {
		return nil, fault.New(fault.Corrupt, KeyDamaged)
	}
	k := new(Key)
	copy(k.master[:], b)
	clear(b)
	return k, nil
}

func encryptTo(to age.Recipient, b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, fmt.Errorf("encrypt to recovery key: %w", err)
	}
	if _, err := w.Write(b); err != nil {
		return nil, fmt.Errorf("encrypt to recovery key: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("encrypt to recovery key: %w", err)
	}
	return out.Bytes(), nil
}

// ReplaceRecovery makes one recovery key the only one of the desk: what an older sheet says opens nothing any more.
func ReplaceRecovery(path, passphrase, recipient string) error {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return fault.New(fault.Invalid, BadRecovery) // the cause would quote the key
	}
	f, err := readKeyFile(path)
	if err != nil {
		return err
	}
	k, err := f.Passphrase.open(passphrase)
	if err != nil {
		return err
	}
	defer k.Forget()
	sealed, err := encryptTo(to, k.master[:])
	if err != nil {
		return err
	}
	f.Recovery = []recoveryWrap{{Recipient: to.String(), Sealed: sealed}}
	return f.write(path)
}
