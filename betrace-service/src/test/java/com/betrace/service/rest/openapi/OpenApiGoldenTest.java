package com.betrace.service.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.rest.RestDoor;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiGoldenTest {

    private static final Path GOLDEN = Path.of(System.getProperty("betrace.root"), "swagger-ui", "openapi.yaml");
    private static final String UPDATE = "updateOpenApi";

    @Test
    void document_generated_isTheCommittedOne() throws IOException {
        String generated = new ApiDocument(RestDoor.RESOURCES).yaml();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(GOLDEN, generated);
        }

        assertThat(generated)
                .as(
                        "The API document changed. If that is intended, write the committed copy anew: "
                                + "mvn -pl betrace-service -am test -Dtest=OpenApiGoldenTest "
                                + "-Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        UPDATE)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void document_committed_isValidOpenApi() throws IOException {
        assertThat(new OpenAPIV3Parser().readContents(Files.readString(GOLDEN)).getMessages())
                .isEmpty();
    }
}
