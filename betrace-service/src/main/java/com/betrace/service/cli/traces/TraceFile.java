package com.betrace.service.cli.traces;

import com.betrace.model.RequestException;
import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.pipeline.Offer;
import com.betrace.rulecase.CompactTrace;
import com.betrace.rulecase.CompactTraceException;
import com.betrace.service.cli.CommandException;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.json.StrictUtf8;
import com.betrace.service.otlp.OtlpTraces;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file of traces as read.
 *
 * @param spans in the order of the file
 * @param rejected how many spans of the file are none
 * @param reasons why, for the first of them
 */
public record TraceFile(Path path, TraceFormat format, List<Span> spans, int rejected, List<String> reasons) {

    public TraceFile {
        spans = List.copyOf(spans);
        reasons = List.copyOf(reasons);
    }

    /** @param format null to tell it by the bytes */
    public static TraceFile read(Path path, @Nullable TraceFormat format) throws CommandException {
        byte[] bytes = bytes(path);
        TraceFormat known = format == null ? TraceFormat.of(bytes) : format;
        Reading reading = new Reading(path);
        try {
            switch (known) {
                case OTLP_JSON -> reading.json(StrictUtf8.decode("JSON", bytes));
                case OTLP_PROTOBUF -> reading.add(reading.otlp.exportProtobuf(ByteBuffer.wrap(bytes)));
                case COMPACT -> reading.compact(StrictUtf8.decode("text", bytes));
            }
        } catch (RequestException | CompactTraceException e) {
            throw CommandException.usage(path + ": is no file of traces in " + known + ": " + e.getMessage());
        }
        if (reading.spans.isEmpty() && reading.rejected == 0) {
            throw CommandException.usage(path + ": has no span");
        }
        return new TraceFile(path, known, reading.spans, reading.rejected, reading.reasons);
    }

    private static byte[] bytes(Path path) throws CommandException {
        try {
            return Files.readAllBytes(path);
        } catch (java.nio.file.NoSuchFileException e) {
            throw CommandException.usage(path + ": there is no such file");
        } catch (IOException e) {
            throw CommandException.usage(path + ": cannot be read: " + e);
        }
    }

    /** Collects what a file has, by the service's own decoders. */
    private static final class Reading {

        private final Path path;
        private final List<Span> spans = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private final OtlpTraces otlp =
                new OtlpTraces(new SpanIntake(SpanLimits.DEFAULTS, IntakeMetrics.NONE, this::take));
        private int rejected;

        private Reading(Path path) {
            this.path = path;
        }

        private Offer take(List<Span> decoded) {
            spans.addAll(decoded);
            return Offer.TAKEN;
        }

        private void json(String text) {
            for (String document : JsonDocuments.of(text)) {
                add(otlp.exportJson(ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8))));
            }
        }

        private void add(ExportTraceServiceResponse answer) {
            ExportTracePartialSuccess partial = answer.getPartialSuccess();
            rejected += (int) partial.getRejectedSpans();
            if (partial.getRejectedSpans() > 0) {
                reasons.add(path + ": " + partial.getErrorMessage());
            }
        }

        /** Every trace under an id of its own. */
        private void compact(String text) {
            SplittableRandom random = new SplittableRandom();
            CompactBlocks.of(text)
                    .forEach(block -> spans.addAll(
                            CompactTrace.parse(new TraceId(random.nextLong(), random.nextLong() | 1), block)));
        }
    }
}
