/** The rule packs that ship in {@code rules/}: whether they hold what they promise, and whether their own tests pin them. */
package com.betrace.service.packs;
