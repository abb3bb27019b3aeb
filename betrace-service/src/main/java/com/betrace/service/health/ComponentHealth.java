package com.betrace.service.health;

/** A component's name and its state at one moment. */
public record ComponentHealth(String name, ComponentState state) {}
