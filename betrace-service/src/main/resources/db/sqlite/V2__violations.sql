-- INTEGER PRIMARY KEY makes seq the table's own row number: each index below then yields its rows in the order of seq,
-- so that the newest of a rule, trace, severity or service are read without sorting.

CREATE TABLE violations (
    seq            INTEGER NOT NULL PRIMARY KEY,
    id             BLOB    NOT NULL UNIQUE,
    rule_id        TEXT    NOT NULL,
    rule_name      TEXT    NOT NULL,
    rule_version   BIGINT  NOT NULL,
    severity       TEXT    NOT NULL,
    trace_id       BLOB    NOT NULL,
    span_id        BLOB,
    found_at       BIGINT  NOT NULL,
    service        TEXT    NOT NULL,
    span_name      TEXT    NOT NULL,
    message        TEXT    NOT NULL,
    context        TEXT    NOT NULL,
    -- span ids of 8 bytes, one after the other
    offenders      BLOB    NOT NULL,
    offender_count INTEGER NOT NULL,
    revision       BIGINT  NOT NULL
);

CREATE INDEX violations_by_severity ON violations (severity);
CREATE INDEX violations_by_service ON violations (service);
CREATE INDEX violations_by_rule ON violations (rule_id);
CREATE INDEX violations_by_trace ON violations (trace_id);
CREATE INDEX violations_by_time ON violations (found_at);
