package com.betrace.rule.value;

/** Something with members; without any it counts as false. */
interface Sized {

    int size();
}
