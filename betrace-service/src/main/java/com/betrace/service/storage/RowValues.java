package com.betrace.service.storage;

import org.jspecify.annotations.Nullable;

/** Takes the values of a row one after the other, in the order of their columns or parameters. */
interface RowValues {

    RowValues text(@Nullable String value);

    RowValues number(long value);

    RowValues number(@Nullable Long value);

    RowValues flag(boolean value);

    RowValues bytes(byte @Nullable [] value);
}
