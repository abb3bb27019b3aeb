package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.model.RuleMode;
import com.betrace.model.Verdict;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationStore;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import java.util.List;

/** The unary rpcs of the ViolationService. */
public final class ViolationApi {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    /** The verdicts that are stored. */
    private static final Verdict[] KEPT = {Verdict.VIOLATED, Verdict.UNDECIDED};

    private final ViolationStore store;

    public ViolationApi(ViolationStore store) {
        this.store = store;
    }

    public ListViolationsResponse listViolations(ListViolationsRequest request) {
        ViolationQuery query = query(request);
        List<com.betrace.model.Violation> found = store.find(query);
        return ListViolationsResponse.newBuilder()
                .addAllViolations(
                        found.stream().map(ViolationMapping::toMessage).toList())
                .setTotalCount((int) Math.min(Integer.MAX_VALUE, store.count(query)))
                .build();
    }

    public Violation getViolation(GetViolationRequest request) {
        ViolationId id = Fields.violationId(request.getId());
        return ViolationMapping.toMessage(
                store.get(id).orElseThrow(() -> RequestException.notFound("violation", id.hex())));
    }

    private static ViolationQuery query(ListViolationsRequest request) {
        return new ViolationQuery(
                Fields.text(request.getRuleId()),
                Fields.optionalTraceId(request.getTraceId()),
                Fields.severity(request.getSeverity()),
                Fields.text(request.getService()),
                Fields.filter("verdict", request.getVerdict(), KEPT),
                Fields.filter("mode", request.getMode(), RuleMode.values()),
                Fields.filter("state", request.getState(), ViolationState.values()),
                request.hasStartTime() ? Timestamps.toModel("start_time", request.getStartTime()) : null,
                request.hasEndTime() ? Timestamps.toModel("end_time", request.getEndTime()) : null,
                limit(request.getLimit()));
    }

    private static int limit(int limit) {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw RequestException.invalidField(
                    "limit", "is " + limit + ", expected 1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT);
        }
        return limit == 0 ? DEFAULT_LIMIT : limit;
    }
}
