package com.betrace.service.storage;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** PostgreSQL has no NUL in a text. A violation is not lost for one: it is stored with U+FFFD in its place. */
final class TextWithoutNul extends AbstractArgumentFactory<String> {

    TextWithoutNul() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String text, ConfigRegistry config) {
        String stored = text.replace('\0', '\uFFFD');
        return (position, statement, context) -> statement.setString(position, stored);
    }
}
