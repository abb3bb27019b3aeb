-- No release before this version knew PostgreSQL: there is nothing to bring over. The number is taken, as in db/sqlite.
SELECT 1;
