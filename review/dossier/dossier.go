// Package dossier is the format of every file that travels between desks: the parcel.
//
// A parcel is a BagIt 1.0 bag (RFC 8493) in a ZIP archive, signed with CMS (RFC 5652), so that a records archive can check it with
// stock tools and no program of ours:
//
//	unzip C2026-0001.dossier && cd C2026-0001-dossier-m-2f61a0c4
//	bagit.py --validate .
//	openssl cms -verify -binary -inform DER -in signature.p7s -content tagmanifest-sha256.txt -CAfile root.pem -purpose any
//
// # Layout
//
// The archive has one top folder; its name is for people and means nothing. In it:
//
//	bagit.txt                 BagIt-Version: 1.0, UTF-8
//	bag-info.txt              Bag-Software-Agent, Bagging-Date, External-Identifier (case), Internal-Sender-Identifier, Payload-Oxum
//	parcel.json               the header, below
//	manifest-sha256.txt       digests of everything in data/, "hex  data/name" by line, sorted by name
//	manifest-sha512.txt
//	tagmanifest-sha256.txt    digests of the five files above
//	tagmanifest-sha512.txt
//	signature.p7s             detached CMS SignedData in DER over the bytes of tagmanifest-sha256.txt
//	data/…                    the payload
//
// No other file may be at the top. Every payload file is in both manifests, every tag file but the last three in both tag manifests.
// The chain from one signature to every byte is: signature → tag manifest → parcel.json and manifests → payload. The parcel's id is
// the SHA-256 of tagmanifest-sha256.txt.
//
// Names are relative paths under the rules of package zipcheck, in NFC and without a percent sign, so that no escape of BagIt is ever
// needed. Entries are stored; those of kinds records and body may be deflated. Nothing precedes, follows or lies between the entries:
// headers, times (the parcel's own), descriptors and directory are exactly those that Go's archive/zip writes for names and contents, and
// a reader refuses an archive that differs in one byte of them. Who unpacks and packs again makes another parcel.
//
// # Header
//
// parcel.json is canonical JSON (package canon), [Header] in Go, assets/schema/parcel.schema.json as a schema:
//
//	{"case":"C2026-0001","created":"2026-05-01T01:02:03Z","files":[{"name":"body.age","size":9123},{"name":"cover.json","size":812}],
//	 "format":"shinsa/parcel","gate":"recorded","kind":"dossier","recipient":{"id":"m-2f61a0c4","name":"…"},
//	 "sealed":{"to":["age1…"]},"sender":{"id":"o-11aa22bb","name":"…"},"version":1}
//
// format and version come first in the mind of a reader: another format is no parcel, a greater version is refused with the advice to
// update. Fields that a version does not know are kept and reported. files lists the whole payload with its size, sorted by name.
// recipient stands in the signed part, so that a parcel for one member cannot be passed off as one for another. answers is the id of
// the parcel this one answers: an opinion names its dossier, a receipt its opinion. journal is the head of the sender's journal.
//
// # Kinds
//
//	kind         extension      signed by         in clear          sealed
//	dossier      .dossier       office            cover.json        application, disclosures, criteria edition, evidence
//	declaration  .declaration   member            declaration.json
//	opinion      .opinion       member            opinion.json …
//	receipt      .receipt       office            receipt.json
//	enrolment    .enrol         nobody            request.json      (the request in it is signed by its own key)
//	card         .card          office            card.json
//	register     .register      office            register.json
//	records      .records       office            records.json
//	backup       .backup        office or member                    everything of one desk
//	release      .release       office                              release.json: the key of a strict dossier
//	body         (never alone)  as its parcel     the sealed files
//
// # Sealed part
//
// What only the recipient may read is a second parcel of kind body, written in the same way, signed by the same signer and then
// encrypted as a whole with age into data/body.age: signed inside, encrypted outside. The recipient is of X25519 (age1…), or of ML-KEM-768 and
// X25519 together (age1pq1…) where the member's card has one; never are both in one file. It has the manifests of SHA-256 only,
// since as body.age it is under SHA-512 already. Its header repeats case, round, sender,
// recipient and time of the outer one, and must. A reader authenticates the last chunk of the age file, and with it the length, before
// the first byte is used; every chunk is authenticated when it is read; nothing is decrypted to disk.
//
// # Backup
//
// A backup has no body.age. Its files are those of the desk's folder, desk.key, desk.db and blobs/…, sealed under the desk's own key as
// they lie on disk; encrypting them once more would need a key that only the desk to be restored holds. Its signer can be known only
// when the desk in it is open: a reader lays the files out in a new folder, opens it with the passphrase, and then compares the
// signer's certificate with the desk's, and the journal's head with the header's. Payload files of a backup are stored, not deflated.
//
// # Gates
//
// With gate "recorded" body.age is encrypted to the member: the member's program opens it after the declaration was signed. That is a
// recorded gate, not a cryptographic one. With gate "strict" it is encrypted to a key of the same kind made for this parcel alone, which the
// secretariat sends in a release parcel, sealed to the member, once it has accepted the declaration. Its release.json is
//
//	{"dossier":"<id of the dossier's parcel>","format":"shinsa/release","secret":"AGE-SECRET-KEY-1…","version":1}
//
// # Checking
//
// [Check] reports everything against a parcel and writes nothing: the archive (zipcheck), the bag (bag), the header, the signature, the
// signer's role and the card's validity, sizes, digests, completeness, kind, version and recipient. Memory stays bounded whatever the
// size. Content can be read only from a parcel that has no finding of severity must, and is compared with its digest once more while
// it is read. To stop early, give readers that fail.
//
// It serves Arts. 7 and 20: what is examined reaches the members who may see it, and nobody else.
package dossier

import "shinsa/review/fault"

// The names of the files of a parcel.
const (
	headerName    = "parcel.json"
	signatureName = "signature.p7s"
	signedName    = "tagmanifest-sha256.txt"
	bodyName      = "body.age"
)

// Format and Version head every parcel.json.
const (
	Format  = "shinsa/parcel"
	Version = 1
)

func finding(code, file string, args ...string) fault.Finding {
	f := fault.Finding{Code: code, Severity: fault.Must, File: file}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	return f
}
