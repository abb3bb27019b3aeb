package com.betrace.service.rest.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Serves the API document. */
@Hidden
@Path("/")
public final class OpenApiResource {

    private final ApiDocument document;

    public OpenApiResource(ApiDocument document) {
        this.document = document;
    }

    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json() {
        return document.json();
    }

    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    public String yaml() {
        return document.yaml();
    }
}
