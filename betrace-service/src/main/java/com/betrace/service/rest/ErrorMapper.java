package com.betrace.service.rest;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.rest.json.ApiMediaTypes;
import com.google.rpc.Status;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error of the resources, and of finding one, as {@code google.rpc.Status}. */
@Provider
public final class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);
    private static final String MEDIA_TYPES = ApiMediaTypes.JSON + " or " + ApiMediaTypes.PROTOBUF;

    private final UriInfo uri;
    private final Request request;
    private final HttpHeaders headers;

    /** Jersey passes proxies for the request at hand. */
    public ErrorMapper(@Context UriInfo uri, @Context Request request, @Context HttpHeaders headers) {
        this.uri = uri;
        this.request = request;
        this.headers = headers;
    }

    @Override
    public Response toResponse(Throwable error) {
        if (error instanceof WebApplicationException refused) {
            return ofJersey(refused);
        }
        if (error instanceof HttpException broken) {
            return response(broken.getCode(), HttpProblem.of(broken.getCode(), String.valueOf(broken.getReason())));
        }
        if (error instanceof IOException broken) {
            LOG.debug("A request body could not be read", broken);
            return response(400, HttpProblem.of(400, "the request body could not be read: " + broken.getMessage()));
        }
        Status status = ErrorStatus.of(error);
        return response(ErrorStatus.httpStatus(status), status);
    }

    private Response ofJersey(WebApplicationException refused) {
        Response original = refused.getResponse();
        if (original.getStatus() < 400 || original.hasEntity()) {
            return original;
        }
        if (original.getStatus() >= 500) {
            LOG.error("A resource failed", refused);
        }
        Response answer = response(original.getStatus(), HttpProblem.of(original.getStatus(), message(refused)));
        return original.getAllowedMethods().isEmpty()
                ? answer
                : Response.fromResponse(answer)
                        .allow(original.getAllowedMethods())
                        .build();
    }

    private String message(WebApplicationException refused) {
        if (refused instanceof UnknownEncodingException) {
            return String.valueOf(refused.getMessage());
        }
        String route = request.getMethod() + " /" + uri.getPath();
        return switch (refused.getResponse().getStatus()) {
            case 404 -> "nothing is served at " + route;
            case 405 ->
                route + " is not served, expected "
                        + String.join(", ", new TreeSet<>(refused.getResponse().getAllowedMethods()));
            case 406 -> "cannot answer as " + header(HttpHeaders.ACCEPT) + ", expected " + MEDIA_TYPES;
            case 415 ->
                "cannot read a body of content type " + header(HttpHeaders.CONTENT_TYPE) + ", expected " + MEDIA_TYPES;
            default -> String.valueOf(refused.getMessage());
        };
    }

    private String header(String name) {
        String value = headers.getHeaderString(name);
        return value == null ? "(none)" : "'" + value + "'";
    }

    private Response response(int httpStatus, Status status) {
        Response.ResponseBuilder response =
                Response.status(httpStatus).entity(status).type(type());
        ErrorStatus.retryAfterSeconds(status).ifPresent(s -> response.header(HttpHeaders.RETRY_AFTER, s));
        return response.build();
    }

    /** JSON, except for those who ask for protobuf only. */
    private MediaType type() {
        MediaType wanted = headers.getAcceptableMediaTypes().get(0);
        return ApiMediaTypes.isProtobuf(wanted) ? wanted : MediaType.APPLICATION_JSON_TYPE;
    }
}
