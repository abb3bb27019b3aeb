package com.betrace.rule.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NeedleTest {

    @Test
    void indexIn_isWhatTheStringSays() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, random.nextInt(200));
            String part = random.nextBoolean() && text.length() > 40
                    ? text.substring(10, 10 + random.nextInt(30))
                    : letters(random, random.nextInt(40));
            int from = random.nextInt(text.length() + 1);
            assertThat(new Needle(part).indexIn(text, from))
                    .as("'%s' in '%s' from %d", part, text, from)
                    .isEqualTo(text.indexOf(part, from));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(8) == 0 ? 'b' : 'a');
        }
        return text.toString();
    }
}
