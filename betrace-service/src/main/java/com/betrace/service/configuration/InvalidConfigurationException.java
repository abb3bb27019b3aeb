package com.betrace.service.configuration;

import io.dropwizard.configuration.ConfigurationException;
import java.util.Collection;

/**
 * What is wrong with the file, and nothing else: Dropwizard's commands print the stack of what stops them, which would bury
 * the message.
 */
final class InvalidConfigurationException extends ConfigurationException {

    private static final long serialVersionUID = 1;

    InvalidConfigurationException(String path, Collection<String> errors) {
        super(path, errors);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
