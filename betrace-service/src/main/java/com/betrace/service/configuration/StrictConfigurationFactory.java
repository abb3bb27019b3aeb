package com.betrace.service.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.BaseConfigurationFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationParsingException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.List;

/** Dropwizard's reader of YAML, which also refuses a key given twice and says what a bad value should have been. */
public final class StrictConfigurationFactory<T> extends BaseConfigurationFactory<T> {

    public StrictConfigurationFactory(Class<T> type, Validator validator, ObjectMapper mapper, String overridePrefix) {
        super(
                new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION),
                "YAML",
                type,
                validator,
                mapper.copy()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT),
                overridePrefix);
    }

    @Override
    public T build(ConfigurationSourceProvider provider, String path) throws IOException, ConfigurationException {
        try {
            return super.build(provider, path);
        } catch (ConfigurationException e) {
            throw new InvalidConfigurationException(path, e.getErrors());
        }
    }

    @Override
    protected T build(JsonNode root, String path) throws IOException, ConfigurationException {
        try {
            return super.build(root, path);
        } catch (ConfigurationParsingException e) {
            if (e.getCause() instanceof JsonMappingException cause
                    && !(cause instanceof UnrecognizedPropertyException)) {
                String mistake = BadValue.of(cause, root).toString();
                throw new InvalidConfigurationException(path, List.of(mistake));
            }
            throw e;
        }
    }
}
