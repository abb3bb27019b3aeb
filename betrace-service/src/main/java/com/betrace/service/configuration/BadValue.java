package com.betrace.service.configuration;

import com.betrace.model.Excerpt;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value that does not fit its key. */
record BadValue(String key, String value, String expected) {

    private static final int SHOWN_CHARACTERS = 80;
    private static final Pattern KNOWN_TYPES = Pattern.compile("known type ids = \\[(.*?)]");
    private static final Map<Class<?>, String> SCALARS = Map.of(
            Duration.class, "a time such as 500ms, 10s or 5m",
            DataSize.class, "a size such as 512B, 16KiB or 64MiB",
            boolean.class, "true or false",
            int.class, "a whole number",
            long.class, "a whole number",
            double.class, "a number",
            String.class, "a text");

    static BadValue of(JsonMappingException problem, JsonNode root) {
        JsonNode value = root;
        StringBuilder key = new StringBuilder();
        for (JsonMappingException.Reference step : problem.getPath()) {
            if (step.getFieldName() == null) {
                key.append('[').append(step.getIndex()).append(']');
                value = value.path(step.getIndex());
            } else {
                key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
                value = value.path(step.getFieldName());
            }
        }
        return new BadValue(key.toString(), shown(value), expected(problem));
    }

    @Override
    public String toString() {
        return key + " is " + value + ", expected " + expected;
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? "'" + value.textValue() + "'" : value.toString();
        return Excerpt.of(text, SHOWN_CHARACTERS);
    }

    private static String expected(JsonMappingException problem) {
        if (problem instanceof InvalidTypeIdException) {
            Matcher known = KNOWN_TYPES.matcher(problem.getOriginalMessage());
            return known.find() ? "a block whose type is one of " + known.group(1) : problem.getOriginalMessage();
        }
        Class<?> type = targetType(problem);
        return type == null ? problem.getOriginalMessage() : expected(type);
    }

    private static @Nullable Class<?> targetType(JsonMappingException problem) {
        if (problem instanceof ValueInstantiationException refused) {
            return refused.getType().getRawClass();
        }
        return problem instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + choices(type);
        }
        JsonClassDescription description = type.getAnnotation(JsonClassDescription.class);
        if (description != null) {
            return description.value();
        }
        if (Map.class.isAssignableFrom(type)) {
            return "a block of keys and values";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        String scalar = SCALARS.get(type);
        return scalar != null ? scalar : "a block of keys";
    }

    private static String choices(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .map(BadValue::choice)
                .collect(Collectors.joining(", "));
    }

    private static String choice(Field constant) {
        JsonProperty name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }
}
