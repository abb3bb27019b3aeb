package com.betrace.service.journal;

import com.betrace.pipeline.CloseMark;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Close marks of a commit that failed, which go with a later one; the newest, as many as the journal remembers. */
final class UnwrittenMarks {

    private static final Logger LOG = LoggerFactory.getLogger(UnwrittenMarks.class);

    private final int limit;
    private List<CloseMark> marks = List.of();

    UnwrittenMarks(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** These before the given ones. */
    List<CloseMark> before(List<CloseMark> more) {
        List<CloseMark> all = new ArrayList<>(marks);
        all.addAll(more);
        return all;
    }

    void keep(List<CloseMark> unwritten) {
        int tooMany = Math.max(0, unwritten.size() - limit);
        if (tooMany > 0) {
            LOG.warn("{} close marks are given up; after a crash their traces would be judged once more", tooMany);
        }
        marks = List.copyOf(unwritten.subList(tooMany, unwritten.size()));
    }

    void written() {
        marks = List.of();
    }
}
