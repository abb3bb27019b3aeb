package com.betrace.service.storage;

import com.betrace.store.ViolationQuery.Order;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database finds the violations that have some {@link SearchTokens}: parts of a statement that binds {@code tokens}. */
interface TokenSearch {

    /** What is read in the order of {@link #seq}, where tokens select best. */
    String tables();

    String seq();

    /** Which of the {@link #tables} match. */
    String condition();

    /** What follows SELECT for all that match, where nothing else of a violation is asked for. */
    String fromTokensAlone();

    /** Which violations match, where something else selects better. */
    String alsoCondition();

    /** The page of {@link ViolationSql#page} where tokens select. */
    String page(Conditions conditions, Order order, @Nullable Long after);

    /** What {@code tokens} is, for violations that have all of these tokens and one of these kinds. */
    String matching(Collection<String> tokens, List<Integer> kinds);
}
