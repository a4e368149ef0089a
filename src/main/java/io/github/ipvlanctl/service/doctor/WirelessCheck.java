package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Port;
import java.util.List;

/** Whether a parent is a Wi-Fi card with links in mode l2, which many access points do not put up with. */
final class WirelessCheck implements Check {
    @Override
    public String name() {
        return "wifi";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Device parent : machine.parents()) {
            String path = "/sys/class/net/" + parent.name() + "/uevent";
            String text = machine.probe().files(parent.netns(), List.of(path)).get(path);
            Mode mode = machine.host()
                    .portOn(parent)
                    .map(Port::settings)
                    .map(settings -> settings.mode())
                    .orElse(Mode.L2);
            if (text == null) {
                found.unknown(parent, path + " cannot be read, so whether it is a Wi-Fi card is not known");
            } else if (text.lines().anyMatch("DEVTYPE=wlan"::equals) && mode == Mode.L2) {
                found.warning(
                        parent,
                        "it is a Wi-Fi card: in mode l2 its access point sees several addresses of one station, and may "
                                + "answer for, or let through, one alone; routers that have a route to the links do without",
                        machine.own(parent.netns(), "mode", "l3", parent.name().value()));
            }
        }
        return machine.parents().isEmpty() ? "no device is a parent" : "no parent is a Wi-Fi card in mode l2";
    }
}
