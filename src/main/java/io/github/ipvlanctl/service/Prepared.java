package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.Transaction;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A change that was looked at and checked, and can now be shown or made. */
public final class Prepared<T> {
    private final Transaction transaction;
    private final Runnable before;
    private final LongConsumer meanwhile;
    private final Runnable onFailure;
    private final Supplier<T> lookAgain;

    Prepared(Transaction transaction, Supplier<T> lookAgain) {
        this(transaction, () -> {}, taken -> {}, () -> {}, lookAgain);
    }

    /**
     * The same.
     *
     * @param before is run before the first command
     * @param meanwhile is told, as a user is, how many steps have been taken
     * @param onFailure is run when a command has failed, after the undoing
     */
    Prepared(
            Transaction transaction,
            Runnable before,
            LongConsumer meanwhile,
            Runnable onFailure,
            Supplier<T> lookAgain) {
        this.transaction = transaction;
        this.before = before;
        this.meanwhile = meanwhile;
        this.onFailure = onFailure;
        this.lookAgain = lookAgain;
    }

    /** The exact commands that {@link #run} would run, as text for a POSIX shell; none when all is so already. */
    public List<String> commands() {
        return transaction.shellText();
    }

    /** How many steps {@link #run} takes. */
    public long size() {
        return transaction.size();
    }

    /** Makes the change, whole or not at all, and reads back what stands then. */
    public T run() {
        return run(taken -> {});
    }

    /**
     * The same, telling how far it has come.
     *
     * @param progress is told now and then, from any thread, about how many steps have been taken
     * @throws Failure when a command fails; what had been done is undone by then
     */
    public T run(LongConsumer progress) {
        before.run();
        try {
            return transaction.run(meanwhile.andThen(progress), lookAgain);
        } catch (Failure failure) {
            onFailure.run();
            throw failure;
        }
    }
}
