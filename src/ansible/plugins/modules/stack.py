#!/usr/bin/python
# Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0

"""Brings a manifest about with C(ipvlanctl), which must be on the host."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: stack
short_description: Bring about IPvlan links as a manifest declares them
version_added: 0.1.0
author:
  - ipvlanctl developers (@ipvlanctl)
description:
  - Brings about on a host what a manifest says, through C(ipvlanctl apply), or deletes it again, through
    C(ipvlanctl destroy). Each happens whole or not at all.
  - What the kernel would refuse, or would do although nobody wants it, fails before anything is changed.
  - C(ipvlanctl help plan) and the manual page ipvlanctl-manifest(5) tell what a manifest may say.
requirements:
  - ipvlanctl and iproute2 on the host
notes:
  - It needs root, as C(ip) does; use I(become).
  - Text or a mapping is given to the program on its standard input, so that no file is left on the host. Where a message
    names a place such as C(-:12:7), that is line 12 of what C(-v) shows as C(manifest).
options:
  manifest:
    description:
      - The manifest, as a mapping or as text in YAML.
      - One of I(manifest), I(path) and I(name) is required.
    type: raw
  path:
    description:
      - Files on the host that have the manifest.
    type: list
    elements: path
  name:
    description:
      - The name of a stack that is to be I(state=absent), in a manifest's place.
    type: str
  state:
    description:
      - With C(present), links, namespaces, addresses and routes become what the manifest says.
      - With C(absent), all that the manifest's stack owns is deleted; of the manifest only the stack's name is used.
    type: str
    choices: [present, absent]
    default: present
  prune:
    description:
      - Delete what the stack owns and the manifest does not name.
    type: bool
    default: false
  switch_siblings:
    description:
      - Give other links of a parent a new mode or flag too. The kernel keeps one of each for all links of a parent; without
        this, links that the manifest does not name are never switched.
    type: bool
    default: false
  netns:
    description:
      - The network namespace to act in, like C(ip -n).
    type: str
  timeout:
    description:
      - The number of seconds that one C(ip) process may take. The program's default is 30.
    type: int
  lock_timeout:
    description:
      - The number of seconds to wait for another run of the program on the host. The program's default is 60.
    type: int
  executable:
    description:
      - The program, as a name that is looked for in the usual directories, or as a path.
    type: path
    default: ipvlanctl
attributes:
  check_mode:
    description: Can run in C(check_mode) and tell what would be changed, without changing it.
    support: full
  diff_mode:
    description: Tells in diff mode what is changed, or in check mode would be.
    support: full
  platform:
    description: The platforms that it runs on.
    support: full
    platforms: linux
"""

EXAMPLES = r"""
- name: Ten links on eth0, each in a namespace of its own, with addresses from the host's own range
  ipvlanctl.ipvlanctl.stack:
    manifest:
      version: 1
      stack: edge
      pools:
        lan:
          subnet: 192.168.1.0/24
          range: "{{ ipvlan_range }}"
          gateway: 192.168.1.1
      parents:
        - name: eth0
          mode: l2
          links:
            - name: web
              replicas: 10
              pool: lan
              netns: "{name}"
    prune: true
  become: true

- name: What a template on the controller says
  ipvlanctl.ipvlanctl.stack:
    manifest: "{{ lookup('ansible.builtin.template', 'edge.yaml.j2') }}"
  become: true

- name: What a file on the host says
  ipvlanctl.ipvlanctl.stack:
    path: /etc/ipvlanctl/edge.yaml
  become: true

- name: All that the stack owns is deleted
  ipvlanctl.ipvlanctl.stack:
    name: edge
    state: absent
  become: true
"""

RETURN = r"""
changes:
  description: What was changed, or in check mode would be; none when all was so already.
  returned: success
  type: list
  elements: dict
  contains:
    action:
      description: Whether it is made (C(add)), changed in place (C(change)), made anew (C(replace)) or deleted (C(delete)).
      type: str
    kind:
      description: Whether it is a C(link), a namespace (C(netns)) or a C(port), a parent with all its links.
      type: str
    name:
      description: Its name; a port's is its parent's.
      type: str
    netns:
      description: The namespace of a link, or null for the current one.
      type: str
    parent:
      description: A link's parent.
      type: str
    differences:
      description: In what respects (C(what)), from what, and to what; null stands for nothing.
      type: list
      elements: dict
    links:
      description: The links that get a port's new mode and flag.
      type: list
      elements: dict
    source:
      description: The place in the manifest that wants it.
      type: str
  sample:
    - action: change
      kind: link
      name: web0
      netns: web0
      parent: eth0
      differences: [{what: mtu, from: "1300", to: "1400"}]
      links: []
      source: "-:14:11"
error:
  description: Why it failed, as the program tells it.
  returned: when the program told it
  type: dict
  contains:
    kind:
      description: C(conflict), C(not_found), C(usage), C(permission), C(environment), C(timeout), C(failed) or C(interrupted).
      type: str
    message:
      description: What is wrong.
      type: str
    hint:
      description: What to do.
      type: str
    details:
      description: Each single thing that is wrong, where there are several.
      type: list
      elements: str
    exit_code:
      description: The program's exit code.
      type: int
    command:
      description: The command that failed, if one was run.
      type: list
      elements: str
    stderr:
      description: What that command said.
      type: str
  sample:
    kind: not_found
    message: there is no parent eth7
    hint: "devices that can be parents: eth0"
    details: []
    exit_code: 4
    command: null
    stderr: null
manifest:
  description: What the program has read on its standard input, for the line numbers in its messages.
  returned: failure, with C(-v), unless I(path) is used
  type: str
rc:
  description: The program's exit code.
  returned: when it has run
  type: int
"""

