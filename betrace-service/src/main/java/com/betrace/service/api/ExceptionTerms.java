package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.v1.DraftExceptionRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Why an exception is granted, and until when. */
record ExceptionTerms(String reason, LocalDate expires) {

    private static final int DAYS = 30;
    private static final int MAX_REASON = 1_000;

    static ExceptionTerms of(DraftExceptionRequest request, Instant now) {
        String reason = request.getReason();
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw RequestException.invalidField(
                    "reason",
                    "has " + reason.length() + " characters, expected 1 to " + MAX_REASON + ", not all of them blank");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new ExceptionTerms(
                reason, request.getExpires().isEmpty() ? today.plusDays(DAYS) : day(request.getExpires(), today));
    }

    private static LocalDate day(String text, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw RequestException.invalidField(
                    "expires", "is '" + Fields.quoted(text) + "', expected a day such as " + today);
        }
        if (day.isBefore(today)) {
            throw RequestException.invalidField("expires", "is " + day + ", expected " + today + " or later");
        }
        return day;
    }
}
