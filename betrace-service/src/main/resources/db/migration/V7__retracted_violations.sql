-- Spans that come late can show a violation, and that one no longer holds.

-- found only with spans that came after its trace had closed
ALTER TABLE violations ADD COLUMN late BOOLEAN NOT NULL DEFAULT FALSE;
-- its trace was judged again, and it was not found again; in kind: 4 more is retracted
ALTER TABLE violations ADD COLUMN retracted BOOLEAN NOT NULL DEFAULT FALSE;
