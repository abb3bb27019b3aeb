-- SQL that every supported database understands. What only SQLite does is in db/sqlite.
-- Times are microseconds since 1970; lists and maps are JSON.

CREATE TABLE rules (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    description TEXT    NOT NULL,
    expression  TEXT    NOT NULL,
    enabled     BOOLEAN NOT NULL,
    severity    TEXT    NOT NULL,
    tags        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL,
    version     BIGINT  NOT NULL
);

-- The last number given out under a name. A row of its own, so that no number comes back when rows are deleted.
CREATE TABLE sequences (
    name TEXT    NOT NULL PRIMARY KEY,
    last BIGINT  NOT NULL
);

INSERT INTO sequences (name, last) VALUES ('violations', 0);
