-- The words of each violation, and its controls, tags and kind as words too. A short list of what is not yet in the index keeps
-- searches fast while violations arrive.
ALTER TABLE violations ADD COLUMN words TSVECTOR NOT NULL DEFAULT '';
CREATE INDEX violations_by_words ON violations USING gin (words) WITH (gin_pending_list_limit = 512);

CREATE INDEX violations_by_seq ON violations (seq);
CREATE INDEX violations_by_span_name ON violations (span_name, kind, seq);

ALTER TABLE violations ALTER COLUMN fingerprint TYPE TEXT COLLATE "C";
CREATE INDEX violations_by_fingerprint ON violations (fingerprint, kind, seq);
