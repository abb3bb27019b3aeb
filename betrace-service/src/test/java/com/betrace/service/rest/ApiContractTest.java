package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.rest.openapi.ApiDefinition;
import com.betrace.service.rest.openapi.ApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jersey.DropwizardResourceConfig;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One definition, two doors: what the protos, the resources and the API document say is the same, all ways. */
class ApiContractTest {

    /** Routes that are no rpc, each with its reason. */
    private static final Map<String, String> NO_RPC = Map.of(
            "GET /", "leads to the page",
            "GET /swagger", "leads to the page",
            "GET /docs", "the page",
            "GET /docs/{file}", "the page's files",
            "GET /openapi.json", "the document of this API",
            "GET /openapi.yaml", "the document of this API");

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private final ApiDefinition definition = ApiDefinition.read();

    @Test
    void rpcs_haveExactlyTheirRouteInTheResources() {
        assertThat(resourceRoutes().filter(route -> !NO_RPC.containsKey(route)))
                .containsExactlyInAnyOrderElementsOf(rpcRoutes().toList());
    }

    @Test
    void exemptions_areAllRoutesOfNoRpcAndNotUnderTheApi() {
        assertThat(resourceRoutes()).containsAll(NO_RPC.keySet());
        assertThat(NO_RPC.keySet()).noneMatch(route -> isApi(route.split(" ")[1]));
    }

    @Test
    void servlets_serveNothingOfTheApi() {
        assertThat(servletPaths().filter(ApiContractTest::isApi)).isEmpty();
    }

    @Test
    void document_hasExactlyTheRpcs() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(new ApiDocument(RestDoor.RESOURCES).json())
                .path("paths");
        Set<String> documented = new TreeSet<>();
        paths.fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> documented.add(
                                operation.getValue().path("operationId").asText() + ": "
                                        + operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(documented)
                .isEqualTo(definition.rpcs().stream()
                        .map(rpc -> rpc.name() + ": " + rpc.verb() + " " + rpc.path())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void document_shown_isThatOfAllResources() {
        assertThat(resourceClasses()
                        .filter(resource -> resource.getPackageName().equals(RestDoor.class.getPackageName())))
                .containsExactlyInAnyOrderElementsOf(RestDoor.RESOURCES);
    }

    private Stream<String> rpcRoutes() {
        return definition.rpcs().stream().map(rpc -> rpc.verb() + " " + rpc.path());
    }

    /** The classes whose annotations Jersey serves. */
    private static Stream<Class<?>> resourceClasses() {
        DropwizardResourceConfig jersey = BETRACE.environment().jersey().getResourceConfig();
        return Stream.concat(
                        jersey.getClasses().stream(),
                        jersey.getSingletons().stream().map(Object::getClass))
                .filter(type -> type.isAnnotationPresent(Path.class));
    }

    /** The paths of all servlets but Jersey's. */
    private static Stream<String> servletPaths() {
        return Arrays.stream(BETRACE.environment()
                        .getApplicationContext()
                        .getServletHandler()
                        .getServletMappings())
                .filter(mapping -> !mapping.getServletName().startsWith("jersey"))
                .flatMap(mapping -> Arrays.stream(mapping.getPathSpecs()));
    }

    private static Stream<String> resourceRoutes() {
        return resourceClasses().map(Resource::from).flatMap(resource -> routes("", resource));
    }

    private static Stream<String> routes(String above, Resource resource) {
        String path = (above + "/" + resource.getPath()).replaceAll("/+", "/");
        Stream<String> here = resource.getResourceMethods().stream()
                .map(ResourceMethod::getHttpMethod)
                .map(verb -> verb + " " + (path.length() > 1 ? path.replaceAll("/$", "") : path));
        return Stream.concat(here, resource.getChildResources().stream().flatMap(child -> routes(path, child)));
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api") || path.startsWith("/health") || path.startsWith("/ready");
    }
}
