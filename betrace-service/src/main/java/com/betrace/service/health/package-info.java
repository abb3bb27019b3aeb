/**
 * Tells whether the service works and whether it should get traffic. The root registers each component's state; the doors
 * and the admin port read. Any thread may call.
 */
@NullMarked
package com.betrace.service.health;

import org.jspecify.annotations.NullMarked;
