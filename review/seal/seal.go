// Package seal is the identity and signature of the scheme: keys, cards, signatures, recipients and their strict verification.
//
// It holds no disk, no clock and no network: bytes, readers and instants come in, bytes and findings go out.
//
// # Identity
//
// A scheme has one self-signed root. Under it the secretariat issues cards: X.509 certificates for the office and for each member.
// The subject of a card says all there is to know of its holder:
//
//	CN            the holder's name, as it appears beside a signature
//	O             the body, for root and office; a member's organisation, when given
//	OU            the role: "Shinsa root", "Shinsa office" or "Shinsa member"
//	serialNumber  the holder's id at the desk, such as m-2f61a0c4
//	SAN URI       age:age1…, the recipient that files for the holder are encrypted to
//
// The role counts only where the chain ends at a root that the verifier was given: anyone can write an OU. Only the root is a
// certification authority, of path length 0. A certificate made elsewhere (PKCS#12) may sign too; it then has no role. A member asks
// for a card with a Request (PKCS#10), which is signed by the key the card is for; files for the member are encrypted (age) to the
// recipient that the card names.
//
// # Signature
//
// A signature is a CMS SignedData (RFC 5652) in DER, detached, of one signer, with the signed attributes content-type,
// message-digest, signing-certificate-v2 (RFC 5035) and, outside a PDF, signing-time. Keys are RSA from 2048 bits (PKCS#1 v1.5) and
// ECDSA P-256, P-384, P-521; digests SHA-256, SHA-384, SHA-512. Everything else is refused, on both sides. The root is not enclosed: who
// verifies has it, or cannot believe it.
//
//	openssl cms -verify -binary -inform DER -in f.p7s -content f -CAfile root.pem -purpose any -attime TIME
//
// TIME, in seconds since 1970, is the instant at which the signer had to be entitled, by default the signing time claimed: cards end. Cards
// have no extended key usage that openssl would ask for, hence the purpose.
//
// # Verdicts
//
// Verify never says more than it knows. genuine: exactly these bytes were signed, by a certificate that chains to a given root at the
// instant asked, in an allowed role. altered: a good signature, over other bytes. invalid: a signature that does not hold, or a
// signer who was not entitled. unknown-signer: a good signature by someone no given root vouches for. unsigned: none.
//
// It serves Arts. 7 and 20 (who declared and pledged), 6 (whose decision), and 10 (whose certificate).
package seal

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"

	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Verdict is what verification found, in one word; the words are part of the command line's contract.
type Verdict string

// The verdicts.
const (
	Genuine       Verdict = "genuine"
	Altered       Verdict = "altered"
	Invalid       Verdict = "invalid"
	UnknownSigner Verdict = "unknown-signer"
	Unsigned      Verdict = "unsigned"
)

// rank orders verdicts by gravity, so that several can become one.
var rank = map[Verdict]int{Genuine: 0, UnknownSigner: 1, Altered: 2, Invalid: 3, Unsigned: 4}

// Worse returns the graver of two verdicts; unsigned is the gravest, since nothing at all is known.
func Worse(a, b Verdict) Verdict {
	if rank[b] > rank[a] {
		return b
	}
	return a
}

// Fingerprint is the SHA-256 of the whole certificate, by which people compare certificates over the telephone.
func Fingerprint(cert *x509.Certificate) ident.Digest {
	sum := sha256.Sum256(cert.Raw)
	return ident.Digest(hex.EncodeToString(sum[:]))
}

// finding is a reason that decides a verdict.
func finding(code string, args ...string) fault.Finding {
	f := fault.Finding{Code: code, Severity: fault.Must}
	if len(args) > 1 {
		f.Args = map[string]string{}
		for i := 0; i+1 < len(args); i += 2 {
			f.Args[args[i]] = args[i+1]
		}
	}
	return f
}
