package com.betrace.service.rulesdirectory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the values that a parameter can have, and refuses all others. */
final class ParamValueDeserializer extends StdDeserializer<ParamValue> {

    private static final long serialVersionUID = 1;

    ParamValueDeserializer() {
        super(ParamValue.class);
    }

    @Override
    public ParamValue deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = context.readTree(parser);
        return new ParamValue(node.isArray() ? list(node, context) : scalar(node, context));
    }

    @Override
    public ParamValue getNullValue(DeserializationContext context) throws JsonMappingException {
        throw refused(context);
    }

    private static List<Object> list(JsonNode list, DeserializationContext context) throws JsonMappingException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            try {
                values.add(scalar(list.get(i), context));
            } catch (JsonMappingException e) {
                throw JsonMappingException.wrapWithPath(e, values, i);
            }
        }
        return List.copyOf(values);
    }

    private static Object scalar(JsonNode node, DeserializationContext context) throws JsonMappingException {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        throw refused(context);
    }

    private static JsonMappingException refused(DeserializationContext context) {
        return MismatchedInputException.from(context.getParser(), ParamValue.class, "no value of a parameter");
    }
}
