package com.betrace.service.otlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDataSize;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import jakarta.servlet.ServletRegistration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code otlp} block: OTLP/HTTP on the application port and on one of its own. */
public final class OtlpFactory {

    @NotNull
    @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.GIBIBYTES)
    @JsonProperty
    private DataSize maxBodySize = DataSize.mebibytes(20);

    @NotNull
    @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.GIBIBYTES)
    @JsonProperty
    private DataSize maxInflatedSize = DataSize.mebibytes(64);

    @NotNull
    @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration receivePatience = Duration.seconds(30);

    @Valid
    @NotNull
    @JsonProperty
    private OtlpHttpPortFactory http = new OtlpHttpPortFactory();

    /** Serves {@code POST /v1/traces} while the service runs; the server of the own port, where that is on. */
    public Optional<OtlpHttpServer> build(Environment environment, OtlpTraces traces) {
        OtlpHttpServlet servlet = new OtlpHttpServlet(traces, limits());
        ServletRegistration.Dynamic registration = environment.servlets().addServlet("otlp", servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(OtlpHttpServlet.PATH);
        environment.lifecycle().addEventListener(new PlainOtlpBodies());
        if (!http.enabled()) {
            return Optional.empty();
        }
        OtlpHttpServer server = http.build(new OtlpHttpServlet(traces, limits()));
        environment.lifecycle().manage(server);
        return Optional.of(server);
    }

    private HttpLimits limits() {
        return new HttpLimits(
                (int) maxBodySize.toBytes(), (int) maxInflatedSize.toBytes(), receivePatience.toJavaDuration());
    }
}
