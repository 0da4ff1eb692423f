"""Templates compiled once for each language, and written out with as little ceremony as is safe.

A page has a thousand values and a hundred fixed words. The words are put in when a template is
compiled; every value is still escaped, by the shortest way there is.
"""

from collections.abc import MutableMapping
from types import FunctionType
from typing import Any
from weakref import ref

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from reintegrate.web.ui.i18n import gettext, language

ASKED = {"_", "gettext"}


def written(value: Any) -> str:
    """Escaped like `escape`, without making each cell of a table an object that can be escaped
    again: what is written out is joined at once."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    return escape(value)


class Words(NodeTransformer):
    """Fixed words in the language a template is compiled for."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the visitor's naming
        self.generic_visit(node)
        said = node.args[0] if node.args else None
        if (
            not isinstance(node.node, nodes.Name)
            or node.node.name not in ASKED
            or not isinstance(said, nodes.Const)
            or len(node.args) > 1
            or node.dyn_args
            or node.dyn_kwargs
        ):
            return node
        words = nodes.Const(Markup(gettext(said.value)), lineno=node.lineno)  # noqa: S704 - ours
        if not node.kwargs:
            return nodes.Const(words.value % {}, lineno=node.lineno)
        pairs = [nodes.Pair(nodes.Const(k.key), k.value) for k in node.kwargs]
        return nodes.Mod(words, nodes.Dict(pairs), lineno=node.lineno)


class Writer(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Page(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """All templates here have the same globals: one module serves every importer."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class PageContext(Context):
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro, or a plain function, wants none of what other callables are asked about."""
        plain = type(called) is FunctionType and not hasattr(called, "jinja_pass_arg")
        if not plain and type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class Pages(Environment):
    """Flask's environment with a compiled template for each language."""

    template_class = Page
    context_class = PageContext
    code_generator_class = Writer
    written = staticmethod(written)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return Words().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own: no template here is given others."""
        return {**self.globals, **d} if d else self.globals

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
        kept: Any = self.cache
        key = (ref(self.loader), language(), name)  # type: ignore[type-var]
        template: Template | None = kept.get(key)
        if template is None or (self.auto_reload and not template.is_up_to_date):
            template = kept[key] = self.loader.load(self, name, self.make_globals(globals))  # type: ignore[union-attr]
        return template


def init_app(app: Flask) -> None:
    """Before anything asks for the app's environment."""
    app.jinja_environment = Pages
    app.jinja_options = {"cache_size": -1}
