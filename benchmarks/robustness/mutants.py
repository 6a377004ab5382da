"""Small wrong changes of a module, one at a time: what a suite of tests is to notice.

Left alone are docstrings, annotations, decorators, `__all__`, what a class says of itself (`frozen=True`), and the
`strict` of `zip`, which checks what always holds.
"""

import ast
from collections.abc import Iterator

import msgspec

_PAIRS: list[tuple[type[ast.AST], type[ast.AST]]] = [
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot),
    (ast.And, ast.Or), (ast.Add, ast.Sub),
]  # fmt: skip
_SWAPPED = dict(_PAIRS) | {other: one for one, other in _PAIRS}
_REMOVABLE = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Delete)
_DECLARED = ("annotation", "returns", "decorator_list", "bases", "keywords")


class Mutant(msgspec.Struct, frozen=True):
    """A change: its number in the module, its kind, the function it is in ("" outside of all), its line, its code."""

    number: int
    kind: str
    function: str
    line: int
    before: str
    after: str


class _Change(msgspec.Struct):
    """What a field of a node is to hold instead; with `index`, one place of a list."""

    kind: str
    line: int
    owner: ast.AST
    field: str
    value: object
    index: int | None = None

    def swap(self) -> None:
        """Makes the change, or undoes it."""
        held = getattr(self.owner, self.field)
        if self.index is None:
            setattr(self.owner, self.field, self.value)
            self.value = held
        else:
            held[self.index], self.value = self.value, held[self.index]

    def shown(self) -> str:
        """The code as it stands."""
        held = getattr(self.owner, self.field)
        held = held if self.index is None else held[self.index]
        return ast.unparse(held if isinstance(held, ast.expr | ast.stmt) else self.owner)


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its tree."""
    found = []
    for number, (function, change) in enumerate(_changes(ast.parse(source), "")):
        before = change.shown()
        change.swap()
        found.append(Mutant(number, change.kind, function, change.line, before, change.shown()))
        change.swap()
    return found


def mutated(source: str, number: int) -> str:
    """The module with the mutant of a number; raises IndexError where it has none of this number."""
    tree = ast.parse(source)
    [*_changes(tree, "")][number][1].swap()
    return ast.unparse(ast.fix_missing_locations(tree))


def _changes(node: ast.AST, function: str) -> Iterator[tuple[str, _Change]]:
    """The changes within a node, each with the function it is in."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    of_node = (*_of_operators(node), *_of_constants(node), *_of_conditions(node), *_of_statements(node))
    yield from ((function, change) for change in of_node)
    for field, held in ast.iter_fields(node):
        for child in held if isinstance(held, list) else [held]:
            if isinstance(child, ast.AST) and not _is_declared(node, field, child):
                yield from _changes(child, function)


def _is_declared(node: ast.AST, field: str, child: ast.AST) -> bool:
    is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
    is_all = isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__"
    is_strict = isinstance(node, ast.keyword) and node.arg == "strict"
    return is_docstring or is_all or is_strict or (field in _DECLARED and not isinstance(node, ast.Call))


def _of_operators(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                yield _Change("comparison", node.lineno, node, "ops", _SWAPPED[type(operator)](), index)
        case ast.BoolOp():
            yield _Change("and-or", node.lineno, node, "op", _SWAPPED[type(node.op)]())
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _SWAPPED:
            yield _Change("plus-minus", node.lineno, node, "op", _SWAPPED[type(node.op)]())


def _of_constants(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.Constant(value=bool(value)):
            yield _Change("boolean", node.lineno, node, "value", not value)
        case ast.Constant(value=int(value)) | ast.Constant(value=float(value)):
            yield from (_Change("number", node.lineno, node, "value", value + by) for by in (1, -1))
        case ast.Constant(value=str(value)):
            yield _Change("string", node.lineno, node, "value", value + "x")
        case ast.Constant(value=bytes(value)):
            yield _Change("string", node.lineno, node, "value", value + b"x")


def _of_conditions(node: ast.AST) -> Iterator[_Change]:
    match node:
        case ast.If() | ast.While() | ast.IfExp():
            yield _Change("condition", node.test.lineno, node, "test", _negated(node.test))
        case ast.comprehension():
            for index, test in enumerate(node.ifs):
                yield _Change("condition", test.lineno, node, "ifs", _negated(test), index)


def _negated(test: ast.expr) -> ast.expr:
    is_negated = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    return test.operand if isinstance(test, ast.UnaryOp) and is_negated else ast.UnaryOp(ast.Not(), test)


def _of_statements(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield _Change("return", node.lineno, node, "value", ast.Constant(None))
    for field in ("body", "orelse", "finalbody"):
        statements = getattr(node, field, None)
        for index, statement in enumerate(statements if isinstance(statements, list) else ()):
            if _is_removable(statement):
                yield _Change("statement", statement.lineno, node, field, ast.Pass(), index)


def _is_removable(statement: ast.stmt) -> bool:
    """Not an assignment of a name, without which nothing goes on."""
    match statement:
        case ast.Expr():
            return not isinstance(statement.value, ast.Constant)
        case ast.Assign():
            return isinstance(statement.targets[0], ast.Attribute | ast.Subscript)
        case _:
            return isinstance(statement, _REMOVABLE)
