package com.betrace.service.journal.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers names in the order in which they first come, from 0. Open addressing, because every key and value asks. */
final class NameNumbers {

    private static final int FIRST_SLOTS = 1 << 9;

    private @Nullable String[] names = new String[FIRST_SLOTS];
    private int[] numbers = new int[FIRST_SLOTS];
    private int size;

    /** How many there are, which is the number of the next. */
    int size() {
        return size;
    }

    /** The number of a name; -1 for one that is new, which gets the next. */
    int find(String name) {
        int slot = slotOf(name);
        if (names[slot] != null) {
            return numbers[slot];
        }
        names[slot] = name;
        numbers[slot] = size++;
        if (2 * size > names.length) {
            grow();
        }
        return -1;
    }

    private int slotOf(String name) {
        int mask = names.length - 1;
        int hash = name.hashCode() * 0x9E3779B9;
        int slot = hash >>> 16 & mask;
        for (String there = names[slot]; there != null && !there.equals(name); there = names[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable String[] oldNames = names;
        int[] oldNumbers = numbers;
        names = Arrays.copyOf(new String[0], 2 * oldNames.length);
        numbers = new int[2 * oldNames.length];
        for (int i = 0; i < oldNames.length; i++) {
            String name = oldNames[i];
            if (name != null) {
                int slot = slotOf(name);
                names[slot] = name;
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
