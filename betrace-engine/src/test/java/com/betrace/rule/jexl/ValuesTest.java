package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Attributes;
import com.betrace.model.Bytes;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanLink;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import com.betrace.testkit.TestSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What values mean: R15 to R20, R28, R29 of the language. */
class ValuesTest {

    static final Span SPAN = span();

    private static Span span() {
        Span base = TestSpans.span(
                "a - pay charge 10 250 CLIENT ERROR amount=1500 rate=0.5 text=abc code=\"503\" yes=true no=false"
                        + " empty=\"\" s.false=\"false\" zero=0 big=9007199254740993 http.route=/pay Email=\"bob at bob@example.com\""
                        + " card=\"4111 1111 1111 1111\" num=4111111111111111 resource:host.name=h1 resource:amount=7 scope:lib=x scope:text=y");
        List<Object> list = new ArrayList<>(List.of("a", 2L, true));
        Attributes.Builder attributes = Attributes.builder();
        base.attributes().forEach(attributes::put);
        attributes
                .put("list", list)
                .put("map", Map.of("x", Map.of("y", 5L), "x.z", 6L))
                .put("nan", Double.NaN)
                .put("bytes", Bytes.copyOf(new byte[] {1, 2}))
                .put("emptylist", List.of())
                .put("emptymap", Map.of())
                .put("a.map", Map.of("k", "v"))
                .put("huge", 1e300);
        return Span.builder(base.traceId(), base.spanId())
                .name(base.name())
                .kind(base.kind())
                .status(base.status())
                .statusMessage("card declined")
                .time(base.startNanos(), base.endNanos())
                .attributes(attributes.build())
                .resource(base.resource())
                .scope(base.scope())
                .events(List.of(new SpanEvent(
                        "exception",
                        base.startNanos() + 5_000_000,
                        Attributes.of(Map.of("type", "IO", "ssn", "123-45-6789")))))
                .links(List.of(
                        new SpanLink(base.traceId(), TestSpans.spanId("z"), Attributes.of(Map.of("why", "batch")))))
                .build();
    }

    static Finding judge(String expression) {
        return Rules.compile(expression).judge(SPAN);
    }

