package com.betrace.service.journal.codec;

import com.betrace.model.CloseReason;
import com.betrace.model.TraceId;
import com.betrace.pipeline.CloseMark;
import java.util.ArrayList;
import java.util.List;

/** Close marks that are written together. Thread-safe. */
public final class MarkCodec {

    private static final int VERSION = 1;

    private MarkCodec() {}

    public static byte[] encode(List<CloseMark> marks) {
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeVarint(marks.size());
        for (CloseMark mark : marks) {
            out.writeFixed(mark.traceId().high());
            out.writeFixed(mark.traceId().low());
            out.writeString(mark.reason().name());
            out.writeVarint(mark.spans());
            out.writeSigned(mark.through());
        }
        return out.toByteArray();
    }

    /** In their order; RuntimeException where the bytes are no marks. */
    public static List<CloseMark> decode(byte[] payload) {
        ByteReader in = new ByteReader(payload);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("close marks have format " + version + ", expected " + VERSION);
        }
        List<CloseMark> marks = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            TraceId trace = new TraceId(in.readFixed(), in.readFixed());
            CloseReason reason = CloseReason.valueOf(in.readString());
            marks.add(new CloseMark(trace, reason, Math.toIntExact(in.readVarint()), in.readSigned()));
        }
        return marks;
    }
}
