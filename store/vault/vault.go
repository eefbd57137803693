// Package vault keeps the desk's database sealed: nothing of it is ever plain on disk (Art. 20).
//
// A Volume is a SQLite virtual file system over the machine's own. The database, its write-ahead log and SQLite's temporary files pass
// through it and are sealed unit by unit with XChaCha20-Poly1305 under a random nonce. Where a unit stands is part of what is
// authenticated, so a unit that was changed, moved or exchanged with another is refused as damaged, not read as something else. Rollback
// journals and shared-memory files are never created: a sealed database is in write-ahead mode from its first byte and is held by
// one program at a time (locking_mode=EXCLUSIVE).
//
// # Sealed unit
//
//	ciphertext (as long as the plain unit) · tag (16 bytes) · nonce (24 bytes)
//
// All numbers are big-endian. The additional data of a unit is one letter and its place, 17 bytes:
//
//	letter · generation (8 bytes, zero outside the log) · index (8 bytes)
//
// # Database file
//
// Page n (from zero) stands at n × 4096. SQLite leaves the last 40 bytes of every page unused ("reserved space" in its header), which
// is where tag and nonce go: the unit is the first 4056 bytes, letter 'd', index n. The file has no header of its own and looks random.
// SQLite reads the first 100 bytes before it recovers the log; when a loss of power has torn page 0 in the middle of a checkpoint, that
// one read is answered with the header of an empty database, and the page itself comes from the log. Reading the whole page is
// never answered so.
//
// # Write-ahead log
//
//	   0  head, slot 0: unit of 40 bytes, letter 'h', index 0
//	1024  head, slot 1: the same, index 1
//	2048  mark, slot 0: unit of 24 bytes, letter 'm', index 0
//	3072  mark, slot 1: the same, index 1
//	4096  frame 0, 4168 bytes; frame n at 4096 + n × 4168
//
// A head is SQLite's log header (32 bytes) and the generation (8 bytes), which counts how often the log was begun again; the slots take
// turns, so that a torn head leaves its predecessor. A frame is its head, a unit of 32 bytes (letter 'f', generation 0, index n) with
// SQLite's frame header (24 bytes) and the generation, and its page as in the database file (letter 'p', generation, index n). A mark is
// a serial number, the generation and the number of frames that are known to be durable; it is written after every successful flush of
// a commit and is not flushed itself.
//
// The frames of a commit are sealed in memory and written at once; they are in the file before SQLite asks for the flush, and before it is
// told that a commit without one is done. The file grows by 64 frames of zeroes at a time, because a flush costs less than half when a file
// keeps its length. Zeroes open as nothing: they are the end of the log, as what an earlier generation left there is.
//
// A log that ends in torn frames is what a loss of power leaves, and SQLite takes it up to the last whole commit. When a frame before the
// newest mark, or the newest head, does not open, acknowledged work has been damaged: then every read says so.
//
// # Temporary files
//
// Units of 4096 bytes under a key that is drawn for the file and forgotten with it: letter 't', index n, 4136 bytes each.
//
// # Keys
//
// See Key. The database key is derived from the desk's master key; the file system itself knows nothing of passphrases.
//
// # What it does not do
//
// A whole old copy of all files, put back, opens: only the journal's head, held by somebody else, can tell (see store). Sizes, times and
// which pages change are visible. Memory is not protected.
package vault

// PageSize is the page size of every sealed database.
const PageSize = 4096

// Overhead is what sealing adds to a unit: tag and nonce.
const Overhead = 16 + 24
