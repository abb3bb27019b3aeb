package com.betrace.service.storage;

import com.betrace.model.Severity;

/** Counts what becomes of violations as they are stored. Called by one thread. */
public interface WriterMetrics {

    /** One that can never be stored was given up. */
    void lost();

    /** One of an enforced rule that was certain holds no longer, or is not certain any more. */
    void retracted(Severity severity);

    /** A certain one of an enforced rule that was shown only by spans that came late. */
    void foundLate(Severity severity);

    /** A new one was counted with its group and not kept, because too many came at once. */
    void suppressed(Severity severity);
}
