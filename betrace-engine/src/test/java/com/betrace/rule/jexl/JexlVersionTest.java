package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.rule.RuleLimits;
import com.betrace.rule.SharedNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.jexl3.internal.Interpreter;
import org.apache.commons.jexl3.parser.ParserVisitor;
import org.junit.jupiter.api.Test;

/**
 * The compiler and the interpreter rest on internals of JEXL. A new version has to be read before it is taken: which nodes
 * are new, which are evaluated in another way, whether anything now gets past the allow-list of {@link Lowering}.
 */
class JexlVersionTest {

    @Test
    void version_isTheOneThatWasRead() throws IOException {
        Properties pom = new Properties();
        try (InputStream in = Interpreter.class.getResourceAsStream(
                "/META-INF/maven/org.apache.commons/commons-jexl3/pom.properties")) {
            pom.load(in);
        }
        assertThat(pom.getProperty("version")).isEqualTo("3.7.1");
    }

    @Test
    void syntaxTree_hasTheNodesThatWereRead() {
        TreeSet<String> nodes = Arrays.stream(ParserVisitor.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("visit"))
                .map(method -> method.getParameterTypes()[0].getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(nodes).hasSize(NODES);
    }

    @Test
    void everyAdmittedNode_isEvaluatedByUs() {
        List<String> jexls = List.of(
                "ASTArguments",
                "ASTFalseNode",
                "ASTTrueNode",
                "ASTNullLiteral",
                "ASTStringLiteral",
                "ASTReferenceExpression");
        TreeSet<String> ours = Arrays.stream(RuleInterpreter.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("visit"))
                .map(method -> method.getParameterTypes()[0].getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        RuleLimits limits = RuleLimits.defaults();
        Lowering lowering = new Lowering(
                new Issues(new Source("")),
                SharedNames.NONE,
                Map.of(),
                new ExpressionParser(new RuleEngine(), limits),
                true);
        TreeSet<String> admitted =
                lowering.admitted().stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        admitted.removeAll(jexls);
        admitted.remove("ASTJexlLambda");
        assertThat(ours).containsAll(admitted);
    }

    private static final int NODES = 98;
}
