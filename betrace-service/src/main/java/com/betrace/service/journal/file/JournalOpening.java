package com.betrace.service.journal.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.betrace.service.journal.file.Salvage.UnwritableException;
import com.betrace.service.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal: looks it over first, and where it is damaged sets it aside and goes on with what could be saved. What was
 * saved takes the damaged journal's place only when it is complete, so a start that is killed in between is no harm.
 */
public final class JournalOpening {

    private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);

    private final JournalPaths paths;
    private final ConnectionHooks hooks;
    private final InstantSource wall;
    private boolean quarantined;

    public JournalOpening(JournalPaths paths, ConnectionHooks hooks, InstantSource wall) {
        this.paths = paths;
        this.hooks = hooks;
        this.wall = wall;
    }

    /** An open journal and what is in it. */
    public record Opened(JournalConnection connection, Contents contents, Witness witness, boolean quarantined) {}

    /** Throws StorageException where it cannot be used. */
    public Opened open() {
        try {
            return connect(soundContents());
        } catch (IOException e) {
            throw JournalAccess.unusable(paths.database(), e);
        } catch (SQLException e) {
            JournalAccess.throwIfInaccessible(paths.database(), e);
            throw JournalAccess.unusable(paths.database(), e);
        } catch (UnwritableException e) {
            throw JournalAccess.unusable(paths.fresh(), e);
        }
    }

    private Opened connect(Contents contents) throws IOException, SQLException {
        JournalConnection connection = JournalConnection.open(paths.database(), hooks);
        try {
            return new Opened(connection, contents, Witness.open(paths), quarantined);
        } catch (IOException e) {
            connection.closeQuietly(e);
            throw e;
        }
    }

    private Contents soundContents() throws IOException, SQLException {
        finishReplacement();
        Inspection.Result result = new Inspection(paths).inspect();
        if (result.contents() != null) {
            return result.contents();
        }
        replace(result.finding());
        Inspection.Result saved = new Inspection(paths).inspect();
        if (saved.contents() == null) {
            throw new StorageException("journal " + paths.database() + " was damaged (" + result.finding()
                    + "), and so is what was saved of it: " + saved.finding() + ". Check the disk.");
        }
        return saved.contents();
    }

    /** Of an earlier start that was killed: without a journal, what was saved of it is complete. */
    private void finishReplacement() throws IOException {
        if (Files.exists(paths.fresh()) && !Files.exists(paths.database())) {
            setWalAside(paths.quarantine(wall.instant()));
            Files.move(paths.fresh(), paths.database(), ATOMIC_MOVE);
        }
        removeFresh();
    }

    private void removeFresh() throws IOException {
        Files.deleteIfExists(paths.fresh());
        Files.deleteIfExists(JournalPaths.wal(paths.fresh()));
    }

    private void replace(String finding) throws IOException, SQLException {
        LogState saved = Salvage.run(paths.database(), paths.fresh(), Witness.read(paths.witness()));
        JournalConnection.removeSharedMemory(paths.database());
        Path aside = paths.quarantine(wall.instant());
        if (Files.exists(paths.database())) {
            Files.move(paths.database(), aside, ATOMIC_MOVE);
        }
        setWalAside(aside);
        Files.move(paths.fresh(), paths.database(), ATOMIC_MOVE);
        quarantined = true;
        LOG.error(
                "The journal {} is damaged: {}. It was moved to {} and can be deleted once you have looked at it. {} requests"
                        + " with spans and {} groups of closed traces could be saved, others may be lost: open traces are"
                        + " taken for incomplete and close as RECOVERED.",
                paths.database(),
                finding,
                aside,
                saved.entries(),
                saved.markRows());
    }

    private void setWalAside(Path aside) throws IOException {
        if (Files.exists(paths.wal())) {
            Files.move(paths.wal(), JournalPaths.wal(aside), ATOMIC_MOVE);
        }
    }
}
