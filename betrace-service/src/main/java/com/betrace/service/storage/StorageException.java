package com.betrace.service.storage;

import org.jspecify.annotations.Nullable;

/** The storage cannot be opened. The message names the path, what is wrong with it and what to do. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
