package com.betrace.service.rest.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document, built when first asked for: routes, names and summaries from the annotations of the resources, all else from the
 * {@code .proto} files and the examples.
 */
public final class ApiDocument {

    private static final String INTRODUCTION = """
            BeTrace watches OpenTelemetry traces for broken behaviour, by rules written in \
            [Apache JEXL](https://commons.apache.org/proper/commons-jexl/reference/syntax.html).

            The examples build on each other: **create the rule**, **send the spans**, **list the violations**. \
            Field names are lowerCamelCase; snake_case is read too. int64 values are strings. \
            Bodies may also be protobuf (`application/x-protobuf`), and the same API is served over gRPC. \
            Every error is a `Status` with `code`, `message` and `details`.
            """;

    private static final List<Tag> TAGS = List.of(
            new Tag().name("Rules").description("What is broken behaviour"),
            new Tag().name("Shared names").description("Lists, lookups and macros that rules share"),
            new Tag().name("Spans").description("What happened: spans in, closed traces out"),
            new Tag().name("Violations").description("What broke"),
            new Tag().name("Pipeline").description("What became of every span"),
            new Tag().name("Health").description("How the service is"));

    private final Set<Class<?>> resources;
    private @Nullable OpenAPI document;

    /** @param resources the annotated classes */
    public ApiDocument(Set<Class<?>> resources) {
        this.resources = Set.copyOf(resources);
    }

    public String json() {
        return Json.pretty(document());
    }

    public String yaml() {
        return Yaml.pretty(document());
    }

    private synchronized OpenAPI document() {
        if (document == null) {
            document = build();
        }
        return document;
    }

    private OpenAPI build() {
        ApiDefinition definition = ApiDefinition.read();
        ProtoSchemas schemas = new ProtoSchemas(definition.comments());
        OperationWriter writer = new OperationWriter(definition.comments(), schemas, Examples.read());
        Paths paths = new Paths();
        for (Documented one : documented(definition.rpcs(), operations(schemas))) {
            writer.complete(one.operation(), one.rpc());
            paths.computeIfAbsent(one.rpc().path(), path -> new PathItem())
                    .operation(HttpMethod.valueOf(one.rpc().verb()), one.operation());
        }
        return new OpenAPI()
                .info(new Info().title("BeTrace").version("v1").description(INTRODUCTION))
                .servers(List.of(new Server().url("/").description("This service")))
                .tags(TAGS)
                .paths(paths)
                .components(new Components().schemas(schemas.byName()).responses(writer.errors()));
    }

    /** Each rpc with its operation, in the order of the tags; there is exactly one for each. */
    private static List<Documented> documented(List<Rpc> rpcs, Map<String, Operation> operations) {
        List<String> tags = TAGS.stream().map(Tag::getName).toList();
        List<Documented> documented = new ArrayList<>();
        for (Rpc rpc : rpcs) {
            Operation operation = operations.remove(rpc.name());
            if (operation == null) {
                throw new IllegalStateException("no resource has an operation named like the rpc " + rpc.name());
            }
            documented.add(new Documented(rpc, operation));
        }
        if (!operations.isEmpty()) {
            throw new IllegalStateException("no rpc is named like the operations " + operations.keySet());
        }
        documented.sort(Comparator.comparingInt(
                one -> tags.indexOf(one.operation().getTags().get(0))));
        return documented;
    }

    private record Documented(Rpc rpc, Operation operation) {}

    private Map<String, Operation> operations(ProtoSchemas schemas) {
        // Global to the JVM, and only concerned with messages, so nobody else notices.
        ModelConverters.getInstance().addConverter(schemas);
        try {
            return new Reader(new OpenAPI())
                    .read(resources).getPaths().values().stream()
                            .flatMap(path -> path.readOperations().stream())
                            .collect(Collectors.toMap(Operation::getOperationId, Function.identity()));
        } finally {
            ModelConverters.getInstance().removeConverter(schemas);
        }
    }
}
