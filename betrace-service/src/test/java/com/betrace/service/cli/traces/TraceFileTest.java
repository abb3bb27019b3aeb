package com.betrace.service.cli.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.rulecase.CompactTrace;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.OtlpRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

    private static final String COMPACT = """
            # two traces
            a - api "GET /x" 0 10 SERVER ERROR k=1 scope:s=t
              + event 5 e=f
            b a api y 1 5

            ---
            # the second
            a - api z 0 20
            """;

    @TempDir
    private Path directory;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void compact_blocks_areTracesOfTheirOwn() throws Exception {
        TraceFile file = TraceFile.read(file("a", COMPACT), null);

        assertThat(file.format()).isEqualTo(TraceFormat.COMPACT);
        assertThat(file.spans()).extracting(Span::name).containsExactly("GET /x", "y", "z");
        List<TraceId> ids = file.spans().stream().map(Span::traceId).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @Test
    void protobuf_isWhatWasWritten() throws Exception {
        List<Span> spans = CompactTrace.parse(new TraceId(1, 2), COMPACT.split("\n\n")[0]);

        TraceFile file = TraceFile.read(file("a.pb", OtlpRequests.of(spans).toByteArray()), null);

        assertThat(file.format()).isEqualTo(TraceFormat.OTLP_PROTOBUF);
        assertThat(file.spans()).isEqualTo(spans);
    }

    @Test
    void json_oneOrManyDocuments_areRead() throws Exception {
        String document = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "0af7651916cd43dd8448eb211c80319c",
                 "spanId": "b7ad6b716920333%d", "name": "x", "startTimeUnixNano": "5", "endTimeUnixNano": 7}]}]}]}""";
        String lines = document.formatted(1).replace("\n", "") + "\n" + document.formatted(2) + document.formatted(3);

        TraceFile file = TraceFile.read(file("a.jsonl", "\n" + lines), null);

        assertThat(file.format()).isEqualTo(TraceFormat.OTLP_JSON);
        assertThat(file.spans())
                .hasSize(3)
                .allSatisfy(span -> assertThat(span.durationNanos()).isEqualTo(2));
    }

    @Test
    void unreadable_saysWhereAndWhat() throws Exception {
        assertThatThrownBy(() -> TraceFile.read(file("a", "a - api x 0 10\n\nb a api\n"), null))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("/a: is no file of traces in compact: line 3: expected 'id parent service");
        assertThatThrownBy(() -> TraceFile.read(file("b", "{\"resourceSpans\": [}"), null))
                .hasMessageContaining("/b: is no file of traces in otlp-json: malformed JSON at line 1, column 20");
        assertThatThrownBy(() -> TraceFile.read(file("c", "# nothing\n"), null))
                .hasMessageContaining("/c: has no span");
        assertThatThrownBy(() -> TraceFile.read(directory.resolve("d"), null))
                .hasMessageContaining("/d: there is no such file");
        assertThatThrownBy(() -> TraceFile.read(file("e", new byte[] {10, 5, 1}), null))
                .hasMessageContaining("/e: is no file of traces in otlp-protobuf: ");
    }

    @Test
    void reenactment_movesAllOfItTogether() throws Exception {
        List<Span> recorded = TraceFile.read(file("a", COMPACT), null).spans();
        Instant now = Instant.parse("2026-06-01T00:00:00.5Z");

        List<Span> fresh = new Reenactment(new SplittableRandom(1)).of(recorded, now);

        long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        assertThat(fresh.get(2).endNanos()).isEqualTo(end);
        assertThat(fresh.get(0).startNanos()).isEqualTo(end - 20_000_000);
        assertThat(fresh.get(0).events().get(0).timeNanos()).isEqualTo(end - 15_000_000);
        assertThat(fresh.get(0).traceId())
                .isEqualTo(fresh.get(1).traceId())
                .isNotEqualTo(recorded.get(0).traceId());
        assertThat(fresh.get(0).scope()).isEqualTo(recorded.get(0).scope());
    }
}