    private static boolean holds(String condition) {
        return judge("span.failed && (" + condition + ")").verdict() == Verdict.VIOLATED;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "span.amount == 1500",
                "span['amount'] == 1500",
                "span.attributes['amount'] == 1500",
                "span.attributes.amount == 1500",
                "span.resource.amount == 7",
                "span.resource['amount'] == 7",
                "span['host.name'] == 'h1'",
                "span.host.name == 'h1'",
                "span.lib == 'x'",
                "span.scope['text'] == 'y'",
                "span.text == 'abc'",
                "span.attributes['host.name'] == null",
                "span.http.route == '/pay'",
                "span['http.route'] =~ '/p.*'",
                "span['name'] == null",
                "span.name == 'charge'",
                "span.map.x.y == 5",
                "span['map'].x.y == 5",
                "span['map']['x']['y'] == 5",
                "span.map.x.z == null",
                "span['map'].x.z == null",
                "span['map']['x.z'] == 6",
                "span['map.x.y'] == null",
                "span.a.map.k == 'v'",
                "span.list[0] == 'a'",
                "span.list[9] == null",
                "span.list.get(1) == 2",
                "span.map.nope.deeper == null",
                "span.has('amount') && !span.has('nope') && !span.has('name')",
                "span.has('host.name') && span.resource.has('host.name')",
                "span['am' + 'ount'] == 1500",
                "span.service == 'pay'",
                "span.kind == 'CLIENT'",
                "span.statusMessage =^ 'card'",
                "span.id == '0000000000000061'",
                "span.parentId == null",
                "!span.missing",
                "span.resource.service.name == 'pay'"
            })
    void r15_propertiesAndAttributes(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "span.yes",
                "span.amount",
                "span.text",
                "span.list",
                "span.map",
                "span.bytes",
                "span.nope == null",
                "!span.nope",
                "!span.no",
                "!span.zero",
                "!span.nan",
                "!span.empty",
                "!span.s.false",
                "!span.emptylist",
                "!span.emptymap",
                "!null",
                "span.duration",
                "empty span.emptylist",
                "empty span.nope",
                "!(empty span.amount)",
                "span.amount && span.text",
                "not span.no",
                "span.no or span.yes"
            })
    void r16_truth(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "span.nope + 1 == null",
                "span.nope + 'a' == null",
                "1 / 0 == null",
                "span.amount % 0 == null",
                "5 / 2 == 2.5",
                "6 / 2 == 3",
                "1 + '2' == '12'",
                "span.text + span.amount == 'abc1500'",
                "7 % 3 == 1",
                "-span.amount == -1500",
                "span.amount - 500 == 1000",
                "2 * 3 + 1 == 7",
                "9223372036854775807 + 1 > 9223372036854775806",
                "span.end - span.start == '250ms'",
                "span.duration / 2 == '125ms'",
                "span.duration * 2 == '0.5s'",
                "2 * span.duration == '500ms'",
                "span.duration / span.duration == 1",
                "span.duration + duration('1s') == '1250ms'",
                "span.duration - duration('1s') < '0s'",
                "span.start + span.duration == span.end",
                "span.end - duration('250ms') == span.start",
                "span.duration / 0 == null",
                "span.text - 1 == null",
                "span.code - 3 == 500",
                "(span.nope ?? 4) == 4",
                "(span.empty ?: 'd') == 'd'",
                "(span.failed ? 1 : 2) == 1",
                "-span.nope == null",
                "span.durationMs == 250"
            })
    void r17_arithmetic(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "span.code >= 500",
                "span.code == 503",
                "503 == span.code",
                "!(span.text > 5)",
                "span.text != 5",
                "!(span.text == 5)",
                "'abc' < 'abd'",
                "'Z' < 'a'",
                "'\\uD83D\\uDE00' > '\\uFFFD'",
                "span.yes == true",
                "span.yes == 'TRUE'",
                "span.yes != 1",
                "!(span.yes == 1)",
                "'' != 0",
                "true != 1",
                "span.nan != span.nan",
                "!(span.nan == span.nan)",
                "!(span.nan < 1)",
                "!(span.nan > 1)",
                "!(null < 1)",
                "!(null <= null)",
                "!(null >= null)",
                "null == null",
                "span.nope == null",
                "span.nope != 5",
                "!(span.nope == 5)",
                "!(span.nope > 0)",
                "!(span.nope < 0)",
                "span.duration > '249ms'",
                "span.duration <= '0.25s'",
                "'1m' > span.duration",
                "span.duration != span.text",
                "!(span.duration > span.text)",
                "!(span.duration > span.amount)",
                "span.duration == '250ms'",
                "span.big == 9007199254740993",
                "span.big != 9007199254740992",
                "span.big > 9007199254740992.0",
                "span.list == ['a', 2, true]",
                "span.list != ['a', 2]",
                "['a', '2'] == ['a', 2]",
                "span.huge > 1",
                "span.bytes != 'a'",
                "span.start < span.end",
                "1.0 == 1",
                "0.1 + 0.2 != 0.3"
            })
    void r17_comparison(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "span.name =~ 'char.*'",
                "span.name =~ '.*rge'",
                "span.name =~ 'c(h|x)arge'",
                "span.name !~ 'char'",
                "span.amount =~ '15[0-9]+'",
                "span.code =~ (500..599)",
                "span.amount =~ [1, 1500]",
                "span.amount =~ ['1500']",
                "span.text !~ [1, 2]",
                "!(span.text =~ (1..5))",
                "span.nope !~ 'a'",
                "!(span.nope =~ 'a')",
                "!(null =~ null)",
                "span.nope !^ 'a'",
                "span.nope !$ 'a'",
                "span.name =^ 'cha'",
                "span.name =$ 'rge'",
                "span.name !^ 'x'",
                "span.name !$ 'x'",
                "span.rate !~ (0..1)",
                "2 =~ span.list",
                "span.http.route =~ ['/pay']",
                "!(span.list.get(0) =~ 'b')",
                "'customers' =~ list.pii_tables",
                "span.amount > param.max_amount",
                "lookup.latency_budget['/search'] == '200ms'",
                "span.duration > lookup.latency_budget['/search']",
                "lookup.latency_budget['/nope'] == null"
            })
    void r18_matching(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(span.list) == 3",
                "size(span.text) == 3",
                "size(span.nope) == null",
                "size(span.map) == 2",
                "lower('AbC') == 'abc'",
                "upper(span.text) == 'ABC'",
                "trim(' a ') == 'a'",
                "length(span.text) == 3",
                "contains(span.text, 'bc')",
                "contains(span.list, 2)",
                "!contains(span.nope, 'a')",
                "substring(span.text, 1) == 'bc'",
                "substring(span.text, 0, 2) == 'ab'",
                "substring(span.text, 2, 99) == 'c'",
                "split('a,b,c', ',')[1] == 'b'",
                "size(split('a,b,c', ',')) == 3",
                "span.text.contains('b')",
                "span.text.startsWith('a')",
                "span.text.endsWith('c')",
                "span.text.length() == 3",
                "!span.text.isEmpty()",
                "span.text.toUpperCase() == 'ABC'",
                "span.name.toLowerCase().trim().size() == 6",
                "span.list.contains('a')",
                "span.list.size() == 3",
                "span.nope.contains('a') == null",
                "every(span.list, x -> x != null)",
                "some(span.list, x -> x == 2)",
                "!some(span.nope, x -> true)",
                "!every(span.nope, x -> true)",
                "every([], x -> false)",
                "some((1..5), x -> x == 5)",
                "some([1, 2], x -> some([2, 3], y -> x == y))",
                "lower(span.nope) == null"
            })
    void r20_functionsOfStringsAndLists(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matches(span.Email, 'email')",
                "matches(span.card, 'pan')",
                "matches(span.num, 'pan')",
                "!matches(span.amount, 'pan')",
                "!matches(span.nope, 'pan')",
                "matches(['x', 'a@b.io'], 'email')",
                "span.anyAttribute((k, v) -> matches(v, 'ssn'))",
                "span.anyAttribute((k, v) -> k == 'card' && matches(v, 'pan'))",
                "!span.anyAttribute((k, v) -> k == 'host.name')",
                "matches('at 10.0.0.1 now', 'ipv4')",
                "!matches('v 1.2.3.4.5', 'ipv4')",
                "!matches('300.1.1.1', 'ipv4')",
                "!matches('4111111111111112', 'pan')",
                "matches('id 12 4111-1111-1111-1111', 'pan')",
                "!matches('000-12-3456', 'ssn')",
                "matches('Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt')"
            })
    void r28_sensitiveValues(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "some(span.events, e -> e.name == 'exception' && e['type'] == 'IO')",
                "size(span.events) == 1",
                "span.events[0].name == 'exception'",
                "some(span.events, e -> e.time - span.start == '5ms')",
                "every(span.events, e -> e.attributes.type == 'IO')",
                "some(span.links, l -> l['why'] == 'batch' && l.spanId != span.id && l.traceId == span.traceId)",
                "span.events[0]['ssn'] =~ '.*6789'"
            })
    void r29_eventsAndLinks(String condition) {
        assertThat(holds(condition)).isTrue();
    }
}
