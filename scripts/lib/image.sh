# shellcheck shell=bash
# Makes runtime images: a module with as much of a JDK as it needs, and classes in archives, where the virtual machine finds
# them parsed, checked and linked. Where the image is, and when its files were written, does not matter to an archive.
# Source it:
#
#   image_jdk JDK                       the JDK's home; first of all
#   image_link MODULES MODULE IMAGE     make the directory IMAGE of MODULE, which is below the directory MODULES
#   image_archive IMAGE NAME MAIN WORD...               make lib/NAME, of what a run of the class MAIN with these words needs
#   image_run IMAGE NAME OPTION... -m MAIN WORD...      run a class, if that archive can be used

image_jdk() {
    jdk=$1 version=$("$1/bin/javac" -version 2>&1)
    [[ $version =~ javac\ ([0-9]+) ]] && version=${BASH_REMATCH[1]}
    # For a program that runs for a moment: one thread collects garbage, the compiler is quick, and begins later than it would
    # (on two processors it takes from the program; the more, the longer the program's classes take), but sooner with loops,
    # which a long listing is read and written by, character for character; no file below /tmp tells of it, and the archive is
    # used where it was made for in memory. The heap has a limit of its own since with that of a very large machine the archive
    # would be of no use, and begins small, whatever the machine has. Java's warnings would go to stdout.
    options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms16m -Xmx512m'
    options+=' -XX:Tier3MinInvocationThreshold=2 -XX:Tier3CompileThreshold=300 -XX:Tier3BackEdgeThreshold=700'
    options+=' -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0'
    if [ "$version" -ge 25 ]; then
        options+=' -XX:CompileThresholdScaling=3'
        # Notes on what to compile are for programs that run longer: neither make nor use them.
        options+=' -Djdk.reflect.useNativeAccessorOnly=true -XX:-AOTRecordTraining -XX:-AOTReplayTraining'
        archive_option=-XX:AOTCache archive_or_else=-XX:AOTMode=on
    else
        options+=' -XX:CompileThresholdScaling=4'
        archive_option=-XX:SharedArchiveFile archive_or_else=-Xshare:on
    fi
    # What the launcher sees to.
    export LC_ALL=C.UTF-8
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH
}

image_link() {
    rm -rf "$3"
    "$jdk/bin/jlink" --module-path "$1" --add-modules "$2" --add-options "$options" --no-header-files --no-man-pages \
        --output "$3"
    rm -f "$3/bin/keytool"
}

image_archive() {
    local image=$1 archive=$1/lib/$2 classes
    shift 2
    if [ "$version" -ge 25 ]; then
        "$image/bin/java" -XX:AOTCacheOutput="$archive" -m "$@"
    else
        classes=$(mktemp)
        "$image/bin/java" -XX:DumpLoadedClassList="$classes" -m "$@"
        # With G1, whatever the program itself runs with: only that collector can store ready-made objects.
        "$image/bin/java" -XX:-UseSerialGC -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$classes" \
            -XX:SharedArchiveFile="$archive" -m "$1"
        rm "$classes"
    fi
}

image_run() {
    local image=$1 archive=$1/lib/$2
    shift 2
    "$image/bin/java" "$archive_option=$archive" "$archive_or_else" "$@"
}
