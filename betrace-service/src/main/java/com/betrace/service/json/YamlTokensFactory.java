package com.betrace.service.json;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.Reader;

/** Makes {@link YamlTokens} of texts. */
final class YamlTokensFactory extends YAMLFactory {

    private static final long serialVersionUID = 1;

    YamlTokensFactory() {
        super(YAMLFactory.builder().streamReadConstraints(ProtoJsonReader.constraints()));
    }

    @Override
    protected YAMLParser _createParser(Reader text, IOContext context) {
        return new YamlTokens(context, _parserFeatures, _yamlParserFeatures, text);
    }
}
