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
// No other file may be at the top. Every payload file is in both manifests, every tag file but the last three in both tag manifests, and
// nothing else is; lines end with LF, digests are in lower case, two spaces stand before the name. bagit.txt is the two lines that RFC
// 8493 asks for. Payload-Oxum counts the files in data/.
// The chain from one signature to every byte is: signature → tag manifest → parcel.json and manifests → payload. The parcel's id is
// the SHA-256 of tagmanifest-sha256.txt. The kind body has the manifests of SHA-256 only, the kind enrolment no signature.
//
// Names are relative paths under the rules of package zipcheck, in NFC and without a percent sign, so that no escape of BagIt is ever
// needed. JSON files of the payload are canonical JSON, except edition.json of a dossier, whose bytes are those of the edition; each has
// "format" and "version" at its top, and the schema of its format in assets/schema. Evidence lies in evidence/ under its SHA-256.
//
// # Archive
//
// Nothing precedes, follows or lies between the parts of the archive, and each of them is exactly what names, contents and the header's
// created make it. A reader writes them anew and refuses an archive that differs in one byte, the content of the entries apart, for which
// the manifests speak: who unpacks and packs again makes another parcel. Entries are stored; those of kinds records and body may be
// deflated, except body.age, to no less than a two-hundredth where they are longer than 1 MiB. Their order is free, and that of the directory. There
// are no entries for folders. All numbers are little-endian; T is created in the form of MS-DOS (UTC, two seconds), S its seconds since 1970.
//
//	of each entry   "PK" 3 4 · 20 · flags · method · T, 4 bytes · zeros, 12 bytes · length of name · 9 · name, extra
//	                content
//	                "PK" 7 8 · CRC-32 · packed size · size
//	of each entry   "PK" 1 2 · 20, 3 · 20 · flags · method · T · CRC-32 · packed size · size · length of name · length of extra ·
//	                zeros, 8 bytes · 100644 (octal) · place of the entry, 4 bytes · name, extra
//	at the end      "PK" 5 6 · zeros, 4 bytes · entries, twice, 2 bytes each · length and place of the directory · zeros, 2 bytes
//
// Flags are 8, and 800h more when the name has a character that is not in 20h to 7Dh, or a backslash. Extra is 55h 54h · 5, 2 bytes · 1, 1 byte ·
// S. From FFFFFFFFh on the long forms (ZIP64) hold: sizes have 8 bytes after the content when one of the two is so large, and then the
// version needed, the second 20 in the directory, is 45; in the directory both sizes are FFFFFFFFh when one of them or the place is so large,
// the place at most that, and extra goes on with 1 · 24 · size · packed size · place. With a place or length of the directory so large,
// or 65,535 entries, "PK" 6 6 · 44 · 45 · 45 · 0 · 0 · entries, twice · length · place and "PK" 6 7 · 0 · place of the former · 1 stand
// before the end, which then has the largest numbers in place of all four.
//
// # Header
//
// parcel.json is canonical JSON (package canon), [Header] in Go, assets/schema/parcel.schema.json as a schema:
//
//	{"case":"C2026-0001","created":"2026-05-01T01:02:03Z","files":[{"name":"body.age","size":9123},{"name":"cover.json","size":812}],
//	 "format":"shinsa/parcel","gate":"recorded","kind":"dossier","recipient":{"id":"m-2f61a0c4","name":"…"},
//	 "sealed":{"to":["age1…"]},"sender":{"id":"o-11aa22bb","name":"…"},"version":1}
//
//	format, version   always. Another format is no parcel, a greater version is refused with the advice to update
//	kind              one of the table below
//	created           UTC, whole seconds; also the signing time that the signature claims
//	sender            id is the serialNumber of the signer's certificate (package seal), name the name on it; always
//	recipient         whom it is for. Being signed, it keeps a parcel for one member from being passed off as one for another
//	case, round       which case, and which round of its examination
//	files             the whole payload with its size, sorted by the bytes of the name
//	sealed            exactly when there is a body.age: "to" lists the age recipients
//	gate              of a dossier, and of nothing else: "recorded" or "strict"
//	answers           the id of the parcel this one answers: an opinion names its dossier, a receipt its opinion
//	journal           seq and hash of the last entry of the sender's journal (package journal)
//	trail             the last lines of that journal, at most 1,000, each by a short digest, ending with the entry that journal names
//	rehearsal         true on everything that a desk made for rehearsal sends
//
// Fields that a version does not know are kept and reported.
//
// # Kinds
//
//	kind         extension      signed by         has  in clear          sealed
//	dossier      .dossier       office            c r  cover.json        application.json, edition.json, earlier.json, evidence/…
//	declaration  .declaration   member            c    declaration.json
//	opinion      .opinion       member            c    opinion.json, report.pdf
//	receipt      .receipt       office            c r  receipt.json
//	enrolment    .enrol         nobody                 request.json      (the request in it is signed by its own key)
//	card         .card          office              r  card.json
//	register     .register      office                 register.json
//	records      .records       office                 records.json
//	backup       .backup        office or member       desk.key, desk.db, blobs/…
//	release      .release       office            c r                    release.json: the key of a strict dossier
//	body         (never alone)  as its parcel          the sealed files
//
// c and r: a case, a recipient has to be named. Who signs must have the role in the certificate (OU, package seal), under a root the reader was
// given. Files beside those named, such as a paper, may be there.
//
// # Sealed part
//
// What only the recipient may read is a second parcel of kind body, written in the same way, signed by the same signer and then
// encrypted as a whole with age into data/body.age: signed inside, encrypted outside. The recipient is of X25519 (age1…), or of ML-KEM-768 and
// X25519 together (age1pq1…, age 1.3) where the member's card has one; never are both in one file. It has the manifests of SHA-256 only,
// since as body.age it is under SHA-512 already. Its header repeats case, round, sender, recipient and created of the outer one, and must. A reader authenticates the last chunk of the age file, and with it the length, before
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
// # A second reader
//
// testdata/reader.py reads all of this with Python's standard library, openssl and age, and knows nothing of this program but these
// comments. It is asked about every kind, and about altered copies, among the judges.
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
