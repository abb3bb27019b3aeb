package com.betrace.service.rest;

import com.betrace.model.RequestException;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.Reservation;
import com.betrace.service.intake.ReservingStream;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;

/**
 * Lets requests with spans in while there is memory: refuses them before their body is read, and holds what they bring,
 * inflated, until they are answered.
 */
@Provider
final class SpansAdmission implements ContainerRequestFilter, ApplicationEventListener, RequestEventListener {

    private static final String RESERVATION = SpansAdmission.class.getName();

    private final Admission admission;

    SpansAdmission(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getMatchedResources().stream().noneMatch(SpansResource.class::isInstance)) {
            return;
        }
        Reservation reservation = open(request);
        request.setProperty(RESERVATION, reservation);
        request.setEntityStream(new ReservingStream(request.getEntityStream(), reservation));
    }

    private Reservation open(ContainerRequestContext request) {
        try {
            return admission.open(Math.max(0, request.getLength()));
        } catch (RequestException e) {
            Leftover.discard(request.getEntityStream());
            throw e;
        }
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests matter.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return this;
    }

    @Override
    public void onEvent(RequestEvent event) {
        if (event.getType() == RequestEvent.Type.FINISHED
                && event.getContainerRequest().getProperty(RESERVATION) instanceof Reservation reservation) {
            reservation.close();
        }
    }
}
