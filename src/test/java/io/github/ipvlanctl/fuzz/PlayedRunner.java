package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.cli.Settings;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.OngoingCommand;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.played.Answer;
import io.github.ipvlanctl.played.PlayedMachine;
import io.github.ipvlanctl.service.Notes;
import io.github.ipvlanctl.service.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** A machine that is played without processes: fast enough for very many runs. */
final class PlayedRunner implements ProcessRunner {
    private final PlayedMachine machine;
    private final UnaryOperator<String> damage;
    private final List<Command> commands = new ArrayList<>();

    /**
     * A runner.
     *
     * @param damage is done to what is printed
     */
    PlayedRunner(PlayedMachine machine, UnaryOperator<String> damage) {
        this.machine = machine;
        this.damage = damage;
    }

    /** The use cases on this machine. */
    Services services(Settings settings, Notes notes) {
        return machine.services(this, settings, notes);
    }

    @Override
    public CommandResult run(Command command, IntConsumer linesTaken) {
        synchronized (commands) {
            commands.add(command);
        }
        linesTaken.accept((int) command.inputLines());
        Answer answer = answer(command);
        return new CommandResult(
                command, new Termination.Exited(answer.exit()), damage.apply(answer.out()), answer.err());
    }

    /** Of other programs than these two nothing is known here. */
    private Answer answer(Command command) {
        String program = command.argv().get(0);
        List<String> words = command.argv().subList(1, command.argv().size());
        return program.equals("ip") || program.equals("docker")
                ? machine.call(program, words, command.input() == null ? "" : command.input())
                        .play()
                : new Answer("", "", 127);
    }

    @Override
    public Termination attach(Command command) {
        return run(command).termination();
    }

    @Override
    public OngoingCommand start(Command command) {
        throw new AssertionError(command);
    }

    /** All that was run, in its order. */
    List<Command> commands() {
        return commands;
    }
}
