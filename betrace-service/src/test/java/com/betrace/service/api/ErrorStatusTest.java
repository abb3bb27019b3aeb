package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.InvalidRuleException;
import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.rule.RuleIssue;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorStatusTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void refusal_anyCode_keepsCodeAndMessage(ErrorCode code) {
        Status status = ErrorStatus.of(new RequestException(code, "rules: too many"));

        assertThat(Code.forNumber(status.getCode()).name()).isEqualTo(code.name());
        assertThat(status.getMessage()).isEqualTo("rules: too many");
    }

    @Test
    void refusal_badField_carriesTheField() throws Exception {
        Status status = ErrorStatus.of(RequestException.invalidField("limit", "is -1, expected 1 to 1000"));

        BadRequest details = status.getDetails(0).unpack(BadRequest.class);
        assertThat(details.getFieldViolations(0).getField()).isEqualTo("limit");
        assertThat(details.getFieldViolations(0).getDescription()).isEqualTo("is -1, expected 1 to 1000");
    }

    @Test
    void refusal_invalidRule_carriesEachIssue() throws Exception {
        RuleIssue issue = new RuleIssue(
                RuleIssue.Level.ERROR,
                "message",
                "unknown-function",
                1,
                3,
                "no such function",
                "cuont()\n  ^",
                "count");

        Status status = ErrorStatus.of(new InvalidRuleException(List.of(issue)));

        assertThat(status.getMessage()).contains("line 1, column 3: no such function", "  ^");
        com.betrace.v1.RuleIssue detail = status.getDetails(1).unpack(com.betrace.v1.RuleIssue.class);
        assertThat(detail.getColumn()).isEqualTo(3);
        assertThat(detail.getSuggestion()).isEqualTo("count");
    }

    @Test
    void refusal_unavailable_saysWhenToRetry() throws Exception {
        Status status = ErrorStatus.of(new RequestException(ErrorCode.UNAVAILABLE, "full"));

        assertThat(status.getDetails(0).is(RetryInfo.class)).isTrue();
        assertThat(ErrorStatus.retryAfterSeconds(status)).hasValue(1);
    }

    @Test
    void failure_unexpected_saysNothingOfTheInside() {
        Status status = ErrorStatus.of(new IllegalStateException("password=secret"));

        assertThat(status.getCode()).isEqualTo(Code.INTERNAL.getNumber());
        assertThat(status.getMessage()).contains("incident").doesNotContain("secret", "IllegalState");
    }

    @Test
    void message_echoingTheRequest_isCut() {
        assertThat(ErrorStatus.of(Code.INVALID_ARGUMENT, "x".repeat(300_000)).getMessage())
                .hasSizeLessThan(3_000);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, 400",
        "NOT_FOUND, 404",
        "ALREADY_EXISTS, 409",
        "ABORTED, 409",
        "FAILED_PRECONDITION, 409",
        "RESOURCE_EXHAUSTED, 413",
        "UNIMPLEMENTED, 501",
        "INTERNAL, 500",
        "UNAVAILABLE, 503"
    })
    void httpStatus_code_isFromTheTable(Code code, int http) {
        assertThat(ErrorStatus.httpStatus(ErrorStatus.of(code, "m"))).isEqualTo(http);
    }

    @Test
    void httpStatus_quota_isTooManyRequests() {
        Status quota = ErrorStatus.of(Code.UNAVAILABLE, "slow down").toBuilder()
                .setCode(Code.RESOURCE_EXHAUSTED.getNumber())
                .build();

        assertThat(ErrorStatus.httpStatus(quota)).isEqualTo(429);
    }
}
