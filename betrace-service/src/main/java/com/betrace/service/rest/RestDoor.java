package com.betrace.service.rest;

import com.betrace.service.rest.json.MessageReader;
import com.betrace.service.rest.json.MessageWriter;
import com.betrace.service.rest.openapi.ApiDocument;
import com.betrace.service.rest.openapi.DocsResource;
import com.betrace.service.rest.openapi.OpenApiResource;
import com.betrace.service.rest.sse.SseStreams;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** Opens the REST API: resources, what is common to them, its document and the page that shows it. */
public final class RestDoor {

    /** The resources that serve the API; the API document shows these. */
    public static final Set<Class<?>> RESOURCES = Set.of(
            RulesResource.class,
            ListsResource.class,
            LookupsResource.class,
            MacrosResource.class,
            SpansResource.class,
            TracesResource.class,
            ViolationsResource.class,
            PipelineResource.class,
            HealthResource.class);

    private final RestFactory rest;
    private final CorsFactory cors;

    public RestDoor(RestFactory rest, CorsFactory cors) {
        this.rest = rest;
        this.cors = cors;
    }

    /** Called once, while the application is being put together. */
    public void register(ServerFactory server, Environment environment, Apis apis) {
        SseStreams streams = new SseStreams(apis.watch(), rest.heartbeat());
        registerResources(environment.jersey(), apis, streams);
        registerCommon(environment.jersey());
        environment.jersey().register(new SpansAdmission(apis.spans().admission()));
        adapt((AbstractServerFactory) server);
        cors.register(environment);
        StatusErrorHandler errors = new StatusErrorHandler();
        environment.getApplicationContext().setErrorHandler(errors);
        environment.lifecycle().addEventListener(streams);
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                ((Server) starting).setErrorHandler(errors);
            }
        });
    }

    private static void registerResources(JerseyEnvironment jersey, Apis apis, SseStreams streams) {
        jersey.register(new RulesResource(apis.rules()));
        jersey.register(new ListsResource(apis.rules().names()));
        jersey.register(new LookupsResource(apis.rules().names()));
        jersey.register(new MacrosResource(apis.rules().names()));
        jersey.register(new SpansResource(apis.spans()));
        jersey.register(new TracesResource(apis.spans()));
        jersey.register(new ViolationsResource(apis.violations(), streams));
        jersey.register(new PipelineResource(apis.pipeline()));
        jersey.register(new HealthResource(apis.health()));
        jersey.register(new DocsResource());
        jersey.register(new OpenApiResource(new ApiDocument(RESOURCES)));
    }

    private void registerCommon(JerseyEnvironment jersey) {
        // A redirect stays on the host that the browser knows, which may be a proxy's.
        jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        jersey.register(new MessageReader());
        jersey.register(new MessageWriter());
        jersey.register(ErrorMapper.class);
        jersey.register(new BodyLimitFilter(rest.maxBodyBytes()));
        jersey.register(new CrossSiteFilter(cors.allowedOrigins()));
    }

    /** Errors are ours to answer, and a compressed stream would be held back until it fills a block. */
    private static void adapt(AbstractServerFactory server) {
        server.setRegisterDefaultExceptionMappers(false);
        Set<String> uncompressed = new HashSet<>(Set.of(SseStreams.MEDIA_TYPE));
        Set<String> configured = server.getGzipFilterFactory().getExcludedMimeTypes();
        if (configured != null) {
            uncompressed.addAll(configured);
        }
        server.getGzipFilterFactory().setExcludedMimeTypes(uncompressed);
    }
}
