package com.betrace.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The structure of a closed trace, built once and shared by all rules. Spans are numbered from 0 by start time, then span
 * id; every method that takes or returns a number means that place. Safe for damaged traces: a parent that was not seen
 * makes an orphan, and a span in a cycle of parents is never its own ancestor.
 */
public final class TraceTree {

    /** Stands for "no such span". */
    public static final int NONE = -1;

    private static final int[] NO_SPANS = {};
    private static final Comparator<Span> IN_ORDER = (one, other) -> {
        int byStart = Long.compare(one.startNanos(), other.startNanos());
        return byStart != 0 ? byStart : Long.compareUnsigned(one.spanIdValue(), other.spanIdValue());
    };

    private final Trace trace;
    private final List<Span> spans;
    private final SpanPlaces places;
    private final int[] parents;
    private final int[][] children;
    private final int[] depths;
    /** Enter and exit numbers of a walk from the tops; 0 for spans in or below a cycle. */
    private final int[] enter;

    private final int[] exit;
    private final int[] roots;
    private final int[] orphans;
    private final int root;
    private final boolean cyclic;
    private final Set<String> names = new HashSet<>();

    private TraceTree(Trace trace) {
        this.trace = trace;
        Span[] inOrder = trace.spans().toArray(Span[]::new);
        Arrays.sort(inOrder, IN_ORDER);
        this.spans = List.of(inOrder);
        int size = spans.size();
        this.places = new SpanPlaces(spans);
        for (Span span : inOrder) {
            names.add(span.name());
        }
        this.parents = parents();
        this.children = children();
        this.depths = new int[size];
        this.enter = new int[size];
        this.exit = new int[size];
        this.cyclic = !walkFromTops();
        if (cyclic) {
            measureCycles();
        }
        this.orphans = select(i -> spans.get(i).hasParent() && parents[i] == NONE);
        int[] parentless = select(i -> !spans.get(i).hasParent());
        this.roots = parentless.length > 0 ? parentless : select(this::isLocalRoot);
        this.root = parentless.length > 0 || roots.length == 1 ? roots[0] : NONE;
    }

    public static TraceTree of(Trace trace) {
        return new TraceTree(trace);
    }

    public Trace trace() {
        return trace;
    }

    /** All spans in the order of their numbers. */
    public List<Span> spans() {
        return spans;
    }

    public int size() {
        return spans.size();
    }

    /** Whether a span has this name. */
    public boolean hasName(String name) {
        return names.contains(name);
    }

    public Span span(int place) {
        return spans.get(place);
    }

    /** The number of the span with this id, or {@link #NONE}. */
    public int place(SpanId id) {
        return places.find(id.value());
    }

    /** {@link #NONE} for a span without a parent and for an orphan. */
    public int parent(int place) {
        return parents[place];
    }

    /** In ascending order; the caller must not change the array. */
    public int[] children(int place) {
        return children[place];
    }

    /** Spans on the way down to this one, itself included: 1 for a span without a known parent. */
    public int depth(int place) {
        return depths[place];
    }

    /** The deepest span's depth. */
    public int depth() {
        return Arrays.stream(depths).max().orElse(0);
    }

    /** True where the span names a parent that was not seen. */
    public boolean isOrphan(int place) {
        return parents[place] == NONE && spans.get(place).hasParent();
    }

    /** An orphan that is an entry into a service: its caller may well not be traced by us. */
    public boolean isLocalRoot(int place) {
        SpanKind kind = spans.get(place).kind();
        return isOrphan(place) && (kind == SpanKind.SERVER || kind == SpanKind.CONSUMER);
    }

    /** The earliest span without a parent; where there is none, the only local root; else {@link #NONE}. */
    public int root() {
        return root;
    }

    /** All spans without a parent, else all local roots; the caller must not change the array. */
    public int[] roots() {
        return roots;
    }

    /** The caller must not change the array. */
    public int[] orphans() {
        return orphans;
    }

    /** True where parents form a cycle. */
    public boolean isCyclic() {
        return cyclic;
    }

    public boolean isAncestor(int above, int below) {
        if (above == below) {
            return false;
        }
        if (enter[above] != 0 && enter[below] != 0) {
            return enter[above] < enter[below] && exit[below] <= exit[above];
        }
        return enter[below] == 0 && isOnTheWayUp(above, below);
    }

    /**
     * True where nothing of the trace is known to be missing, so that what was not seen did not happen.
     *
     * @param localRootsCount whether a local root is as good as a root
     */
    public boolean isComplete(boolean localRootsCount) {
        if (!trace.closedBy().mayBeComplete() || trace.damaged() || cyclic || root == NONE) {
            return false;
        }
        for (int place : orphans) {
            if (!localRootsCount || !isLocalRoot(place)) {
                return false;
            }
        }
        return true;
    }

    private int[] parents() {
        int[] result = new int[spans.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = places.find(spans.get(i).parentSpanIdValue());
        }
        return result;
    }

    private int[][] children() {
        int[] counts = new int[spans.size()];
        for (int parent : parents) {
            if (parent != NONE) {
                counts[parent]++;
            }
        }
        int[][] result = new int[spans.size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = counts[i] == 0 ? NO_SPANS : new int[counts[i]];
        }
        for (int i = result.length - 1; i >= 0; i--) {
            if (parents[i] != NONE) {
                result[parents[i]][--counts[parents[i]]] = i;
            }
        }
        return result;
    }

    /** Numbers and measures all spans that hang off a top; false where some do not. */
    private boolean walkFromTops() {
        int[] stack = new int[spans.size()];
        int[] nextChild = new int[spans.size()];
        int number = 0;
        int entered = 0;
        for (int top = 0; top < parents.length; top++) {
            if (parents[top] != NONE) {
                continue;
            }
            int height = 0;
            stack[height++] = top;
            while (height > 0) {
                int current = stack[height - 1];
                if (enter[current] == 0) {
                    enter[current] = ++number;
                    depths[current] = height;
                    entered++;
                }
                if (nextChild[current] < children[current].length) {
                    stack[height++] = children[current][nextChild[current]++];
                } else {
                    exit[current] = number;
                    height--;
                }
            }
        }
        return entered == spans.size();
    }

    private void measureCycles() {
        for (int i = 0; i < depths.length; i++) {
            if (enter[i] == 0) {
                depths[i] = ancestors(i).size() + 1;
            }
        }
    }

    /** Nearest first; ends at a top or where a cycle closes. */
    public List<Integer> ancestors(int place) {
        List<Integer> result = new ArrayList<>();
        boolean[] seen = enter[place] == 0 ? new boolean[spans.size()] : null;
        for (int at = parents[place]; at != NONE && at != place; at = parents[at]) {
            if (seen != null) {
                if (seen[at]) {
                    break;
                }
                seen[at] = true;
            }
            result.add(at);
        }
        return result;
    }

    private boolean isOnTheWayUp(int above, int below) {
        int at = parents[below];
        for (int steps = 0; at != NONE && at != below && steps < spans.size(); steps++) {
            if (at == above) {
                return true;
            }
            at = parents[at];
        }
        return false;
    }

    private int[] select(IntPredicate filter) {
        int[] selected = new int[spans.size()];
        int size = 0;
        for (int place = 0; place < selected.length; place++) {
            if (filter.test(place)) {
                selected[size++] = place;
            }
        }
        return size == selected.length ? selected : Arrays.copyOf(selected, size);
    }
}
