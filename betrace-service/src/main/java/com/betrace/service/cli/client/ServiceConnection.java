package com.betrace.service.cli.client;

import com.betrace.service.api.Actors;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.ViolationServiceGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** A connection to a running service, which names the person who works with it. */
public final class ServiceConnection implements AutoCloseable {

    private static final String DEFAULT_SERVER = "localhost:50051";
    private static final String VARIABLE = "BETRACE_SERVER";
    private static final int MAX_MESSAGE_BYTES = 256 << 20;
    private static final long DEADLINE_SECONDS = 60;
    private static final Metadata.Key<String> ACTOR = Metadata.Key.of(Actors.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final String server;
    private final ManagedChannel channel;
    private final ClientInterceptor actor;

    private ServiceConnection(String server, String actor) {
        this.server = server;
        this.channel = NettyChannelBuilder.forTarget(server)
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        Metadata headers = new Metadata();
        headers.put(ACTOR, actor.replaceAll("[^ -~]", "?"));
        this.actor = MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    /** Declares which service is meant, and who asks. */
    public static void declare(ArgumentParser arguments) {
        arguments
                .addArgument("--server")
                .metavar("HOST:PORT")
                .help("gRPC port of the service; " + VARIABLE + ", else " + DEFAULT_SERVER);
        arguments
                .addArgument("--actor")
                .metavar("NAME")
                .help("who you are to the service; your user name unless given");
    }

    public static ServiceConnection open(Namespace given, Terminal terminal) throws CommandException {
        String server = given.getString("server") == null
                ? terminal.environment().getOrDefault(VARIABLE, DEFAULT_SERVER)
                : given.getString("server");
        String actor = given.getString("actor") == null ? System.getProperty("user.name") : given.getString("actor");
        try {
            return new ServiceConnection(server, actor);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--server: '" + server + "' is no address, expected HOST:PORT");
        }
    }

    public RuleServiceGrpc.RuleServiceBlockingStub rules() {
        return brief(RuleServiceGrpc.newBlockingStub(channel));
    }

    ViolationServiceGrpc.ViolationServiceBlockingStub violations() {
        return brief(ViolationServiceGrpc.newBlockingStub(channel));
    }

    /** For calls that go on until somebody ends them. */
    ViolationServiceGrpc.ViolationServiceBlockingStub endlessViolations() {
        return ViolationServiceGrpc.newBlockingStub(channel).withInterceptors(actor);
    }

    TraceServiceGrpc.TraceServiceBlockingStub traces() {
        return brief(TraceServiceGrpc.newBlockingStub(channel));
    }

    private <S extends AbstractStub<S>> S brief(S stub) {
        return stub.withInterceptors(actor).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes a call; what goes wrong with it becomes a message for people. */
    public <T> T call(Supplier<T> call) throws CommandException {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw new CommandException(ExitCode.SERVICE, explain(e));
        }
    }

    String explain(StatusRuntimeException refusal) {
        Status status = refusal.getStatus();
        String description = status.getDescription() == null ? "" : status.getDescription();
        return switch (status.getCode()) {
            case UNAVAILABLE ->
                isAnswer(refusal)
                        ? "the service at " + server + " cannot do this now: " + description
                        : "no service answers at " + server
                                + ". Start one by ./betrace server, or name another by --server HOST:PORT";
            case DEADLINE_EXCEEDED -> "the service at " + server + " did not answer within " + DEADLINE_SECONDS + " s";
            case UNIMPLEMENTED ->
                "what answers at " + server + " does not know this; is it the gRPC port of a BeTrace of this version?";
            default ->
                "the service refused (" + status.getCode() + ")" + (description.isEmpty() ? "" : ": " + description);
        };
    }

    /** A service that answers sends details of its error; a transport has none. */
    private static boolean isAnswer(StatusRuntimeException refusal) {
        return StatusProto.fromThrowable(refusal).getDetailsCount() > 0;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
