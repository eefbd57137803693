-- The desk, first form.

-- What the desk digests, signs and sends, as JSON, by kind and id.
CREATE TABLE document (
  kind TEXT NOT NULL CHECK (kind <> ''),
  id   TEXT NOT NULL,
  body BLOB NOT NULL,
  at   INTEGER NOT NULL, -- microseconds since 1970, UTC
  PRIMARY KEY (kind, id)
) STRICT;

-- Every saved state of every mark, n counting an item's from 1; the newest of an item is its mark. One table without a second index: a
-- saved mark changes one page.
CREATE TABLE mark (
  case_id  TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  item     TEXT NOT NULL,
  n        INTEGER NOT NULL CHECK (n >= 1),
  at       INTEGER NOT NULL,
  body     BLOB NOT NULL,
  PRIMARY KEY (case_id, reviewer, item, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER mark_is_never_changed BEFORE UPDATE ON mark
BEGIN SELECT raise(ABORT, 'a saved mark does not change'); END;

-- The hash-chained journal.
CREATE TABLE journal (
  seq     INTEGER PRIMARY KEY CHECK (seq >= 1),
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  act     TEXT NOT NULL,
  case_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  old     TEXT NOT NULL,
  new     TEXT NOT NULL,
  prev    TEXT NOT NULL,
  hash    TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry does not change'); END;

CREATE TRIGGER journal_is_never_removed BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'a journal entry is never removed'); END;
