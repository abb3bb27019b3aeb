package com.betrace.service.storage;

import com.betrace.store.StoredViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** The partitions of violations on PostgreSQL, one a UTC day, within a transaction. What is there is asked, never remembered. */
final class DayPartitions {

    private static final String PREFIX = "violations_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{4}-\\d{2}-\\d{2}");

    private static final String EXISTING = """
            SELECT child.relname FROM pg_inherits
                JOIN pg_class AS child ON child.oid = inhrelid
            WHERE inhparent = CAST('violations' AS regclass)""";

    private final Handle handle;

    DayPartitions(Handle handle) {
        this.handle = handle;
    }

    /** Creates what is missing of the days the violations were found on and, so that no midnight waits for it, of the next. */
    void createFor(Collection<StoredViolation> rows) {
        TreeSet<LocalDate> days = new TreeSet<>();
        rows.forEach(row -> days.add(dayOf(row.violation().foundAt())));
        if (days.isEmpty()) {
            return;
        }
        days.add(days.last().plusDays(1));
        Set<LocalDate> existing = new HashSet<>(existing());
        days.stream().filter(day -> !existing.contains(day)).forEach(this::create);
    }

    /** In their order; without those that somebody else has made. */
    List<LocalDate> existing() {
        return handle.createQuery(EXISTING).mapTo(String.class).stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> LocalDate.parse(name.substring(PREFIX.length())))
                .sorted()
                .toList();
    }

    /** Attached when it is whole, because that does not wait for those who read, nor they for it; or again, where it was detached. */
    private void create(LocalDate day) {
        handle.execute("CREATE TABLE IF NOT EXISTS " + quoted(day) + " (LIKE violations INCLUDING ALL)");
        handle.execute("ALTER TABLE violations ATTACH PARTITION " + quoted(day) + " FOR VALUES FROM (" + startOf(day)
                + ") TO (" + startOf(day.plusDays(1)) + ")");
    }

    /** How many violations were found on it and are kept. */
    int count(LocalDate day) {
        return handle.createQuery("SELECT COUNT(*) FROM " + quoted(day))
                .mapTo(Integer.class)
                .one();
    }

    boolean isEmpty(LocalDate day) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT 1 FROM " + quoted(day) + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /** With all violations found on it. */
    void drop(LocalDate day) {
        handle.execute("DROP TABLE " + quoted(day));
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(Micros.toInstant(Micros.of(instant)), ZoneOffset.UTC);
    }

    private static long startOf(LocalDate day) {
        return Micros.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static String quoted(LocalDate day) {
        return '"' + PREFIX + day + '"';
    }
}
