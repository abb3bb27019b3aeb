package com.betrace.service.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadCapability;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JacksonFeatureSet;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML as the tokens of JSON, without what makes YAML dangerous or surprising: anchors and aliases, tags, several documents,
 * keys that are not text, and scalars that readers of YAML read differently.
 */
final class YamlTokens extends YAMLParser {

    private @Nullable String trouble;
    private boolean documentSeen;

    YamlTokens(IOContext context, int parserFeatures, int formatFeatures, Reader text) {
        super(context, parserFeatures, formatFeatures, new LoaderOptions(), null, text);
    }

    /** Why the current token must not be used; null where it may. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Text needs no quotes in YAML, so what is to be text may look like a number. */
    @Override
    public JacksonFeatureSet<StreamReadCapability> getReadCapabilities() {
        return super.getReadCapabilities().with(StreamReadCapability.UNTYPED_SCALARS);
    }

    /** The end of a document is not yet the end of the text. */
    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken next = super.nextToken();
        return next == null && !isClosed() ? super.nextToken() : next;
    }

    @Override
    protected Event getEvent() throws IOException {
        Event event = readEvent();
        if (event instanceof DocumentStartEvent) {
            if (documentSeen) {
                throw malformed("a second document begins, expected one", event.getStartMark());
            }
            documentSeen = true;
        }
        boolean isKey = _parsingContext.inObject() && _currToken != JsonToken.FIELD_NAME;
        if (isKey && !(event instanceof ScalarEvent || event instanceof MappingEndEvent)) {
            throw malformed("a key is no text", event.getStartMark());
        }
        trouble = YamlTroubles.of(event, isKey);
        return event;
    }

    private Event readEvent() throws IOException {
        try {
            return super.getEvent();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw malformed(String.valueOf(e.getProblem()), mark);
        }
    }

    private JsonParseException malformed(String problem, Mark at) {
        return new JsonParseException(this, problem, _locationFor(at));
    }

    @Override
    protected JsonToken _decodeScalar(ScalarEvent scalar) throws IOException {
        PlainScalar meaning = meaning(scalar);
        if (meaning == PlainScalar.NUMBER) {
            return super._decodeScalar(scalar);
        }
        _textValue = scalar.getValue();
        _cleanedTextValue = null;
        return switch (meaning) {
            case NULL -> JsonToken.VALUE_NULL;
            case TRUE -> JsonToken.VALUE_TRUE;
            case FALSE -> JsonToken.VALUE_FALSE;
            default -> JsonToken.VALUE_STRING;
        };
    }

    /** An explicit tag that says otherwise is a trouble already. */
    private static PlainScalar meaning(ScalarEvent scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && YamlTroubles.isUntagged(scalar)
                ? PlainScalar.of(scalar.getValue())
                : PlainScalar.TEXT;
    }
}
