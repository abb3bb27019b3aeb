package com.betrace.service.cli;

import com.betrace.model.RequestException;
import com.betrace.service.storage.StorageException;
import com.google.common.base.Throwables;
import io.dropwizard.configuration.ConfigurationException;
import java.net.BindException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why the service did not start, in words that tell what to do; a stack trace is for what nobody foresaw. */
final class StartFailure {

    private StartFailure() {}

    static String describe(Throwable failure) {
        List<Throwable> chain = Throwables.getCausalChain(failure);
        for (Throwable cause : chain) {
            String known = known(cause, chain);
            if (known != null) {
                return "BeTrace did not start: " + known;
            }
        }
        return "BeTrace did not start.\n" + Throwables.getStackTraceAsString(failure);
    }

    private static @Nullable String known(Throwable cause, List<Throwable> chain) {
        if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains("Address already in use")) {
            return address(chain) + " is already in use.\n"
                    + "Stop what listens there, or choose other ports: BETRACE_HTTP_PORT, BETRACE_ADMIN_PORT,"
                    + " BETRACE_GRPC_PORT, BETRACE_OTLP_GRPC_PORT, BETRACE_OTLP_HTTP_PORT.";
        }
        if (cause instanceof ConfigurationException
                || cause instanceof RequestException
                || cause instanceof StorageException) {
            return String.valueOf(cause.getMessage()).strip();
        }
        return null;
    }

    /** Jetty and Netty both say "Failed to bind to ...ADDRESS". */
    private static String address(List<Throwable> chain) {
        return chain.stream()
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> message.contains("Failed to bind to"))
                .map(message -> message.substring(message.lastIndexOf('/') + 1).strip())
                .findFirst()
                .orElse("a port");
    }
}
