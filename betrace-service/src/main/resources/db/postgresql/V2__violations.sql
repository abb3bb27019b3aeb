-- Names are compared as bytes, as SQLite does.
ALTER TABLE rules ALTER COLUMN id TYPE TEXT COLLATE "C";

-- One partition a UTC day of found_at, which no revision changes: what is too old goes by dropping whole days, and a time range
-- reads only its days. An id is in one of them, because the one writer looks for it before it writes.
CREATE TABLE violations (
    seq            BIGINT  NOT NULL,
    id             BYTEA   NOT NULL,
    rule_id        TEXT    NOT NULL COLLATE "C",
    rule_name      TEXT    NOT NULL,
    rule_version   BIGINT  NOT NULL,
    severity       TEXT    NOT NULL COLLATE "C",
    trace_id       BYTEA   NOT NULL,
    span_id        BYTEA,
    found_at       BIGINT  NOT NULL,
    service        TEXT    NOT NULL COLLATE "C",
    span_name      TEXT    NOT NULL COLLATE "C",
    message        TEXT    NOT NULL,
    context        TEXT    NOT NULL,
    -- span ids of 8 bytes, one after the other
    offenders      BYTEA   NOT NULL,
    offender_count INTEGER NOT NULL,
    revision       BIGINT  NOT NULL,
    PRIMARY KEY (id, found_at)
) PARTITION BY RANGE (found_at);
