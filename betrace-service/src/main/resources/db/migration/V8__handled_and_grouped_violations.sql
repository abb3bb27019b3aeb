-- What a violation is about and what people made of it, so that it can be found, grouped and worked.

ALTER TABLE violations ADD COLUMN controls TEXT NOT NULL DEFAULT '[]';
ALTER TABLE violations ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
-- what somebody made of it; null where nobody did. In kind, 4 stands for RETRACTED, 8 ACKNOWLEDGED, 12 RESOLVED and
-- 16 FALSE_POSITIVE, so that the kinds of earlier releases stay what they are.
ALTER TABLE violations ADD COLUMN handled_state TEXT;
ALTER TABLE violations ADD COLUMN handled_by TEXT;
ALTER TABLE violations ADD COLUMN handled_note TEXT;
ALTER TABLE violations ADD COLUMN handled_at BIGINT;

-- Between which seqs the violations found in a minute are. Pages go by seq, and times are almost in its order: this says where
-- to begin and to end.
CREATE TABLE violation_minutes (
    minute    BIGINT NOT NULL PRIMARY KEY,
    first_seq BIGINT NOT NULL,
    last_seq  BIGINT NOT NULL
);

INSERT INTO violation_minutes (minute, first_seq, last_seq)
SELECT minute, MIN(seq), MAX(seq)
FROM (SELECT (found_at - ((found_at % 60000000) + 60000000) % 60000000) / 60000000 AS minute, seq FROM violations) AS found
GROUP BY minute;

CREATE TABLE violation_groups (
    seq         BIGINT NOT NULL PRIMARY KEY,
    fingerprint TEXT   NOT NULL UNIQUE,
    rule_id     TEXT   NOT NULL,
    rule_name   TEXT   NOT NULL,
    severity    TEXT   NOT NULL,
    service     TEXT   NOT NULL,
    span_name   TEXT   NOT NULL,
    message     TEXT   NOT NULL,
    first_seen  BIGINT NOT NULL,
    last_seen   BIGINT NOT NULL,
    -- also those that were suppressed or are no longer kept
    found       BIGINT NOT NULL,
    suppressed  BIGINT NOT NULL,
    -- ids as one text of hex digits, 32 each
    exemplars   TEXT   NOT NULL
);

INSERT INTO sequences (name, last) VALUES ('violation_groups', 0);
