package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PortSettings;
import java.util.List;
import java.util.Map;

/**
 * What is to be done so that the machine is as wanted.
 *
 * @param changes for people and programs; none when all is so already
 * @param phases the steps; those of one phase do not depend on each other across namespaces
 * @param making the namespaces that are made, and then marked as the stack's
 * @param given the parents whose ports get their first or other settings, by their names
 * @param notes what somebody should know beside it
 */
public record Plan(
        List<Change> changes,
        List<List<Step>> phases,
        List<NetnsName> making,
        Map<String, PortSettings> given,
        List<String> notes) {}