import json
import subprocess

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_text

ARGUMENTS = {
    "manifest": {"type": "raw"},
    "path": {"type": "list", "elements": "path"},
    "name": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "prune": {"type": "bool", "default": False},
    "switch_siblings": {"type": "bool", "default": False},
    "netns": {"type": "str"},
    "timeout": {"type": "int"},
    "lock_timeout": {"type": "int"},
    "executable": {"type": "path", "default": "ipvlanctl"},
}


def arguments(params, check_mode):
    """What the program is to do; it tells that as JSON."""
    absent = params["state"] == "absent"
    words = ["-j"]
    for option in ("netns", "timeout", "lock_timeout"):
        if params[option] is not None:
            words += ["--" + option.replace("_", "-"), str(params[option])]
    if check_mode:
        words += ["plan", "--destroy"] if absent else ["plan"]
    else:
        words += ["destroy"] if absent else ["apply"]
    if params["prune"] and not absent:
        words.append("--prune")
    if params["switch_siblings"] and not absent:
        words.append("--switch-siblings")
    for path in params["path"] or ["-"]:
        words += ["-f", path]
    return words


def standard_input(params):
    """The manifest as text, or None where it is in files; JSON is YAML too."""
    if params["path"] is not None:
        return None
    if params["name"] is not None:
        return json.dumps({"version": 1, "stack": params["name"], "parents": []})
    manifest = params["manifest"]
    return manifest if isinstance(manifest, str) else json.dumps(manifest, indent=2)


def parsed(text):
    """The value of a JSON text; None where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def diff(changes):
    """What is different before and after, as text for people."""
    return {
        "before": side([change for change in changes if change["action"] != "add"], "from"),
        "after": side([change for change in changes if change["action"] != "delete"], "to"),
    }


def side(changes, key):
    lines = []
    for change in changes:
        kind = "" if change["kind"] == "link" else change["kind"] + " "
        parent = " on " + change["parent"] if change["parent"] else ""
        lines.append(kind + place(change) + parent)
        for difference in change["differences"]:
            if difference[key] is not None:
                lines.append("  %s %s" % (difference["what"], difference[key]))
        lines += ["  of " + place(link) for link in change["links"]]
    return "".join(line + "\n" for line in lines)


def place(thing):
    return thing["name"] + (" (netns %s)" % thing["netns"] if thing["netns"] else "")


def message(error):
    """What is wrong and what to do, as the program would print it."""
    lines = [error["message"]] + ["  " + detail for detail in error["details"]]
    return "\n".join(lines + (["  hint: " + error["hint"]] if error["hint"] else []))


def run(module, command, text):
    """Runs a program; unlike module.run_command, it takes one that ends before it has read its input for no error."""
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate(to_bytes(text or ""))
    except OSError as error:
        module.fail_json(msg="cannot run %s: %s" % (command[0], error.strerror), cmd=command)
    return process.returncode, to_text(out), to_text(err)


def main():
    module = AnsibleModule(
        argument_spec=ARGUMENTS,
        mutually_exclusive=[("manifest", "path", "name")],
        required_one_of=[("manifest", "path", "name")],
        supports_check_mode=True,
    )
    params = module.params
    if params["name"] is not None and params["state"] == "present":
        module.fail_json(msg="a name alone does not tell what is to be present\n  hint: give a manifest, or state: absent")
    program = module.get_bin_path(params["executable"])
    if program is None:
        module.fail_json(
            msg="there is no %s on this host\n  hint: install its package, or say with 'executable' where it is"
            % params["executable"]
        )

    command = [program] + arguments(params, module.check_mode)
    text = standard_input(params)
    rc, out, err = run(module, command, text)

    said = [parsed(line) for line in err.splitlines()]
    said = [line for line in said if isinstance(line, dict)]
    for note in [line["note"] for line in said if "note" in line]:
        module.warn(note)
    failure = {"rc": rc, "cmd": command}
    if text is not None and module._verbosity > 0:
        failure["manifest"] = text
    for error in [line["error"] for line in said if "error" in line]:
        module.fail_json(msg=message(error), error=error, **failure)
    changes = parsed(out)
    if rc != 0 or not isinstance(changes, list):
        module.fail_json(
            msg="%s ended with %d and did not tell why\n  hint: run it on the host by hand" % (program, rc),
            stdout=out,
            stderr=err,
            **failure
        )

    result = {"changed": bool(changes), "changes": changes, "rc": rc}
    if module._diff:
        result["diff"] = diff(changes)
    module.exit_json(**result)


if __name__ == "__main__":
    main()
