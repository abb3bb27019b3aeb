package com.betrace.service.telemetry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves the metrics page in the format the scraper asks for: OpenMetrics, or Prometheus text 0.0.4. */
@SuppressWarnings("serial") // servlets are never serialised here
final class MetricsServlet extends HttpServlet {

    private final transient MetricsPage page;

    MetricsServlet(MetricsPage page) {
        this.page = page;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String contentType = MetricsPage.contentType(request.getHeader("Accept"));
        byte[] body = page.write(contentType).getBytes(StandardCharsets.UTF_8);
        response.setContentType(contentType);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
