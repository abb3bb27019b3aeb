package com.betrace.service.cli;

import java.io.PrintStream;
import java.util.Map;

/** Text for people: coloured on a terminal, plain elsewhere. Thread-safe by the line. */
public final class Console {

    private static final String ESCAPE = "\u001b[";
    private static final String RESET = ESCAPE + "0m";

    /** What a piece of text is, told by its colour. */
    public enum Tone {
        PLAIN(""),
        STRONG("1"),
        FAINT("2"),
        GOOD("32"),
        NOTE("36"),
        WARNING("33"),
        BAD("31"),
        ALARM("1;31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean coloured;

    public Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /**
     * The launcher, which knows whether it writes to a terminal, says so in {@code BETRACE_COLOR=always}; whoever sets
     * {@code NO_COLOR} wants none.
     */
    public static Console of(PrintStream out, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(out, "always".equals(environment.get("BETRACE_COLOR")) && !unwanted);
    }

    public String paint(Tone tone, String text) {
        return coloured && !tone.code.isEmpty() && !text.isEmpty() ? ESCAPE + tone.code + "m" + text + RESET : text;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Ends nothing, so that the next text stands in the same place. */
    void overwrite(String text) {
        out.print("\r" + ESCAPE + "K" + text);
        out.flush();
    }

    /** Text as it is, with the line ends that it has. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    public void line(Tone tone, String text) {
        line(paint(tone, text));
    }
}
