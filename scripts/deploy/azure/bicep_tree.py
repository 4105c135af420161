"""Bicep files as plain values: what is declared, used and written in each, read with tree-sitter."""

from dataclasses import dataclass, field
from pathlib import Path

import tree_sitter
import tree_sitter_bicep

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bicep.language()))


@dataclass
class Bicep:
    """One file. Values are {'object': …}, {'array': […]}, {'one_of': […]}, {'text': '…'}, {'number': 1} or {} where nothing is known before it runs."""

    path: Path
    #: Names of parameters; true: one must be given.
    parameters: dict = field(default_factory=dict)
    variables: dict = field(default_factory=dict)
    #: name → (type, version, body, whether it exists already)
    resources: dict = field(default_factory=dict)
    #: name → (path, names of parameters given)
    modules: dict = field(default_factory=dict)
    outputs: set = field(default_factory=set)
    #: Names that are used without a declaration.
    undeclared: set = field(default_factory=set)
    unused: set = field(default_factory=set)
    #: (module, output) pairs that are read.
    read_outputs: set = field(default_factory=set)
    broken: bool = False


def read(path: Path, content: str | None = None) -> Bicep:
    """Reads a file, or what it would be with other content."""
    root = PARSER.parse(path.read_bytes() if content is None else content.encode()).root_node
    bicep = Bicep(path, broken=root.has_error)
    for node in root.named_children:
        declare(bicep, node)
    declared = {*bicep.parameters, *bicep.variables, *bicep.resources, *bicep.modules}
    used = set()
    for node in root.named_children:
        used |= names_in(bicep, node)
    bicep.undeclared = used - declared
    bicep.unused = {*bicep.parameters, *bicep.variables} - used
    return bicep


def text(node) -> str:
    return node.text.decode()


def declare(bicep: Bicep, node) -> None:
    named = [child for child in node.named_children if child.type not in ("decorators", "comment")]
    identifier = next((child for child in named if child.type == "identifier"), None)
    if identifier is None:
        return
    name = text(identifier)
    if node.type == "parameter_declaration":
        bicep.parameters[name] = not any(child.type == "=" for child in node.children)
    elif node.type == "variable_declaration":
        bicep.variables[name] = named[-1]
    elif node.type == "output_declaration":
        bicep.outputs.add(name)
    elif node.type == "resource_declaration":
        kind, version = text(named[1]).strip("'").split("@")
        body = next((child for child in walk(node) if child.type == "object"), None)
        exists = any(text(child) == "existing" for child in node.children)
        bicep.resources[name] = (kind, version, value(bicep, body), exists)
    elif node.type == "module_declaration":
        body = value(bicep, next(child for child in walk(node) if child.type == "object"))
        given = body["object"].get("params", {"object": {}})["object"]
        bicep.modules[name] = (bicep.path.parent / text(named[1]).strip("'"), set(given))


def walk(node):
    for child in node.named_children:
        yield child
        yield from walk(child)


def value(bicep: Bicep, node, depth: int = 0):
    """What an expression can be."""
    if node is None or depth > 40:
        return {}
    within = lambda one: value(bicep, one, depth + 1)
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type == "object":
        properties = [child for child in children if child.type == "object_property"]
        return {"object": {key(one): within(one.named_children[-1]) for one in properties}}
    if node.type == "array":
        return {"array": [within(child) for child in children]}
    if node.type in ("ternary_expression", "conditional_expression"):
        return {"one_of": [within(child) for child in children[1:]]}
    if node.type == "for_statement":
        return {"array": [within(children[-1])]}
    if node.type == "parenthesized_expression":
        return within(children[0])
    if node.type == "call_expression" and text(node).startswith("concat("):
        arguments = [child for child in walk(node) if child.type == "arguments"][0].named_children
        return {"one_of": [within(child) for child in arguments]}
    if node.type == "identifier" and text(node) in bicep.variables:
        return within(bicep.variables[text(node)])
    if node.type == "number":
        return {"number": int(text(node))}
    if node.type == "string" and not any(child.type == "interpolation" for child in children):
        return {"text": text(node).strip("'")}
    return {}


def key(node) -> str:
    first = node.named_children[0]
    # A key in quotes with a part that is filled in is one of the user's own names.
    return "*" if "${" in text(first) else text(first).strip("'")


def names_in(bicep: Bicep, node, local: frozenset = frozenset()) -> set:
    """Names an expression uses, but for those of functions, properties and loops."""
    if node.type in ("property_identifier", "type", "comment"):
        return set()
    if node.type == "identifier":
        return set() if text(node) in local else {text(node)}
    children = node.named_children
    if node.type == "member_expression":
        read_output(bicep, node)
    if node.type == "for_statement":
        variables = [child for child in children if child.type == "for_loop_parameters"] or children[:1]
        local = local | {text(one) for child in variables for one in [child, *walk(child)] if one.type in ("identifier", "loop_item_variable")}
        children = [child for child in children if child not in variables]
    skipped = 0
    if node.type in ("parameter_declaration", "variable_declaration", "output_declaration", "resource_declaration", "module_declaration"):
        skipped = next(index for index, child in enumerate(children) if child.type == "identifier")
        children = [child for index, child in enumerate(children) if index != skipped]
    elif node.type == "object_property":
        children = children[1:] if children[0].type == "identifier" else children
    elif node.type == "call_expression":
        children = [child for child in children if child.type != "identifier"]
    elif node.type == "decorator":
        return set()
    elif node.type == "target_scope_assignment":
        return set()
    return set().union(*(names_in(bicep, child, local) for child in children)) if children else set()


def read_output(bicep: Bicep, node) -> None:
    parts = text(node).replace("!", "").split(".")
    if len(parts) >= 3 and parts[1] == "outputs" and parts[0].isidentifier():
        bicep.read_outputs.add((parts[0], parts[2].split("[")[0]))
