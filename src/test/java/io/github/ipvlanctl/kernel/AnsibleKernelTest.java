package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The Ansible module, run by Ansible. */
@OnAKernel
class AnsibleKernelTest {
    /** Ansible finds a collection below directories that bear its name. */
    private static final String WITH_COLLECTION = """
            export LC_ALL=C.UTF-8 ANSIBLE_NOCOLOR=1 ANSIBLE_COLLECTIONS_PATH=/tmp/collections
            mkdir -p /tmp/collections/ansible_collections/ipvlanctl
            ln -sfn "$PWD/src/ansible" /tmp/collections/ansible_collections/ipvlanctl/ipvlanctl
            """;

    @Test
    void theModuleDoesAsAnsibleExpects() {
        givenParent("eth9");

        sh(WITH_COLLECTION + "ansible-playbook -i localhost, -c local src/test/resources/ansible/stack.yaml -e program="
                        + Launcher.shellWord())
                .succeeds()
                .prints("failed=0");
        assertThat(namespaces()).isEmpty();
    }

    @Test
    void ansibleShowsItsDocumentation() {
        sh(WITH_COLLECTION + "ansible-doc -t module ipvlanctl.ipvlanctl.stack")
                .succeeds()
                .prints("switch_siblings", "EXAMPLES", "RETURN VALUES");
    }

    @Test
    void aMachineThatFailsLeavesTheOthersRight() {
        sh("scripts/lib/ansible-tour 2 short").succeeds().prints("Done");
    }
}
