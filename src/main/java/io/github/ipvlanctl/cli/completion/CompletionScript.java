package io.github.ipvlanctl.cli.completion;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.service.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code completion bash}: the script only asks {@code completion candidates}, so that it never lags behind. */
final class CompletionScript extends Command {
    private static final Map<String, String> EXAMPLES = Map.of(
            "bash", "source <(ipvlanctl completion bash)",
            "zsh", "ipvlanctl completion zsh > \"${fpath[1]}/_ipvlanctl\"",
            "fish", "ipvlanctl completion fish > ~/.config/fish/completions/ipvlanctl.fish");

    private final String shell;

    CompletionScript(Invocation invocation, String shell) {
        super(invocation, Objects.requireNonNull(EXAMPLES.get(shell)));
        this.shell = shell;
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "The script asks the program itself what the last word may be, so that it knows the devices, links and namespaces of the "
                        + "moment, and never lags behind. A package has it installed already.");
    }

    @Override
    protected void run(Services services) {
        String resource = "/io/github/ipvlanctl/completion/" + shell;
        try (InputStream in = Objects.requireNonNull(CompletionScript.class.getResourceAsStream(resource))) {
            invocation().out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
