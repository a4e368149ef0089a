package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.NetnsName;
import java.util.List;

/**
 * What is to be done so that the machine is as wanted.
 *
 * @param changes for people and programs; none when all is so already
 * @param phases the steps; those of one phase do not depend on each other across namespaces
 * @param making the namespaces that are made, and then marked as the stack's
 * @param notes what somebody should know beside it
 */
public record Plan(List<Change> changes, List<List<Step>> phases, List<NetnsName> making, List<String> notes) {}
