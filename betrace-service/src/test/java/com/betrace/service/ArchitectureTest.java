package com.betrace.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The service's design as a test: each technology has its place, and the doors do not know each other. */
@AnalyzeClasses(packages = "com.betrace.service", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SERVICE = "com.betrace.service";

    @ArchTest
    static final ArchRule grpc_isKnownToItsDoorAndToTheCommandsThatAreItsClients = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICE + ".grpc..", SERVICE + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.grpc..")
            .because("whatever is behind a door works for both of them");

    @ArchTest
    static final ArchRule jaxRs_isKnownToTheRestDoor = noClasses()
            .that()
            .resideOutsideOfPackage(SERVICE + ".rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("whatever is behind a door works for both of them");

    @ArchTest
    static final ArchRule messages_endAtTheDoors = noClasses()
            .that()
            .resideOutsideOfPackages(
                    SERVICE + ".api..",
                    SERVICE + ".grpc..",
                    SERVICE + ".rest..",
                    // Messages as text, over REST and in rule files.
                    SERVICE + ".json..",
                    SERVICE + ".rulefiles..",
                    // Reads OTLP messages into spans.
                    SERVICE + ".otlp..",
                    // Reads attribute values, which the messages of both span APIs share.
                    SERVICE + ".intake..",
                    // Commands are clients of a running service.
                    SERVICE + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.betrace.v1..", "io.opentelemetry.proto..")
            .because("the engine and the stores speak of the model");

    @ArchTest
    static final ArchRule restDoor_doesNotKnowTheOther = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE + ".grpc..");

    @ArchTest
    static final ArchRule grpcDoor_doesNotKnowTheOther = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".grpc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE + ".rest..");

    @ArchTest
    static final ArchRule doors_doNotKnowTheDatabase = noClasses()
            .that()
            .resideInAnyPackage(SERVICE + ".rest..", SERVICE + ".grpc..", SERVICE + ".api..", SERVICE + ".otlp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE + ".storage..", "org.jdbi..", "java.sql..");

    @ArchTest
    static final ArchRule compositionRoot_isKnownToNobody = noClasses()
            .that()
            .resideInAPackage(SERVICE + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVICE)
            .because("only the root sees everything");
}
