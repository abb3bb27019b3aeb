package com.betrace.service.journal;

import com.betrace.service.journal.file.ConnectionHooks;
import com.betrace.service.journal.file.JournalPaths;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code journal} block. */
public final class JournalFactory {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFactory.class);

    @NotNull
    @JsonProperty
    private JournalMode mode = JournalMode.INTERVAL;

    @NotNull
    @MinDuration(value = 0, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration gather = Duration.milliseconds(2);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.MINUTES)
    @JsonProperty
    private Duration syncInterval = Duration.milliseconds(100);

    /** Room for the write-ahead log and for a request of the largest size. */
    @NotNull
    @MinDataSize(value = 256, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private DataSize maxSize = DataSize.gibibytes(1);

    /**
     * What a journal uses from outside.
     *
     * @param directory is held by this process alone
     * @param closedTraces how many closed traces are remembered
     */
    public record Ports(Path directory, JournalMetrics metrics, int closedTraces) {}

    /** Opens the journal until the service stops; throws StorageException where it cannot be used. */
    public OpenJournal build(Environment environment, Ports ports) {
        if (mode == JournalMode.OFF) {
            LOG.info("journal.mode is off: traces in flight are lost with a process that is killed");
            warnOfLeftovers(new JournalPaths(ports.directory()).database());
            return OpenJournal.NONE;
        }
        SpanJournal journal = SpanJournal.open(
                ports.directory(),
                options(ports.closedTraces()),
                new SpanJournal.Ports(ports.metrics(), ConnectionHooks.NONE, InstantSource.system(), System::nanoTime));
        environment.lifecycle().manage(new AutoCloseableManager((AutoCloseable) journal));
        return new OpenJournal(journal, journal::state, journal::health);
    }

    private JournalOptions options(int closedTraces) {
        return new JournalOptions(
                mode, gather.toJavaDuration(), syncInterval.toJavaDuration(), maxSize.toBytes(), closedTraces);
    }

    private static void warnOfLeftovers(Path database) {
        if (Files.exists(database)) {
            LOG.warn(
                    "journal.mode is off, so the traces that are open in {} stay there: they are taken up with the next start"
                            + " that has a journal",
                    database);
        }
    }
}
