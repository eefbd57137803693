-- What a person writes can be had back: every saved state of drafts, notes, stock phrases and settings.

-- n counts a document's states from 1. The newest state is the document; a body that is null says that it was removed. Restores names the
-- state that this one brought back, 0 for one that was written, -1 for the blank before the first.
CREATE TABLE document_state (
  kind     TEXT NOT NULL CHECK (kind <> ''),
  id       TEXT NOT NULL,
  n        INTEGER NOT NULL CHECK (n >= 1),
  at       INTEGER NOT NULL, -- microseconds since 1970, UTC
  restores INTEGER NOT NULL CHECK (restores >= -1 AND restores < n),
  body     BLOB,
  PRIMARY KEY (kind, id, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER document_state_is_never_changed BEFORE UPDATE ON document_state
BEGIN SELECT raise(ABORT, 'a saved state does not change'); END;

INSERT INTO document_state(kind, id, n, at, restores, body)
  SELECT kind, id, 1, at, 0, body FROM document
  WHERE kind IN ('draft', 'note') OR kind = 'setting' AND (id IN ('phrases', 'conflict-profile') OR id LIKE 'window/%.C%');
