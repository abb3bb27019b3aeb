package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.service.storage.RetentionMetrics.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SqliteRetentionTest extends RetentionContract {

    @Override
    OpenDatabase openDatabase() {
        return OpenDatabase.in(directory);
    }

    @Test
    void violations_areRemovedAtTheAgeOfTheirSeverity() {
        Violation low = found(1, Severity.LOW, 0);
        Violation critical = found(2, Severity.CRITICAL, 0);
        Violation later = found(3, Severity.LOW, 3_600);
        database.violations().write(List.of(low, critical, later));

        at(DAY).clean();
        assertThat(kept()).containsExactly(later, critical, low);
        at(DAY.plusSeconds(1)).clean();
        assertThat(kept()).containsExactly(later, critical);
        at(DAY.multipliedBy(2).plusSeconds(1)).clean();

        assertThat(kept()).isEmpty();
        assertThat(removed).isEqualTo(Map.of(Reason.AGE, 3));
    }

    @Test
    void tooManyBytes_takeTheOldest() {
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 1_000;
            database.violations()
                    .write(IntStream.rangeClosed(first + 1, first + 1_000)
                            .mapToObj(n -> found(n, Severity.LOW, 0))
                            .toList());
        }
        long bytes = removal().bytes();

        retention(bytes * 2 / 3).clean();

        assertThat(removal().bytes()).isLessThanOrEqualTo(bytes * 2 / 3);
        int left = 5_000 - removed.get(Reason.BYTES);
        assertThat(removed).containsOnlyKeys(Reason.BYTES);
        assertThat(left).isBetween(1_000, 4_000);
        assertThat(kept()).hasSize(left).first().isEqualTo(found(5_000, Severity.LOW, 0));
    }
}
