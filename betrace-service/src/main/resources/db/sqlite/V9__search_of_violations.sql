-- The words of each violation under its seq, and its controls, tags and kind as words too. They are stored nowhere else: detail=none keeps
-- only in which rows a word is, which is all that is asked.
CREATE VIRTUAL TABLE violation_words USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- As near as SQL comes to the words that later releases write: of other alphabets, capitals are kept.
INSERT INTO violation_words (rowid, words)
SELECT seq,
    message || ' ' || rule_id || ' ' || rule_name || ' ' || service || ' ' || span_name || ' ' || char(57344 + kind)
FROM violations;

-- Times are found by violation_minutes.
DROP INDEX violations_by_time;

-- SQLite takes the index that was created last where several would do: the one that selects best.
DROP INDEX violations_by_trace;
CREATE INDEX violations_by_span_name ON violations (span_name, kind);
CREATE INDEX violations_by_fingerprint ON violations (fingerprint, kind);
CREATE INDEX violations_by_trace ON violations (trace_id, kind);

-- What is grouped of earlier releases; those before fingerprints stay without.
INSERT INTO violation_groups
    (seq, fingerprint, rule_id, rule_name, severity, service, span_name, message, first_seen, last_seen, found, suppressed,
     exemplars)
SELECT ROW_NUMBER() OVER (ORDER BY first_seq), newest.fingerprint, rule_id, rule_name, severity, service, span_name, message,
    first_seen, last_seen, found, 0, lower(hex(id))
FROM (SELECT fingerprint, MIN(seq) AS first_seq, MAX(seq) AS last_seq, MIN(found_at) AS first_seen, MAX(found_at) AS last_seen,
          COUNT(*) AS found
      FROM violations WHERE fingerprint <> '' GROUP BY fingerprint) AS known
    JOIN violations AS newest ON newest.seq = known.last_seq;

UPDATE sequences SET last = (SELECT COUNT(*) FROM violation_groups) WHERE name = 'violation_groups';
