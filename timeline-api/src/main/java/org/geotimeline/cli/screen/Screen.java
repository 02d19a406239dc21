package org.geotimeline.cli.screen;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The output of a command: answers on standard output, progress and problems on standard error. Colours are used if
 * picocli finds a terminal with colours; {@code NO_COLOR} is respected. Text of a server is printed without its
 * control characters, so that no title of an act can move the cursor.
 */
public final class Screen {

    private final PrintWriter out;
    private final PrintWriter err;
    private final Ansi ansi;

    private Screen(PrintWriter out, PrintWriter err, Ansi ansi) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
    }

    public static Screen of(CommandSpec spec) {
        CommandLine line = spec.root().commandLine();
        return new Screen(line.getOut(), line.getErr(), line.getColorScheme().ansi());
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** One line of the answer. */
    public void line(String text) {
        out.print(text);
        out.print('\n');
    }

    /** The answer as the server sent it, with a line end. */
    public void served(String text) {
        out.print(text);
        if (!text.endsWith("\n")) {
            out.print('\n');
        }
    }

    public void problem(String sentence) {
        out.flush();
        errLine(styled("timeline:", Style.fg_red, Style.bold) + " " + JsonText.plain(sentence));
    }

    public void detail(String sentence) {
        errLine("  " + JsonText.plain(sentence));
    }

    /** A sentence beside the answer, about progress or the next step. */
    public void note(String sentence) {
        out.flush();
        errLine(JsonText.plain(sentence));
    }

    /** A problem as the server sent it. */
    public void servedProblem(String text) {
        errLine(text.stripTrailing());
    }

    private void errLine(String text) {
        err.print(text);
        err.print('\n');
        err.flush();
    }

    /** Starts the output again: on a terminal over the old output, elsewhere below it. */
    public void redraw() {
        out.print(ansi.enabled() ? "\033[H\033[2J" : "\n");
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    /** Whether the reader of standard output has gone, such as {@code head} at the end of a pipe. */
    public boolean isClosed() {
        return out.checkError();
    }

    public String strong(String text) {
        return styled(text, Style.bold);
    }

    public String faint(String text) {
        return styled(text, Style.faint);
    }

    public String doubtful(String text) {
        return styled(text, Style.fg_yellow);
    }

    private String styled(String text, Style... styles) {
        return ansi.enabled() && !text.isEmpty() ? Style.on(styles) + text + Style.reset.on() : text;
    }
}
