package com.betrace.service.journal;

import com.betrace.pipeline.CloseMark;
import com.betrace.pipeline.SpanLog;
import java.util.ArrayList;
import java.util.List;

/** What is written with one commit. */
final class Group {

    private final List<Task.Append> appends = new ArrayList<>();
    private final List<Task.Mark> marks = new ArrayList<>();
    private long bytes;

    void add(Task.Append append) {
        appends.add(append);
        bytes += append.payload().length;
    }

    void add(Task.Mark mark) {
        marks.add(mark);
    }

    List<Task.Append> appends() {
        return appends;
    }

    List<CloseMark> closeMarks() {
        return marks.stream().flatMap(mark -> mark.marks().stream()).toList();
    }

    long bytes() {
        return bytes;
    }

    /** How many wait for it. */
    int size() {
        return appends.size() + marks.size();
    }

    /** Takes out the requests that do not fit, and tells them. */
    void refuse(List<Task.Append> tooMany) {
        appends.removeAll(tooMany);
        tooMany.forEach(append -> append.outcome().complete(SpanLog.Append.FULL));
    }

    /** Tells those who wait; those who brought marks do not hear what became of them. */
    void finish(SpanLog.Append outcome) {
        appends.forEach(append -> append.outcome().complete(outcome));
        marks.forEach(mark -> mark.outcome().complete(null));
    }
}
