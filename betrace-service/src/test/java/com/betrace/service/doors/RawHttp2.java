package com.betrace.service.doors;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection of hand-made HTTP/2 frames, for what no client library sends. */
final class RawHttp2 implements AutoCloseable {

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataOutputStream out;

    RawHttp2(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0);
    }

    void headers(int stream, int flags, byte[] block) throws IOException {
        frame(HEADERS, flags, stream, block);
    }

    void continuation(int stream, int flags, byte[] block) throws IOException {
        frame(CONTINUATION, flags, stream, block);
    }

    void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, 0, 0, 0, 8);
    }

    void windowUpdate(int stream, int increment) throws IOException {
        frame(WINDOW_UPDATE, 0, stream, 0, 0, 0, increment);
    }

    /** The headers of an export, and more of them. */
    static byte[] export(String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", "POST");
        literal(block, ":scheme", "http");
        literal(block, ":path", "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        literal(block, ":authority", "localhost");
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        for (int i = 0; i < more.length; i += 2) {
            literal(block, more[i], more[i + 1]);
        }
        return block.toByteArray();
    }

    /** A header that is put into the dynamic table, and then referred to so many times by one byte. */
    static byte[] bomb(int valueLength, int references) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(export());
        block.write(0x40);
        text(block, "x");
        text(block, "y".repeat(valueLength));
        for (int i = 0; i < references; i++) {
            block.write(0x80 | 62);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length /= 128) {
                block.write(length % 128 + 128);
            }
            block.write(length);
        }
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void frame(int type, int flags, int stream, int... payload) throws IOException {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        frame(type, flags, stream, bytes);
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.writeShort(payload.length >>> 8);
        out.writeByte(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    /** Whether a stream, or the connection, is refused or ended by the server. */
    boolean awaitRefusal() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            while (true) {
                int type = readFrame(in);
                if (type == RST_STREAM || type == GOAWAY || type == HEADERS) {
                    return true;
                }
            }
        } catch (EOFException | SocketException closed) {
            return true;
        }
    }

    /** Reads until the server closes the connection; SocketTimeoutException where it does not. */
    void awaitClosed() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            while (true) {
                readFrame(in);
            }
        } catch (EOFException | SocketException closed) {
            socket.close();
        }
    }

    private static int readFrame(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        in.readNBytes(5 + length);
        return type;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
