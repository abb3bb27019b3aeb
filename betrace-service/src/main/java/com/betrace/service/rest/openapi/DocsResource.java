package com.betrace.service.rest.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Swagger UI page: our own page and settings, the rest from its webjar, nothing from another host. */
@Hidden
@Path("/")
public final class DocsResource {

    private static final String OURS = "/swagger-ui/";
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Set<String> OUR_FILES =
            Set.of("index.html", "swagger-initializer.js", "betrace.css", "favicon.svg");
    private static final Set<String> WEBJAR_FILES = Set.of("swagger-ui.css", "swagger-ui-bundle.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml");

    /** Swagger UI sets styles inline and has its icons as data. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final String webjar = WEBJAR + version() + "/";

    @GET
    public Response root(@Context UriInfo uri) {
        return redirect(uri);
    }

    @GET
    @Path("/swagger")
    public Response swagger(@Context UriInfo uri) {
        return redirect(uri);
    }

    /** The page's links are relative, so it has to end in a slash. */
    @GET
    @Path("/docs")
    public Response page(@Context UriInfo uri) {
        return uri.getPath().endsWith("/") ? file("index.html") : redirect(uri);
    }

    @GET
    @Path("/docs/{file}")
    public Response file(@PathParam("file") String file) {
        InputStream content = open(file);
        if (content == null) {
            throw new NotFoundException();
        }
        return Response.ok(content, TYPES.get(file.substring(file.lastIndexOf('.') + 1)))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private @Nullable InputStream open(String file) {
        if (OUR_FILES.contains(file)) {
            return DocsResource.class.getResourceAsStream(OURS + file);
        }
        return WEBJAR_FILES.contains(file) ? DocsResource.class.getResourceAsStream(webjar + file) : null;
    }

    /** Relative, because a proxy may have another host and a path above ours. */
    private static Response redirect(UriInfo uri) {
        boolean isDirectory = uri.getPath().endsWith("/") && uri.getPath().length() > 1;
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, isDirectory ? "../docs/" : "docs/")
                .build();
    }

    private static String version() {
        try (InputStream in = DocsResource.class.getResourceAsStream(WEBJAR_VERSION)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
