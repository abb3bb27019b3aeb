package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.service.paging.PageTokens;
import com.betrace.store.GroupPage;
import com.betrace.store.GroupQuery;
import com.betrace.store.ViolationStore;
import com.betrace.v1.GetViolationStatsRequest;
import com.betrace.v1.ListViolationGroupsRequest;
import com.betrace.v1.ListViolationGroupsResponse;
import com.betrace.v1.ViolationStats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the ViolationService says of many violations at once. */
public final class ViolationOverviewApi {

    private final ViolationStore store;
    private final PageTokens tokens;

    public ViolationOverviewApi(ViolationStore store, PageTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    public ViolationStats getViolationStats(GetViolationStatsRequest request) {
        return OverviewMapping.toMessage(store.stats(ViolationFilters.of(request), interval(request)));
    }

    private static @Nullable Duration interval(GetViolationStatsRequest request) {
        if (!request.hasInterval()) {
            return null;
        }
        Duration interval = Durations.toModel("interval", request.getInterval());
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.getNano() != 0) {
            throw RequestException.invalidField(
                    "interval",
                    "is " + Durations.text(request.getInterval()) + ", expected whole seconds, 1s at least");
        }
        return interval;
    }

    public ListViolationGroupsResponse listViolationGroups(ListViolationGroupsRequest request) {
        PagedList list = new PagedList(tokens, request);
        GroupPage page = store.groups(new GroupQuery(
                Fields.text(request.getRuleId()),
                Fields.severity(request.getSeverity()),
                Fields.text(request.getService()),
                new RequestFields(request).time("start_time"),
                Fields.choice("order", request.getOrder(), GroupQuery.Order.values()),
                list.after(),
                list.limit()));
        return ListViolationGroupsResponse.newBuilder()
                .addAllGroups(
                        page.groups().stream().map(OverviewMapping::toMessage).toList())
                .setNextPageToken(list.token(page.next()))
                .build();
    }
}
