package com.betrace.catalog;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done to a list, lookup or macro in an edit; what it does to rules is looked at afterwards. */
final class NameEdits {

    private static final int MAX_NAMES = 5_000;

    private final CatalogEdit edit;

    NameEdits(CatalogEdit edit) {
        this.edit = edit;
    }

    void create(SharedKey key, Object value, Provenance provenance) {
        SharedName taken = edit.name(key);
        if (taken != null) {
            throw new RequestException(
                    ErrorCode.ALREADY_EXISTS,
                    taken.provenance().isFile() ? key + " is defined " + taken.provenance() : key + " exists");
        }
        if (edit.names().size() >= MAX_NAMES) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    key + " is one too many: there are " + MAX_NAMES + " lists, lookups and macros already");
        }
        requireValid(key, value);
        edit.putName(new SharedName(
                key, value, provenance, edit.stamp().at(), edit.stamp().at(), 1));
    }

    /** A value that changes nothing makes no new version. */
    void update(SharedKey key, Object value, @Nullable Long expectedVersion) {
        SharedName before = require(key);
        if (expectedVersion != null && expectedVersion != before.version()) {
            throw new RequestException(
                    ErrorCode.ABORTED, key + " is at version " + before.version() + ", not " + expectedVersion);
        }
        replace(before, value, Provenance.API);
    }

    /** Adds or replaces it. */
    void put(SharedKey key, Object value, Provenance provenance) {
        SharedName before = edit.name(key);
        if (before == null) {
            create(key, value, provenance);
        } else {
            replace(before, value, provenance);
        }
    }

    void delete(SharedKey key) {
        SharedName before = require(key);
        requireOwner(before, Provenance.API);
        edit.removeName(key);
    }

    private void replace(SharedName before, Object value, Provenance provenance) {
        if (before.value().equals(value) && RuleEdits.keepsHome(before.provenance(), provenance)) {
            return;
        }
        requireOwner(before, provenance);
        requireValid(before.key(), value);
        edit.putName(new SharedName(
                before.key(),
                value,
                provenance,
                before.createdAt(),
                edit.stamp().at(),
                before.version() + 1));
    }

    private SharedName require(SharedKey key) {
        SharedName name = edit.name(key);
        if (name == null) {
            throw RequestException.notFound(key.kind().noun(), key.name());
        }
        return name;
    }

    private static void requireOwner(SharedName name, Provenance wanted) {
        if (name.provenance().source() == wanted.source()) {
            return;
        }
        throw new RequestException(
                ErrorCode.FAILED_PRECONDITION,
                wanted.isFile()
                        ? name.key() + " is defined twice: " + wanted + " and " + name.provenance()
                        : name.key() + " is defined " + name.provenance() + ": change it there");
    }

    private void requireValid(SharedKey key, Object value) {
        List<FieldViolation> violations =
                NameCheck.of(key, value, edit.workshop().compiler());
        if (!violations.isEmpty()) {
            String message = violations.stream()
                    .map(violation -> violation.field() + ": " + violation.description())
                    .collect(Collectors.joining("; "));
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, message, violations);
        }
    }
}
