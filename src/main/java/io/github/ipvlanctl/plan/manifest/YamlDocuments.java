package io.github.ipvlanctl.plan.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;

/** YAML text into its documents' nodes, within bounds: a manifest may come from anywhere, and is read as root. */
final class YamlDocuments {
    /** In characters: comments may be long. */
    static final int MAX_SIZE = 4 << 20;

    /** Documents, keys, words, lists and mappings; ten thousand links fit, and more in several files. Each takes time and memory. */
    private static final int MAX_VALUES = 100_000;

    /**
     * What of the text is read at a time, in characters: a word that goes on after it is copied with each further part, so that a
     * long one would take the square of its length.
     */
    private static final int MAX_BUFFER = 1 << 20;

    private static final int MIN_BUFFER = 1 << 10;

    /** A manifest needs eight. */
    private static final int MAX_DEPTH = 32;

    private YamlDocuments() {}

    /** The root nodes; none, with a problem noted, when the text is not YAML or is out of bounds. */
    static List<Node> parse(String file, String text, Problems problems) {
        Position start = new Position(file, 1, 1);
        if (text.length() > MAX_SIZE) {
            problems.add(start, "the file is larger than " + (MAX_SIZE >> 20) + " MiB");
            return List.of();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_SIZE)
                .setBufferSize(Math.max(MIN_BUFFER, Math.min(MAX_BUFFER, text.length())))
                .build();
        try {
            List<Event> events = new ArrayList<>();
            if (!isWithinBounds(file, new Parse(settings).parseString(text), events, problems)) {
                return List.of();
            }
            List<Node> documents = new ArrayList<>();
            new Composer(settings, new ParsedText(events)).forEachRemaining(documents::add);
            if (documents.isEmpty()) {
                problems.add(start, "the file is empty");
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            problems.add(at(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(
                    start,
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return List.of();
    }

    /** Told from the events: composing nodes takes a stack frame for each level, and aliases multiply. */
    private static boolean isWithinBounds(String file, Iterable<Event> events, List<Event> seen, Problems problems) {
        int depth = 0;
        int values = 0;
        for (Event event : events) {
            seen.add(event);
            depth += switch (event.getEventId()) {
                case MappingStart, SequenceStart -> 1;
                case MappingEnd, SequenceEnd -> -1;
                default -> 0;
            };
            values += switch (event.getEventId()) {
                case MappingStart, SequenceStart, Scalar, DocumentStart -> 1;
                default -> 0;
            };
            if (values > MAX_VALUES) {
                problems.add(
                        at(file, event.getStartMark()),
                        "the file has more than " + MAX_VALUES + " values (split it: -f can be repeated)");
                return false;
            }
            if (event.getEventId() == Event.ID.Alias) {
                problems.add(at(file, event.getStartMark()), "aliases are not read here: write the value again");
                return false;
            }
            if (depth > MAX_DEPTH) {
                problems.add(at(file, event.getStartMark()), "nested more than " + MAX_DEPTH + " deep");
                return false;
            }
        }
        return true;
    }

    /** The events of a text that was parsed before. */
    private static final class ParsedText implements Parser {
        private final List<Event> events;
        private int next;

        ParsedText(List<Event> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return next < events.size();
        }

        @Override
        public Event peekEvent() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return events.get(next);
        }

        @Override
        public boolean checkEvent(Event.ID choice) {
            return hasNext() && peekEvent().getEventId() == choice;
        }

        @Override
        public Event next() {
            Event event = peekEvent();
            next++;
            return event;
        }
    }

    /** A mark counts from 0. */
    static Position at(String file, Optional<Mark> mark) {
        return mark.map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Position(file, 1, 1));
    }
}
