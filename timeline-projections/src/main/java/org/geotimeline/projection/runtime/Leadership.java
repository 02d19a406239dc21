package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.geotimeline.projection.runtime.steps.Token;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether this node may run the projection. The node that runs it goes on as long as the token is where that node
 * left it. Other nodes stand by and step in when the token is behind and has not moved for {@value #MAX_WAIT_MS} ms. For the
 * runner's thread.
 */
final class Leadership {

    static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private static final long MAX_WAIT_MS = 500;

    /** The node that runs the projection looks for acts to try again once a second; other nodes give it longer. */
    private static final long MAX_RETRY_WAIT_MS = 3_000;

    private static final Duration STANDBY_PAUSE = Duration.ofMillis(200);
    private static final long NOT_BEHIND = -1;

    private final String name;
    private final NodeContext node;
    private final RunnerMemory memory;
    private final AppliedPosition position;
    private final RunnerStatus status;
    private final StopSignal stop;
    private @Nullable Token lastSeen;
    private long lookedAtPosition;
    private long behindAtPosition = NOT_BEHIND;
    private long behindSinceNanos;

    Leadership(
            String name,
            NodeContext node,
            RunnerMemory memory,
            AppliedPosition position,
            RunnerStatus status,
            StopSignal stop) {
        this.name = name;
        this.node = node;
        this.memory = memory;
        this.position = position;
        this.status = status;
        this.stop = stop;
    }

    /** Waits for something to do; false if this node should look again first. */
    boolean mayRun() throws InterruptedException, SQLException {
        return position.isHere() ? mayGoOn() : mayStepIn();
    }

    private boolean mayGoOn() throws InterruptedException, SQLException {
        if (isRetryWanted()) {
            return true;
        }
        position.head(awaitAfter(memory.position()));
        if (position.head() > memory.position()) {
            return true;
        }
        Token token = look();
        if (token.position() != memory.position() || !memory.isOf(token.life())) {
            resign(); // the projection was reset, or another node went on
        }
        return position.isHere() && isRetryWanted();
    }

    private boolean mayStepIn() throws InterruptedException, SQLException {
        Token token = look();
        lookedAtPosition = token.position();
        position.head(node.ledger().head());
        if (status.isStopped()) {
            stop.pause(POLL_INTERVAL);
            return false;
        }
        if (token.position() >= position.head() && !token.wanted()) {
            behindAtPosition = NOT_BEHIND;
            position.head(awaitAfter(token.position()));
            return false;
        }
        return token.untouched() || stoodStill(token.position());
    }

    private boolean stoodStill(long tokenPosition) {
        long nanos = System.nanoTime();
        if (behindAtPosition != tokenPosition) {
            behindAtPosition = tokenPosition;
            behindSinceNanos = nanos;
        }
        long waitMs = tokenPosition < position.head() ? MAX_WAIT_MS : MAX_RETRY_WAIT_MS;
        boolean quiet = nanos - behindSinceNanos >= TimeUnit.MILLISECONDS.toNanos(waitMs);
        if (!quiet) {
            stop.pause(STANDBY_PAUSE);
        }
        return quiet;
    }

    private boolean isRetryWanted() {
        return lastSeen != null && lastSeen.wanted();
    }

    private long awaitAfter(long ledgerPosition) throws InterruptedException {
        return stop.during(() -> node.ledger().await(ledgerPosition, POLL_INTERVAL));
    }

    private Token look() throws SQLException {
        long resetsBefore = position.resets();
        long begunNanos = System.nanoTime();
        try (Connection connection = node.source().getConnection()) {
            Token token = Token.of(connection, name)
                    .orElseThrow(() -> new SQLException("the token of %s is gone".formatted(name)));
            see(token);
            position.publish(token.position(), resetsBefore);
            return token;
        } finally {
            status.looked(System.nanoTime() - begunNanos);
        }
    }

    private void see(Token token) {
        lastSeen = token;
        status.seen(token);
    }

    /**
     * Whether this node runs the projection from that token, whose lock it has: it was neither cancelled, nor moved by another
     * node since this one ran it or saw that it stood still.
     */
    boolean accepts(Token locked) {
        see(locked);
        boolean wentOn = position.isHere() && memory.hasApplier();
        long expected = wentOn ? memory.position() : lookedAtPosition;
        return !status.isStopped() && (locked.untouched() || locked.position() == expected);
    }

    /** Another node has the token, and is at work. */
    void leaveToOthers() {
        behindAtPosition = NOT_BEHIND;
        resign();
    }

    void resign() {
        memory.drop();
        position.here(false);
    }
}
