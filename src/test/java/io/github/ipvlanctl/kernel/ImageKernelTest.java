package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as it is installed: its process, streams and exit code, wherever it is and whoever calls it. */
@OnAKernel
class ImageKernelTest {
    @BeforeEach
    void aLinkWithANameThatIsNotAscii() {
        givenParent("eth9");
        given("link add link eth9 name ünï type ipvlan mode l2 bridge");
    }

    /** Runs shell lines that know {@code $image} and {@code $program}. */
    private static Outcome shell(String lines) {
        return sh("image='" + Launcher.image() + "' program=" + Launcher.shellWord() + "\n" + lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"$program\"",
                "env -i \"$program\"",
                "env -u HOME \"$program\"",
                "LC_ALL=C \"$program\"",
                "LC_ALL=C.UTF-8 \"$program\"",
                "LC_ALL=xx_XX.ISO-8859-1 \"$program\"",
                "JAVA_HOME=/nowhere \"$program\"",
                "JAVA_TOOL_OPTIONS=-Xmx1m \"$program\"",
                "JDK_JAVA_OPTIONS=--version \"$program\"",
                "_JAVA_OPTIONS=-verbose \"$program\"",
                "CLASSPATH=/nowhere:/elsewhere \"$program\"",
                "exec 0<&-; \"$program\"",
                "cd \"$image/bin\"; ./ipvlanctl",
                "cd \"$image/bin\"; sh ipvlanctl",
                "PATH=$image/bin:$PATH; ipvlanctl",
                "ln -sf \"$program\" /tmp/one; ln -sf one /tmp/two; mkdir -p /tmp/dir; ln -sf ../two /tmp/dir/three; /tmp/dir/three",
                "ln -sf \"$program\" /tmp/one; cd /tmp; PATH=.:$PATH; one",
                "rm -rf '/tmp/a copy'; cp -r \"$image\" '/tmp/a copy'; touch -d 2001-01-01 '/tmp/a copy/lib/modules'; "
                        + "'/tmp/a copy/bin/ipvlanctl'",
            })
    void runsAnywhereForAnyone(String program) {
        Outcome shown = shell(program + " link show -j").succeeds();

        assertThat(shown.out()).isEqualTo(run("link show -j").out()).contains("\"name\":\"ünï\"");
        assertThat(shown.err()).isEmpty();
    }

    @Test
    void runsFromAFileSystemThatCannotBeWritten() {
        Outcome shown = shell("""
                mount -t tmpfs none /mnt && cp -r "$image" /mnt/image && mount -o remount,ro /mnt && cd /mnt || exit
                HOME=/mnt TMPDIR=/mnt /mnt/image/bin/ipvlanctl link show -o name
                status=$?
                cd / && umount /mnt
                exit $status
                """).succeeds();

        assertThat(shown.out()).isEqualTo("ünï\n");
        assertThat(shown.err()).isEmpty();
    }

    /** The next files that are opened would be taken for them. */
    @Test
    void takesNoOtherFileForAStreamThatIsClosed() {
        givenNetns("blue");

        shell("\"$program\" plan -f - <&-").exits(2).says("-:1:1: the file is empty");
        shell("\"$program\" netns exec blue -- readlink /proc/self/fd/0 <&-").prints("/dev/null");
        shell("\"$program\" link show >&-").exits(1).says("cannot write the result: Bad file descriptor");
        shell("\"$program\" link show une 2>&-").exits(4).saysNothing();
        shell("\"$program\" link show <&- >&- 2>&-").exits(1).saysNothing();
    }

    /** The shell itself may complain of it. */
    @Test
    void runsWithoutACurrentDirectory() {
        Outcome shown = shell("mkdir /tmp/gone && cd /tmp/gone && rmdir /tmp/gone && \"$program\" link show -o name");

        assertThat(shown.succeeds().out()).isEqualTo("ünï\n");
    }

    @Test
    void takesNamesThatAreNotAsciiWithoutALocaleForThem() {
        givenNetns("blaü");

        shell("env -i \"$program\" link add 'ö1' --parent eth9 --into 'blaü' --alias 'für ihn' -q")
                .succeeds()
                .saysNothing();
        assertThat(has("ö1", "-n", "blaü")).isTrue();
        shell("env -i \"$program\" -n 'blaü' link show 'ö1'").prints("ö1", "für ihn");
        shell("env -i \"$program\" netns list -o name").succeeds().prints("blaü");
    }

    @Test
    void failsAsAProcess() {
        Outcome failed = shell("\"$program\" link show une").exits(4);

        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).isEqualTo("""
                ipvlanctl: there is no link une
                  hint: IPvlan links here: ünï
                """);
    }

    /** Java would look for somebody who logs that ip is started in the file that has its classes, which takes it longer than ip. */
    @Test
    void listsWithoutOpeningTheFileOfJavasClasses() {
        Outcome listed = shell("""
                rm -rf /tmp/copy; cp -r "$image" /tmp/copy
                sed -i 's, -m , -Xlog:class+init:stderr -m ,' /tmp/copy/bin/ipvlanctl
                /tmp/copy/bin/ipvlanctl link show -o name
                """).succeeds();

        assertThat(listed.out()).isEqualTo("ünï\n");
        assertThat(listed.err())
                .contains("Initializing 'java/lang/ProcessImpl'")
                .doesNotContain("Initializing 'jdk/internal/jimage/");
    }

    /** A signal for all may come while {@code ip} is being started: it is the signal that is told then. */
    @ParameterizedTest
    @CsvSource({
        "kill -INT $PPID, 130, stopped by a signal",
        ":, 6, cannot run ip: Java's helper that starts it was ended",
    })
    void tellsASignalThatCameWhileIpWasBeingStarted(String toAll, int code, String message) {
        Outcome failed = shell("""
                rm -rf /tmp/copy; cp -r "$image" /tmp/copy
                printf '#!/bin/sh\\n%s\\nkill -INT $$\\n' 'TO_ALL' > /tmp/copy/lib/jspawnhelper
                /tmp/copy/bin/ipvlanctl link show
                """.replace("TO_ALL", toAll)).exits(code).says(message);

        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void givesACommandInANamespaceTheCallersOwnEnvironment() {
        givenNetns("blue");

        shell("env -i A=1 LC_ALL=C LANG=ü JAVA_TOOL_OPTIONS=-Xmx64m \"$program\" netns exec blue -- env")
                .succeeds()
                .saysNothing()
                .prints("A=1\n", "LC_ALL=C\n", "LANG=ü\n", "JAVA_TOOL_OPTIONS=-Xmx64m\n");
        Outcome without = shell("env -i \"$program\" netns exec blue -- env").succeeds();
        assertThat(without.out()).doesNotContain("LC_ALL", "JAVA", "IPVLANCTL");
    }
}
