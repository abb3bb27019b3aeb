package com.betrace.rule.jexl;

import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.jspecify.annotations.Nullable;

/** A compiled lambda, in the frame in which it is written. */
final class CodeLambda extends WrittenLambda {

    private final Code body;
    private final CodeFrame frame;

    CodeLambda(Code body, ASTJexlLambda node, CodeFrame frame) {
        super(node, frame.context());
        this.body = body;
        this.frame = frame;
    }

    @Override
    @Nullable
    Object evaluate(@Nullable Object... arguments) {
        return body.value(frame.within(arguments));
    }
}
