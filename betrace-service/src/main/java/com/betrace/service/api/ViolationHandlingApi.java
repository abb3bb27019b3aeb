package com.betrace.service.api;

import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.StoredViolation;
import com.betrace.v1.HandleViolationRequest;
import com.betrace.v1.Violation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What people make of violations, as the ViolationService takes it. */
public final class ViolationHandlingApi {

    private static final int MAX_NOTE = 2_000;

    private final Handler handler;
    private final InstantSource clock;

    /** Notes what somebody made of a violation, and has it seen live. */
    public interface Handler {
        StoredViolation handle(ViolationId id, Handling handling);
    }

    public ViolationHandlingApi(Handler handler, InstantSource clock) {
        this.handler = handler;
        this.clock = clock;
    }

    public Violation acknowledgeViolation(HandleViolationRequest request, String actor) {
        return handle(request, ViolationState.ACKNOWLEDGED, actor);
    }

    public Violation resolveViolation(HandleViolationRequest request, String actor) {
        return handle(request, ViolationState.RESOLVED, actor);
    }

    public Violation markFalsePositive(HandleViolationRequest request, String actor) {
        return handle(request, ViolationState.FALSE_POSITIVE, actor);
    }

    public Violation reopenViolation(HandleViolationRequest request, String actor) {
        return handle(request, ViolationState.OPEN, actor);
    }

    private Violation handle(HandleViolationRequest request, ViolationState state, String actor) {
        ViolationId id = Fields.violationId(request.getId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredViolation handled = handler.handle(id, new Handling(state, actor, note(request.getNote()), now));
        return ViolationMapping.toMessage(handled.violation());
    }

    private static String note(String note) {
        if (note.length() > MAX_NOTE) {
            throw RequestException.invalidField(
                    "note", "has " + note.length() + " characters, expected at most " + MAX_NOTE);
        }
        if (note.indexOf('\0') >= 0) {
            throw RequestException.invalidField("note", "has a NUL character, expected text without");
        }
        return note;
    }
}
