"""What an expression proves: which fields are present where it is true, or false."""

from __future__ import annotations

from infoverify.language import tree
from infoverify.language.reading import local_name


class Proofs:
    """What is known where the code stands, within a section."""

    section: str | None
    #: Fields that the condition at hand has shown to be present.
    proven: frozenset[str]

    def certain(self, node: tree.Node) -> bool:
        """Tell whether a value or truth cannot be undetermined here."""
        if isinstance(node, tree.Field):
            if node.names == ("party",):
                return True
            return self._local(node) in self.proven
        if isinstance(node, (tree.Not, tree.Present)):
            return isinstance(node, tree.Present) or self.certain(node.item)
        if isinstance(node, tree.Logic):
            return self._all_certain(node.operator, node.items)
        if isinstance(node, tree.Compare):
            return self.certain(node.left) and self.certain(node.right)
        return isinstance(node, (tree.Literal, tree.Param, tree.At))

    def _local(self, field: tree.Field) -> str:
        return local_name(field.root or self.section or "", field.names[0])

    def _all_certain(self, operator: str, items: tuple[tree.Node, ...]) -> bool:
        before = self.proven
        answer = True
        for item in items:
            answer = answer and self.certain(item)
            self.proven |= self.proofs(item, operator == "and")
        self.proven = before
        return answer

    def proofs(self, node: tree.Node, truth: bool = True) -> frozenset[str]:  # noqa: FBT001, FBT002
        """Return the fields that are present wherever a truth is true (or false)."""
        if isinstance(node, tree.Not):
            return self.proofs(node.item, not truth)
        if isinstance(node, tree.Logic):
            if (node.operator == "and") is not truth:
                return frozenset()
            return frozenset().union(*(self.proofs(i, truth) for i in node.items))
        fields: tuple[tree.Node, ...] = ()
        if isinstance(node, tree.Present):
            fields = (node.field,) if truth else ()
        elif isinstance(node, tree.Compare):
            fields = (node.left, node.right)
        return frozenset(
            self._local(field)
            for field in fields
            if isinstance(field, tree.Field) and len(field.names) == 1
        )

    def lacks(self, node: tree.Node) -> frozenset[str]:
        """Return the fields that are not present wherever a truth is false."""
        if isinstance(node, tree.Present):
            return frozenset({self._local(node.field)})
        if isinstance(node, tree.Logic) and node.operator == "or":
            return frozenset().union(*map(self.lacks, node.items))
        return frozenset()
