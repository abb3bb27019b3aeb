package com.betrace.service.cli.rules;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results of tests as CI systems read them: a suite for each file, a case for each test, an error for what does not compile. */
final class JUnitXml {

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(TestReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitXml(xml).report(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private void report(TestReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        counts(
                report.tests() + report.errors().size(),
                report.failed(),
                report.errors().size());
        Map<String, List<TestOutcome>> byFile = report.results().stream()
                .collect(Collectors.groupingBy(TestOutcome::file, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Remark>> errors = report.errors().stream().collect(Collectors.groupingBy(Remark::file));
        TreeSet<String> files = new TreeSet<>(byFile.keySet());
        files.addAll(errors.keySet());
        for (String file : files) {
            suite(file, byFile.getOrDefault(file, List.of()), errors.getOrDefault(file, List.of()));
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String file, List<TestOutcome> results, List<Remark> errors) throws XMLStreamException {
        int failed = (int) results.stream().filter(result -> !result.passed()).count();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", file);
        counts(results.size() + errors.size(), failed, errors.size());
        for (Remark error : errors) {
            testCase(error.rule().isEmpty() ? file : error.rule(), "compiles");
            problem("error", error.message(), error.place() + ": " + error.path() + "\n" + error.snippet());
        }
        for (TestOutcome result : results) {
            testCase(result.rule(), result.test());
            if (result.passed()) {
                xml.writeEndElement();
            } else {
                problem("failure", result.message(), result.file() + ":" + result.line() + ":" + result.column());
            }
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void counts(int tests, int failures, int errors) throws XMLStreamException {
        attribute("tests", String.valueOf(tests));
        attribute("failures", String.valueOf(failures));
        attribute("errors", String.valueOf(errors));
        attribute("skipped", "0");
    }

    private void testCase(String rule, String test) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", rule);
        attribute("name", test);
    }

    /** Ends the case too. */
    private void problem(String kind, String message, String detail) throws XMLStreamException {
        xml.writeStartElement(kind);
        attribute("message", message);
        xml.writeCharacters(allowed(detail));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    /** XML has no way to write most control characters. */
    private static String allowed(String text) {
        return text.codePoints()
                .map(c -> c >= ' ' && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff)
                                || c == '\n'
                                || c == '\t'
                        ? c
                        : '\ufffd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
