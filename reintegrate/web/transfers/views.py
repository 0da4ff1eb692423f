"""Being written."""

from flask import Blueprint

bp = Blueprint("transfers", __name__)
