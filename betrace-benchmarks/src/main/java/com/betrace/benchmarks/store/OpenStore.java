package com.betrace.benchmarks.store;

import com.betrace.model.Severity;
import com.betrace.pipeline.SpanLog;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.storage.DatabaseFactory;
import com.betrace.service.storage.ViolationWriter;
import com.betrace.service.storage.WriterMetrics;
import com.betrace.store.ViolationStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.util.component.LifeCycle;

/** A database and its writer as the service has them. */
final class OpenStore implements AutoCloseable {

    private final Environment environment = new Environment("bench");
    private final ViolationStore store;
    private final ViolationWriter writer;

    /** @param database more keys of the {@code database} block */
    OpenStore(Path directory, Map<String, String> database) throws Exception {
        ObjectMapper json = Jackson.newObjectMapper();
        ObjectNode block = json.valueToTree(database);
        block.put("dataDirectory", directory.toString()).put("violationsPerMinute", Integer.MAX_VALUE);
        DatabaseFactory factory = json.treeToValue(block, DatabaseFactory.class);
        store = factory.build(environment).violations();
        writer = factory.buildWriter(
                environment, new ViolationWriter.Ports(store, SpanLog.NONE, new LiveViolations(), new Uncounted()));
        for (LifeCycle part : environment.lifecycle().getManagedObjects()) {
            part.start();
        }
    }

    ViolationStore store() {
        return store;
    }

    ViolationWriter writer() {
        return writer;
    }

    @Override
    public void close() throws Exception {
        for (int n = environment.lifecycle().getManagedObjects().size() - 1; n >= 0; n--) {
            environment.lifecycle().getManagedObjects().get(n).stop();
        }
    }

    private static final class Uncounted implements WriterMetrics {

        @Override
        public void lost() {}

        @Override
        public void retracted(Severity severity) {}

        @Override
        public void foundLate(Severity severity) {}

        @Override
        public void suppressed(Severity severity) {}
    }
}
