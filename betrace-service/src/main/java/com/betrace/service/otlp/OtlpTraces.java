package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.IntakeResult;
import com.betrace.service.intake.RejectedSpan;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.Transport;
import com.betrace.service.otlp.wire.OtlpProtobufReader;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;

/** OTLP's TraceService whatever the transport: an encoded request in a buffer on an array, the response out. Thread-safe. */
public final class OtlpTraces {

    private static final int DESCRIBED_REJECTIONS = 5;

    private final SpanIntake intake;
    private final OtlpProtobufReader protobuf;

    public OtlpTraces(SpanIntake intake) {
        this.intake = intake;
        this.protobuf = new OtlpProtobufReader(intake.limits());
    }

    /** Takes an encoded ExportTraceServiceRequest; RequestException INVALID_ARGUMENT where it is none, without any effect. */
    public ExportTraceServiceResponse exportProtobuf(ByteBuffer body) {
        DecodedSpans batch = new DecodedSpans(body.remaining());
        try {
            protobuf.read(body, batch);
        } catch (InvalidProtocolBufferException e) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "the body is not an ExportTraceServiceRequest: " + e.getMessage());
        }
        return toMessage(intake.accept(batch));
    }

    /** The same for OTLP's JSON; an empty body is an empty request. */
    public ExportTraceServiceResponse exportJson(ByteBuffer body) {
        DecodedSpans batch = new DecodedSpans(body.remaining());
        if (body.hasRemaining()) {
            OtlpJsonReader.read(body, intake.limits(), batch);
        }
        return toMessage(intake.accept(batch));
    }

    /** What a transport asks before it reads a request. */
    public Admission admission() {
        return intake.admission();
    }

    /** Counts a request that a transport answered, also one refused before it came here. */
    public void answered(Transport transport, Code outcome) {
        intake.metrics().otlpAnswered(transport, outcome);
    }

    private static ExportTraceServiceResponse toMessage(IntakeResult result) {
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (result.rejected() > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(result.rejected())
                    .setErrorMessage(describe(result)));
        }
        return response.build();
    }

    private static String describe(IntakeResult result) {
        String described = result.rejections().stream()
                .limit(DESCRIBED_REJECTIONS)
                .map(OtlpTraces::describe)
                .collect(Collectors.joining("; "));
        int others = result.rejected() - DESCRIBED_REJECTIONS;
        return others <= 0 ? described : described + "; and " + others + " more";
    }

    private static String describe(RejectedSpan rejected) {
        return "span " + rejected.index() + ": " + rejected.message();
    }
}
