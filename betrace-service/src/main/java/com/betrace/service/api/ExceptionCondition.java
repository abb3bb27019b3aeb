package com.betrace.service.api;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.Violation;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** For which offenders an exception made from a violation holds: those of the same services and span names. */
final class ExceptionCondition {

    private static final int MOST = 8;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private static final Pattern CUT = Pattern.compile("\\.\\.\\. \\(cut from \\d+ characters\\)$");

    private record Place(String service, String name) {

        String condition() {
            return "span.service == " + (service.isEmpty() ? "null" : literal(service)) + " && span.name == "
                    + literal(name);
        }
    }

    private ExceptionCondition() {}

    /**
     * An expression over {@code span}.
     *
     * @param trace where it is still kept: without it only the first offender is known
     */
    static String of(Violation violation, Optional<Trace> trace) {
        Set<Place> places = new LinkedHashSet<>();
        trace.ifPresent(kept -> kept.spans().stream()
                .filter(span -> violation.offenders().contains(span.spanId()))
                .map(ExceptionCondition::place)
                .forEach(places::add));
        if (places.isEmpty() && violation.spanId() != null) {
            places.add(new Place(whole(violation, violation.service()), whole(violation, violation.spanName())));
        }
        if (places.isEmpty() || places.size() > MOST) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "violation '" + violation.id().hex() + "' has offenders of " + places.size()
                            + " services and names, expected 1 to " + MOST + ": write this exception by hand");
        }
        return places.size() == 1
                ? places.iterator().next().condition()
                : places.stream().map(Place::condition).collect(Collectors.joining(") || (", "(", ")"));
    }

    /** A name as it was sent, which one that was cut when it was stored is not. */
    private static String whole(Violation violation, String name) {
        if (CUT.matcher(name).find()) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "violation '" + violation.id().hex() + "' names its span only in part, and trace "
                            + violation.traceId() + RuleChangeApi.NOT_KEPT + "; else write this exception by hand");
        }
        return name;
    }

    private static Place place(Span span) {
        return new Place(span.service(), span.name());
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.chars().forEach(unit -> {
            if (unit == '\'' || unit == '\\') {
                literal.append('\\').append((char) unit);
            } else if (Character.isISOControl(unit) || unit == LINE_SEPARATOR || unit == PARAGRAPH_SEPARATOR) {
                literal.append(String.format("\\u%04x", unit));
            } else {
                literal.append((char) unit);
            }
        });
        return literal.append('\'').toString();
    }
}
