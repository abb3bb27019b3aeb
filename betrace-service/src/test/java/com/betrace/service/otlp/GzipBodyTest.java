package com.betrace.service.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.Reservation;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipBodyTest {

    private static final ByteString TEXT = ByteString.copyFromUtf8("one and two and one and two");

    @Test
    void a7_bomb_holdsNoMoreThanTheCap() {
        Reservation reservation = Admission.unlimited(IntakeMetrics.NONE).open(0);
        ByteBuffer bomb =
                ByteBuffer.wrap(gzip(ByteString.copyFrom(new byte[8 << 20])).toByteArray());

        assertThatThrownBy(() -> GzipBody.inflate(bomb, 100_000, reservation)).isInstanceOf(RequestException.class);

        assertThat(reservation.held()).isEqualTo(100_001);
    }

    @Test
    void body_oneMember_isInflated() {
        assertThat(inflate(gzip(TEXT), 1_000)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void body_ofAnySizeUpToTheCap_isInflated(int size) {
        ByteString content = ByteString.copyFrom(new byte[size]);

        assertThat(inflate(gzip(content), 200_000)).isEqualTo(content);
    }

    @Test
    void a7_bomb_stopsAtTheCap() {
        ByteString bomb = gzip(ByteString.copyFrom(new byte[10 << 20]));

        assertThat(bomb.size()).isLessThan(20_000);
        assertRefused(bomb, ErrorCode.RESOURCE_EXHAUSTED, "inflates to more than 1048576 bytes");
    }

    @Test
    void a8_severalMembers_areAllInflated() {
        assertThat(inflate(gzip(TEXT).concat(gzip(TEXT)), 1_000)).isEqualTo(TEXT.concat(TEXT));
    }

    @Test
    void a8_severalMembers_shareTheCap() {
        ByteString member = gzip(ByteString.copyFrom(new byte[600 << 10]));

        assertRefused(member.concat(member), ErrorCode.RESOURCE_EXHAUSTED, "inflates to more than");
    }

    @Test
    void a8_truncatedAnywhere_isRefused() {
        ByteString whole = gzip(TEXT);

        for (int length = 1; length < whole.size(); length++) {
            assertRefused(whole.substring(0, length), ErrorCode.INVALID_ARGUMENT, "is not gzip");
        }
    }

    @Test
    void a8_trailingGarbage_isRefused() {
        assertRefused(
                gzip(TEXT).concat(ByteString.copyFromUtf8("and something else")),
                ErrorCode.INVALID_ARGUMENT,
                "a member does not begin with the gzip header");
    }

    @Test
    void a8_damagedAnywhere_isRefusedOrInflatesTheSame() {
        ByteString whole = gzip(TEXT);

        for (int i = 0; i < whole.size(); i++) {
            byte[] damaged = whole.toByteArray();
            damaged[i] ^= 0x55;
            try {
                assertThat(inflate(ByteString.copyFrom(damaged), 1 << 20)).isEqualTo(TEXT);
            } catch (RequestException e) {
                assertThat(e.code()).isIn(ErrorCode.INVALID_ARGUMENT, ErrorCode.RESOURCE_EXHAUSTED);
            }
        }
    }

    @Test
    void a9_plainBody_isRefused() {
        assertRefused(TEXT, ErrorCode.INVALID_ARGUMENT, "does not begin with the gzip header");
    }

    @Test
    void header_withOptionalFields_isSkipped() {
        ByteString plain = gzip(TEXT);
        byte[] header = plain.substring(0, 10).toByteArray();
        header[3] = 2 | 4 | 8 | 16;
        ByteString optional = OtlpRequests.hex("0300aabbcc").concat(ByteString.copyFromUtf8("name\0comment\0"));
        ByteString start = ByteString.copyFrom(header).concat(optional);
        CRC32 crc = new CRC32();
        crc.update(start.toByteArray());
        ByteString checksum = ByteString.copyFrom(new byte[] {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)});

        assertThat(inflate(start.concat(checksum).concat(plain.substring(10)), 1_000))
                .isEqualTo(TEXT);
    }

    private static void assertRefused(ByteString body, ErrorCode code, String message) {
        assertThatThrownBy(() -> inflate(body, 1 << 20))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private static ByteString inflate(ByteString body, int cap) {
        return ByteString.copyFrom(GzipBody.inflate(
                ByteBuffer.wrap(body.toByteArray()),
                cap,
                Admission.unlimited(IntakeMetrics.NONE).open(0)));
    }

    static ByteString gzip(ByteString content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            content.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
