package com.betrace.service.cli.client;

import com.betrace.model.Span;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.JsonOutput;
import com.betrace.service.cli.OtlpRequests;
import com.betrace.service.cli.Terminal;
import com.betrace.service.cli.traces.Reenactment;
import com.betrace.service.cli.traces.TraceFile;
import com.betrace.service.cli.traces.TraceFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code send FILE...}: sends recorded or written traces to a service, as an SDK or Collector would. */
public final class SendCommand implements ServiceCommand {

    private static final int SPANS_PER_REQUEST = 1_000;
    private static final int LISTED_TRACES = 10;

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "send",
                "send traces of files to a service",
                "Sends traces to a running service over OTLP/gRPC. Files hold OTLP's JSON (one document or many), OTLP's"
                        + " protobuf, or compact traces as in the tests of rules, separated by blank lines or ---. Compact"
                        + " traces happen now, under fresh trace ids.",
                List.of("send trace.txt", "send --now recorded.jsonl", "send --json a.pb b.json"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("FILE").nargs("+").help("files of traces");
        arguments
                .addArgument("--format")
                .choices("otlp-json", "otlp-protobuf", "compact")
                .help("how the files are written; told by their beginning unless given");
        arguments
                .addArgument("--now")
                .action(Arguments.storeTrue())
                .help("recorded traces happen now too, under fresh trace ids");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    /** What {@code --json} prints; ids are those under which the traces were sent. */
    record Report(int traces, int spans, int accepted, int rejected, List<String> reasons, List<String> traceIds) {}

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        TraceFormat format = given.getString("format") == null
                ? null
                : TraceFormat.valueOf(given.getString("format")
                        .toUpperCase(java.util.Locale.ROOT)
                        .replace('-', '_'));
        List<TraceFile> files = new ArrayList<>();
        for (Object file : given.getList("FILE")) {
            files.add(TraceFile.read(Path.of(String.valueOf(file)), format));
        }
        Report report = send(service, files, given.getBoolean("now"));
        if (given.getBoolean("json")) {
            terminal.out().line(JsonOutput.write(report));
        } else {
            print(report, terminal.out());
        }
        return report.rejected() == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static Report send(ServiceConnection service, List<TraceFile> files, boolean now) throws CommandException {
        List<Span> spans = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Reenactment reenactment = new Reenactment(new SplittableRandom());
        Instant time = Instant.now();
        int rejected = 0;
        for (TraceFile file : files) {
            boolean fresh = now || file.format() == TraceFormat.COMPACT;
            spans.addAll(fresh ? reenactment.of(file.spans(), time) : file.spans());
            reasons.addAll(file.reasons());
            rejected += file.rejected();
        }
        int refused = 0;
        for (int from = 0; from < spans.size(); from += SPANS_PER_REQUEST) {
            List<Span> batch = spans.subList(from, Math.min(spans.size(), from + SPANS_PER_REQUEST));
            ExportTraceServiceResponse answer =
                    service.call(() -> service.traces().export(OtlpRequests.of(batch)));
            ExportTracePartialSuccess partial = answer.getPartialSuccess();
            refused += (int) partial.getRejectedSpans();
            if (!partial.getErrorMessage().isEmpty()) {
                reasons.add(partial.getErrorMessage());
            }
        }
        List<String> ids =
                spans.stream().map(span -> span.traceId().toString()).distinct().toList();
        return new Report(
                ids.size(), spans.size() + rejected, spans.size() - refused, rejected + refused, reasons, ids);
    }

    private static void print(Report report, Console out) {
        boolean isFine = report.rejected() == 0;
        out.line(
                isFine ? Tone.GOOD : Tone.BAD,
                (isFine ? "✔ " : "✘ ") + report.accepted() + " of " + report.spans() + " spans of " + report.traces()
                        + (report.traces() == 1 ? " trace" : " traces") + " accepted"
                        + (isFine ? "" : ", " + report.rejected() + " rejected"));
        report.reasons().forEach(reason -> out.line("    " + reason));
        report.traceIds().stream().limit(LISTED_TRACES).forEach(id -> out.line(Tone.FAINT, "  trace " + id));
        if (report.traceIds().size() > LISTED_TRACES) {
            out.line(Tone.FAINT, "  and " + (report.traceIds().size() - LISTED_TRACES) + " more");
        }
    }
}
