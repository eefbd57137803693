package vault

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"shinsa/review/fault"
)

// keptWrap is the master key sealed under a key that the operating system keeps for the desk's owner. Neither the operating system's
// store nor the key file opens anything alone, and dropping the wrap makes what the operating system still has useless.
type keptWrap struct {
	Name   string `json:"name"`   // 16 random bytes in hex: what the operating system knows the key by
	Sealed []byte `json:"sealed"` // 72 bytes: sealed unit of the master key
}

// Codes of the refusals about a key that the operating system keeps.
const (
	NotKept   = "keyring_not_used"  // Missing: this desk is opened by its passphrase alone
	KeptWrong = "keyring_key_wrong" // Locked: the operating system has another key than the desk's
)

const keptNameSize = 16

func (w keptWrap) sound() bool {
	b, err := hex.DecodeString(w.Name)
	return err == nil && len(b) == keptNameSize && len(w.Sealed) == sealedSize
}

// bound is what is authenticated with the sealed key.
func (w keptWrap) bound() []byte { return fmt.Appendf(nil, "%s/kept %s", keyFormat, w.Name) }

// Keep draws a key that opens the desk without its passphrase and gives it to hand, under the name it is asked for later. Only when hand
// returns nil is the desk changed; a key kept before opens it no more, and its name is returned, "" when there was none.
func Keep(path, passphrase string, hand func(name, secret string) error) (before string, err error) {
	f, err := readKeyFile(path)
	if err != nil {
		return "", err
	}
	k, err := f.Passphrase.open(passphrase)
	if err != nil {
		return "", err
	}
	defer k.Forget()
	own := make([]byte, keptNameSize+KeySize)
	_, _ = rand.Read(own) // never fails, see sealer.seal
	defer clear(own)
	w := keptWrap{Name: hex.EncodeToString(own[:keptNameSize]), Sealed: make([]byte, sealedSize)}
	s, err := newSealer(own[keptNameSize:])
	if err != nil {
		return "", err
	}
	s.sealWith(w.Sealed, k.master[:], w.bound())
	if err := hand(w.Name, base64.StdEncoding.EncodeToString(own[keptNameSize:])); err != nil {
		return "", err
	}
	if f.Kept != nil {
		before = f.Kept.Name
	}
	f.Kept = &w
	return before, f.write(path)
}

// Kept returns the name under which the operating system keeps a key of the desk, "" when it keeps none.
func Kept(path string) (string, error) {
	f, err := readKeyFile(path)
	if err != nil || f.Kept == nil {
		return "", err
	}
	return f.Kept.Name, nil
}

// UnlockKept opens the key file with what the operating system kept: Missing "keyring_not_used" when the desk has no such key, Locked
// "keyring_key_wrong" when it is another one.
func UnlockKept(path, secret string) (*Key, error) {
	f, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	if f.Kept == nil {
		return nil, fault.New(fault.Missing, NotKept)
	}
	own, err := base64.StdEncoding.DecodeString(secret)
	if err != nil || len(own) != KeySize {
		return nil, fault.New(fault.Locked, KeptWrong) // the cause would quote the secret
	}
	defer clear(own)
	s, err := newSealer(own)
	if err != nil {
		return nil, err
	}
	k := new(Key)
	if !s.openWith(k.master[:], f.Kept.Sealed, f.Kept.bound()) {
		return nil, fault.New(fault.Locked, KeptWrong)
	}
	return k, nil
}

// DropKept makes a key that the operating system keeps useless and returns its name, "" when there was none.
func DropKept(path string) (string, error) {
	f, err := readKeyFile(path)
	if err != nil || f.Kept == nil {
		return "", err
	}
	name := f.Kept.Name
	f.Kept = nil
	return name, f.write(path)
}
