package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.service.storage.RetentionMetrics.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresRetentionTest extends RetentionContract {

    @Override
    OpenDatabase openDatabase() {
        return TestPostgres.create().open(directory);
    }

    @Test
    void days_areDroppedWhenAllOfThemIsOlderThanTheLongestAge() {
        Violation low = found(1, Severity.LOW, 0);
        Violation critical = found(2, Severity.CRITICAL, 0);
        database.violations().write(List.of(low, critical));

        at(DAY.plusSeconds(1)).clean();
        assertThat(kept()).containsExactly(critical);
        at(DAY.multipliedBy(2).plusSeconds(1)).clean();
        assertThat(kept()).containsExactly(critical);
        at(DAY.multipliedBy(3)).clean();

        assertThat(kept()).isEmpty();
        assertThat(removed).isEqualTo(Map.of(Reason.AGE, 2));
    }

    @Test
    void tooManyBytes_dropTheOldestDaysButNeverTheLast() {
        for (int day = 0; day < 5; day++) {
            int first = day * 1_000;
            int second = (int) DAY.toSeconds() * day;
            database.violations()
                    .write(IntStream.rangeClosed(first + 1, first + 1_000)
                            .mapToObj(n -> found(n, Severity.LOW, second))
                            .toList());
        }
        long bytes = removal().bytes();

        retention(bytes * 2 / 3).clean();
        assertThat(removal().bytes()).isLessThanOrEqualTo(bytes * 2 / 3);
        assertThat(removed).isEqualTo(Map.of(Reason.BYTES, 2_000));
        assertThat(kept()).hasSize(3_000).last().isEqualTo(found(2_001, Severity.LOW, (int) DAY.toSeconds() * 2));
        retention(1).clean();

        assertThat(kept()).hasSize(1_000);
    }
}
