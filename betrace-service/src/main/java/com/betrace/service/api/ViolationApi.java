package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.model.ViolationId;
import com.betrace.service.paging.PageTokens;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationPage;
import com.betrace.store.ViolationQuery;
import com.betrace.store.ViolationQuery.Order;
import com.betrace.store.ViolationStore;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;

/** What the ViolationService says of single violations. */
public final class ViolationApi {

    /** Up to here matches are counted one by one. */
    private static final int MAX_COUNTED = 10_000;

    private final ViolationStore store;
    private final PageTokens tokens;

    public ViolationApi(ViolationStore store, PageTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    public ListViolationsResponse listViolations(ListViolationsRequest request) {
        ViolationCriteria filter = ViolationFilters.of(request);
        Order order = Fields.choice("order", request.getOrder(), Order.values());
        PagedList list = new PagedList(tokens, request);
        ViolationPage page = store.find(new ViolationQuery(filter, order, list.after(), list.limit()));
        // Violations that were retracted between the two are on the page and not counted.
        long count = Math.max(
                store.count(filter, MAX_COUNTED + 1L), page.violations().size());
        return ListViolationsResponse.newBuilder()
                .addAllViolations(page.violations().stream()
                        .map(ViolationMapping::toMessage)
                        .toList())
                .setTotalCount((int) Math.min(count, MAX_COUNTED))
                .setTotalIsAtLeast(count > MAX_COUNTED ? MAX_COUNTED : 0)
                .setNextPageToken(list.token(page.next()))
                .build();
    }

    public Violation getViolation(GetViolationRequest request) {
        ViolationId id = Fields.violationId(request.getId());
        return ViolationMapping.toMessage(
                store.get(id).orElseThrow(() -> RequestException.notFound("violation", id.hex())));
    }
}
