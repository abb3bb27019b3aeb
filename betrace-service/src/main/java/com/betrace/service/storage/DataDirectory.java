package com.betrace.service.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of everything BeTrace keeps, held by this process alone. SQLite would let a second service write to the same
 * file; its sequence numbers and live streams would then be those of two services.
 */
final class DataDirectory implements AutoCloseable {

    private static final String REMEDY = " Set BETRACE_DATA_DIR (database.dataDirectory) to a directory that user '"
            + System.getProperty("user.name") + "' may write to.";
    private static final int MAX_PID_DIGITS = 20;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates the directory where it is missing; throws StorageException where it cannot be used. */
    static DataDirectory open(Path configured) {
        Path path = configured.toAbsolutePath().normalize();
        create(path);
        FileChannel lock = openLockFile(path);
        try {
            claim(path, lock);
            return new DataDirectory(path, lock);
        } catch (IOException | RuntimeException e) {
            closeAfter(lock, e);
            throw e instanceof StorageException known ? known : unusable(path, "cannot be locked", e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String file) {
        return path.resolve(file);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path path) {
        if (Files.isDirectory(path)) {
            return;
        }
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new StorageException("data directory " + path + " is a file, expected a directory." + REMEDY, e);
        } catch (IOException e) {
            throw unusable(path, "does not exist and cannot be created", e);
        }
    }

    private static FileChannel openLockFile(Path path) {
        try {
            return FileChannel.open(path.resolve("betrace.lock"), CREATE, READ, WRITE);
        } catch (IOException e) {
            throw unusable(path, "cannot be written to", e);
        }
    }

    private static void claim(Path path, FileChannel lock) throws IOException {
        if (!tryLock(lock)) {
            throw new StorageException("data directory " + path + " is used by another BeTrace process (pid "
                    + readPid(lock) + "). Stop that one, or set BETRACE_DATA_DIR (database.dataDirectory) to another"
                    + " directory.");
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String readPid(FileChannel lock) throws IOException {
        ByteBuffer digits = ByteBuffer.allocate(MAX_PID_DIGITS);
        lock.read(digits, 0);
        return new String(digits.array(), 0, digits.position(), StandardCharsets.US_ASCII);
    }

    private static StorageException unusable(Path path, String problem, Exception cause) {
        return new StorageException("data directory " + path + " " + problem + " (" + cause + ")." + REMEDY, cause);
    }

    private static void closeAfter(FileChannel lock, Exception failure) {
        try {
            lock.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
