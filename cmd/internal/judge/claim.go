package judge

import (
	"bytes"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
)

// claimPrefix begins the text of a certificate's code; base45 (RFC 9285) follows.
const claimPrefix = "SHINSA1:"

// Claim returns the lines a certificate's code says, or an error unless openssl finds them signed by the certificate in signer, a PEM
// file. The code is taken apart here once more, from its description alone, and not by the program's own reader.
func Claim(code, signer, dir string) ([]string, error) {
	raw, err := base45(strings.TrimPrefix(code, claimPrefix))
	if err != nil {
		return nil, err
	}
	said, rest, ok := bytes.Cut(raw, []byte{0})
	if !ok || len(rest) != 8+64 {
		return nil, errors.New("claim: no signature of P-256 in it")
	}
	if err := signedBy(signer, rest[:8]); err != nil {
		return nil, err
	}
	sig, err := asn1.Marshal([]*big.Int{new(big.Int).SetBytes(rest[8:40]), new(big.Int).SetBytes(rest[40:])})
	if err != nil {
		return nil, fmt.Errorf("encode signature: %w", err)
	}
	files := map[string][]byte{"claim": append([]byte("shinsa claim 1\n"), said...), "claim.sig": sig}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return nil, fmt.Errorf("write claim: %w", err)
		}
	}
	if _, err := ask(dir, "openssl", "x509", "-in", signer, "-noout", "-pubkey", "-out", "key.pem"); err != nil {
		return nil, err
	}
	if _, err := ask(dir, "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "claim.sig", "claim"); err != nil {
		return nil, err
	}
	return strings.Split(string(said), "\n"), nil
}

// signedBy returns an error unless a certificate's digest begins with id.
func signedBy(file string, id []byte) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read signer: %w", err)
	}
	block, _ := pem.Decode(raw)
	if block == nil {
		return fmt.Errorf("read signer: no certificate in %s", filepath.Base(file))
	}
	if sum := sha256.Sum256(block.Bytes); !bytes.HasPrefix(sum[:], id) {
		return errors.New("claim: made with another key")
	}
	return nil
}

// base45 reads three characters for two bytes, and two for one at the end.
func base45(s string) ([]byte, error) {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	var out []byte
	for len(s) > 0 {
		n := min(3, len(s))
		value := 0
		for i := n - 1; i >= 0; i-- {
			d := strings.IndexByte(digits, s[i])
			if d < 0 {
				return nil, fmt.Errorf("claim: %q is no digit of base 45", s[i])
			}
			value = value*45 + d
		}
		switch {
		case n == 3 && value <= 0xffff:
			out = append(out, byte(value>>8), byte(value))
		case n == 2 && value <= 0xff:
			out = append(out, byte(value))
		default:
			return nil, errors.New("claim: not base 45")
		}
		s = s[n:]
	}
	return out, nil
}
