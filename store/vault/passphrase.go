package vault

import (
	"crypto/rand"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"shinsa/review/fault"
)

// Cost is what one guess at a passphrase costs: the parameters of Argon2id.
type Cost struct {
	Time      uint32 `json:"time"`
	MemoryKiB uint32 `json:"memory_kib"`
	Threads   uint8  `json:"threads"`
}

// StandardCost is the cost of every real desk, about 0.15 s on a laptop: three passes over 64 MiB on one thread.
var StandardCost = Cost{Time: 3, MemoryKiB: 64 << 10, Threads: 1}

// TestCost is for desks that hold nothing: tests open thousands of them.
var TestCost = Cost{Time: 1, MemoryKiB: 64, Threads: 1}

// Limits of a cost that is accepted from a file: a changed file must not hold the program or take the machine's memory.
const (
	maxTime      = 64
	maxMemoryKiB = 1 << 20
	maxThreads   = 16
)

const (
	saltSize   = 16
	sealedSize = KeySize + Overhead
)

// passphraseWrap is the master key sealed under a passphrase.
type passphraseWrap struct {
	KDF string `json:"kdf"`
	Cost
	Salt   []byte `json:"salt"`
	Sealed []byte `json:"sealed"`
}

func (w passphraseWrap) sound() bool {
	return w.KDF == "argon2id" && w.Time >= 1 && w.Time <= maxTime && w.MemoryKiB >= 8 && w.MemoryKiB <= maxMemoryKiB &&
		w.Threads >= 1 && w.Threads <= maxThreads && len(w.Salt) == saltSize && len(w.Sealed) == sealedSize
}

func wrap(k *Key, passphrase string, c Cost) (passphraseWrap, error) {
	w := passphraseWrap{KDF: "argon2id", Cost: c, Salt: make([]byte, saltSize), Sealed: make([]byte, sealedSize)}
	if passphrase == "" {
		return w, fault.New(fault.Invalid, NoPassphrase)
	}
	_, _ = rand.Read(w.Salt) // never fails, see sealer.seal
	if !w.sound() {
		return w, fmt.Errorf("wrap key: cost %d/%d/%d is out of range", c.Time, c.MemoryKiB, c.Threads)
	}
	s, err := w.sealer(byKeyboard(passphrase))
	if err != nil {
		return w, err
	}
	s.sealWith(w.Sealed, k.master[:], w.bound())
	return w, nil
}

// open returns the master key, or Locked "wrong_passphrase". What an input method may have made of plain keys is tried as those keys too.
func (w passphraseWrap) open(passphrase string) (*Key, error) {
	typed := norm.NFKC.String(passphrase)
	k, err := w.openWith(typed)
	if plain := byKeyboard(passphrase); err != nil && plain != typed {
		return w.openWith(plain)
	}
	return k, err
}

func (w passphraseWrap) openWith(typed string) (*Key, error) {
	s, err := w.sealer(typed)
	if err != nil {
		return nil, err
	}
	k := new(Key)
	out := make([]byte, KeySize)
	if !s.openWith(out, w.Sealed, w.bound()) {
		return nil, fault.New(fault.Locked, WrongPassphrase)
	}
	copy(k.master[:], out)
	clear(out)
	return k, nil
}

// byKeyboard is a passphrase in NFKC, or, where every character is one that an input method gives for a key of its own, those keys: full-width
// letters come with dashes and quotation marks that NFKC leaves as they are.
func byKeyboard(passphrase string) string {
	typed := norm.NFKC.String(passphrase)
	plain := keyOf.Replace(typed)
	if strings.ContainsFunc(plain, func(r rune) bool { return r > unicode.MaxASCII }) {
		return typed
	}
	return plain
}

// keyOf is the key of a Japanese keyboard for a character in NFKC.
var keyOf = strings.NewReplacer("−", "-", "ー", "-", "‐", "-", "‑", "-", "–", "-", "—", "-", "―", "-", "─", "-", "〜", "~", "“", `"`, "”", `"`, "‘", "'", "’", "'",
	"¥", `\`, "、", ",", "。", ".", "・", "/", "「", "[", "」", "]")

func (w passphraseWrap) sealer(passphrase string) (*sealer, error) {
	typed := []byte(passphrase)
	stretched := argon2.IDKey(typed, w.Salt, w.Time, w.MemoryKiB, w.Threads, KeySize)
	clear(typed)
	defer clear(stretched)
	return newSealer(stretched)
}

// bound is what is authenticated with the sealed key.
func (w passphraseWrap) bound() []byte {
	return fmt.Appendf(nil, "%s/%d %s %d %d %d %x", keyFormat, keyVersion, w.KDF, w.Time, w.MemoryKiB, w.Threads, w.Salt)
}
