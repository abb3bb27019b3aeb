package com.betrace.service.storage;

import org.jdbi.v3.core.Handle;

/** Numbers given out one after the other within a transaction, from the row that keeps the last. */
final class Sequence {

    private final Handle handle;
    private final String name;
    private final long before;
    private long last;

    private Sequence(Handle handle, String name, long last) {
        this.handle = handle;
        this.name = name;
        this.before = last;
        this.last = last;
    }

    static Sequence read(Handle handle, String name) {
        return new Sequence(
                handle,
                name,
                handle.createQuery("SELECT last FROM sequences WHERE name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one());
    }

    long next() {
        return ++last;
    }

    void write() {
        if (last > before) {
            handle.createUpdate("UPDATE sequences SET last = :last WHERE name = :name")
                    .bind("last", last)
                    .bind("name", name)
                    .execute();
        }
    }
}
