package com.betrace.assembly;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Open traces by when to look at them next. A trace is looked at no later than it is due: a due time that moves back with
 * every new span costs nothing until it comes up, one that moves forward is moved at once.
 */
final class DueHeap<C> {

    private @Nullable OpenTrace<C>[] heap = newArray(64);
    private int size;

    void add(OpenTrace<C> trace, long wakeAt) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        trace.wakeAt = wakeAt;
        place(size++, trace);
        siftUp(trace);
    }

    @Nullable
    OpenTrace<C> first() {
        return heap[0];
    }

    /** Looks at the trace at another time than planned. */
    void move(OpenTrace<C> trace, long wakeAt) {
        boolean sooner = wakeAt < trace.wakeAt;
        trace.wakeAt = wakeAt;
        if (sooner) {
            siftUp(trace);
        } else {
            siftDown(trace);
        }
    }

    void remove(OpenTrace<C> trace) {
        OpenTrace<C> last = at(--size);
        heap[size] = null;
        if (last != trace) {
            place(trace.heapIndex, last);
            siftUp(last);
            siftDown(last);
        }
    }

    private void siftUp(OpenTrace<C> trace) {
        int index = trace.heapIndex;
        while (index > 0 && trace.wakeAt < at((index - 1) / 2).wakeAt) {
            place(index, at((index - 1) / 2));
            index = (index - 1) / 2;
        }
        place(index, trace);
    }

    private void siftDown(OpenTrace<C> trace) {
        int index = trace.heapIndex;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && at(child + 1).wakeAt < at(child).wakeAt) {
                child++;
            }
            if (trace.wakeAt <= at(child).wakeAt) {
                break;
            }
            place(index, at(child));
            index = child;
        }
        place(index, trace);
    }

    private OpenTrace<C> at(int index) {
        OpenTrace<C> trace = heap[index];
        if (trace == null) {
            throw new IllegalStateException("nothing at " + index + " of " + size);
        }
        return trace;
    }

    private void place(int index, OpenTrace<C> trace) {
        heap[index] = trace;
        trace.heapIndex = index;
    }

    @SuppressWarnings("unchecked") // an array of a generic type can be made in no other way
    private static <C> @Nullable OpenTrace<C>[] newArray(int length) {
        return (OpenTrace<C>[]) new OpenTrace<?>[length];
    }
}
