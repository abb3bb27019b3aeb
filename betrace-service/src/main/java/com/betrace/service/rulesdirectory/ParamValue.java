package com.betrace.service.rulesdirectory;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * What the configuration says instead of a parameter of a rule.
 *
 * @param value a string, boolean, long or double, or a list of them
 */
@JsonClassDescription("a string, a number, true or false, or a list of them")
@JsonDeserialize(using = ParamValueDeserializer.class)
record ParamValue(@JsonValue Object value) {}
