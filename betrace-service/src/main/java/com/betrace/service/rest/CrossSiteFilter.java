package com.betrace.service.rest;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses writes that a page of another site makes a browser send. CORS alone keeps such a page from reading the answer, not
 * from sending a request without a body. Who is no browser sends neither header and is not concerned.
 */
@Provider
@PreMatching
final class CrossSiteFilter implements ContainerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Set<String> allowedOrigins;

    CrossSiteFilter(Set<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        if (!READS.contains(request.getMethod())
                && !isOwnSite(request, origin)
                && !(origin != null && CorsFactory.allows(allowedOrigins, origin))) {
            throw new ForbiddenException(
                    "a page of " + origin + " may not write here; cors.allowedOrigins lists who may");
        }
    }

    private static boolean isOwnSite(ContainerRequestContext request, @Nullable String origin) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        return origin == null || isHost(origin, request.getHeaderString(HttpHeaders.HOST));
    }

    private static boolean isHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
