package com.betrace.service.configuration;

import io.dropwizard.configuration.ConfigurationException;
import java.util.List;

/** A key of the file has a value that cannot be what the key is for. */
final class BadValueException extends ConfigurationException {

    private static final long serialVersionUID = 1;

    BadValueException(String path, BadValue value, Throwable cause) {
        super(path, List.of(value.toString()), cause);
    }
}
