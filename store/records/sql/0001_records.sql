-- The central records, first form. Runs on SQLite and on PostgreSQL; see the README of store/sql for the two rules.

-- Every record that was taken in: its place is taken once, its digest says what is held there.
CREATE TABLE record (
  kind    TEXT NOT NULL,
  place   TEXT NOT NULL,
  digest  TEXT NOT NULL,
  office  TEXT NOT NULL,
  PRIMARY KEY (kind, place)
) /*options*/;

-- Every bundle that was taken in, and what it changed.
CREATE TABLE import (
  source    TEXT PRIMARY KEY, -- digest of the parcel
  office    TEXT NOT NULL,
  made_on   TEXT NOT NULL,
  head_seq  BIGINT NOT NULL,
  head_hash TEXT NOT NULL,
  taken_at  TEXT NOT NULL,
  cases     BIGINT NOT NULL,
  opinions  BIGINT NOT NULL,
  added     BIGINT NOT NULL,
  same      BIGINT NOT NULL,
  changed   BIGINT NOT NULL,
  conflicts BIGINT NOT NULL
) /*options*/;

-- The journal heads of an office, as its exports have told them.
CREATE TABLE office_head (
  office TEXT NOT NULL,
  seq    BIGINT NOT NULL,
  hash   TEXT NOT NULL,
  PRIMARY KEY (office, seq, hash)
) /*options*/;

CREATE TABLE conflict (
  source  TEXT NOT NULL REFERENCES import,
  kind    TEXT NOT NULL,
  place   TEXT NOT NULL,
  held    TEXT NOT NULL,
  offered TEXT NOT NULL,
  PRIMARY KEY (source, kind, place, offered)
) /*options*/;

CREATE TABLE edition (
  id     TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  title  TEXT NOT NULL,
  sample BIGINT NOT NULL
) /*options*/;

CREATE TABLE item (
  edition TEXT NOT NULL REFERENCES edition,
  id      TEXT NOT NULL,
  pos     BIGINT NOT NULL,
  section TEXT NOT NULL,
  title   TEXT NOT NULL,
  duty    TEXT NOT NULL,
  leveled BIGINT NOT NULL,
  PRIMARY KEY (edition, id)
) /*options*/;

CREATE TABLE case_file (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,
  state       TEXT NOT NULL,
  operator    TEXT NOT NULL,
  corporate   TEXT NOT NULL,
  service     TEXT NOT NULL,
  edition     TEXT NOT NULL REFERENCES edition,
  received    TEXT NOT NULL,
  application TEXT NOT NULL
) /*options*/;

CREATE INDEX case_file_state ON case_file (state, id);
CREATE INDEX case_file_corporate ON case_file (corporate, id);

CREATE TABLE disclosure (
  case_id TEXT NOT NULL REFERENCES case_file,
  item    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  words   TEXT NOT NULL,
  PRIMARY KEY (case_id, item)
) /*options*/;

CREATE TABLE reviewer (
  case_id TEXT NOT NULL REFERENCES case_file,
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  outcome TEXT NOT NULL,
  on_day  TEXT NOT NULL,
  PRIMARY KEY (case_id, id)
) /*options*/;

-- A sealed opinion; draft and evidence are the JSON of these parts as they were signed.
CREATE TABLE opinion (
  n        BIGINT PRIMARY KEY,
  digest   TEXT NOT NULL UNIQUE,
  case_id  TEXT NOT NULL REFERENCES case_file,
  reviewer TEXT NOT NULL,
  round    BIGINT NOT NULL,
  on_day   TEXT NOT NULL,
  overall  TEXT NOT NULL,
  dossier  TEXT NOT NULL,
  report   TEXT NOT NULL,
  draft    TEXT NOT NULL,
  evidence TEXT NOT NULL,
  UNIQUE (case_id, reviewer, round)
) /*options*/;

CREATE TABLE verdict (
  opinion   BIGINT NOT NULL REFERENCES opinion,
  item      TEXT NOT NULL,
  verdict   TEXT NOT NULL,
  disclosed TEXT NOT NULL,
  level     TEXT NOT NULL,
  remark    TEXT NOT NULL,
  inquiry   TEXT NOT NULL,
  pointers  TEXT NOT NULL,
  PRIMARY KEY (opinion, item)
) /*options*/;

CREATE TABLE meeting (
  case_id TEXT NOT NULL REFERENCES case_file,
  round   BIGINT NOT NULL,
  on_day  TEXT NOT NULL,
  overall TEXT NOT NULL,
  summary TEXT NOT NULL,
  body    TEXT NOT NULL,
  PRIMARY KEY (case_id, round)
) /*options*/;

CREATE TABLE decision (
  case_id TEXT PRIMARY KEY REFERENCES case_file,
  outcome TEXT NOT NULL,
  on_day  TEXT NOT NULL,
  decider TEXT NOT NULL,
  body    TEXT NOT NULL
) /*options*/;

CREATE TABLE certification (
  no       TEXT PRIMARY KEY,
  case_id  TEXT NOT NULL REFERENCES case_file,
  serial   BIGINT NOT NULL,
  operator TEXT NOT NULL,
  service  TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day   TEXT NOT NULL,
  body     TEXT NOT NULL
) /*options*/;

CREATE INDEX certification_case ON certification (case_id);

CREATE TABLE event (
  certification TEXT NOT NULL REFERENCES certification,
  n             BIGINT NOT NULL,
  kind          TEXT NOT NULL,
  on_day        TEXT NOT NULL,
  clause        TEXT NOT NULL,
  PRIMARY KEY (certification, n)
) /*options*/;
