-- Every text is kept once, under the SHA-256 of its bytes.
CREATE TABLE texts (
	id     INTEGER PRIMARY KEY,
	sha256 BLOB NOT NULL UNIQUE,
	body   BLOB NOT NULL
) STRICT;

-- Times are microseconds since 1970, UTC.
CREATE TABLE cases (
	id      TEXT PRIMARY KEY,
	title   TEXT NOT NULL,
	file    TEXT UNIQUE,       -- the case file served in place, or NULL
	latest  INTEGER NOT NULL,  -- number of the latest revision
	updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
	number  INTEGER NOT NULL CHECK (number > 0),
	parent  INTEGER NOT NULL CHECK (parent >= 0 AND parent < number),
	saved   INTEGER NOT NULL,
	note    TEXT NOT NULL,
	text    INTEGER NOT NULL REFERENCES texts,
	PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
	case_id   TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
	path      TEXT NOT NULL,
	title     TEXT NOT NULL,
	media     TEXT NOT NULL,
	published TEXT NOT NULL,
	sha256    TEXT NOT NULL,   -- of the document as it came
	text      INTEGER NOT NULL REFERENCES texts,
	PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
	id      INTEGER PRIMARY KEY,
	case_id TEXT NOT NULL REFERENCES cases ON DELETE CASCADE,
	item    TEXT NOT NULL,
	verdict TEXT NOT NULL,
	value   BLOB,              -- JSON
	at      INTEGER NOT NULL
) STRICT;

CREATE INDEX revisions_text ON revisions (text);
CREATE INDEX sources_text ON sources (text);
CREATE INDEX decisions_case ON decisions (case_id);

-- A text goes with the last row that names it.
CREATE TRIGGER revision_gone AFTER DELETE ON revisions BEGIN
	DELETE FROM texts WHERE id = old.text
		AND NOT EXISTS (SELECT 1 FROM revisions WHERE text = old.text)
		AND NOT EXISTS (SELECT 1 FROM sources WHERE text = old.text);
END;
CREATE TRIGGER source_gone AFTER DELETE ON sources BEGIN
	DELETE FROM texts WHERE id = old.text
		AND NOT EXISTS (SELECT 1 FROM revisions WHERE text = old.text)
		AND NOT EXISTS (SELECT 1 FROM sources WHERE text = old.text);
END;
CREATE TRIGGER source_replaced AFTER UPDATE OF text ON sources WHEN old.text <> new.text BEGIN
	DELETE FROM texts WHERE id = old.text
		AND NOT EXISTS (SELECT 1 FROM revisions WHERE text = old.text)
		AND NOT EXISTS (SELECT 1 FROM sources WHERE text = old.text);
END;
