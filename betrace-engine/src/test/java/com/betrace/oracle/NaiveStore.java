package com.betrace.oracle;

import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.ViolationId;
import com.betrace.oracle.NaiveLane.Finds;
import com.betrace.oracle.NaiveLane.Settles;
import com.betrace.oracle.NaiveLane.Update;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be stored in the end. */
public final class NaiveStore {

    private final Map<ViolationId, Row> rows = new TreeMap<>();

    /** A stored violation. */
    public record Row(
            String rule,
            TraceId trace,
            boolean retracted,
            @Nullable UndecidedReason undecided,
            List<SpanId> offenders,
            boolean late) {}

    public void apply(Update update) {
        if (update instanceof Finds finds) {
            Row known = rows.get(finds.id());
            boolean late = known == null ? finds.late() : known.late();
            rows.put(
                    finds.id(),
                    new Row(finds.rule(), finds.trace(), false, finds.undecided(), finds.offenders(), late));
        } else if (update instanceof Settles settles) {
            rows.replaceAll((id, row) -> isTakenBack(id, row, settles) ? retracted(row) : row);
        }
    }

    private static boolean isTakenBack(ViolationId id, Row row, Settles settles) {
        return row.trace().equals(settles.trace())
                && settles.rules().contains(row.rule())
                && !settles.standing().contains(id);
    }

    private static Row retracted(Row row) {
        return new Row(row.rule(), row.trace(), true, row.undecided(), row.offenders(), row.late());
    }

    public Map<ViolationId, Row> rows() {
        return rows;
    }
}
