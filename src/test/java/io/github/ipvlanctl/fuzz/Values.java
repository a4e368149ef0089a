package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AddressRange;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.NetworkName;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.model.Reach;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.VlanId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;

/** A word becomes a value whose text stands for the same value, or is refused as wrong usage. */
final class Values {
    private static final Cidr LAN = Cidr.parseNetwork("192.0.2.0/24");

    /** How a word is read, and how the value is written. */
    private record Form<T>(Function<String, T> parser, Function<T, String> text) {
        String trial(String word) {
            T value;
            try {
                value = parser.apply(word);
            } catch (Failure failure) {
                if (failure.kind() != ErrorKind.USAGE || failure.text().isBlank()) {
                    throw new AssertionError("a word is refused as " + failure.kind() + ": " + failure.text());
                }
                return "usage";
            }
            String written = text.apply(value);
            if (!parser.apply(written).equals(value)) {
                throw new AssertionError("'" + word + "' is written '" + written + "', which is another value");
            }
            return "value";
        }
    }

    private static final Map<String, Form<?>> FORMS = forms();

    private record Input(String form, String word) {}

    private Values() {}

    static Target<?> target() {
        return new Target<>(
                "values",
                Combinators.combine(Arbitraries.of(List.copyOf(FORMS.keySet())), Words.any())
                        .as(Input::new),
                input -> FORMS.get(input.form()).trial(input.word()));
    }

    private static Map<String, Form<?>> forms() {
        Map<String, Form<?>> forms = new LinkedHashMap<>();
        forms.put("device", new Form<>(InterfaceName::new, InterfaceName::value));
        forms.put("link", new Form<>(InterfaceName::parse, InterfaceName::value));
        forms.put("netns", new Form<>(NetnsName::new, NetnsName::value));
        forms.put("stack", new Form<>(StackName::new, StackName::value));
        forms.put("docker network", new Form<>(NetworkName::new, NetworkName::value));
        forms.put("alias", new Form<>(Alias::new, Alias::text));
        forms.put("address", new Form<>(IpAddress::parse, IpAddress::text));
        forms.put("cidr", new Form<>(Cidr::parse, Cidr::toString));
        forms.put("any cidr", new Form<>(Cidr::parseAny, Cidr::toString));
        forms.put("network", new Form<>(Cidr::parseNetwork, Cidr::toString));
        forms.put("shim address", new Form<>(ShimSpec::parseAddress, Cidr::toString));
        forms.put("range", new Form<>(word -> AddressRange.parse(LAN, word), AddressRange::toString));
        forms.put("mtu", new Form<>(Mtu::parse, mtu -> Integer.toString(mtu.bytes())));
        forms.put("vlan", new Form<>(VlanId::parse, vlan -> Integer.toString(vlan.number())));
        forms.put("mode", new Form<>(Mode::parse, Mode::word));
        forms.put("flag", new Form<>(Flag::parse, Flag::word));
        forms.put("destination", new Form<>(Destination::parse, Destination::toString));
        forms.put("route", new Form<>(RouteSpec::parse, Values::option));
        forms.put("metric", new Form<>(RouteSpec::parseMetric, String::valueOf));
        forms.put("table", new Form<>(RoutingTable::parse, String::valueOf));
        forms.put("reach", new Form<>(Reach::parse, Values::destination));
        forms.put("aux address", new Form<>(AuxAddress::parse, AuxAddress::toString));
        forms.put("label", new Form<>(DockerNetworkSpec::parseLabel, label -> label));
        forms.put("number", new Form<>(word -> Numbers.parse(word, 0, Long.MAX_VALUE, "a number"), String::valueOf));
        return forms;
    }

    private static String option(RouteSpec route) {
        return route.to()
                + (route.via() == null ? "" : ",via=" + route.via())
                + (route.metric() == null ? "" : ",metric=" + route.metric());
    }

    private static String destination(Reach reach) {
        return reach.link() == null
                ? String.valueOf(reach.network())
                : reach.link().value();
    }
}
