package com.betrace.model;

/** What is wrong with one field of a request; the field is a path such as {@code spans[3].traceId}. */
public record FieldViolation(String field, String description) {}
