package com.betrace.service.packs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The texts that differ from an expression by one mistake: a part of a condition left out, a clause, a predicate or a time
 * window dropped, a comparison gone or off by one step. Strings are left alone. Not every text compiles.
 */
final class ExpressionMutants {

    /** From what binds least to what binds most. */
    private static final List<String> JOINS = List.of("?:", "??", "||", "&&");

    private static final Map<String, String> SWAPS = Map.ofEntries(
            Map.entry(">", ">="),
            Map.entry(">=", ">"),
            Map.entry("<", "<="),
            Map.entry("<=", "<"),
            Map.entry("==", "!="),
            Map.entry("!=", "=="),
            Map.entry("=~", "!~"),
            Map.entry("!~", "=~"),
            Map.entry("=^", "!^"),
            Map.entry("!^", "=^"),
            Map.entry("=$", "!$"),
            Map.entry("!$", "=$"));

    private static final Set<String> CLAUSES = Set.of("always", "never", "where");
    private static final String ANY = "any";
    private static final String EVERY_SPAN = "\"*\"";

    /** Calls that take a selector, and after it perhaps a predicate or a time window. */
    private static final Set<String> SELECTING = Set.of(
            "spans", "has", "count", "under", "calls", "precededBy", "followedBy", "notPrecededBy", "notFollowedBy");

    private final String expression;
    private final TokenRange all;
    private final Set<String> mutants = new LinkedHashSet<>();

    private ExpressionMutants(String expression) {
        this.expression = expression;
        this.all = TokenRange.of(expression);
    }

    static List<String> of(String expression) {
        ExpressionMutants mutation = new ExpressionMutants(expression);
        mutation.visit(mutation.all, false);
        return List.copyOf(mutation.mutants);
    }

    /** @param joined whether leaving the range out is a mutant already */
    private void visit(TokenRange range, boolean joined) {
        int arrow = range.indexOf("->");
        if (arrow >= 0) {
            visit(range.from(arrow + 1), false);
            return;
        }
        for (String join : JOINS) {
            List<TokenRange> operands = range.split(join);
            if (operands.size() > 1) {
                leaveOutEach(operands);
                operands.forEach(operand -> visit(operand, join.equals("&&")));
                return;
            }
        }
        visitOperand(range, joined);
    }

    private void visitOperand(TokenRange operand, boolean joined) {
        if (!operand.isEmpty() && operand.first().is("!")) {
            replace(operand.first().start(), operand.first().end(), "");
        }
        for (int i = operand.start(); i < operand.end(); i++) {
            Token token = operand.token(i);
            if (token.opens()) {
                int close = operand.closing(i);
                visitBrackets(operand, i, close);
                i = close;
            } else if (SWAPS.containsKey(token.text())) {
                replace(token.start(), token.end(), SWAPS.get(token.text()));
                if (!joined) {
                    replace(operand.first().start(), operand.last().end(), "true");
                }
            }
        }
    }

    private void visitBrackets(TokenRange around, int open, int close) {
        List<TokenRange> arguments = around.between(open, close).split(",");
        boolean named = open > around.start() && around.token(open - 1).isWord();
        if (around.token(open).is("(") && named) {
            mutateCall(around, open, close);
        } else if (around.token(open).is("[") && around.startsLiteral(open) && arguments.size() > 1) {
            leaveOutEach(arguments);
        }
        arguments.forEach(argument -> visit(argument, false));
    }

    private void mutateCall(TokenRange around, int open, int close) {
        String name = around.token(open - 1).text();
        boolean method = open - 1 > around.start() && around.token(open - 2).is(".");
        List<TokenRange> arguments = around.between(open, close).split(",");
        TokenRange first = arguments.get(0);
        boolean lambda = first.indexOf("->") >= 0;
        if (CLAUSES.contains(name) && method) {
            replace(around.token(open - 2).start(), around.token(close).end(), "");
        } else if (lambda && (name.equals(ANY) || SELECTING.contains(name))) {
            replace(first.first().start(), first.last().end(), name.equals(ANY) ? "" : EVERY_SPAN);
        }
        if (SELECTING.contains(name) && arguments.size() > 1) {
            leaveOut(arguments, arguments.size() - 1);
        }
    }

    private void leaveOutEach(List<TokenRange> operands) {
        for (int i = 0; i < operands.size(); i++) {
            leaveOut(operands, i);
        }
    }

    /** Leaves an operand out, and the operator that joins it to the one before or after it. */
    private void leaveOut(List<TokenRange> operands, int index) {
        TokenRange operand = operands.get(index);
        if (index == 0) {
            replace(operand.first().start(), operands.get(1).first().start(), "");
        } else {
            replace(operands.get(index - 1).last().end(), operand.last().end(), "");
        }
    }

    private void replace(int start, int end, String text) {
        mutants.add(expression.substring(0, start) + text + expression.substring(end));
    }
}
