package com.betrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.betrace.store.RuleStore;
import com.betrace.store.RuleStoreContract;
import com.betrace.store.ViolationStore;
import com.betrace.store.ViolationStoreContract;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The engine's design as a test: who may use whom, and what no one may use. */
@AnalyzeClasses(packages = "com.betrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Each package with the packages of the engine that it may use besides itself. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("spelling", Set.of()),
            Map.entry("rule.index", Set.of("model")),
            Map.entry("rule", Set.of("rule.index", "model")),
            Map.entry("rule.form", Set.of("rule", "rule.index", "rule.value", "model")),
            Map.entry("rule.value", Set.of("rule", "model")),
            Map.entry("rule.jexl", Set.of("rule", "rule.form", "rule.index", "rule.value", "spelling", "model")),
            Map.entry("assembly", Set.of("model")),
            Map.entry("detection", Set.of("rule", "rule.index", "model")),
            Map.entry("pipeline", Set.of("assembly", "detection", "rule", "model")),
            Map.entry("store", Set.of("model")),
            Map.entry("catalog", Set.of("store", "rule", "rulecase", "model")),
            Map.entry("trial", Set.of("detection", "rule", "model")),
            Map.entry("rulecase", Set.of("assembly", "detection", "rule", "model")));

    /** What goes beyond that table, each with its reason. */
    private static final Map<String, Set<String>> EXEMPTIONS = Map.of(
            // RecentTraces is a port of the pipeline and is read by queries, which must not touch the pipeline.
            "pipeline", Set.of("store"));

    @ArchTest
    static final ArchRule packages_useOnlyWhatTheyMay = classes().should(useOnlyAllowedPackages());

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("com.betrace.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engine_knowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "com.betrace..",
                    "java..",
                    "org.jspecify.annotations..",
                    "com.google.re2j..",
                    "org.apache.commons.jexl3..")
            .because("the domain compiles without any framework");

    @ArchTest
    static final ArchRule jexl_isKnownOnlyInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("com.betrace.rule.jexl..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.jexl3..")
            .because("a rule is judged in one way, whichever compiler made it");

    @ArchTest
    static final ArchRule compiledRules_evaluateNoNode = noClasses()
            .that(describe("are not of the interpreter", ArchitectureTest::isNotOfTheInterpreter))
            .should()
            .accessTargetWhere(target(describe("evaluates a node", ArchitectureTest::evaluatesNodes)))
            .because("only Program hands a rule to the interpreter, and only one that has no code");

    @ArchTest
    static final ArchRule clocks_arePassedIn = noClasses()
            .should()
            .accessTargetWhere(target(describe("reads the system's clock", ArchitectureTest::readsClock)))
            .because("traces age by their lane's time, and tests move time by hand");

    @ArchTest
    static final ArchRule threads_areThePipelines = noClasses()
            .that()
            .resideOutsideOfPackage("com.betrace.pipeline..")
            .should()
            .dependOnClassesThat(startThreads())
            .because("whoever owns a thread must bound, name and join it");

    @ArchTest
    static final ArchRule model_isImmutable =
            fields().that().areDeclaredInClassesThat(areValues()).should().beFinal();

    @ArchTest
    static final ArchRule ruleStores_areTestedByTheContract =
            classes().that().implement(RuleStore.class).should(haveATestThatExtends(RuleStoreContract.class));

    @ArchTest
    static final ArchRule violationStores_areTestedByTheContract =
            classes().that().implement(ViolationStore.class).should(haveATestThatExtends(ViolationStoreContract.class));

    private static boolean isNotOfTheInterpreter(JavaClass user) {
        return !Set.of("RuleInterpreter", "RuleEngine", "RuleLambda", "Program").contains(user.getSimpleName());
    }

    private static boolean evaluatesNodes(AccessTarget used) {
        String owner = used.getOwner().getSimpleName();
        return used.getName().equals("jjtAccept")
                || owner.equals("RuleEngine")
                        && Set.of("run", "call", "createInterpreter").contains(used.getName())
                || used.getOwner().getPackageName().equals("org.apache.commons.jexl3.internal")
                        && Set.of("execute", "interpret").contains(used.getName());
    }

    private static ArchCondition<JavaClass> useOnlyAllowedPackages() {
        return new ArchCondition<>("use only the packages they may") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Set<String> allowed = allowedFor(part(user));
                user.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith("com.betrace."))
                        .filter(use -> !allowed.contains(part(use.getTargetClass())))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
            }
        };
    }

    private static Set<String> allowedFor(String part) {
        Set<String> listed = MAY_USE.get(part);
        if (listed == null) {
            throw new AssertionError("package com.betrace." + part + " is not in the table of who may use whom");
        }
        Set<String> allowed = new TreeSet<>(listed);
        allowed.addAll(EXEMPTIONS.getOrDefault(part, Set.of()));
        allowed.add(part);
        return allowed;
    }

    private static String part(JavaClass type) {
        return type.getPackageName().substring("com.betrace.".length());
    }

    private static boolean readsClock(AccessTarget method) {
        String owner = method.getOwner().getName();
        return owner.equals(System.class.getName())
                        && (method.getName().equals("currentTimeMillis")
                                || method.getName().equals("nanoTime"))
                || owner.startsWith("java.time.") && method.getName().equals("now")
                || owner.equals("java.util.Date")
                || (owner.equals(Clock.class.getName()) || owner.equals("java.time.InstantSource"))
                        && (method.getName().startsWith("system")
                                || method.getName().startsWith("tick"));
    }

    private static DescribedPredicate<JavaClass> startThreads() {
        return describe(
                "start threads",
                type -> type.isEquivalentTo(Thread.class)
                        || type.isEquivalentTo(java.util.Timer.class)
                        || type.isAssignableTo(Executor.class)
                        || type.isAssignableTo(CompletableFuture.class)
                        || type.getName().equals("java.util.concurrent.Executors"));
    }

    /** A builder collects a value before it is one, and SpanBytes is a sum while it is being made. */
    private static DescribedPredicate<JavaClass> areValues() {
        return describe(
                "are values of the model",
                type -> type.getPackageName().equals("com.betrace.model")
                        && !type.getSimpleName().equals("Builder")
                        && !type.getSimpleName().equals("SpanBytes"));
    }

    private static ArchCondition<JavaClass> haveATestThatExtends(Class<?> contract) {
        return new ArchCondition<>("have a test that extends " + contract.getSimpleName()) {
            @Override
            public void check(JavaClass store, ConditionEvents events) {
                try {
                    if (contract.isAssignableFrom(Class.forName(store.getName() + "Test"))) {
                        return;
                    }
                } catch (ClassNotFoundException e) {
                    events.add(SimpleConditionEvent.violated(store, store.getName() + "Test does not exist"));
                    return;
                }
                events.add(SimpleConditionEvent.violated(store, store.getName() + "Test does not extend it"));
            }
        };
    }
}
